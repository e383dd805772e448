import type ExcelJS from 'exceljs';
import type { ChartName } from '../../../preload/contract/charts.ts';
import type { ChartPng } from '../charts/png.ts';
import { A4_LANDSCAPE, line, writeCell } from './excel.ts';
import { footerOf, type Letterhead } from './form-sheet.ts';
import { heightOf } from './text-metrics.ts';

const SHEET_NAME = 'Biểu đồ';

/**
 * The place for a chart on A4 landscape, in points: between the margins, with its title above and, on the first
 * page, the sheet's own title.
 */
export const CHART_PLACE = { width: 756, tallest: 450 } as const;

/** The forms in which the numbers of a chart stand. */
const FORMS: Readonly<Record<ChartName, string>> = {
  progress: 'Biểu 01',
  targets: 'Biểu 05',
  months: 'Biểu 04',
  support: 'Biểu 07',
  exam10: 'Biểu 06',
  pairs: 'Biểu 04',
};

const LOOK = {
  stamp: line(14, 'center', { bold: true, color: { argb: 'FFC00000' } }),
  title: line(14, 'center', { bold: true }),
  period: line(13, 'center', { italic: true }),
  chart: line(13, 'left', { bold: true }),
};

const PIXELS_PER_POINT = 96 / 72;
/** Width of the one column, in characters of 7 pixels and a padding of 5. */
const COLUMN_WIDTH = (CHART_PLACE.width * PIXELS_PER_POINT - 5) / 7;
/** Excel's own bound for a row, in points. */
const TALLEST_ROW = 400;
/** What a page holds below its margins, in points. */
const PAGE_HEIGHT = (8.27 - A4_LANDSCAPE.margins.top - A4_LANDSCAPE.margins.bottom) * 72;
/** Points below each chart. */
const GAP = 14;

/**
 * Adds the charts as pictures, as many to a page as it holds; each names the form that has its numbers for those
 * who can't see it.
 */
export function addCharts(
  workbook: ExcelJS.Workbook,
  letterhead: Letterhead,
  charts: readonly ChartPng[],
): void {
  const sheet = workbook.addWorksheet(SHEET_NAME, {
    pageSetup: A4_LANDSCAPE,
    headerFooter: { oddFooter: footerOf(letterhead, SHEET_NAME) },
    views: [{ zoomScale: 90, showGridLines: false }],
  });
  sheet.getColumn(1).width = COLUMN_WIDTH;
  let row = 0;
  let used = 0;
  const addRow = (height: number) => {
    row += 1;
    sheet.getRow(row).height = height;
    used += height;
  };
  const addText = (text: string, look: ReturnType<typeof line>) => {
    addRow(heightOf(text, COLUMN_WIDTH, look.font?.size ?? 12, look.font?.bold ?? false));
    writeCell(sheet, row, 1, look, text);
  };

  if (letterhead.stamp !== null) addText(letterhead.stamp, LOOK.stamp);
  addText(SHEET_NAME.toLocaleUpperCase('vi'), LOOK.title);
  addText(letterhead.periodLine, LOOK.period);
  for (const { name, title, width, height, png } of charts) {
    const heading = `${title} (số liệu: ${FORMS[name]})`;
    const needed = heightOf(heading, COLUMN_WIDTH, 13, true) + height;
    if (used + needed > PAGE_HEIGHT) {
      sheet.getRow(row).addPageBreak();
      used = 0;
    }
    addText(heading, LOOK.chart);
    const image = workbook.addImage({ buffer: new Uint8Array(png).buffer, extension: 'png' });
    sheet.addImage(image, {
      tl: { col: 0, row },
      ext: { width: width * PIXELS_PER_POINT, height: height * PIXELS_PER_POINT },
      editAs: 'oneCell',
    });
    for (let left = height + GAP; left > 0; left -= TALLEST_ROW) addRow(Math.min(left, TALLEST_ROW));
  }
}
