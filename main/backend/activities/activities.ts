import type { ReadDb } from '../../../db/read.ts';
import type { NewRow, Row } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import type { Activity, ActivityForm } from '../../../preload/contract/activities.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { evidenceCounts } from '../evidence/evidence.ts';
import { created, newId } from '../ids.ts';
import { listPairs } from '../pairs/pairs.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { capitalised } from '../text/capitals.ts';
import { COUNTED_BY_KIND } from './kinds.ts';
import {
  type Objection,
  objectionsTo,
  objectionToDay,
  rulebook,
  type UnlikelyCount,
  unlikelyCounts,
} from './rules.ts';

function columnsOf(
  form: ActivityForm,
): Omit<NewRow<'activity'>, 'id' | 'programme_id' | keyof ReturnType<typeof created>> {
  return {
    kind_code: form.kind,
    status: form.status,
    held_on: form.heldOn,
    topic: form.topic,
    folded: fold(form.topic),
    subject: form.subject,
    grade: form.grade,
    form: form.form,
    venue: form.venue,
    host: form.host,
    manager_turns: form.managerTurns,
    teacher_turns: form.teacherTurns,
    pupil_turns: form.pupilTurns,
    demo_lessons: form.demoLessons,
    materials: form.materials,
    cost: form.cost,
    speakers: JSON.stringify(form.speakers),
    evidence: form.evidence,
  };
}

/** Levels of the pairs that take part, each of which must be there. */
async function levelsOf(db: ReadDb, pairIds: readonly string[]): Promise<Level[]> {
  const pairs = await db
    .selectFrom('school_pair')
    .select('level')
    .where('id', 'in', pairIds)
    .where('deleted_at', 'is', null)
    .execute();
  if (pairs.length !== new Set(pairIds).size) throw new AppError('NOT_FOUND', { what: 'cặp trường' });
  return pairs.map(({ level }) => level);
}

const refuse = ([first, ...more]: readonly Objection[]): void => {
  if (first) throw new AppError('INVALID_INPUT', { ...first, fields: [first, ...more] });
};

/** Refuses what a person typed against the rules, and asks about counts that look like a slip. */
async function judge(context: CommandContext, form: ActivityForm, confirmed: boolean): Promise<void> {
  const rules = await rulebook(context);
  const objections = objectionsTo(form, await levelsOf(context.db, form.pairIds), rules);
  const early = objectionToDay(form, rules);
  refuse(early ? [...objections, early] : objections);
  const unlikely = unlikelyCounts(form);
  if (unlikely[0] && !confirmed) {
    const said = ({ name, value, limit }: UnlikelyCount) =>
      `${capitalised(name)}: ${value.toLocaleString('vi-VN')} (thường không quá ${limit.toLocaleString('vi-VN')})`;
    throw new AppError('COUNT_UNLIKELY', { ...unlikely[0], unlikely: unlikely.map(said) });
  }
}

/**
 * Stores an activity with the pairs that took part; it counts once for each of them.
 * @throws AppError NOT_FOUND for a pair
 */
export async function createActivity(
  context: CommandContext,
  programmeId: string,
  form: ActivityForm,
): Promise<string> {
  const { db, now } = context;
  const id = newId();
  await db
    .insertInto('activity')
    .values({ id, programme_id: programmeId, ...columnsOf(form), ...created(now()) })
    .execute();
  await setPairs(context, id, form.pairIds);
  return id;
}

/** @throws AppError NOT_FOUND */
export async function updateActivity(context: CommandContext, id: string, form: ActivityForm): Promise<void> {
  const { numUpdatedRows } = await context.db
    .updateTable('activity')
    .set({ ...columnsOf(form), updated_at: context.now() })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new AppError('NOT_FOUND', { what: 'hoạt động' });
  await setPairs(context, id, form.pairIds);
}

async function setPairs(
  { db, now }: CommandContext,
  activityId: string,
  pairIds: readonly string[],
): Promise<void> {
  const stored = await db
    .selectFrom('activity_pair')
    .select(['id', 'pair_id'])
    .where('activity_id', '=', activityId)
    .where('deleted_at', 'is', null)
    .execute();
  const gone = stored.filter((row) => !pairIds.includes(row.pair_id)).map((row) => row.id);
  if (gone.length > 0) {
    await db
      .updateTable('activity_pair')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', 'in', gone)
      .execute();
  }
  const known = new Set(stored.map((row) => row.pair_id));
  const fresh = [...new Set(pairIds)]
    .filter((pairId) => !known.has(pairId))
    .map((pairId) => ({ id: newId(), activity_id: activityId, pair_id: pairId, ...created(now()) }));
  if (fresh.length > 0) await db.insertInto('activity_pair').values(fresh).execute();
}

/** An activity of which only what it must say is known: held on site and done. */
export const NOTHING_SAID = {
  status: 'done',
  subject: null,
  grade: null,
  form: 'truc_tiep',
  venue: null,
  host: null,
  managerTurns: 0,
  teacherTurns: 0,
  pupilTurns: 0,
  demoLessons: 0,
  materials: 0,
  cost: null,
  speakers: [],
  evidence: null,
} satisfies Omit<ActivityForm, 'kind' | 'heldOn' | 'topic' | 'pairIds'>;

