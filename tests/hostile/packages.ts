import {
  book,
  type HostileFile,
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
import { part, zeros, zipOf } from './zip.ts';

const entities = (declared: string, used: string): string =>
  `<?xml version="1.0"?><!DOCTYPE w [${declared}]><worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${used}</t></is></c></row></sheetData></worksheet>`;
const LAUGHS = Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
).join('');

const GIB = 1024 ** 3;
/** Packages that are made to harm: what their zip says, and which parts they have. */
export const HOSTILE_PACKAGES: readonly HostileFile[] = [
  xlsx('a sheet of 1 GiB of zeros', () => book({ [SHEET]: zeros(SHEET, GIB) }), TOO_LARGE, { heavy: true }),
  xlsx(
    'a sheet of 1 GiB that claims 1,000 bytes',
    () => book({ [SHEET]: { ...zeros(SHEET, GIB), claims: 1000 } }),
    TOO_LARGE,
    { heavy: true },
  ),
  xlsx(
    'a sheet that claims 4 GiB',
    () => book({ [SHEET]: { ...part(SHEET, sheetOf(rows(LIST))), claims: 0xfffffff0 } }),
    TOO_LARGE,
  ),
  xlsx(
    'a sheet that claims fewer bytes than it has',
    () => book({ [SHEET]: { ...part(SHEET, sheetOf(rows(LIST))), claims: 10 } }),
    UNREADABLE,
  ),
  xlsx(
    'a bomb inside a bomb',
    () =>
      book({
        'xl/embeddings/a.xlsx': {
          name: 'xl/embeddings/a.xlsx',
          data: zipOf(book({ [SHEET]: zeros(SHEET, GIB) })),
        },
      }),
    READ,
  ),
  xlsx(
    'fifty sheets that share one bomb of 64 MiB',
    () => {
      const bomb = zeros('xl/worksheets/sheet2.xml', GIB / 16);
      const others = Array.from({ length: 49 }, (_, index) => ({
        ...bomb,
        name: `xl/worksheets/sheet${index + 3}.xml`,
        overlaps: true,
      }));
      return [...book(), bomb, ...others];
    },
    TOO_LARGE,
  ),
  xlsx(
    'sixty thousand empty parts',
    () => [...book(), ...Array.from({ length: 60_000 }, (_, index) => part(`x/${index}`, ''))],
    TOO_LARGE,
  ),
  xlsx(
    'a billion laughs',
    () => book({ [SHEET]: entities(`<!ENTITY l0 "ha">${LAUGHS}`, '&l9;') }),
    UNREADABLE,
  ),
  xlsx(
    'an entity that is a file',
    () => book({ [SHEET]: entities('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;') }),
    UNREADABLE,
  ),
  xlsx(
    'an entity that is a page of the web',
    () => book({ [SHEET]: entities('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">', '&x;') }),
    UNREADABLE,
  ),
  xlsx(
    'parameter entities in the list of sheets',
    () =>
      book({
        'xl/workbook.xml': WORKBOOK.replace(
          '<workbook',
          '<!DOCTYPE w [<!ENTITY % a SYSTEM "file:///etc/hostname"><!ENTITY % b "<!ENTITY c SYSTEM \'http://127.0.0.1/?%a;\'>">%b;]><workbook',
        ),
      }),
    UNREADABLE,
  ),
  xlsx(
    'a document type in UTF-16',
    () =>
      book({
        [SHEET]: {
          name: SHEET,
          data: Buffer.from(`\ufeff${entities('<!ENTITY x SYSTEM "file:///etc/passwd">', '&x;')}`, 'utf16le'),
        },
      }),
    UNREADABLE,
  ),
  xlsx(
    'an entity that nobody declared',
    () =>
      book({
        [SHEET]: sheetOf(listWith('<row r="3"><c r="A3" t="inlineStr"><is><t>&x;</t></is></c></row>')),
      }),
    [...UNREADABLE, ...READ],
  ),
  xlsx(
    'ten thousand sheets in the list, all the same',
    () =>
      book({
        'xl/workbook.xml': WORKBOOK.replace(
          /<sheet .*\/>/,
          Array.from(
            { length: 10_000 },
            (_, index) => `<sheet name="T${index}" sheetId="${index + 1}" r:id="rId1"/>`,
          ).join(''),
        ),
      }),
    [...READ, ...UNREADABLE, ...TOO_LARGE],
  ),
  xlsx(
    'sheets with forbidden and repeated names',
    () =>
      book({
        'xl/workbook.xml': WORKBOOK.replace(
          /<sheet .*\/>/,
          '<sheet name="a/b:c*?[x]" sheetId="1" r:id="rId1"/><sheet name="a/b:c*?[x]" sheetId="1" r:id="rId1"/><sheet name="" sheetId="" r:id=""/>',
        ),
      }),
    [...READ, ...UNREADABLE],
  ),
  xlsx(
    'text that is not UTF-8',
    () =>
      book({
        [SHEET]: {
          name: SHEET,
          data: Buffer.concat([
            Buffer.from(sheetOf(rows(LIST)).replace('Hoa Sen', 'Hoa Sen \u0001')),
            Buffer.from([0xff, 0xfe, 0xc3]),
          ]),
        },
      }),
    [...UNREADABLE, ...READ],
  ),
  xlsx(
    'links to other files, macros and a program inside',
    () => [
      ...book({
        'xl/_rels/workbook.xml.rels': relations(
          `<Relationship Id="rId9" Type="${REL}/externalLink" Target="externalLinks/externalLink1.xml"/><Relationship Id="rId8" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/><Relationship Id="rId7" Type="${REL}/hyperlink" Target="http://example.invalid/" TargetMode="External"/>`,
        ),
      }),
      part('xl/externalLinks/externalLink1.xml', '<externalLink/>'),
      part('xl/vbaProject.bin', 'Sub Auto_Open()'),
      part('xl/embeddings/x.exe', 'MZ'),
    ],
    READ,
  ),
  xlsx(
    'relations that leave the package',
    () =>
      book({
        'xl/_rels/workbook.xml.rels': relations().replace('worksheets/sheet1.xml', '../../../../etc/passwd'),
      }),
    [...UNREADABLE, ...READ, 'NO_ROWS'],
  ),
  xlsx(
    'names that lead out of the folder, and a symbolic link',
    () => [
      ...book(),
      part('../../x.xml', '<x/>'),
      part('C:\\Windows\\x.xml', '<x/>'),
      { ...part('xl/media/x', '/etc/passwd'), mode: 0o120777 },
    ],
    [...UNREADABLE, ...READ],
  ),
  xlsx(
    'names with control characters',
    () => [...book(), part('xl/\u0000\u202e.xml', '<x/>'), part('', '')],
    [...UNREADABLE, ...READ],
  ),
  xlsx(
    'the same part twice',
    () => [...book(), part(SHEET, sheetOf(rows([LIST[0], ['Ba Vì', 'TH', 'Trường Tiểu học Hai', '']])))],
    [...UNREADABLE, ...READ],
  ),
  xlsx(
    'parts that say they are encrypted',
    () => book({ [SHEET]: { ...part(SHEET, sheetOf(rows(LIST))), flags: 1 } }),
    ['FILE_ENCRYPTED'],
  ),
  xlsx('a program before the zip', () => book(), [...READ, 'FILE_NOT_WORKBOOK', ...UNREADABLE], {
    before: Buffer.from('MZ\x90\x00 This program cannot be run in DOS mode.'),
  }),
  xlsx('a PDF before the zip', () => book(), [...READ, 'FILE_NOT_WORKBOOK', ...UNREADABLE], {
    before: Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'),
  }),
  xlsx(
    'a document of Word',
    () => [part('[Content_Types].xml', '<Types/>'), part('word/document.xml', '<w/>')],
    ['FILE_NOT_WORKBOOK'],
  ),
  xlsx(
    'a sheet of OpenDocument',
    () => [part('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), part('content.xml', '<x/>')],
    ['FILE_NOT_WORKBOOK'],
  ),
  xlsx('a workbook whose parts are all empty', () => book().map(({ name }) => part(name, '')), UNREADABLE),
  xlsx('a workbook without a sheet', () => book({ [SHEET]: null }), [...UNREADABLE, ...READ]),
  xlsx('a zip with nothing in it', () => [], ['FILE_NOT_WORKBOOK', ...UNREADABLE]),
];
