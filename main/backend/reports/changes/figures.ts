import type { FigureChange } from '../../../../preload/contract/reports.ts';
import type { FormRow, FormTable } from '../forms.ts';

/** Cells of two reports of one period that say different things, form by form. */
export function figureChanges(before: readonly FormTable[], after: readonly FormTable[]): FigureChange[] {
  const later = new Map(after.map((form) => [form.key, form]));
  return before.flatMap((form) => {
    const other = later.get(form.key);
    return other ? formChanges(form, other) : [];
  });
}

function formChanges(before: FormTable, after: FormTable): FigureChange[] {
  const form = `Biểu số ${before.number}`;
  const { matched, gone, come } = pairUp(before.rows, after.rows);
  const columns = new Set([...before.columns, ...after.columns].map(({ heading }) => heading));
  // A row's place in the list changes whenever another one comes or goes.
  const [ordinal] = before.columns;
  const cellOf = ({ columns: all }: FormTable, { cells }: FormRow, heading: string): string =>
    cells[all.findIndex((column) => column.heading === heading)] ?? '';
  const changed = matched.flatMap(([was, is]) =>
    [...columns].flatMap((column): FigureChange[] => {
      const [old, now] = [cellOf(before, was, column), cellOf(after, is, column)];
      if (column === ordinal?.heading || old === now) return [];
      return [{ form, row: is.name, column, before: old || null, after: now || null }];
    }),
  );
  const whole = (row: FormRow, when: 'before' | 'after'): FigureChange => ({
    form,
    row: row.name,
    column: null,
    before: null,
    after: null,
    [when]: row.cells.slice(1).filter(Boolean).join(' · '),
  });
  return [...changed, ...gone.map((row) => whole(row, 'before')), ...come.map((row) => whole(row, 'after'))];
}

/** Finds each row again, by its surest mark first; what has no counterpart came or went. */
function pairUp(before: readonly FormRow[], after: readonly FormRow[]) {
  const matched: [FormRow, FormRow][] = [];
  let gone = [...before];
  let come = [...after];
  const most = Math.max(0, ...[...before, ...after].map(({ marks }) => marks.length));
  for (let sureness = 0; sureness < most; sureness += 1) {
    const waiting = Map.groupBy(come, ({ marks }) => marks[sureness]);
    const rest: FormRow[] = [];
    for (const row of gone) {
      const mark = row.marks[sureness];
      const found = mark === undefined ? undefined : waiting.get(mark)?.shift();
      if (found) matched.push([row, found]);
      else rest.push(row);
    }
    const taken = new Set(matched.map(([, row]) => row));
    gone = rest;
    come = come.filter((row) => !taken.has(row));
  }
  const order = new Map(after.map((row, index) => [row, index]));
  matched.sort(([, left], [, right]) => (order.get(left) ?? 0) - (order.get(right) ?? 0));
  return { matched, gone, come };
}