const formOf = (row: Row<'activity'>, pairIds: string[]): ActivityForm => ({
  kind: row.kind_code,
  status: row.status,
  heldOn: row.held_on,
  topic: row.topic,
  subject: row.subject,
  grade: row.grade,
  form: row.form,
  venue: row.venue,
  host: row.host,
  managerTurns: row.manager_turns,
  teacherTurns: row.teacher_turns,
  pupilTurns: row.pupil_turns,
  demoLessons: row.demo_lessons,
  materials: row.materials,
  cost: row.cost,
  speakers: JSON.parse(row.speakers),
  evidence: row.evidence,
  pairIds,
});

/** Which activities are wanted. */
interface Asked {
  readonly id?: string;
  readonly pairId?: string | undefined;
  /** Days, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The activities of a programme, each as a person would fill it in, the latest first. */
export async function storedForms(
  db: ReadDb,
  programmeId: string,
  { id, pairId, from, to }: Asked = {},
): Promise<{ readonly id: string; readonly form: ActivityForm }[]> {
  const asked = db
    .selectFrom('activity as a')
    .where('a.programme_id', '=', programmeId)
    .where('a.deleted_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('a.id', '=', id ?? ''))
    .$if(from !== undefined, (query) => query.where('a.held_on', '>=', from ?? ''))
    .$if(to !== undefined, (query) => query.where('a.held_on', '<=', to ?? ''))
    .$if(pairId !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('activity_pair as l')
            .select('l.id')
            .whereRef('l.activity_id', '=', 'a.id')
            .where('l.pair_id', '=', pairId ?? '')
            .where('l.deleted_at', 'is', null),
        ),
      ),
    );
  const rows = await asked.selectAll().orderBy('a.held_on', 'desc').orderBy('a.id', 'desc').execute();
  const links = await db
    .selectFrom('activity_pair')
    .select(['activity_id', 'pair_id'])
    .where('deleted_at', 'is', null)
    .where('activity_id', 'in', asked.select('a.id'))
    .execute();
  const pairsOf = Map.groupBy(links, (link) => link.activity_id);
  return rows.map((row) => ({
    id: row.id,
    form: formOf(
      row,
      (pairsOf.get(row.id) ?? []).map((link) => link.pair_id),
    ),
  }));
}

export const activityHandlers: Handlers<
  'activities.list' | 'activities.kinds' | 'activities.create' | 'activities.update' | 'activities.remove'
> = {
  async 'activities.list'({ db, today }, asked) {
    const programme = await currentProgramme(db);
    const pairs = new Map((await listPairs(db, programme.id, today())).map((pair) => [pair.id, pair]));
    const kinds = await db.selectFrom('activity_kind').select(['code', 'name']).execute();
    const kindNames = new Map(kinds.map(({ code, name }) => [code, name]));
    const shownBy = await evidenceCounts(db);
    const forms = await storedForms(db, programme.id, asked);
    return {
      activities: forms.map(
        ({ id, form }): Activity => ({
          ...form,
          id,
          kindName: kindNames.get(form.kind) ?? form.kind,
          shownBy: shownBy(id),
          pairs: form.pairIds.flatMap((id) => {
            const pair = pairs.get(id);
            return pair
              ? [{ id, level: pair.level, name: `${pair.supporting_name} – ${pair.partner_name}` }]
              : [];
          }),
        }),
      ),
    };
  },

  async 'activities.kinds'({ db, resources }) {
    const rows = await db
      .selectFrom('activity_kind')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .execute();
    const indicators = await db
      .selectFrom('indicator')
      .select(['code', 'name'])
      .where('counts', 'in', COUNTED_BY_KIND)
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .execute();
    const shipped = new Set(resources.catalogue.activityKinds.map((kind) => kind.code));
    return {
      indicators,
      kinds: rows.map(({ code, name, indicator_code, requires, levels }) => ({
        code,
        name,
        indicator: indicator_code,
        isShipped: shipped.has(code),
        requires: JSON.parse(requires),
        levels: levels === null ? null : JSON.parse(levels),
      })),
      subjects: resources.catalogue.subjects,
    };
  },

  async 'activities.create'(context, { confirmed = false, ...form }) {
    await judge(context, form, confirmed);
    return { id: await createActivity(context, (await currentProgramme(context.db)).id, form) };
  },

  async 'activities.update'(context, { id, confirmed = false, ...form }) {
    await judge(context, form, confirmed);
    await updateActivity(context, id, form);
    return {};
  },

  async 'activities.remove'({ db, now }, { ids }) {
    const { numUpdatedRows } = await db
      .updateTable('activity')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', 'in', ids)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== BigInt(new Set(ids).size)) throw new AppError('NOT_FOUND', { what: 'hoạt động' });
    return {};
  },
};
