/** A row before and after a change; null before: inserted, null after: deleted. Values as stored. */
export interface Change {
  readonly table: string;
  readonly before: Image | null;
  readonly after: Image | null;
}

type Value = string | number | null;
export type Image = Readonly<Record<string, Value>>;

/** What a journal row keeps beside its stamps. */
export interface JournalPayload {
  readonly changes: readonly Change[];
  /** Sequence of the row that this one takes back. */
  readonly undoes?: number | undefined;
  /** Why, in the words of whoever did it. */
  readonly reason?: string | undefined;
  /** Sequences of the rows whose payloads this one removed; it keeps no images of its own then. */
  readonly forgotten?: readonly number[] | undefined;
}

/** A new row: its table, then its values in the order of the columns. */
type NewRow = readonly [table: string, ...values: Value[]];

/**
 * As it stands in the journal: the names of a table's columns are said once, not with each new row, or those of an
 * import would take half of its record. Older rows say every new row as a change from null.
 */
interface StoredPayload extends Omit<JournalPayload, 'changes'> {
  readonly changes: readonly (Change | NewRow)[];
  /** Of each table that has new rows. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
}

/** What a row of the journal says, from its text. */
export function parsePayload(text: string): JournalPayload {
  const { columns = {}, changes, ...rest } = JSON.parse(text) as StoredPayload;
  const isNew = (change: Change | NewRow): change is NewRow => Array.isArray(change);
  return {
    changes: changes.map((change) => {
      if (!isNew(change)) return change;
      const [table, ...values] = change;
      const after = (columns[table] ?? []).map((name, index) => [name, values[index] ?? null] as const);
      return { table, before: null, after: Object.fromEntries(after) };
    }),
    ...rest,
  };
}
