import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { LedgerEntry } from '../../../preload/contract/commitments.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { schoolYears } from '../reports/calendar.ts';
import { pairsStandingIn } from '../reports/material.ts';
import { earlierOf, parsePeriod, phaseOf, semesterPeriod } from '../reports/periods.ts';
import { targetCuts, targetsOf } from '../reports/targets.ts';
import { ledgerOf, ledgerSources, standingsOf, yearsOf } from './ledger.ts';
import { countingRule } from './rules.ts';
import { worstOf } from './states.ts';

export const commitmentHandlers: Handlers<
  'commitments.ledger' | 'commitments.matrix' | 'commitments.judge' | 'commitments.withdrawJudgement'
> = {
  async 'commitments.ledger'({ db, today }, { pairId, schoolYear }) {
    const programme = await currentProgramme(db);
    const sources = await ledgerSources(db, programme.id, pairId);
    const { indicators, entries, uncounted } = ledgerOf(sources, today());
    const kinds = await activityKinds(db);
    const days = schoolYear === undefined ? null : daysOf(schoolYear, sources.calendar);
    const shown = entries.filter((entry) => schoolYear === undefined || entry.schoolYear === schoolYear);
    return {
      asOf: today(),
      indicators: indicators.map((indicator) => ({
        code: indicator.code,
        name: indicator.name,
        unit: indicator.unit,
        rule: countingRule(indicator, kinds),
      })),
      entries: shown,
      years: yearsOf(shown),
      uncounted: uncounted.filter(
        ({ heldOn }) => days === null || (days.startsOn <= heldOn && heldOn <= days.endsOn),
      ),
    };
  },

  async 'commitments.matrix'({ db, today }, { period: asked }) {
    const programme = await currentProgramme(db);
    const calendar = await schoolYears(db);
    const period = parsePeriod(asked, calendar, phaseOf(programme));
    const on = earlierOf(period.endsOn, today());
    const pairs = await pairsStandingIn(db, programme.id, period, on);
    const { standings, sources, done } = await standingsOf(db, programme.id, today(), {
      due: period,
      cuts: targetCuts({ calendar, period }),
    });
    const { indicators, rows } = targetsOf({ calendar, period }, { ...sources, pairs }, done);
    const standingsBy = Map.groupBy(standings, ({ pairId }) => pairId);
    return {
      period,
      indicators,
      rows: pairs.map((pair, index) => {
        const standingsOn = Map.groupBy(standingsBy.get(pair.id) ?? [], ({ indicator }) => indicator);
        return {
          pairId: pair.id,
          level: pair.level,
          supporting: pair.supporting_name,
          partner: pair.partner_name,
          cells: (rows[index]?.cells ?? []).map(({ plan, whole, rate }, column) => {
            const due = standingsOn.get(indicators[column]?.code ?? '') ?? [];
            const state = worstOf(due.map((entry) => entry.state));
            const worst = new Set(due.flatMap((entry) => (entry.state === state ? entry.semester : [])));
            const [semester = null] = worst;
            const isOfOne = worst.size === 1 && due.some((entry) => entry.state !== state);
            return { plan, done: whole, rate, state, semester: isOfOne ? semester : null };
          }),
        };
      }),
    };
  },

  async 'commitments.judge'(context, { commitmentId, schoolYear, reason }) {
    const { db, now, today } = context;
    const entry = await entryOf(context, commitmentId, schoolYear);
    if (entry.state === 'met') throw refused('cam kết này đã đạt');
    if (entry.state === 'not_due') throw refused('học kỳ của cam kết này chưa bắt đầu');
    const judgement = await judgementOf(db, commitmentId, schoolYear);
    if (judgement) {
      await db
        .updateTable('commitment_judgement')
        .set({ reason, judged_on: today(), updated_at: now() })
        .where('id', '=', judgement.id)
        .execute();
    } else {
      await db
        .insertInto('commitment_judgement')
        .values({
          id: newId(),
          commitment_id: commitmentId,
          school_year: schoolYear,
          reason,
          judged_on: today(),
          ...created(now()),
        })
        .execute();
    }
    return {};
  },

  async 'commitments.withdrawJudgement'({ db, now }, { commitmentId, schoolYear }) {
    const judgement = await judgementOf(db, commitmentId, schoolYear);
    if (!judgement) throw new AppError('NOT_FOUND', { what: 'lời giải trình' });
    await db
      .updateTable('commitment_judgement')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', '=', judgement.id)
      .execute();
    return {};
  },
};

/** Names of the kinds of activity, with the indicator that each counts for. */
function activityKinds(db: ReadDb) {
  return db
    .selectFrom('activity_kind')
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .select(['name', 'indicator_code'])
    .execute();
}

const daysOf = (schoolYear: string, calendar: Parameters<typeof semesterPeriod>[2]) => ({
  startsOn: semesterPeriod(schoolYear, 1, calendar).startsOn,
  endsOn: semesterPeriod(schoolYear, 2, calendar).endsOn,
});

/** A commitment in a school year as the ledger sees it. @throws AppError NOT_FOUND */
async function entryOf(
  { db, today }: CommandContext,
  commitmentId: string,
  schoolYear: string,
): Promise<LedgerEntry> {
  const programme = await currentProgramme(db);
  const commitment = await db
    .selectFrom('commitment as c')
    .innerJoin('memorandum as m', 'm.id', 'c.memorandum_id')
    .where('c.id', '=', commitmentId)
    .select('m.pair_id')
    .executeTakeFirst();
  const { entries } = ledgerOf(await ledgerSources(db, programme.id, commitment?.pair_id ?? ''), today());
  const entry = entries.find((each) => each.commitmentId === commitmentId && each.schoolYear === schoolYear);
  if (!entry) throw new AppError('NOT_FOUND', { what: 'cam kết của năm học này' });
  return entry;
}

function judgementOf(
  db: ReadDb,
  commitmentId: string,
  schoolYear: string,
): Promise<Row<'commitment_judgement'> | undefined> {
  return db
    .selectFrom('commitment_judgement')
    .where('commitment_id', '=', commitmentId)
    .where('school_year', '=', schoolYear)
    .where('deleted_at', 'is', null)
    .selectAll()
    .executeTakeFirst();
}

const refused = (reason: string) => new AppError('INVALID_INPUT', { field: 'reason', reason });
