import ExcelJS from 'exceljs';

/** A workbook's cells as plain data, for another program that writes the same. */
export interface Cells {
  readonly styles: readonly object[];
  readonly sheets: readonly object[];
}

/** What stands in a workbook that we wrote: values, looks, widths, heights and merged ranges; no pictures. */
export async function cellsOf(file: string): Promise<Cells> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const styles: object[] = [];
  const indexOf = new Map<string, number>();
  const styleOf = ({ font, alignment, border, numFmt }: ExcelJS.Cell): number => {
    const style = {
      size: font?.size ?? 11,
      bold: font?.bold ?? false,
      align: alignment?.horizontal ?? 'left',
      wrap: alignment?.wrapText ?? false,
      indent: alignment?.indent ?? 0,
      format: numFmt ?? 'General',
      border: border?.top !== undefined,
    };
    const key = JSON.stringify(style);
    const known = indexOf.get(key);
    if (known !== undefined) return known;
    indexOf.set(key, styles.length);
    return styles.push(style) - 1;
  };
  const sheets = workbook.worksheets.map((sheet) => {
    const cells: unknown[] = [];
    const heights: [number, number][] = [];
    sheet.eachRow({ includeEmpty: true }, (row) => {
      if (row.height) heights.push([row.number, row.height]);
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        if (cell.isMerged && cell.master !== cell) return;
        cells.push([row.number, column, styleOf(cell), contentOf(cell)]);
      });
    });
    const merges = Object.values<{ model: Record<string, number> }>(
      // The library keeps them by the address of their first cell; its types don't tell.
      Reflect.get(sheet, '_merges'),
    ).map(({ model: { top, left, bottom, right } }) => [top, left, bottom, right]);
    return {
      name: sheet.name,
      widths: sheet.columns.map(({ width }) => width ?? null),
      heights,
      merges,
      cells,
    };
  });
  return { styles, sheets };
}

/** Days as Excel's own numbers. */
function contentOf({ value, formula, result }: ExcelJS.Cell): unknown {
  if (formula) return { formula, result: result ?? '' };
  if (value instanceof Date) return value.getTime() / 86_400_000 + 25_569;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : (value ?? null);
}
