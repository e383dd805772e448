import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeDatabase, type Database, openDatabase } from '../../../db/connection.ts';
import { fold } from '../../../db/text.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import { ledgerOf, ledgerSources, standingsOf } from '../commitments/ledger.ts';
import { listPairs, type StoredPair } from '../pairs/pairs.ts';
import { openProgram } from '../testing.ts';
import { cutsAt, portionsOf, stretchesOf } from './adding.ts';
import { schoolYears } from './calendar.ts';
import {
  amountFor,
  dueIn,
  type Indicator,
  indicatorsOf,
  type Promised,
  promisedByMemoranda,
  promisedInAll,
  undertakingsOf,
} from './indicators.ts';
import { activitiesIn, sum } from './material.ts';
import { measure } from './measures.ts';
import { type Tally, talliesIn, talliesOf, timesOf, totalsIn } from './tallies.ts';

const TODAY = '2024-03-15';
const PERIOD = { startsOn: '2023-09-05', endsOn: '2024-09-04' };
const PARTS = [
  { startsOn: '2023-09-05', endsOn: '2023-12-31' },
  { startsOn: '2024-01-15', endsOn: '2024-03-15' },
  { startsOn: '2024-03-16', endsOn: '2024-05-30' },
];
const ACTIVITIES = 400;

/** The sample year, and activities of every sort strewn over it: joint ones, planned ones, removed ones, without a pair. */
let database: Database;
let programmeId: string;
let pairs: readonly StoredPair[];
let indicators: readonly Indicator[];

beforeAll(async () => {
  const program = await openProgram({ fresh: true, today: TODAY });
  await program.call('app.initialise', { sample: true });
  await program.call('memoranda.draft', {});
  await program.backend.close();
  database = await openDatabase({ file: `${program.dataDir}/chung-tay.sqlite` });
  strew(database);
  const programme = await database.db.selectFrom('programme').select('id').executeTakeFirstOrThrow();
  programmeId = programme.id;
  pairs = await listPairs(database.db, programmeId, TODAY);
  indicators = await indicatorsOf(database.db);
});
afterAll(() => closeDatabase(database));

function strew({ sqlite }: Database): void {
  // The same numbers in every run.
  let state = 20_240_315;
  const below = (bound: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * bound);
  };
  const column = (text: string) => sqlite.prepare<[], string>(text).pluck().all();
  const kinds = column('SELECT code FROM activity_kind');
  const pairIds = column('SELECT id FROM school_pair');
  const [programme] = column('SELECT id FROM programme');
  const activity = sqlite.prepare(
    `INSERT INTO activity (id, programme_id, kind_code, status, held_on, topic, folded, form, manager_turns,
       teacher_turns, pupil_turns, demo_lessons, materials, speakers, created_at, updated_at, deleted_at)
     VALUES (?, ?, ?, ?, date('2022-10-01', ? || ' days'), 'Chuyên đề', 'chuyen de', 'truc_tiep', ?, ?, ?, ?, ?, ?, '2024', '2024', ?)`,
  );
  const link = sqlite.prepare(
    `INSERT OR IGNORE INTO activity_pair (id, activity_id, pair_id, created_at, updated_at, deleted_at)
     VALUES (?, ?, ?, '2024', '2024', ?)`,
  );
  for (let index = 0; index < ACTIVITIES; index += 1) {
    const names = Array.from(
      { length: below(3) },
      () => `${below(2) ? 'Nguyễn' : 'NGUYỄN'} Văn A ${below(9)}`,
    );
    activity.run(
      `strewn ${index}`,
      programme,
      kinds[below(kinds.length)],
      below(5) === 0 ? 'planned' : 'done',
      below(720),
      below(3),
      below(40),
      below(90),
      below(4),
      below(2),
      JSON.stringify(names),
      below(20) === 0 ? '2024' : null,
    );
    for (let side = 0; side < below(4); side += 1)
      link.run(
        `strewn ${index} ${side}`,
        `strewn ${index}`,
        pairIds[below(pairIds.length)],
        below(15) === 0 ? '2024' : null,
      );
  }
}

const oneByOne = async (days = PERIOD) =>
  (await activitiesIn(database.db, programmeId, days, pairs)).map((row) => ({
    ...row,
    speakers: row.speakers.map(fold),
  }));

const LEVELS: readonly (Level | null)[] = [null, 'mam_non', 'tieu_hoc', 'thcs'];
const measured = (activities: readonly Tally[]) =>
  indicators.map((indicator) => [
    indicator.code,
    ...LEVELS.map((level) => measure(indicator, { activities, support: [], goodModels: [] }, level)),
  ]);

