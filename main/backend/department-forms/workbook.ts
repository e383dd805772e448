import path from 'node:path/posix';
import { AppError } from '../errors.ts';
import { type MergedRange, parseRange, WORKBOOK } from '../tables/workbook-parts.ts';
import { elementsNamed, walk } from './elements.ts';
import { type CellFormats, PLAIN_FORMATS, readFormats } from './formats.ts';
import { openPackage, type Package } from './package.ts';
import { readSheet, type Sheet } from './sheet.ts';

/** A sheet of a form with where its parts lie. */
export interface FormSheet extends Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its part in the package. */
  readonly part: string;
  /** Heading rows of tables (ListObjects): their texts are the names of the table's columns. */
  readonly tableHeadings: readonly MergedRange[];
}

/** A form that is open for reading, with what is needed to fill it. */
export interface Workbook {
  readonly file: Package;
  /** XML of the part that lists the sheets. */
  readonly xml: string;
  readonly sheets: readonly FormSheet[];
  /** Days are counted from 1904 on, as old programs for the Mac did. */
  readonly date1904: boolean;
  /** The order in which formulas are computed, if the file keeps one. */
  readonly calcChain: string | null;
  readonly formats: CellFormats;
  /** Texts that cells point at. */
  readonly sharedStrings: readonly string[];
}

const MAX_SHEETS = 60;

/**
 * Opens a form.
 * @throws AppError what `openPackage` throws
 */
export async function openWorkbook(bytes: Uint8Array, fileName: string): Promise<Workbook> {
  const file = await openPackage(bytes, fileName);
  try {
    return await read(file);
  } catch (error) {
    throw error instanceof AppError
      ? error
      : new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
}

async function read(file: Package): Promise<Workbook> {
  const xml = await file.text(WORKBOOK);
  const relations = await relationsOf(file, WORKBOOK);
  const partOfType = (type: string) => relations.find((each) => each.type === type)?.part ?? null;
  const listed: { name: string; hidden: boolean; part: string }[] = [];
  let date1904 = false;
  walk(xml, {
    close: ({ name, attributes }) => {
      if (name === 'workbookPr') date1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const relation = relations.find((each) => each.id === attributes.id);
      // Sheets that are one chart hold no cells.
      if (relation?.type !== 'worksheet') return;
      const hidden = (attributes.state ?? 'visible') !== 'visible';
      listed.push({ name: attributes.name ?? '', hidden, part: relation.part });
    },
  });
  if (listed.length > MAX_SHEETS) {
    throw new AppError('FILE_TOO_LARGE', { file: file.fileName, limit: `${MAX_SHEETS} trang tính` });
  }
  const styles = partOfType('styles');
  const strings = partOfType('sharedStrings');
  const sheets: FormSheet[] = [];
  for (const { part, ...sheet } of listed) {
    sheets.push({
      ...sheet,
      part,
      ...readSheet(await file.text(part), file.fileName),
      tableHeadings: await tableHeadings(file, part),
    });
  }
  return {
    file,
    xml,
    sheets,
    date1904,
    calcChain: partOfType('calcChain'),
    formats: styles ? readFormats(await file.text(styles)) : PLAIN_FORMATS,
    sharedStrings: strings ? readStrings(await file.text(strings)) : [],
  };
}

/** Which parts a part refers to, by the last word of the relation's type. */
async function relationsOf(file: Package, part: string) {
  const name = relationsPart(part);
  if (!file.has(name)) return [];
  return elementsNamed(await file.text(name), 'Relationship')
    .filter(({ attributes }) => attributes.TargetMode !== 'External')
    .map(({ attributes: { Id = '', Type = '', Target = '' } }) => ({
      id: Id,
      type: Type.slice(Type.lastIndexOf('/') + 1),
      part: path.resolve('/', path.dirname(part), Target).slice(1),
    }));
}

/** Where the relations of a part stand. */
export const relationsPart = (part: string): string =>
  `${path.dirname(part)}/_rels/${path.basename(part)}.rels`;

async function tableHeadings(file: Package, sheet: string): Promise<readonly MergedRange[]> {
  const tables = (await relationsOf(file, sheet)).filter((relation) => relation.type === 'table');
  const headings: MergedRange[] = [];
  for (const { part } of tables) {
    const [table] = elementsNamed(await file.text(part), 'table');
    const [range] = parseRange(table?.attributes.ref ?? '');
    if (range && table?.attributes.headerRowCount !== '0') headings.push({ ...range, bottom: range.top });
  }
  return headings;
}

/** The shared texts, without the phonetic readings of other scripts. */
function readStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let text = '';
  walk(xml, {
    close: (element, around) => {
      if (element.name === 't' && around.at(-1)?.name !== 'rPh') text += element.text;
      if (element.name !== 'si') return;
      strings.push(text);
      text = '';
    },
  });
  return strings;
}
