import type { ReadDb } from '../../../db/read.ts';
import { pairsOn } from '../../../db/repositories/pairs.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { documentForm } from '../../../preload/contract/documents.ts';
import type { SupportRow } from '../../../preload/contract/report-figures.ts';
import type { SupportDirection, SupportItem } from '../../../preload/contract/support.ts';
import { shownDay } from '../text/dates.ts';

/** Days, both inclusive; without one there is no bound. */
export interface Days {
  readonly startsOn?: string | undefined;
  readonly endsOn?: string | undefined;
}

/**
 * What was given in some days, by day, as form 07 of the report says it. Names are those of the day `on`; what is only
 * planned is left out.
 */
export async function supportIn(
  db: ReadDb,
  programmeId: string,
  period: Required<Days>,
  on: string,
): Promise<SupportRow[]> {
  const items = await supportItems(db, programmeId, period, on);
  return items
    .filter(({ status }) => status === 'done')
    .map((item) => ({
      givenOn: item.givenOn,
      giver: item.giver,
      receiver: item.receiver,
      content: item.content,
      quantity: item.quantity,
      unit: item.unit,
      unitPrice: item.unitPrice,
      amount: item.amount,
      source: item.source,
      handoverPaper: item.handoverPaper,
      kind: item.kind,
      giverUnit: item.giverUnit,
      receiverUnit: item.receiverUnit,
      receiverLevel: item.receiverLevel,
      direction: item.direction,
    }));
}

/** Everything given or to be given in some days, by day, with the names of the day `on`. */
export async function supportItems(
  db: ReadDb,
  programmeId: string,
  { startsOn, endsOn }: Days,
  on: string,
): Promise<SupportItem[]> {
  const rows = await db
    .selectFrom('support_item as i')
    .innerJoin('school as r', 'r.id', 'i.receiver_school_id')
    .leftJoin('document as d', (join) =>
      join.onRef('d.id', '=', 'i.document_id').on('d.deleted_at', 'is', null),
    )
    .where('i.programme_id', '=', programmeId)
    .where('i.deleted_at', 'is', null)
    .$if(startsOn !== undefined, (query) => query.where('i.given_on', '>=', startsOn ?? ''))
    .$if(endsOn !== undefined, (query) => query.where('i.given_on', '<=', endsOn ?? ''))
    .orderBy('i.given_on')
    .orderBy('i.id')
    .selectAll('i')
    .select(['d.id as paper_id', 'd.form as paper_form', 'r.level as receiver_level'])
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.flatMap((row) => [row.giver_school_id ?? [], row.receiver_school_id].flat());
  const schools = new Map(
    (
      await schoolsOn(db, on)
        .where('s.id', 'in', [...new Set(ids)])
        .execute()
    ).map((school) => [school.id, school]),
  );
  const directionOf = await directionFinder(db, programmeId, on);
  return rows.map((row): SupportItem => {
    const giver = row.giver_school_id === null ? undefined : schools.get(row.giver_school_id);
    const receiver = schools.get(row.receiver_school_id);
    return {
      id: row.id,
      status: row.status,
      givenOn: row.given_on,
      kind: row.kind,
      giverSchoolId: row.giver_school_id,
      giver: giver?.name ?? row.giver_name ?? '',
      giverUnit: giver?.unit ?? null,
      receiverSchoolId: row.receiver_school_id,
      receiver: receiver?.name ?? '',
      receiverUnit: receiver?.unit ?? '',
      receiverLevel: row.receiver_level,
      direction: directionOf(row.giver_school_id, row.receiver_school_id),
      content: row.content,
      quantity: row.quantity,
      unit: row.unit,
      unitPrice: row.unit_price,
      amount: row.amount,
      source: row.source,
      documentId: row.paper_id,
      handoverPaper: row.paper_form === null ? row.handover_paper : paperName(row.paper_form),
      note: row.note,
    };
  });
}

/** "Biên bản bàn giao số 05 ngày 12/10/2023", with what is known of it. */
function paperName(form: string): string {
  const { number, date } = documentForm.parse(JSON.parse(form));
  const day = date && shownDay(date);
  return ['Biên bản bàn giao', ...(number ? [`số ${number}`] : []), ...(day ? [`ngày ${day}`] : [])].join(
    ' ',
  );
}

type DirectionOf = (giverId: string | null, receiverId: string) => SupportDirection;

async function directionFinder(db: ReadDb, programmeId: string, on: string): Promise<DirectionOf> {
  const pairs = new Set(
    (await pairsOn(db, programmeId, on).execute()).map(
      (pair) => `${pair.supporting_school_id} ${pair.partner_school_id}`,
    ),
  );
  return (giverId, receiverId) => {
    if (pairs.has(`${giverId} ${receiverId}`)) return 'to_partner';
    return pairs.has(`${receiverId} ${giverId}`) ? 'to_supporting' : 'other';
  };
}
