import type { z } from 'zod';
import type { Row } from '../../../db/schema.ts';
import type { QueryContext } from '../context.ts';
import { gatherFacts } from '../memoranda/facts.ts';
import { unitMemorandumFacts } from '../papers/templates/facts.ts';

/** Who signs and who watches, in both kinds of memoranda. */
const saidOfPeople = unitMemorandumFacts.pick({ partyA: true, partyB: true, witnesses: true });
type People = z.output<typeof saidOfPeople>;

/** A memorandum in the running order. */
export interface RunningEntry extends People {
  readonly row: Row<'memorandum'>;
  /** Nobody signs it on the day. */
  readonly absent: boolean;
  /** Its newest version, once it is finalised. */
  readonly stored: { readonly attachmentId: string; readonly pages: number } | null;
}

/** How a memorandum is called after its parties. */
export const nameOfEntry = ({ partyA, partyB }: People): string => `${partyA.name} – ${partyB.name}`;

/**
 * The memoranda of a ceremony in running order. A finalised one speaks of the people that stand on its frozen paper,
 * a draft of those whom the register knows for the day.
 */
export async function runningOrder(
  context: Pick<QueryContext, 'db' | 'rehearsal' | 'today' | 'resources'>,
  ceremonyId: string,
): Promise<RunningEntry[]> {
  const rows = await context.db
    .selectFrom('ceremony_entry as e')
    .innerJoin('memorandum as m', 'm.id', 'e.memorandum_id')
    .leftJoin('memorandum_version as v', (join) =>
      join.onRef('v.memorandum_id', '=', 'm.id').onRef('v.version', '=', 'm.version'),
    )
    .where('e.ceremony_id', '=', ceremonyId)
    .where('e.deleted_at', 'is', null)
    .where('m.deleted_at', 'is', null)
    .where('m.state', '<>', 'cancelled')
    .orderBy('e.position')
    .orderBy('e.id')
    .selectAll('m')
    .select(['e.absent', 'v.attachment_id', 'v.pages', 'v.snapshot'])
    .execute();
  const drafts = rows.filter(({ snapshot }) => snapshot === null);
  const told = new Map((await gatherFacts(context, drafts)).map(({ row, facts }) => [row.id, facts]));
  return rows.map(({ absent, attachment_id, pages, snapshot, ...row }) => {
    const said = snapshot === null ? told.get(row.id) : JSON.parse(snapshot);
    return {
      ...saidOfPeople.parse(said),
      row,
      absent: absent === 1,
      stored: attachment_id && pages ? { attachmentId: attachment_id, pages } : null,
    };
  });
}
