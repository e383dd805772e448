import { inForce, type ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import type {
  ActivityRow,
  Exam10Row,
  MemorandumRow,
  ReportFigures,
  ReportPeriod,
  SchoolRow,
  SchoolYear,
  SummaryRow,
  TargetRow,
} from '../../../preload/contract/report-figures.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import type { QueryContext } from '../context.ts';
import { gatherFacts } from '../memoranda/facts.ts';
import { listMemoranda, type StoredMemorandum } from '../memoranda/memoranda.ts';
import { listPairs, type StoredPair } from '../pairs/pairs.ts';
import { memorandumFacts } from '../papers/memorandum/facts.ts';
import { unitsOf } from '../programmes/programme.ts';
import type { Resources } from '../resources.ts';
import { allSchools } from '../schools/register.ts';
import { capitalised } from '../text/capitals.ts';
import { rate } from './figures.ts';
import {
  amountFor,
  dueIn,
  EXAM10_MEETINGS,
  type Indicator,
  indicatorsOf,
  type Undertaking,
  undertakingsOf,
} from './indicators.ts';
import { earlierOf, samePeriodLastYear, semestersWithin } from './periods.ts';

/** What a report is about. */
export interface ReportRequest {
  readonly programme: Row<'programme'>;
  readonly calendar: readonly SchoolYear[];
  readonly period: ReportPeriod;
  readonly withPhones: boolean;
}

const LEVELS = ['mam_non', 'tieu_hoc', 'thcs'] as const satisfies readonly Level[];

/** States in which a memorandum counts as signed. */
const SIGNED: readonly string[] = ['signed', 'filed'];

type Days = Pick<ReportPeriod, 'startsOn' | 'endsOn'>;
type DoneActivity = Awaited<ReturnType<typeof activitiesIn>>[number];

/**
 * Everything that the progress report of a period says. Names are those of the period's last day, or of
 * today while the period still runs.
 */
export async function collectFigures(context: QueryContext, request: ReportRequest): Promise<ReportFigures> {
  const { db, today, rehearsal, resources } = context;
  const { programme, calendar, period, withPhones } = request;
  const on = earlierOf(period.endsOn, today());
  const units = await unitsOf(db, programme.id, on);
  const pairs = (await listPairs(db, programme.id, on)).filter((pair) => overlaps(pair, period));
  const memoranda = (await listMemoranda(db, on)).filter(({ pair }) => overlaps(pair, period));
  const indicators = await indicatorsOf(db);
  const undertakings = await undertakingsOf(db, programme);
  const activities = await activitiesIn(db, programme.id, period, pairs);
  const [first] = units;
  // The catalogue lists the subjects in the order of the form's columns.
  const [literature = '', maths = '', english = ''] = resources.catalogue.subjects;
  const exam10Subjects = { literature, maths, english };
  return {
    header: {
      parentBody: first?.committee ?? '',
      issuingBody: first?.office ?? '',
      units: units.map((unit) => unit.office_short),
      unitHeading: unitHeadingOf(units, resources),
      programmeTitle: programme.title,
      placeName: programme.place_name ?? first?.name ?? '',
      generatedOn: today(),
      rehearsal,
      preparedBy: { post: 'Người lập biểu', name: null },
      head: { post: first?.office_head ?? '', name: null },
    },
    period,
    withPhones,
    summary: await summaryOf(db, request, { pairs, memoranda, indicators, undertakings, activities }),
    schools: await schoolsOf(db, request, on, today(), pairs),
    memoranda: await memorandaOf(context, programme, memoranda),
    activities: activities.map((activity) => activityRow(activity, pairs)),
    targets: targetsOf({ calendar, period }, { pairs, indicators, undertakings, activities }),
    exam10Subjects,
    exam10: exam10Of(pairs, activities, exam10Subjects),
    support: [],
    difficulties: [],
    codeLists: await codeListsOf(db, indicators),
  };
}

/** Heading of a column of units: the words of their kinds, "Huyện" or "Huyện/Xã". */
function unitHeadingOf(units: readonly { kind: string }[], { unitKinds }: Resources): string {
  const kinds = new Set(units.map((unit) => unit.kind));
  const words = unitKinds.filter(({ kind }) => kinds.has(kind)).map(({ word }) => capitalised(word));
  return words.length > 0 ? words.join('/') : 'Đơn vị';
}

const overlaps = (pair: StoredPair, period: Days): boolean =>
  pair.starts_on <= period.endsOn && pair.ends_on >= period.startsOn;

/** Activities that were done in a period, with the pairs that took part, by day. */
async function activitiesIn(db: ReadDb, programmeId: string, period: Days, pairs: readonly StoredPair[]) {
  const inPeriod = db
    .selectFrom('activity as a')
    .where('a.programme_id', '=', programmeId)
    .where('a.status', '=', 'done')
    .where('a.deleted_at', 'is', null)
    .where('a.held_on', '>=', period.startsOn)
    .where('a.held_on', '<=', period.endsOn);
  const rows = await inPeriod
    .innerJoin('activity_kind as k', 'k.code', 'a.kind_code')
    .orderBy('a.held_on')
    .orderBy('a.id')
    .selectAll('a')
    .select(['k.name as kind_name', 'k.indicator_code'])
    .execute();
  const links = await inPeriod
    .innerJoin('activity_pair as l', 'l.activity_id', 'a.id')
    .where('l.deleted_at', 'is', null)
    .orderBy('l.id')
    .select(['l.activity_id', 'l.pair_id'])
    .execute();
  const pairsOf = Map.groupBy(links, (link) => link.activity_id);
  const levelOf = new Map(pairs.map((pair) => [pair.id, pair.level]));
  return rows.map((row) => {
    const pairIds = (pairsOf.get(row.id) ?? []).map((link) => link.pair_id);
    const levels = new Set(pairIds.map((id) => levelOf.get(id)).filter((level) => level !== undefined));
    return { ...row, pairIds, levels };
  });
}

interface Material {
  readonly pairs: readonly StoredPair[];
  readonly indicators: readonly Indicator[];
  readonly undertakings: readonly Undertaking[];
  readonly activities: readonly DoneActivity[];
}

const sum = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((total, item) => total + amount(item), 0);

/** One value a level and in all; an activity of two levels counts in both and once in all. */
const byLevel = (value: (level: Level | null) => number): SummaryRow['done'] => ({
  mam_non: value('mam_non'),
  tieu_hoc: value('tieu_hoc'),
  thcs: value('thcs'),
  total: value(null),
});

async function summaryOf(
  db: ReadDb,
  { programme, calendar, period }: ReportRequest,
  {
    pairs,
    memoranda,
    indicators,
    undertakings,
    activities,
  }: Material & { readonly memoranda: readonly StoredMemorandum[] },
): Promise<SummaryRow[]> {
  const before = samePeriodLastYear(period, calendar);
  // Before its first day a programme has nothing to compare with.
  const previous =
    before && before.endsOn >= programme.starts_on
      ? await activitiesIn(db, programme.id, before, pairs)
      : null;
  const signedBy = (level: Level | null, day: string) =>
    memoranda.filter(
      ({ row, pair }) =>
        SIGNED.includes(row.state) &&
        (row.signed_on ?? day) <= day &&
        (level === null || pair.level === level),
    ).length;

  return indicators.map(({ code, name, unit, counts }) => {
    const base = { code, name, unit };
    if (counts === 'pairs_signed') {
      const done = byLevel((level) => signedBy(level, period.endsOn));
      return {
        ...base,
        plan: pairs.length,
        done,
        rate: rate(done.total, pairs.length),
        previous: before && before.endsOn >= programme.starts_on ? signedBy(null, before.endsOn) : null,
        note: null,
      };
    }
    const indicator = { code, counts };
    const amount = (activity: DoneActivity) => amountFor(indicator, activity);
    const done = byLevel((level) =>
      sum(level === null ? activities : activities.filter(({ levels }) => levels.has(level)), amount),
    );
    const promised = undertakings.filter((each) => each.indicator === code);
    const plan = promised.length > 0 ? sum(promised, (each) => dueIn(each, period, calendar)) : null;
    return {
      ...base,
      plan,
      done,
      rate: rate(done.total, plan),
      previous: previous && sum(previous, amount),
      note: noteOn(
        activities.filter((activity) => amount(activity) > 0),
        new Set(promised.map((each) => each.pairId)),
      ),
    };
  });
}

/**
 * Why a total need not match its plan, its levels, or what the pairs did: an activity of several pairs serves
 * the promise of each and counts for each level, but once in all; and pairs that promised nothing may have done
 * something. Null where nothing seems not to add up.
 */
function noteOn(counted: readonly DoneActivity[], promisers: ReadonlySet<string>): string | null {
  const joint = counted.filter(({ pairIds }) => pairIds.length > 1);
  const seenTwice = promisers.size > 0 || joint.some(({ levels }) => levels.size > 1);
  const beyondPlan =
    promisers.size > 0 && counted.some(({ pairIds }) => !pairIds.some((id) => promisers.has(id)));
  const notes = [
    ...(joint.length > 0 && seenTwice
      ? [`Có ${joint.length} hoạt động chung của nhiều cặp, tính một lần.`]
      : []),
    ...(beyondPlan ? ['Gồm cả phần ngoài kế hoạch.'] : []),
  ];
  return notes.length > 0 ? notes.join(' ') : null;
}

async function schoolsOf(
  db: ReadDb,
  { programme, withPhones }: ReportRequest,
  on: string,
  today: string,
  pairs: readonly StoredPair[],
): Promise<SchoolRow[]> {
  const supporting = new Set(pairs.map((pair) => pair.supporting_school_id));
  const partner = new Set(pairs.map((pair) => pair.partner_school_id));
  const now = await communesOn(db, today);
  const whenSigned = await communesOn(db, programme.ceremony_on ?? programme.starts_on);
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

/** Memoranda as they stand: finalised ones by what they say on paper, drafts by the register. */
async function memorandaOf(
  context: QueryContext,
  programme: Row<'programme'>,
  memoranda: readonly StoredMemorandum[],
): Promise<MemorandumRow[]> {
  const said = new Map<string, Awaited<ReturnType<typeof gatherFacts>>[number]['facts']>();
  for (const { row, facts } of await gatherFacts(
    context,
    memoranda.map(({ row }) => row),
  ))
    said.set(row.id, facts);
  const ids = memoranda.map(({ row }) => row.id);
  const snapshots = ids.length
    ? await context.db
        .selectFrom('memorandum_version as v')
        .innerJoin('memorandum as m', (join) =>
          join.onRef('m.id', '=', 'v.memorandum_id').onRef('m.version', '=', 'v.version'),
        )
        .where('m.id', 'in', ids)
        .select(['m.id', 'v.snapshot'])
        .execute()
    : [];
  for (const { id, snapshot } of snapshots) said.set(id, memorandumFacts.parse(JSON.parse(snapshot)));

  return memoranda.map(({ row, pair }) => {
    const facts = said.get(row.id);
    return {
      number: row.number && facts ? `${row.number}/${facts.docSymbol}` : null,
      signedOn: row.signed_on,
      partyA: facts?.partyA.name ?? pair.supporting_name,
      partyB: facts?.partyB.name ?? pair.partner_name,
      level: pair.level,
      signerA: facts?.partyA.representative ?? null,
      signerB: facts?.partyB.representative ?? null,
      validFrom: row.signed_on,
      validTo: row.signed_on ? programme.ends_on : null,
      copies: row.copies,
      state: row.state,
    };
  });
}

const pairName = (pair: StoredPair) => ({ supporting: pair.supporting_name, partner: pair.partner_name });

function activityRow(activity: DoneActivity, pairs: readonly StoredPair[]): ActivityRow {
  return {
    heldOn: activity.held_on,
    pairs: pairs.filter((pair) => activity.pairIds.includes(pair.id)).map(pairName),
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
  };
}

/** What each pair promised and did, for every indicator that a memorandum can promise. */
function targetsOf(
  { calendar, period }: Pick<ReportRequest, 'calendar' | 'period'>,
  { pairs, indicators, undertakings, activities }: Material,
): ReportFigures['targets'] {
  const promised = new Set(undertakings.map((each) => each.indicator));
  const shown = indicators.filter((indicator) => indicator.committable === 1 && promised.has(indicator.code));
  const semesters = semestersWithin(period, calendar);
  const ofPair = new Map<string, DoneActivity[]>();
  for (const activity of activities) {
    for (const id of activity.pairIds) ofPair.set(id, [...(ofPair.get(id) ?? []), activity]);
  }

  const rows = pairs.map((pair): TargetRow => {
    const own = ofPair.get(pair.id) ?? [];
    const cells = shown.map((indicator) => {
      const amount = (activity: DoneActivity) => amountFor(indicator, activity);
      const inSemester = (semester: 1 | 2): number | null => {
        const spans = semesters.filter((span) => span.semester === semester);
        if (spans.length === 0) return null;
        const held = ({ held_on }: DoneActivity) =>
          spans.some((span) => held_on >= span.startsOn && held_on <= span.endsOn);
        return sum(own.filter(held), amount);
      };
      const promises = undertakings.filter(
        (each) => each.pairId === pair.id && each.indicator === indicator.code,
      );
      const plan = promises.length > 0 ? sum(promises, (each) => dueIn(each, period, calendar)) : null;
      const whole = sum(own, amount);
      return { plan, semester1: inSemester(1), semester2: inSemester(2), whole, rate: rate(whole, plan) };
    });
    return { pair: pairName(pair), level: pair.level, cells };
  });
  return { indicators: shown.map(({ code, name, unit }) => ({ code, name, unit })), rows };
}

/**
 * The meetings on the exam to grade 10 that each lower secondary school of the pairs took part in; no rows
 * when there were none. What else the form asks for is not recorded.
 */
function exam10Of(
  pairs: readonly StoredPair[],
  activities: readonly DoneActivity[],
  subjects: ReportFigures['exam10Subjects'],
): Exam10Row[] {
  const meetings = activities.filter((activity) => activity.indicator_code === EXAM10_MEETINGS);
  if (meetings.length === 0) return [];
  const schools = new Map<string, { readonly name: string; readonly pairIds: Set<string> }>();
  for (const pair of pairs.filter(({ level }) => level === 'thcs')) {
    for (const [id, name] of [
      [pair.supporting_school_id, pair.supporting_name],
      [pair.partner_school_id, pair.partner_name],
    ] as const) {
      const school = schools.get(id) ?? { name, pairIds: new Set() };
      schools.set(id, { name, pairIds: school.pairIds.add(pair.id) });
    }
  }
  return [...schools.values()].map(({ name, pairIds }): Exam10Row => {
    const attended = meetings.filter((meeting) => meeting.pairIds.some((id) => pairIds.has(id)));
    const on = (subject: string) =>
      attended.filter((meeting) => fold(meeting.subject ?? '') === fold(subject)).length;
    return {
      school: name,
      grade9Pupils: null,
      meetings: {
        literature: on(subjects.literature),
        maths: on(subjects.maths),
        english: on(subjects.english),
      },
      candidates: null,
      admitted: null,
      rate: null,
      means: { literature: null, maths: null, english: null },
      previousRate: null,
    };
  });
}

async function codeListsOf(
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
