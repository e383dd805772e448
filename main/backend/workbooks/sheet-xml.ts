import type { Placed, Sheet, View } from './book.ts';
import { columnLetter } from './cells.ts';
import { A4_LANDSCAPE } from './excel.ts';
import { escaped } from './xml.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LINK = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const EMU_PER_PIXEL = 9525;

/** A sheet as XML, in the order of the schema (ECMA-376 Part 1, 18.3.1.99); its drawing is the first that it points to. */
export function* sheetXml(sheet: Sheet): Iterable<string> {
  const { widths, merges, breaks, placed, filter } = sheet;
  yield `<worksheet xmlns="${MAIN}" xmlns:r="${LINK}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`;
  yield `${viewXml(sheet.view)}<sheetFormatPr defaultRowHeight="15"/>`;
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  yield `<cols>${columns.join('')}</cols><sheetData>`;
  yield* sheet.rows();
  yield '</sheetData>';
  if (filter !== null) yield `<autoFilter ref="${filter}"/>`;
  if (merges.length > 0) {
    const ranges = merges.map((range) => `<mergeCell ref="${range}"/>`);
    yield `<mergeCells count="${merges.length}">${ranges.join('')}</mergeCells>`;
  }
  yield `${PAGE}<headerFooter><oddFooter>${escaped(sheet.footer)}</oddFooter></headerFooter>`;
  if (breaks.length > 0) {
    const ends = breaks.map((row) => `<brk id="${row}" max="16383" man="1"/>`);
    yield `<rowBreaks count="${breaks.length}" manualBreakCount="${breaks.length}">${ends.join('')}</rowBreaks>`;
  }
  yield placed.length > 0 ? '<drawing r:id="rId1"/></worksheet>' : '</worksheet>';
}

const { paperSize, orientation, fitToWidth, fitToHeight, margins } = A4_LANDSCAPE;
const PAGE = [
  '<printOptions horizontalCentered="1"/>',
  `<pageMargins left="${margins.left}" right="${margins.right}" top="${margins.top}" bottom="${margins.bottom}" header="${margins.header}" footer="${margins.footer}"/>`,
  `<pageSetup paperSize="${paperSize}" orientation="${orientation}" fitToWidth="${fitToWidth}" fitToHeight="${fitToHeight}"/>`,
].join('');

function viewXml({ frozenColumns = 0, frozenRows = 0, gridLines = true, zoom = 100 }: View): string {
  const shown = `${gridLines ? '' : ' showGridLines="0"'}${zoom === 100 ? '' : ` zoomScale="${zoom}"`}`;
  const view = `<sheetView${shown} workbookViewId="0"`;
  if (frozenColumns === 0 && frozenRows === 0) return `<sheetViews>${view}/></sheetViews>`;
  const across = frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : '';
  const down = frozenRows > 0 ? ` ySplit="${frozenRows}"` : '';
  const pane = frozenColumns === 0 ? 'bottomLeft' : frozenRows === 0 ? 'topRight' : 'bottomRight';
  const first = `${columnLetter(frozenColumns + 1)}${frozenRows + 1}`;
  return `<sheetViews>${view}><pane${across}${down} topLeftCell="${first}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView></sheetViews>`;
}

/** The pictures of a sheet (ECMA-376 Part 1, 20.5); `used` are the numbers of those that the drawing points to. */
export function drawingXml(placed: readonly Placed[], used: readonly number[]): string {
  const pictures = placed.map(({ picture, column, row, offset, width, height }, index) =>
    [
      '<xdr:oneCellAnchor>',
      `<xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${emu(offset?.x)}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${emu(offset?.y)}</xdr:rowOff></xdr:from>`,
      `<xdr:ext cx="${emu(width)}" cy="${emu(height)}"/>`,
      `<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="${index + 1}" name="Picture ${index + 1}"/><xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>`,
      `<xdr:blipFill><a:blip r:embed="rId${used.indexOf(picture) + 1}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>`,
      `<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>`,
      '</xdr:pic><xdr:clientData/></xdr:oneCellAnchor>',
    ].join(''),
  );
  return `<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main" xmlns:r="${LINK}">${pictures.join('')}</xdr:wsDr>`;
}

/** A length in the units of drawings. */
const emu = (pixels = 0): number => Math.round(pixels * EMU_PER_PIXEL);
