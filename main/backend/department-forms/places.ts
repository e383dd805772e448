import type { BindingState, FormBinding } from '../../../preload/contract/department-forms.ts';
import { cellAddress } from '../tables/raw-table.ts';
import { columnNumber, type MergedRange } from '../tables/workbook-parts.ts';
import { placeOf, type SheetCell } from './sheet.ts';
import type { FormSheet, Workbook } from './workbook.ts';

/** A binding as it is kept: with the headings that its place stood under when it was chosen. */
export interface KeptBinding {
  readonly binding: FormBinding;
  readonly label: string;
}

/** How far a heading is looked for, in cells. */
const REACH = 200;
const MAX_LABEL = 300;

/** The sheet of that name, if the form still has it. */
export const sheetNamed = (workbook: Workbook, name: string): FormSheet | undefined =>
  workbook.sheets.find((sheet) => sheet.name === name);

/** What a cell says: a text, or the stored form of a number. */
export function textOf(workbook: Workbook, cell: SheetCell): string {
  const text = cell.type === 's' ? (workbook.sharedStrings[Number(cell.content)] ?? '') : cell.content;
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/**
 * The headings that a place stands under: to the left and above of a cell, above each column of a table. By them a
 * newer file is known to have kept the place.
 */
export function labelOf(workbook: Workbook, binding: FormBinding): string {
  const sheet = sheetNamed(workbook, binding.sheet);
  if (!sheet) return '';
  const { row, column } = placeOf(binding.cell);
  const headings =
    binding.kind === 'cell'
      ? [heading(workbook, sheet, row, column, 'left'), heading(workbook, sheet, row, column, 'above')]
      : binding.columns.map((each) => heading(workbook, sheet, row, columnNumber(each.column), 'above'));
  return [...new Set(headings.filter(Boolean))].join(' · ').slice(0, MAX_LABEL);
}

/** The nearest text of the form itself; "(1)" below a heading only numbers it. */
function heading(
  workbook: Workbook,
  sheet: FormSheet,
  row: number,
  column: number,
  where: 'left' | 'above',
): string {
  for (let step = 1; step <= REACH; step += 1) {
    const [r, c] = where === 'left' ? [row, column - step] : [row - step, column];
    if (r < 1 || c < 1) return '';
    const address = cellAddress(r, c);
    const cell = sheet.cells.get(sheet.mergedInto.get(address) ?? address);
    if (!cell || cell.formula || cell.type === 'n') continue;
    const text = textOf(workbook, cell);
    if (/\p{L}{2}/u.test(text)) return text;
  }
  return '';
}

/** How the place of a binding stands in a form. */
export function stateOf(workbook: Workbook, { binding, label }: KeptBinding): BindingState {
  const sheet = sheetNamed(workbook, binding.sheet);
  if (!sheet) return 'sheet_gone';
  if (isCovered(sheet, binding.cell) || labelOf(workbook, binding) !== label) return 'cell_gone';
  if (sheet.tableHeadings.some((range) => isWithin(range, binding.cell))) return 'heading';
  // One cell of several that are computed together can't be changed alone.
  if (sheet.arrays.some((range) => isWithin(range, binding.cell))) return 'formula';
  const formula = sheet.cells.get(binding.cell)?.formula;
  if (!formula) return 'ok';
  // Others are computed by the first of a shared formula: without it they would be lost.
  return binding.kind === 'cell' && binding.replacesFormula && !formula.leads ? 'ok' : 'formula';
}

/** Whether a cell lies under another one of a merged range. */
export const isCovered = (sheet: FormSheet, address: string): boolean =>
  (sheet.mergedInto.get(address) ?? address) !== address;

function isWithin({ top, left, bottom, right }: MergedRange, address: string): boolean {
  const { row, column } = placeOf(address);
  return row >= top && row <= bottom && column >= left && column <= right;
}
