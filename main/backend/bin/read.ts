import { schoolsOn } from '../../../db/repositories/schools.ts';
import { BIN_KINDS, type BinItem, type BinKind } from '../../../preload/contract/bin.ts';
import type { QueryContext } from '../context.ts';
import { namesOf } from '../reports/changes/known.ts';
import { stackFiles } from '../scans/stacks.ts';
import { shownDay } from '../text/dates.ts';

/** Where each kind is stored. */
const BIN_TABLES = {
  school: 'school',
  activityKind: 'activity_kind',
  schoolYear: 'school_year',
  pair: 'school_pair',
  ceremony: 'ceremony',
  document: 'document',
  goodModel: 'good_model',
  activity: 'activity',
  support: 'support_item',
  examResult: 'exam_result',
  difficulty: 'difficulty',
  departmentForm: 'department_form',
  evidence: 'evidence',
  scanPage: 'scan_page',
} as const satisfies Record<BinKind, string>;

/** What the bin says of a row. */
interface Binned {
  readonly id: string;
  readonly name: string;
  readonly of?: string | null | undefined;
  readonly deleted_at: string | null;
}

/** A day behind what happened on it. */
const dated = (text: string, day: string | null): string => (day ? `${text}, ${shownDay(day)}` : text);

/** The rows of each kind that lie in the bin, by the names of today. */
async function binnedRows(context: QueryContext): Promise<Record<BinKind, readonly Binned[]>> {
  const { db, today } = context;
  const names = await namesOf(db, today());
  const school = (id: string | null) => names.school.get(id ?? '') ?? '';
  const pair = (id: string | null) => names.pair.get(id ?? '') ?? null;

  const schools = await schoolsOn(db, today()).where('s.deleted_at', 'is not', null).execute();
  const kinds = await db
    .selectFrom('activity_kind')
    .select(['code', 'name', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const years = await db
    .selectFrom('school_year')
    .select(['code', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const pairs = await db
    .selectFrom('school_pair')
    .select(['id', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const ceremonies = await db
    .selectFrom('ceremony')
    .select(['id', 'title', 'held_on', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const documents = await db
    .selectFrom('document')
    .select(['id', 'title', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const models = await db
    .selectFrom('good_model')
    .select(['id', 'title', 'school_id', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const activities = await db
    .selectFrom('activity')
    .select(['id', 'topic', 'held_on', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const links = await db
    .selectFrom('activity_pair as l')
    .innerJoin('activity as a', 'a.id', 'l.activity_id')
    .select(['l.activity_id', 'l.pair_id'])
    .where('l.deleted_at', 'is', null)
    .where('a.deleted_at', 'is not', null)
    .execute();
  const pairsOf = Map.groupBy(links, (link) => link.activity_id);
  const support = await db
    .selectFrom('support_item')
    .select([
      'id',
      'content',
      'given_on',
      'giver_school_id',
      'giver_name',
      'receiver_school_id',
      'deleted_at',
    ])
    .where('deleted_at', 'is not', null)
    .execute();
  const results = await db
    .selectFrom('exam_result')
    .select(['id', 'school_id', 'school_year', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const difficulties = await db
    .selectFrom('difficulty')
    .select(['id', 'difficulty', 'school_id', 'organisation_id', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const forms = await db
    .selectFrom('department_form')
    .select(['id', 'name', 'deleted_at'])
    .where('deleted_at', 'is not', null)
    .execute();
  const evidence = await db
    .selectFrom('evidence as e')
    .leftJoin('attachment as f', 'f.id', 'e.attachment_id')
    .leftJoin('activity as a', 'a.id', 'e.activity_id')
    .leftJoin('good_model as m', 'm.id', 'e.good_model_id')
    .select(['e.id', 'e.caption', 'e.url', 'e.deleted_at', 'f.file_name', 'a.topic', 'a.held_on', 'm.title'])
    .where('e.deleted_at', 'is not', null)
    .execute();
  const pages = await db
    .selectFrom('scan_page')
    .select(['id', 'stack_id', 'stack_page', 'updated_at'])
    .where('status', '=', 'discarded')
    .execute();
  const stacks = await stackFiles(context);

  return {
    school: schools.map(({ id, name, unit, deleted_at }) => ({ id, name, of: unit, deleted_at })),
    activityKind: kinds.map(({ code, name, deleted_at }) => ({ id: code, name, deleted_at })),
    schoolYear: years.map(({ code, deleted_at }) => ({ id: code, name: code, deleted_at })),
    pair: pairs.map(({ id, deleted_at }) => ({ id, name: pair(id) ?? '', deleted_at })),
    ceremony: ceremonies.map(({ id, title: name, held_on, deleted_at }) => ({
      id,
      name: dated(name, held_on),
      deleted_at,
    })),
    document: documents.map(({ id, title: name, deleted_at }) => ({ id, name, deleted_at })),
    goodModel: models.map(({ id, title: name, school_id, deleted_at }) => ({
      id,
      name,
      of: school(school_id),
      deleted_at,
    })),
    activity: activities.map(({ id, topic: name, held_on, deleted_at }) => ({
      id,
      name: dated(name, held_on),
      of: (pairsOf.get(id) ?? []).flatMap((link) => pair(link.pair_id) ?? []).join('; '),
      deleted_at,
    })),
    support: support.map((row) => ({
      id: row.id,
      name: dated(row.content, row.given_on),
      of: `${row.giver_name ?? school(row.giver_school_id)} → ${school(row.receiver_school_id)}`,
      deleted_at: row.deleted_at,
    })),
    examResult: results.map((row) => ({
      id: row.id,
      name: `${row.school_id === null ? 'Toàn thành phố' : school(row.school_id)}, ${row.school_year}`,
      deleted_at: row.deleted_at,
    })),
    difficulty: difficulties.map((row) => ({
      id: row.id,
      name: row.difficulty,
      of: row.school_id === null ? names.unit.get(row.organisation_id ?? '') : school(row.school_id),
      deleted_at: row.deleted_at,
    })),
    departmentForm: forms,
    evidence: evidence.map((row) => ({
      id: row.id,
      name: row.caption ?? row.url ?? row.file_name ?? '',
      of: row.topic === null ? row.title : dated(row.topic, row.held_on),
      deleted_at: row.deleted_at,
    })),
    // A page keeps its row: its stack must stay whole.
    scanPage: pages.map((row) => ({
      id: row.id,
      name: `Trang ${row.stack_page}`,
      of: stacks.get(row.stack_id)?.fileName,
      deleted_at: row.updated_at,
    })),
  };
}

/** Everything that was deleted and can come back, the latest first. */
export async function binned(context: QueryContext): Promise<BinItem[]> {
  const by = new Map(context.journal.removals().map(({ table, key, actor }) => [`${table}|${key}`, actor]));
  const rows = await binnedRows(context);
  return BIN_KINDS.flatMap((kind) =>
    rows[kind].map(
      ({ id, name, of, deleted_at }): BinItem => ({
        kind,
        id,
        name,
        of: of || null,
        deletedAt: deleted_at ?? '',
        deletedBy: by.get(`${BIN_TABLES[kind]}|${id}`) ?? null,
      }),
    ),
  ).sort((left, right) => right.deletedAt.localeCompare(left.deletedAt));
}
