import { createHash } from 'node:crypto';
import type { RawTable } from './raw-table.ts';
import { readTable, type TableInput } from './read-table.ts';

let last: { readonly key: string; readonly table: RawTable } | null = null;

/**
 * As `readTable`, but remembers the last file: while a person puts a list right, the same file is judged again and
 * again. It is forgotten when its thread ends, or before another file is read.
 */
export async function readTableAgain(input: TableInput): Promise<RawTable> {
  const digest = createHash('sha256').update(input.bytes).digest('hex');
  const key = `${digest} ${input.encoding} ${input.fileName}`;
  if (last?.key === key) return last.table;
  last = null;
  const table = await readTable(input);
  last = { key, table };
  return table;
}
