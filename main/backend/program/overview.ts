import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { MemorandumState } from '../../../preload/contract/memoranda.ts';
import { hasChanged, readState } from '../backups/keep.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { placeWarning } from '../files/place-warning.ts';
import { listMemoranda } from '../memoranda/list.ts';
import { pairHandlers } from '../pairs/pairs.ts';
import { LEVELS } from '../pairs/suggest.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { schoolYears } from '../reports/calendar.ts';
import { dueIn, undertakingsOf } from '../reports/indicators.ts';
import { sum } from '../reports/material.ts';
import { earlierOf } from '../reports/periods.ts';
import { type BackupCare, tasksOf } from './tasks.ts';

/** What fell due from the programme's first day until now, over all indicators. */
async function committedUntil(
  db: QueryContext['db'],
  programme: Row<'programme'>,
  calendar: readonly SchoolYear[],
  today: string,
): Promise<number> {
  const soFar = { startsOn: programme.starts_on, endsOn: earlierOf(today, programme.ends_on) };
  return sum(await undertakingsOf(db, programme.id), dueIn(soFar, calendar));
}

async function backupCare(context: QueryContext): Promise<BackupCare> {
  const { dataDir, rehearsal } = context;
  const state = await readState(dataDir);
  return { rehearsal, state, changed: hasChanged(state, context), place: placeWarning(dataDir, process.env) };
}

export const overviewHandlers: Handlers<'overview.get'> = {
  async 'overview.get'(context) {
    const { db, today } = context;
    const asOf = today();
    const programme = await currentProgramme(db);
    const schools = await db
      .selectFrom('school')
      .where('deleted_at', 'is', null)
      .groupBy('level')
      .select(({ fn }) => ['level', fn.countAll<number>().as('count')])
      .execute();
    const { pairs, unpaired } = await pairHandlers['pairs.list'](context, {});
    const papers = await listMemoranda(db, asOf);
    const activities = await db
      .selectFrom('activity')
      .where('programme_id', '=', programme.id)
      .where('deleted_at', 'is', null)
      .groupBy('status')
      .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
      .execute();
    const countOf = (status: string) => activities.find((row) => row.status === status)?.count ?? 0;
    const inState = (state: MemorandumState) => papers.filter(({ row }) => row.state === state).length;

    const calendar = await schoolYears(db);

    const overview = {
      asOf,
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
      committed: await committedUntil(db, programme, calendar, asOf),
      levels: LEVELS.map((level) => ({
        level,
        schools: schools.find((row) => row.level === level)?.count ?? 0,
        pairs: pairs.filter((pair) => pair.level === level).length,
      })),
    };
    const sealed = new Set(
      papers.flatMap(({ row }) => (row.state === 'cancelled' ? [] : (row.pair_id ?? []))),
    );
    const tasks = await tasksOf({
      db,
      programme,
      today: asOf,
      calendar,
      units: await unitsOf(db, programme.id, asOf),
      memoranda: papers,
      schools: overview.schools,
      unpaired: unpaired.length,
      pairsWithoutPaper: pairs.filter((pair) => pair.id === null || !sealed.has(pair.id)).length,
      activitiesDone: overview.activities.done,
      backup: await backupCare(context),
    });
    return { ...overview, tasks };
  },
};
