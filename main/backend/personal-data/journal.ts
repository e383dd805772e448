import { parsePayload } from '../../../db/payload.ts';
import type { ReadDb } from '../../../db/read.ts';

/** A journal can be far larger than the memory that it may take. */
const AT_ONCE = 2000;

/** A row of the journal that says something of a person, with the rows of which it says so. */
export interface Mention {
  readonly sequence: number;
  /** `table|key` of each changed row that says it; empty where only the reason does. */
  readonly keys: ReadonlySet<string>;
}

export const keyOf = (table: string, id: unknown): string => `${table}|${id}`;

/**
 * The rows of the journal that say it, the first ones first.
 * @param mayStandIn a quick look at the payload as it is stored
 * @param standsIn whether a row as it was before or after says it
 */
export async function mentionsIn(
  db: ReadDb,
  mayStandIn: (payload: string) => boolean,
  standsIn: (table: string, image: Readonly<Record<string, string | number | null>>) => boolean,
  reasonSays: (reason: string) => boolean = () => false,
): Promise<Mention[]> {
  const found: Mention[] = [];
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('journal')
      .select(['sequence', 'payload'])
      .where('sequence', '>', last)
      .orderBy('sequence')
      .limit(AT_ONCE)
      .execute();
    for (const { sequence, payload } of rows) {
      if (payload === null || !mayStandIn(payload)) continue;
      const { changes, reason } = parsePayload(payload);
      const keys = new Set(
        changes.flatMap(({ table, before, after }) => {
          const says = [before, after].some((image) => image !== null && standsIn(table, image));
          const image = after ?? before;
          return says ? [keyOf(table, image?.id ?? image?.code)] : [];
        }),
      );
      if (keys.size > 0 || (reason !== undefined && reasonSays(reason))) found.push({ sequence, keys });
    }
    const end = rows.at(-1)?.sequence;
    if (end === undefined) return found;
    last = end;
  }
}
