import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { schoolYears } from '../reports/calendar.ts';
import { indicatorsOf, undertakingsOf } from '../reports/indicators.ts';
import { parsePeriod, phaseOf } from '../reports/periods.ts';
import { targetsIn } from './plan.ts';
import { progressOf } from './progress.ts';

/** Pairs that signed are planned by the pairs themselves. */
const isPlanned = ({ counts }: { readonly counts: string }): boolean => counts !== 'pairs_signed';

export const targetHandlers: Handlers<'targets.list' | 'targets.save' | 'targets.progress'> = {
  async 'targets.list'({ db }) {
    const programme = await currentProgramme(db);
    const promised = new Set((await undertakingsOf(db, programme.id)).map(({ indicator }) => indicator));
    return {
      indicators: (await indicatorsOf(db))
        .filter(isPlanned)
        .map(({ code, name, unit }) => ({ code, name, unit, promised: promised.has(code) })),
      schoolYears: (await schoolYears(db))
        .filter((year) => year.endsOn >= programme.starts_on && year.startsOn <= programme.ends_on)
        .map(({ code }) => code),
      targets: await targetsIn(db, programme.id),
    };
  },

  async 'targets.save'({ db, now }, { schoolYear, targets }) {
    const programme = await currentProgramme(db);
    if (!(await schoolYears(db)).some(({ code }) => code === schoolYear))
      throw new AppError('PERIOD_UNKNOWN', { schoolYear });
    const known = new Set((await indicatorsOf(db)).filter(isPlanned).map(({ code }) => code));
    for (const { indicator, semester, quantity } of targets) {
      if (!known.has(indicator))
        throw new AppError('INVALID_INPUT', {
          field: 'indicator',
          reason: 'không đặt kế hoạch cho chỉ tiêu này',
        });
      const own = {
        programme_id: programme.id,
        indicator_code: indicator,
        school_year: schoolYear,
        semester,
      };
      const stored = await db
        .selectFrom('target')
        .where('programme_id', '=', programme.id)
        .where('indicator_code', '=', indicator)
        .where('school_year', '=', schoolYear)
        .where('semester', '=', semester)
        .where('deleted_at', 'is', null)
        .select(['id', 'quantity'])
        .executeTakeFirst();
      if (!stored) {
        if (quantity !== null)
          await db
            .insertInto('target')
            .values({ id: newId(), ...own, quantity, ...created(now()) })
            .execute();
      } else if (stored.quantity !== quantity) {
        await db
          .updateTable('target')
          .set({ ...(quantity === null ? { deleted_at: now() } : { quantity }), updated_at: now() })
          .where('id', '=', stored.id)
          .execute();
      }
    }
    return {};
  },

  async 'targets.progress'({ db, today }, { period: asked, by }) {
    const programme = await currentProgramme(db);
    const calendar = await schoolYears(db);
    const period = parsePeriod(asked, calendar, phaseOf(programme));
    return progressOf(db, { programme, calendar, period, by, today: today() });
  },
};
