import { deflated, newEntry, zipOf } from '../files/zip.ts';
import type { Book } from './book.ts';
import { cellText, type Texts } from './cells.ts';
import { drawingXml, sheetXml } from './sheet-xml.ts';
import { escaped } from './xml.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const LINK = `${OFFICE}/relationships`;
const TYPE = 'application/vnd.openxmlformats-officedocument';

/** The parts of a package by their names, in pieces that are asked for when the part is packed. */
type Parts = Map<string, Iterable<string> | Uint8Array>;

/**
 * Writes a workbook (ECMA-376 Part 1, SpreadsheetML, in a package of Part 2). Each sheet is packed while its rows are
 * made, so that memory does not grow with their XML.
 */
export const bookBytes = (book: Book): Uint8Array =>
  zipOf([...partsOf(book)].map(([name, pieces]) => deflated(newEntry(name), pieces)));

function partsOf(book: Book): Parts {
  const { sheets, pictures, styles, texts } = book;
  const drawn = sheets.filter(({ placed }) => placed.length > 0);
  const parts: Parts = new Map();
  const add = (name: string, pieces: Iterable<string>) => parts.set(name, withHead(pieces));

  add('[Content_Types].xml', [contentTypesXml(sheets.length, drawn.length)]);
  add('_rels/.rels', [
    linksXml([
      [`${LINK}/officeDocument`, 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      [`${LINK}/extended-properties`, 'docProps/app.xml'],
    ]),
  ]);
  add('docProps/app.xml', [APP]);
  add('docProps/core.xml', [coreXml(book)]);
  add('xl/workbook.xml', [workbookXml(book)]);
  add('xl/_rels/workbook.xml.rels', [
    linksXml([
      ...sheets.map((_, index) => [`${LINK}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const),
      [`${LINK}/styles`, 'styles.xml'],
      [`${LINK}/sharedStrings`, 'sharedStrings.xml'],
    ]),
  ]);
  for (const [index, sheet] of sheets.entries()) {
    add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet));
    if (sheet.placed.length === 0) continue;
    const drawing = `drawing${drawn.indexOf(sheet) + 1}.xml`;
    const used = [...new Set(sheet.placed.map(({ picture }) => picture))];
    add(`xl/worksheets/_rels/sheet${index + 1}.xml.rels`, [
      linksXml([[`${LINK}/drawing`, `../drawings/${drawing}`]]),
    ]);
    add(`xl/drawings/${drawing}`, [drawingXml(sheet.placed, used)]);
    add(`xl/drawings/_rels/${drawing}.rels`, [
      linksXml(used.map((picture) => [`${LINK}/image`, `../media/image${picture + 1}.png`])),
    ]);
  }
  for (const [index, png] of pictures.entries()) parts.set(`xl/media/image${index + 1}.png`, png);
  // Last, because the sheets fill both while they are packed.
  add('xl/styles.xml', styles.xml());
  add('xl/sharedStrings.xml', textsXml(texts));
  return parts;
}

function* withHead(pieces: Iterable<string>): Iterable<string> {
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  yield* pieces;
}

function contentTypesXml(sheets: number, drawings: number): string {
  const part = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`;
  const times = (count: number, xmlOf: (number: number) => string) =>
    Array.from({ length: count }, (_, index) => xmlOf(index + 1)).join('');
  return [
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>',
    part('xl/workbook.xml', `${TYPE}.spreadsheetml.sheet.main+xml`),
    times(sheets, (sheet) => part(`xl/worksheets/sheet${sheet}.xml`, `${TYPE}.spreadsheetml.worksheet+xml`)),
    times(drawings, (drawing) => part(`xl/drawings/drawing${drawing}.xml`, `${TYPE}.drawing+xml`)),
    part('xl/styles.xml', `${TYPE}.spreadsheetml.styles+xml`),
    part('xl/sharedStrings.xml', `${TYPE}.spreadsheetml.sharedStrings+xml`),
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    part('docProps/app.xml', `${TYPE}.extended-properties+xml`),
    '</Types>',
  ].join('');
}

/** What a part points to, as `rId1`, `rId2` and so on. */
function linksXml(links: readonly (readonly [type: string, target: string])[]): string {
  const items = links.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** LibreOffice takes the results of formulas as they stand only from programs that it knows. */
const APP = `<Properties xmlns="${OFFICE}/extended-properties"><Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion></Properties>`;

function coreXml({ properties: { title, creator, createdOn } }: Book): string {
  const by = escaped(cellText(creator));
  const at = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${createdOn}T00:00:00Z</dcterms:${name}>`;
  return [
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(cellText(title))}</dc:title><dc:creator>${by}</dc:creator>`,
    `<cp:lastModifiedBy>${by}</cp:lastModifiedBy>${at('created')}${at('modified')}</cp:coreProperties>`,
  ].join('');
}

function workbookXml({ sheets }: Book): string {
  const names = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const titles = sheets.map(({ name, titles }, index) =>
    titles === null
      ? ''
      : `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escaped(`'${name.replaceAll("'", "''")}'!$${titles[0]}:$${titles[1]}`)}</definedName>`,
  );
  return [
    `<workbook xmlns="${MAIN}" xmlns:r="${LINK}"><fileVersion appName="xl" lastEdited="5" lowestEdited="5" rupBuild="9303"/>`,
    `<workbookPr filterPrivacy="1"/><sheets>${names.join('')}</sheets>`,
    titles.some((xml) => xml !== '') ? `<definedNames>${titles.join('')}</definedNames>` : '',
    '<calcPr calcId="171027"/></workbook>',
  ].join('');
}

/** The texts that cells point to (ECMA-376 Part 1, 18.4.9). */
function* textsXml(texts: Texts): Iterable<string> {
  yield `<sst xmlns="${MAIN}" uniqueCount="${texts.size}">`;
  for (const text of texts.keys()) yield `<si><t xml:space="preserve">${escaped(text)}</t></si>`;
  yield '</sst>';
}
