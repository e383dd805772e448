import { fold } from '../../../db/text.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created } from '../ids.ts';

/** Counts of indicators for which an activity can count by its kind. */
export const COUNTED_BY_KIND = ['activities', 'all_activities', 'demo_lessons', 'materials'] as const;

/** "Tham quan, học tập" → "tham_quan_hoc_tap", with a number behind it where that is taken. */
function newCode(name: string, taken: ReadonlySet<string>): string {
  const stem =
    fold(name)
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, '')
      .slice(0, 40) || 'loai';
  let code = stem;
  for (let number = 2; taken.has(code); number += 1) code = `${stem}_${number}`;
  return code;
}

async function requireIndicator({ db }: CommandContext, code: string): Promise<void> {
  const found = await db
    .selectFrom('indicator')
    .select('counts')
    .where('code', '=', code)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!found || !COUNTED_BY_KIND.some((counts) => counts === found.counts))
    throw new AppError('INVALID_INPUT', {
      field: 'indicator',
      reason: 'hoạt động không tính vào chỉ tiêu này được',
    });
}

export const activityKindHandlers: Handlers<'activities.saveKind' | 'activities.removeKind'> = {
  async 'activities.saveKind'(context, { code, name, indicator, requires, levels }) {
    const { db, resources, now } = context;
    await requireIndicator(context, indicator);
    const stored = await db.selectFrom('activity_kind').selectAll().execute();
    const inUse = stored.filter((kind) => kind.deleted_at === null);
    if (inUse.some((kind) => kind.code !== code && fold(kind.name) === fold(name)))
      throw new AppError('INVALID_INPUT', { field: 'name', reason: 'đã có loại hoạt động tên này' });
    const values = {
      name,
      indicator_code: indicator,
      requires: JSON.stringify([...new Set(requires)]),
      levels: levels === null ? null : JSON.stringify([...new Set(levels)]),
      updated_at: now(),
    };
    if (code === null) {
      const fresh = newCode(name, new Set(stored.map((kind) => kind.code)));
      const position = Math.max(-1, ...stored.map((kind) => kind.position)) + 1;
      await db
        .insertInto('activity_kind')
        .values({ code: fresh, position, ...created(now()), ...values })
        .execute();
      return { code: fresh };
    }
    const kind = inUse.find((each) => each.code === code);
    if (!kind) throw new AppError('NOT_FOUND', { what: 'loại hoạt động' });
    // What memoranda promise is counted by the shipped kinds.
    const isShipped = resources.catalogue.activityKinds.some((shipped) => shipped.code === code);
    if (isShipped && indicator !== kind.indicator_code)
      throw new AppError('INVALID_INPUT', {
        field: 'indicator',
        reason: 'loại có sẵn giữ chỉ tiêu của nó; hãy thêm loại mới',
      });
    await db.updateTable('activity_kind').set(values).where('code', '=', code).execute();
    return { code };
  },

  async 'activities.removeKind'({ db, now }, { code }) {
    const kind = await db
      .selectFrom('activity_kind')
      .select('name')
      .where('code', '=', code)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!kind) throw new AppError('NOT_FOUND', { what: 'loại hoạt động' });
    const { count } = await db
      .selectFrom('activity')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('kind_code', '=', code)
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (count > 0) throw new AppError('KIND_IN_USE', { name: kind.name, count });
    await db
      .updateTable('activity_kind')
      .set({ deleted_at: now(), updated_at: now() })
      .where('code', '=', code)
      .execute();
    return {};
  },
};
