import { z } from 'zod';
import { command, nothing, query } from './procedure.ts';
import { reportPeriod } from './report-figures.ts';

/** How much is planned: counts, or whole đồng. */
const quantity = z.number().int().min(0).max(1_000_000_000_000);

const schoolYearCode = z.string().regex(/^\d{4}-\d{4}$/);
const semester = z.union([z.literal(1), z.literal(2)]);

/** What the programme plans of one indicator for one semester. */
export const target = z.object({ indicator: z.string(), schoolYear: schoolYearCode, semester, quantity });
export type Target = z.infer<typeof target>;

/** An indicator as a heading of figures. */
const heading = z.object({ code: z.string(), name: z.string(), unit: z.string() });

/**
 * How figures are cut: in all, by managing unit, level or pair, or by the semesters, quarters, school years or
 * calendar years that lie in the period.
 */
export const PROGRESS_CUTS = [
  'programme',
  'unit',
  'level',
  'pair',
  'semester',
  'quarter',
  'school_year',
  'year',
] as const;
export const progressCut = z.enum(PROGRESS_CUTS);
export type ProgressCut = z.infer<typeof progressCut>;

/** One indicator of one group. `rate` is done / plan, null without a plan or with one of 0. */
const progressCell = z.object({
  /** Null where nothing is promised nor planned. */
  plan: z.number().nullable(),
  done: z.number(),
  rate: z.number().nullable(),
  /** Done in the same period a year before; null where there was no programme yet. */
  previous: z.number().nullable(),
});
export type ProgressCell = z.infer<typeof progressCell>;

/** Cells follow the list of indicators, one for one. */
const progressRow = z.object({ key: z.string(), name: z.string(), cells: z.array(progressCell) });
export type ProgressRow = z.infer<typeof progressRow>;

export const targetProcedures = {
  /** The programme's own plan. What memoranda promise of an indicator goes before it: those are `promised`. */
  'targets.list': query(
    nothing,
    z.object({
      indicators: z.array(heading.extend({ promised: z.boolean() })),
      schoolYears: z.array(schoolYearCode),
      targets: z.array(target),
    }),
  ),
  /** Sets what is planned for a school year; null takes a plan away, what is not named stays. */
  'targets.save': command(
    z.strictObject({
      schoolYear: schoolYearCode,
      targets: z
        .array(z.strictObject({ indicator: z.string(), semester, quantity: quantity.nullable() }))
        .min(1)
        .max(200),
    }),
    nothing,
  ),
  /** Planned and done, in all and by one cut; `total` is what form 01 of the period says. */
  'targets.progress': query(
    z.strictObject({ period: z.string().max(50), by: progressCut }),
    z.object({
      period: reportPeriod,
      /** The period that `previous` is about. */
      previousPeriod: reportPeriod.nullable(),
      indicators: z.array(heading),
      rows: z.array(progressRow),
      total: z.array(progressCell),
      /** Why rows need not add up to the total. */
      notes: z.array(z.string()),
    }),
  ),
};
