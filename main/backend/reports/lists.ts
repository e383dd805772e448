import { inForce, type ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type {
  ActivityRow,
  MemorandumRow,
  ReportFigures,
  SchoolRow,
} from '../../../preload/contract/report-figures.ts';
import { level } from '../../../preload/contract/schools.ts';
import { currentCeremony } from '../ceremonies/ceremonies.ts';
import { saidBy } from '../memoranda/facts.ts';
import type { StoredPair } from '../pairs/pairs.ts';
import { allSchools } from '../schools/register.ts';
import type { Indicator } from './indicators.ts';
import {
  type DoneActivity,
  type PairMemorandum,
  pairName,
  type ReportContext,
  type ReportRequest,
} from './material.ts';

const LEVELS = level.options;

/** Form 02: the schools by unit and level. */
export async function schoolsOf(
  db: ReadDb,
  { programme, withPhones }: ReportRequest,
  on: string,
  today: string,
  pairs: readonly StoredPair[],
): Promise<SchoolRow[]> {
  const supporting = new Set(pairs.map((pair) => pair.supporting_school_id));
  const partner = new Set(pairs.map((pair) => pair.partner_school_id));
  const now = await communesOn(db, today);
  const { held_on } = await currentCeremony(db, programme.id);
  const whenSigned = await communesOn(db, held_on ?? programme.starts_on);
  const roleOf = (id: string): SchoolRow['role'] => {
    if (supporting.has(id) && partner.has(id)) return 'both';
    if (supporting.has(id)) return 'supporting';
    return partner.has(id) ? 'partner' : 'none';
  };
  const schools = await allSchools(db, on);
  return schools
    .toSorted(
      (left, right) =>
        left.unit_id.localeCompare(right.unit_id) || LEVELS.indexOf(left.level) - LEVELS.indexOf(right.level),
    )
    .map((school) => ({
      unit: school.unit,
      level: school.level,
      code: school.code,
      name: school.name,
      communeWhenSigned: whenSigned.get(school.id) ?? null,
      communeNow: now.get(school.id) ?? null,
      principal: school.principal,
      phone: withPhones ? school.phone : null,
      classes: school.classes,
      pupils: school.pupils,
      teachers: school.teachers,
      role: roleOf(school.id),
    }));
}

/** Each school's commune by its name on a day. */
async function communesOn(db: ReadDb, on: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('school_seat as s')
    .innerJoin('place_name as p', (join) => join.onRef('p.place_id', '=', 's.place_id').on(inForce('p', on)))
    .where(inForce('s', on))
    .select(['s.school_id', 'p.name'])
    .execute();
  return new Map(rows.map((row) => [row.school_id, row.name]));
}

/** Form 03: memoranda as they stand: finalised ones by what they say on paper, drafts by the register. */
export async function memorandaOf(
  context: ReportContext,
  programme: Row<'programme'>,
  memoranda: readonly PairMemorandum[],
): Promise<MemorandumRow[]> {
  const said = await saidBy(
    context,
    memoranda.map(({ row }) => row),
  );

  return memoranda.map(({ row, pair, signers }) => {
    const facts = said.get(row.id);
    const signedBy = (side: 'a' | 'b') => signers.find((each) => each.side === side)?.fullName;
    return {
      number: row.number && facts ? `${row.number}/${facts.docSymbol}` : null,
      signedOn: row.signed_on,
      partyA: facts?.partyA.name ?? pair.supporting_name,
      partyB: facts?.partyB.name ?? pair.partner_name,
      level: pair.level,
      signerA: signedBy('a') ?? facts?.partyA.representative ?? null,
      signerB: signedBy('b') ?? facts?.partyB.representative ?? null,
      validFrom: row.signed_on ? (row.starts_on ?? row.signed_on) : null,
      validTo: row.signed_on ? (row.ends_on ?? programme.ends_on) : null,
      copies: row.copies,
      state: row.state,
    };
  });
}

/** Form 04: the activities by day. */
export function activitiesOf(
  activities: readonly DoneActivity[],
  pairs: readonly StoredPair[],
): ActivityRow[] {
  const order = new Map(pairs.map((pair, index) => [pair.id, { pair, index }]));
  return activities.map((activity) => ({
    heldOn: activity.held_on,
    pairs: activity.pairIds
      .flatMap((id) => order.get(id) ?? [])
      .sort((left, right) => left.index - right.index)
      .map(({ pair }) => pairName(pair)),
    kind: activity.kind_name,
    topic: activity.topic,
    subject: activity.subject,
    grade: activity.grade,
    form: activity.form,
    venue: activity.venue,
    host: activity.host,
    managerTurns: activity.manager_turns,
    teacherTurns: activity.teacher_turns,
    pupilTurns: activity.pupil_turns,
    demoLessons: activity.demo_lessons,
    evidence: activity.evidence,
    kindCode: activity.kind_code,
    speakers: activity.speakers,
    cost: activity.cost,
  }));
}

/** The code lists that the forms use. */
export async function codeListsOf(
  db: ReadDb,
  indicators: readonly Indicator[],
): Promise<ReportFigures['codeLists']> {
  const kinds = await db
    .selectFrom('activity_kind')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();
  return [
    { title: 'Chỉ tiêu', items: indicators.map(({ code, name, unit }) => ({ code, name, unit })) },
    { title: 'Loại hoạt động', items: kinds.map(({ code, name }) => ({ code, name, unit: null })) },
  ];
}
