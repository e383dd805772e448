import { part, type ZipPart, zipOf } from './zip.ts';

/** A file that is made to harm, and what the lists must say of it. */
export interface HostileFile {
  readonly what: string;
  readonly fileName: string;
  readonly bytes: () => Uint8Array;
  /** Codes of the refusals that are right; `read` when it may be taken for what it says. */
  readonly answers: readonly string[];
  /** Takes seconds, so one door stands for all that read it in the same way. */
  readonly heavy?: true;
}

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** A list that every reader of schools takes. */
export const LIST = [
  ['Huyện', 'Cấp học', 'Tên trường', 'Ghi chú'],
  ['Thanh Trì', 'TH', 'Trường Tiểu học Hoa Sen', ''],
] as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
export const inline = (address: string, text: string): string =>
  `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
export const rows = (list: readonly (readonly string[])[]): string =>
  list
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((text, column) => inline(`${'ABCDEFGH'[column]}${row + 1}`, text)).join('')}</row>`,
    )
    .join('');

/** The part that holds the cells. */
export const SHEET = 'xl/worksheets/sheet1.xml';
export const sheetOf = (data: string, behind = '', before = ''): string =>
  `${HEAD}<worksheet xmlns="${MAIN}">${before}<sheetData>${data}</sheetData>${behind}</worksheet>`;

const TYPES = `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/${SHEET}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
export const WORKBOOK = `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>`;
export const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const relations = (more = ''): string =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/>${more}</Relationships>`;

/** A workbook of one sheet, some of its parts as the caller wants them. */
export function book(parts: Readonly<Record<string, string | ZipPart | null>> = {}): readonly ZipPart[] {
  const whole: Record<string, string | ZipPart | null> = {
    '[Content_Types].xml': TYPES,
    '_rels/.rels': `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': relations(),
    [SHEET]: sheetOf(rows(LIST)),
    ...parts,
  };
  return Object.entries(whole).flatMap(([name, content]) => {
    if (content === null) return [];
    return [typeof content === 'string' ? part(name, content) : content];
  });
}

/** A hostile workbook. */
export const xlsx = (
  what: string,
  parts: () => readonly ZipPart[],
  answers: readonly string[],
  more: { readonly heavy?: true; readonly fileName?: string; readonly before?: Uint8Array } = {},
): HostileFile => ({
  what,
  fileName: more.fileName ?? 'danh sách.xlsx',
  bytes: () => zipOf(parts(), more.before),
  answers,
  ...(more.heavy ? { heavy: true } : {}),
});
export const TOO_LARGE = ['FILE_TOO_LARGE'];
export const UNREADABLE = ['FILE_UNREADABLE'];
/** The harm is in a part that is never looked at, or in a cell that is only text. */
export const READ = ['read', 'INVALID_ROWS', 'NO_HEADER_ROW'];

/** The list with more rows behind. */
export const listWith = (more: string): string => rows(LIST) + more;

/** A workbook with a password is a compound file around an encrypted package (MS-OFFCRYPTO 2.3). */
export const compoundFile = (content: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(content, 'utf16le')]);
