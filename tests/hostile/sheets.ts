import {
  book,
  HEAD,
  type HostileFile,
  inline,
  LIST,
  listWith,
  MAIN,
  READ,
  REL,
  relations,
  rows,
  SHEET,
  sheetOf,
  TOO_LARGE,
  UNREADABLE,
  WORKBOOK,
  xlsx,
} from './book.ts';
import { zipOf } from './zip.ts';

const strings = (texts: readonly string[]): string =>
  `${HEAD}<sst xmlns="${MAIN}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;
const WITH_STRINGS = relations(
  `<Relationship Id="rId2" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/>`,
);
const WITH_STYLES = relations(`<Relationship Id="rId3" Type="${REL}/styles" Target="styles.xml"/>`);

/** Sheets that are made to harm: where their cells stand, and what is in them. */
export const HOSTILE_SHEETS: readonly HostileFile[] = [
  xlsx(
    'a hundred thousand elements inside each other',
    () => book({ [SHEET]: sheetOf(`<row r="1">${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</row>`) }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'a hundred thousand elements that never close',
    () => book({ [SHEET]: `<worksheet xmlns="${MAIN}">${'<sheetData>'.repeat(100_000)}` }),
    UNREADABLE,
  ),
  xlsx(
    'a row in each of 1,048,576 rows',
    () =>
      book({
        [SHEET]: sheetOf(
          rows(LIST) +
            Array.from(
              { length: 1_048_574 },
              (_, row) => `<row r="${row + 3}"><c r="A${row + 3}"><v>1</v></c></row>`,
            ).join(''),
        ),
      }),
    TOO_LARGE,
    { heavy: true },
  ),
  xlsx(
    'cells in all 16,384 columns of forty rows',
    () => {
      const letters = Array.from({ length: 16_384 }, (_, index) => columnName(index + 1));
      return book({
        [SHEET]: sheetOf(
          listWith(
            Array.from(
              { length: 40 },
              (_, row) =>
                `<row r="${row + 3}">${letters.map((at) => `<c r="${at}${row + 3}"><v>1</v></c>`).join('')}</row>`,
            ).join(''),
          ),
        ),
      });
    },
    [...READ, ...TOO_LARGE],
    { heavy: true },
  ),
  xlsx(
    'a hundred thousand rows with a cell in the last column',
    () =>
      book({
        [SHEET]: sheetOf(
          listWith(
            Array.from(
              { length: 100_000 },
              (_, row) => `<row r="${row + 3}"><c r="XFD${row + 3}"><v>1</v></c></row>`,
            ).join(''),
          ),
        ),
      }),
    [...READ, ...TOO_LARGE],
    { heavy: true },
  ),
  xlsx(
    'a row number of four thousand million',
    () => book({ [SHEET]: sheetOf(listWith('<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>')) }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'a row number of a million million, and one below zero',
    () =>
      book({
        [SHEET]: sheetOf(
          listWith(
            '<row r="1000000000000"><c r="A1000000000000"><v>1</v></c></row><row r="-5"><c r="A-5"><v>1</v></c></row>',
          ),
        ),
      }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'a row number that is no number',
    () =>
      book({
        [SHEET]: sheetOf(
          listWith('<row r="1e9"><c r="A1e9"><v>1</v></c></row><row r="x"><c r="Ax"><v>1</v></c></row>'),
        ),
      }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'a column behind the last one',
    () => book({ [SHEET]: sheetOf(listWith('<row r="3"><c r="ZZZZZZ3"><v>1</v></c></row>')) }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'a dimension that lies',
    () => book({ [SHEET]: sheetOf(rows(LIST), '', '<dimension ref="A1:XFD1048576"/>') }),
    READ,
  ),
  xlsx(
    'shared texts of 90 MB',
    () =>
      book({
        'xl/_rels/workbook.xml.rels': WITH_STRINGS,
        'xl/sharedStrings.xml': strings(Array.from({ length: 90 }, () => 'a'.repeat(1_000_000))),
      }),
    [...READ, ...TOO_LARGE],
    { heavy: true },
  ),
  xlsx(
    'two million shared texts of one letter',
    () =>
      book({
        'xl/_rels/workbook.xml.rels': WITH_STRINGS,
        'xl/sharedStrings.xml': strings(Array.from({ length: 2_000_000 }, () => 'a')),
      }),
    [...READ, ...TOO_LARGE],
    { heavy: true },
  ),
  xlsx(
    'shared texts that are not there',
    () =>
      book({
        [SHEET]: sheetOf(
          listWith('<row r="3"><c r="A3" t="s"><v>99999999</v></c><c r="B3" t="s"><v>-1</v></c></row>'),
        ),
      }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'a cell of 10 MB',
    () => book({ [SHEET]: sheetOf(rows([LIST[0], ['Thanh Trì', 'TH', 'a'.repeat(10_000_000), '']])) }),
    ['INVALID_ROWS', ...READ],
  ),
  xlsx(
    'a cell of a million runs',
    () =>
      book({
        [SHEET]: sheetOf(
          listWith(
            `<row r="3"><c r="A3" t="inlineStr"><is>${'<r><t>a</t></r>'.repeat(1_000_000)}</is></c></row>`,
          ),
        ),
      }),
    [...READ, ...TOO_LARGE],
    { heavy: true },
  ),
  xlsx(
    'merged ranges that overlap in a circle',
    () =>
      book({
        [SHEET]: sheetOf(
          rows(LIST),
          '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/><mergeCell ref="C1:A3"/><mergeCell ref="A1:A1"/><mergeCell ref="B2:A1"/></mergeCells>',
        ),
      }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'forty thousand merged ranges over all columns',
    () =>
      book({
        [SHEET]: sheetOf(
          rows(LIST),
          `<mergeCells>${Array.from({ length: 40_000 }, () => '<mergeCell ref="A2:XFD900"/>').join('')}</mergeCells>`,
        ),
      }),
    [...UNREADABLE, ...TOO_LARGE],
  ),
  xlsx(
    'fifty thousand styles',
    () =>
      book({
        'xl/_rels/workbook.xml.rels': WITH_STYLES,
        'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><fonts>${'<font><sz val="11"/><name val="Arial"/></font>'.repeat(50_000)}</fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>${'<xf numFmtId="0" fontId="1"/>'.repeat(50_000)}</cellXfs></styleSheet>`,
      }),
    READ,
    { heavy: true },
  ),
  xlsx(
    'a cell with a style that is not there',
    () =>
      book({ [SHEET]: sheetOf(listWith('<row r="3" s="999999"><c r="A3" s="99999999"><v>1</v></c></row>')) }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'formulas that would reach outside',
    () =>
      book({
        [SHEET]: sheetOf(
          listWith(
            '<row r="3"><c r="A3" t="str"><f>HYPERLINK("http://example.invalid","x")</f><v>Thanh Trì</v></c><c r="B3" t="str"><f>WEBSERVICE("http://example.invalid")</f><v>TH</v></c><c r="C3" t="str"><f>cmd|\' /C calc\'!A0</f><v>Trường Tiểu học Hoa Mai</v></c></row>',
          ),
        ),
      }),
    READ,
  ),
  xlsx(
    'numbers and days out of all range',
    () =>
      book({
        [SHEET]: sheetOf(
          rows([['Huyện', 'Cấp học', 'Tên trường', 'Số học sinh']]) +
            [
              '1e309',
              '-1e309',
              'NaN',
              'Infinity',
              '1e-400',
              '99999999999999999999',
              '-0',
              '2958466',
              '60',
              '',
            ]
              .map(
                (value, index) =>
                  `<row r="${index + 2}">${inline(`A${index + 2}`, 'Thanh Trì')}${inline(`B${index + 2}`, 'TH')}${inline(`C${index + 2}`, `Trường Tiểu học ${index}`)}<c r="D${index + 2}"><v>${value}</v></c></row>`,
              )
              .join(''),
        ),
      }),
    READ,
  ),
  xlsx(
    'days counted from 1904, and days that there are not',
    () =>
      book({
        'xl/workbook.xml': WORKBOOK.replace('<sheets>', '<workbookPr date1904="1"/><sheets>'),
        'xl/_rels/workbook.xml.rels': WITH_STYLES,
        'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
        [SHEET]: sheetOf(
          listWith(
            '<row r="3"><c r="A3" s="1"><v>-99999999</v></c><c r="B3" s="1"><v>1e300</v></c><c r="C3" s="1"><v>0</v></c><c r="D3" t="d"><v>9999-99-99</v></c></row>',
          ),
        ),
      }),
    READ,
  ),
  xlsx(
    'kinds of cells that there are not',
    () =>
      book({
        [SHEET]: sheetOf(
          listWith(
            '<row r="3"><c r="A3" t="b"><v>7</v></c><c r="B3" t="e"><v>#BÙM!</v></c><c r="C3" t="zz"><v>x</v></c><c><v>1</v></c><c r=""><v>1</v></c><v>1</v></row><c r="A9"><v>1</v></c>',
          ),
        ),
      }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'control, bidi and zero-width characters, and half of a letter',
    () =>
      book({
        [SHEET]: sheetOf(
          rows([
            LIST[0],
            ['Thanh\u200b Trì', 'TH', 'Trường \u202egnơưS\u202c Hoa \u2066Sen\u2069\u0007\u001b[31m', ''],
          ]) +
            '<row r="3"><c r="A3" t="inlineStr"><is><t>&#xD800;&#0;&#x1F;_x0000_ _xD83D_</t></is></c></row>',
        ),
      }),
    [...READ, ...UNREADABLE],
  ),
  {
    what: 'a list that says the same school, code and heading twice',
    fileName: 'danh sách.xlsx',
    bytes: () =>
      zipOf(
        book({
          [SHEET]: sheetOf(
            rows([
              ['Huyện', 'Cấp học', 'Tên trường', 'Mã trường', 'Tên trường', 'Mã trường'],
              ['Thanh Trì', 'TH', 'Trường Tiểu học Hoa Sen', 'A1', 'Khác', 'B1'],
              ['Thanh Trì', 'TH', 'TRƯỜNG TIỂU HỌC HOA SEN', 'A1', 'Khác', 'B1'],
            ]),
          ),
        }),
      ),
    answers: READ,
  },
];

/** "XFD" for 16,384. */
function columnName(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
