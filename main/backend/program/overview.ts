import type { Row } from '../../../db/schema.ts';
import type { MemorandumState } from '../../../preload/contract/memoranda.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { listMemoranda } from '../memoranda/list.ts';
import { pairHandlers } from '../pairs/pairs.ts';
import { LEVELS } from '../pairs/suggest.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { schoolYears } from '../reports/calendar.ts';
import { dueIn, undertakingsOf } from '../reports/indicators.ts';
import { earlierOf } from '../reports/periods.ts';

type Overview = OutputOf<'overview.get'>;
type Task = Overview['tasks'][number];

/** What fell due from the programme's first day until now, over all indicators. */
async function committedUntil(
  db: QueryContext['db'],
  programme: Row<'programme'>,
  today: string,
): Promise<number> {
  const soFar = { startsOn: programme.starts_on, endsOn: earlierOf(today, programme.ends_on) };
  const calendar = await schoolYears(db);
  const undertakings = await undertakingsOf(db, programme.id);
  return undertakings.reduce((sum, each) => sum + dueIn(each, soFar, calendar), 0);
}

/** What the overview counts only for its tasks. */
interface Waiting {
  readonly unconfirmedUnits: number;
  /** Pairs that no memorandum seals. */
  readonly withoutPaper: number;
}

/** What waits to be done, the most urgent first; each names the screen where it is done. */
function tasksOf(overview: Omit<Overview, 'tasks'>, { unconfirmedUnits, withoutPaper }: Waiting): Task[] {
  const { schools, pairs, unpaired, memoranda } = overview;
  const candidates: Task[] = [
    {
      code: 'NO_SCHOOLS',
      severity: 'info',
      count: schools === 0 ? 1 : 0,
      screen: 'schools',
      text: 'Chưa có trường nào. Nhập danh sách từ Excel hoặc thêm trường đầu tiên.',
    },
    {
      code: 'UNITS_UNCONFIRMED',
      severity: 'warning',
      count: unconfirmedUnits,
      screen: 'settings',
      text: `${unconfirmedUnits} đơn vị chưa được xác nhận tên cơ quan.`,
    },
    {
      code: 'UNPAIRED',
      severity: 'warning',
      count: unpaired,
      screen: 'pairs',
      text: `${unpaired} trường chưa có cặp kết nghĩa.`,
    },
    {
      code: 'NO_MEMORANDUM',
      severity: 'warning',
      count: withoutPaper,
      screen: 'memoranda',
      text: `${withoutPaper} cặp chưa có biên bản.`,
    },
    {
      code: 'DRAFTS',
      severity: 'info',
      count: memoranda.draft ?? 0,
      screen: 'memoranda',
      text: `${memoranda.draft ?? 0} biên bản còn là bản nháp.`,
    },
    {
      code: 'UNSIGNED',
      severity: 'info',
      count: (memoranda.finalised ?? 0) + (memoranda.printed ?? 0),
      screen: 'memoranda',
      text: `${(memoranda.finalised ?? 0) + (memoranda.printed ?? 0)} biên bản đã chốt, chờ ký.`,
    },
    {
      code: 'UNFILED',
      severity: 'info',
      count: memoranda.signed ?? 0,
      screen: 'memoranda',
      text: `${memoranda.signed ?? 0} biên bản đã ký, chưa lưu đủ bản ký.`,
    },
    {
      code: 'NO_ACTIVITIES',
      severity: 'info',
      count: pairs > 0 && overview.activities.done === 0 ? 1 : 0,
      screen: 'activities',
      text: 'Chưa ghi hoạt động nào của các cặp trường.',
    },
  ];
  return candidates.filter((task) => task.count > 0);
}

export const overviewHandlers: Handlers<'overview.get'> = {
  async 'overview.get'(context) {
    const { db, today } = context;
    const programme = await currentProgramme(db);
    const schools = await db
      .selectFrom('school')
      .where('deleted_at', 'is', null)
      .groupBy('level')
      .select(({ fn }) => ['level', fn.countAll<number>().as('count')])
      .execute();
    const { pairs, unpaired } = await pairHandlers['pairs.list'](context, {});
    const papers = await listMemoranda(db, today());
    const activities = await db
      .selectFrom('activity')
      .where('programme_id', '=', programme.id)
      .where('deleted_at', 'is', null)
      .groupBy('status')
      .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
      .execute();
    const units = await unitsOf(db, programme.id, today());
    const countOf = (status: string) => activities.find((row) => row.status === status)?.count ?? 0;
    const inState = (state: MemorandumState) => papers.filter(({ row }) => row.state === state).length;

    const overview = {
      schools: schools.reduce((sum, row) => sum + row.count, 0),
      pairs: pairs.length,
      unpaired: unpaired.length,
      memoranda: {
        draft: inState('draft'),
        finalised: inState('finalised'),
        printed: inState('printed'),
        signed: inState('signed'),
        filed: inState('filed'),
        cancelled: inState('cancelled'),
      },
      activities: { planned: countOf('planned'), done: countOf('done') },
      committed: await committedUntil(db, programme, today()),
      levels: LEVELS.map((level) => ({
        level,
        schools: schools.find((row) => row.level === level)?.count ?? 0,
        pairs: pairs.filter((pair) => pair.level === level).length,
      })),
    };
    const sealed = new Set(
      papers.flatMap(({ row }) => (row.state === 'cancelled' ? [] : (row.pair_id ?? []))),
    );
    const tasks = tasksOf(overview, {
      unconfirmedUnits: units.filter((unit) => unit.confirmed === 0).length,
      withoutPaper: pairs.filter((pair) => pair.id === null || !sealed.has(pair.id)).length,
    });
    return { ...overview, tasks };
  },
};
