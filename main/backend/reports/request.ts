import type { ReadDb } from '../../../db/read.ts';
import type { ReportFigures, ReportMap, ReportPeriod } from '../../../preload/contract/report-figures.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { schoolYears } from './calendar.ts';
import { collectFigures } from './collect.ts';
import type { ReportContext } from './material.ts';
import { parsePeriod, phaseOf } from './periods.ts';

/**
 * The period that a person typed.
 * @throws AppError PERIOD_INVALID, PERIOD_UNKNOWN
 */
export async function periodOf(db: ReadDb, text: string): Promise<ReportPeriod> {
  return parsePeriod(text, await schoolYears(db), phaseOf(await currentProgramme(db)));
}

/**
 * The figures of a period as a person typed it.
 * @throws AppError PERIOD_INVALID, PERIOD_UNKNOWN
 */
export async function figuresFor(
  context: ReportContext,
  periodText: string,
  withPhones: boolean,
  map: ReportMap = 'then',
): Promise<ReportFigures> {
  const programme = await currentProgramme(context.db);
  const calendar = await schoolYears(context.db);
  const period = parsePeriod(periodText, calendar, phaseOf(programme));
  return collectFigures(context, { programme, calendar, period, withPhones, map });
}
