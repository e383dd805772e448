import { inForce } from '../../../db/read.ts';
import { schoolIdsOn } from '../../../db/repositories/schools.ts';
import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { MemorandumState } from '../../../preload/contract/memoranda.ts';
import { hasChanged, readState } from '../backups/keep.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { placeWarning } from '../files/place-warning.ts';
import { countedMemoranda } from '../memoranda/counted.ts';
import { LEVELS } from '../pairs/suggest.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { schoolYears } from '../reports/calendar.ts';
import { dueIn, promisedByMemoranda } from '../reports/indicators.ts';
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
  return sum(await promisedByMemoranda(db, programme.id), dueIn(soFar, calendar));
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
    const standing = await schoolIdsOn(db, asOf);
    const schools = await db
      .selectFrom('school')
      .where('deleted_at', 'is', null)
      .select(['id', 'level'])
      .execute();
    const pairs = (
      await db
        .selectFrom('school_pair')
        .where('programme_id', '=', programme.id)
        .where('deleted_at', 'is', null)
        .select(['id', 'level', 'supporting_school_id', 'partner_school_id'])
        .execute()
    ).filter((pair) => standing.has(pair.supporting_school_id) && standing.has(pair.partner_school_id));
    const paired = new Set(pairs.flatMap((pair) => [pair.supporting_school_id, pair.partner_school_id]));
    const registered = schools.filter(({ id }) => standing.has(id));
    const unpaired = registered.filter(({ id }) => !paired.has(id)).length;
    const heads = await db
      .selectFrom('term_of_office as t')
      .where('t.role', '=', 'head')
      .where(inForce('t', asOf))
      .select('t.school_id as id')
      .execute();
    const headed = new Set(heads.map(({ id }) => id));
    const papers = await countedMemoranda(db, programme, asOf, new Set(pairs.map(({ id }) => id)));
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
      schools: schools.length,
      pairs: pairs.length,
      unpaired,
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
        schools: schools.filter((school) => school.level === level).length,
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
      headless: registered.filter(({ id }) => !headed.has(id)).map(({ id }) => id),
      unpaired,
      pairsWithoutPaper: pairs.filter(({ id }) => !sealed.has(id)).length,
      activitiesDone: overview.activities.done,
      backup: await backupCare(context),
    });
    return { ...overview, tasks };
  },
};
