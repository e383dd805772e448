import type { ReadDb } from '../../../db/read.ts';
import type { NewRow } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import type { Activity, ActivityForm } from '../../../preload/contract/activities.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { evidenceCounts } from '../evidence/evidence.ts';
import { created, newId } from '../ids.ts';
import { listPairs } from '../pairs/pairs.ts';
import { currentProgramme } from '../programmes/programme.ts';

/** Fields that a kind of activity may ask for, as the form calls them. */
const REQUIRABLE = {
  subject: (form: ActivityForm) => form.subject !== null,
  demoLessons: (form: ActivityForm) => form.demoLessons > 0,
} as const;

const REQUIRED_NAMES = { subject: 'môn', demoLessons: 'số tiết minh họa' } as const;

const isRequirable = (field: string): field is keyof typeof REQUIRABLE => Object.hasOwn(REQUIRABLE, field);

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

/** Refuses an unknown kind, what the kind asks for and is missing, a wrong level, a day outside the programme. */
async function refuseIncomplete(db: ReadDb, form: ActivityForm): Promise<void> {
  const kind = await db
    .selectFrom('activity_kind')
    .selectAll()
    .where('code', '=', form.kind)
    .executeTakeFirst();
  if (!kind) throw new AppError('INVALID_INPUT', { field: 'kind', reason: 'không có loại hoạt động này' });
  const requires: string[] = JSON.parse(kind.requires);
  for (const field of requires.filter(isRequirable)) {
    if (!REQUIRABLE[field](form)) {
      throw new AppError('INVALID_INPUT', {
        field,
        reason: `loại “${kind.name}” cần có ${REQUIRED_NAMES[field]}`,
      });
    }
  }
  const pairs = await db
    .selectFrom('school_pair')
    .select(['id', 'level'])
    .where('id', 'in', form.pairIds)
    .where('deleted_at', 'is', null)
    .execute();
  if (pairs.length !== new Set(form.pairIds).size) throw new AppError('NOT_FOUND', { what: 'cặp trường' });
  const levels: string[] | null = kind.levels === null ? null : JSON.parse(kind.levels);
  if (levels && pairs.some((pair) => !levels.includes(pair.level))) {
    throw new AppError('INVALID_INPUT', {
      field: 'pairIds',
      reason: `loại “${kind.name}” không dành cho cấp học này`,
    });
  }
  const programme = await currentProgramme(db);
  if (form.heldOn < programme.starts_on || form.heldOn > programme.ends_on) {
    throw new AppError('INVALID_INPUT', {
      field: 'heldOn',
      reason: 'ngày nằm ngoài thời gian của chương trình',
    });
  }
}

/** Stores an activity with the pairs that took part; it counts once for each of them. */
export async function createActivity(context: CommandContext, form: ActivityForm): Promise<string> {
  const { db, now } = context;
  await refuseIncomplete(db, form);
  const id = newId();
  await db
    .insertInto('activity')
    .values({ id, programme_id: (await currentProgramme(db)).id, ...columnsOf(form), ...created(now()) })
    .execute();
  await setPairs(context, id, form.pairIds);
  return id;
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

export const activityHandlers: Handlers<
  'activities.list' | 'activities.kinds' | 'activities.create' | 'activities.update' | 'activities.remove'
> = {
  async 'activities.list'({ db, today }, { pairId, from, to }) {
    const programme = await currentProgramme(db);
    const pairs = new Map((await listPairs(db, programme.id, today())).map((pair) => [pair.id, pair]));
    let query = db
      .selectFrom('activity as a')
      .innerJoin('activity_kind as k', 'k.code', 'a.kind_code')
      .where('a.programme_id', '=', programme.id)
      .where('a.deleted_at', 'is', null)
      .orderBy('a.held_on', 'desc')
      .orderBy('a.id', 'desc')
      .selectAll('a')
      .select('k.name as kind_name');
    if (from) query = query.where('a.held_on', '>=', from);
    if (to) query = query.where('a.held_on', '<=', to);
    const links = await db
      .selectFrom('activity_pair')
      .select(['activity_id', 'pair_id'])
      .where('deleted_at', 'is', null)
      .execute();
    const pairsOf = Map.groupBy(links, (link) => link.activity_id);
    const shownBy = await evidenceCounts(db);
    const activities = (await query.execute()).map((row): Activity => {
      const pairIds = (pairsOf.get(row.id) ?? []).map((link) => link.pair_id);
      return {
        id: row.id,
        kind: row.kind_code,
        kindName: row.kind_name,
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
        shownBy: shownBy(row.id),
        pairIds,
        pairs: pairIds.flatMap((id) => {
          const pair = pairs.get(id);
          return pair
            ? [{ id, level: pair.level, name: `${pair.supporting_name} – ${pair.partner_name}` }]
            : [];
        }),
      };
    });
    return { activities: pairId ? activities.filter(({ pairIds }) => pairIds.includes(pairId)) : activities };
  },

  async 'activities.kinds'({ db, resources }) {
    const rows = await db
      .selectFrom('activity_kind')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('position')
      .execute();
    return {
      kinds: rows.map(({ code, name, indicator_code, requires, levels }) => ({
        code,
        name,
        indicator: indicator_code,
        requires: JSON.parse(requires),
        levels: levels === null ? null : JSON.parse(levels),
      })),
      subjects: resources.catalogue.subjects,
    };
  },

  async 'activities.create'(context, { confirmed, ...form }) {
    return { id: await createActivity(context, form) };
  },

  async 'activities.update'(context, { id, confirmed, ...form }) {
    await refuseIncomplete(context.db, form);
    const { numUpdatedRows } = await context.db
      .updateTable('activity')
      .set({ ...columnsOf(form), updated_at: context.now() })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError('NOT_FOUND', { what: 'hoạt động' });
    await setPairs(context, id, form.pairIds);
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
