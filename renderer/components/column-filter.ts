import { searchKey } from '../i18n/format.ts';

/** What a column must say for its row to stay: text by what it holds or by ticked values, numbers by their range. */
export interface ColumnFilter {
  readonly contains: string;
  /** Ticked texts; none: all. */
  readonly only: readonly string[];
  readonly from: number | null;
  readonly to: number | null;
}

export const NO_FILTER: ColumnFilter = { contains: '', only: [], from: null, to: null };

export const isFiltering = ({ contains, only, from, to }: ColumnFilter): boolean =>
  contains.trim() !== '' || only.length > 0 || from !== null || to !== null;

/** Whether a cell passes, by its value and by the text that it shows. */
export function passes(filter: ColumnFilter, value: string | number | null, text: string): boolean {
  const { contains, only, from, to } = filter;
  if (from !== null && !(typeof value === 'number' && value >= from)) return false;
  if (to !== null && !(typeof value === 'number' && value <= to)) return false;
  if (only.length > 0 && !only.includes(text)) return false;
  return contains.trim() === '' || searchKey(text).includes(searchKey(contains));
}