describe('what the database adds up is what the activities come to one by one', () => {
  test('in a whole period, in its parts, and for each pair', async () => {
    const rows = await oneByOne();
    const tallies = await talliesIn(database.db, programmeId, PERIOD, pairs, cutsAt(PARTS));
    expect(rows.some(({ pairIds }) => pairIds.length > 1)).toBe(true);
    expect(rows.some(({ pairIds }) => pairIds.length === 0)).toBe(true);
    expect(measured(tallies)).toEqual(measured(rows));
    for (const { startsOn, endsOn } of PARTS) {
      const isIn = ({ held_on }: Tally) => startsOn <= held_on && held_on <= endsOn;
      expect(measured(tallies.filter(isIn))).toEqual(measured(rows.filter(isIn)));
    }
    for (const { id } of pairs) {
      const isOf = ({ pairIds }: Tally) => pairIds.includes(id);
      expect(measured(tallies.filter(isOf))).toEqual(measured(rows.filter(isOf)));
    }
  });

  test('by all together, in a whole period and in its parts', async () => {
    const rows = await oneByOne();
    const totals = await totalsIn(database.db, programmeId, PERIOD);
    const inAll = (activities: readonly Tally[]) => measured(activities).map(([code, all]) => [code, all]);
    expect(inAll(totals)).toEqual(inAll(rows));
    for (const { startsOn, endsOn } of PARTS) {
      const isIn = ({ held_on }: Tally) => startsOn <= held_on && held_on <= endsOn;
      expect(inAll(totals.filter(isIn))).toEqual(inAll(rows.filter(isIn)));
    }
  });

  test('for each indicator, how many were joint ones', async () => {
    const rows = await oneByOne();
    const tallies = await talliesIn(database.db, programmeId, PERIOD, pairs, []);
    const isJoint = ({ pairIds }: Tally) => pairIds.length > 1;
    const joint = tallies.filter(isJoint);
    expect(joint.length).toBeLessThan(timesOf(joint));
    for (const indicator of indicators) {
      const counts = (activity: Tally) => isJoint(activity) && amountFor(indicator, activity) > 0;
      expect(timesOf(tallies.filter(counts))).toBe(rows.filter(counts).length);
    }
  });

  test('in a period and the year before, whether one follows the other or not', async () => {
    const [year, autumn] = [PERIOD, { startsOn: '2023-10-01', endsOn: '2023-12-31' }];
    for (const [days, before] of [
      [year, { startsOn: '2022-09-05', endsOn: '2023-09-04' }],
      [autumn, { startsOn: '2022-10-01', endsOn: '2022-12-31' }],
    ] as const) {
      const tallies = await talliesOf(database.db, programmeId, [days, before], pairs);
      for (const { startsOn, endsOn } of [days, before]) {
        const isIn = ({ held_on }: Tally) => startsOn <= held_on && held_on <= endsOn;
        const rows = await oneByOne({ startsOn, endsOn });
        expect(rows.length).toBeGreaterThan(20);
        expect(measured(tallies.filter(isIn))).toEqual(measured(rows));
        expect(timesOf(tallies.filter(isIn))).toBe(rows.length);
      }
    }
  });

  test('in portions of any size: each activity once, its links one behind the other', async () => {
    const read = async (size?: number) => {
      const found: string[] = [];
      const stretches = stretchesOf(PERIOD, []);
      for await (const portion of portionsOf(database.db, programmeId, PERIOD, stretches, size)) {
        const links = await portion.where('a.status', '=', 'done').select('a.id').execute();
        found.push(...links.map(({ id }) => id));
      }
      return found;
    };
    const ids = await read();
    expect(ids.filter((id, place) => id !== ids[place - 1])).toHaveLength(new Set(ids).size);
    expect(new Set(ids)).toEqual(new Set((await oneByOne()).map(({ id }) => id)));
    for (const size of [1, 7, 100]) expect(await read(size)).toEqual(ids);
  });

  test('promised by all together, in a whole period and in its parts', async () => {
    const calendar = await schoolYears(database.db);
    const one = await undertakingsOf(database.db, programmeId);
    const all = await promisedInAll(database.db, programmeId);
    expect(all.length).toBeLessThan(one.length);
    for (const days of [PERIOD, ...PARTS]) {
      const dueOf = (promises: readonly Promised[]) =>
        indicators.map(({ code }) =>
          sum(
            promises.filter(({ indicator }) => indicator === code),
            dueIn(days, calendar),
          ),
        );
      expect(dueOf(all)).toEqual(dueOf(one));
    }
    expect(sum(one, dueIn(PERIOD, calendar))).toBeGreaterThan(0);
    const byMemoranda = await promisedByMemoranda(database.db, programmeId);
    expect(byMemoranda.length).toBeLessThan(one.length);
    for (const days of [PERIOD, ...PARTS])
      expect(sum(byMemoranda, dueIn(days, calendar))).toBe(sum(one, dueIn(days, calendar)));
  });

  test('for each promise, in all or of those that fall due in a period', async () => {
    const { entries } = ledgerOf(await ledgerSources(database.db, programmeId), TODAY);
    const named = entries.map(({ activities: _, ...standing }) => standing);
    expect(named.some(({ done, planned }) => done > 0 && planned > 0)).toBe(true);
    const { standings } = await standingsOf(database.db, programmeId, TODAY);
    expect(standings).toEqual(named);
    const due = await standingsOf(database.db, programmeId, TODAY, { due: PERIOD });
    expect(due.standings).toEqual(
      named.filter(({ dueOn }) => PERIOD.startsOn <= dueOn && dueOn <= PERIOD.endsOn),
    );
  });
});
