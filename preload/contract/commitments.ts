import { z } from 'zod';
import { command, count, day, id, nothing, query, requiredLine } from './procedure.ts';
import { reportPeriod } from './report-figures.ts';
import { level } from './schools.ts';

const schoolYearCode = z.string().regex(/^\d{4}-\d{4}$/);
const heading = z.object({ code: z.string(), name: z.string(), unit: z.string() });

/**
 * How a promise stands: reached; in time; behind its pace; past its last day without a word; judged unmet with a
 * reason; its semester has not begun.
 */
export const commitmentState = z.enum(['met', 'on_course', 'behind', 'overdue', 'unmet', 'not_due']);
export type CommitmentState = z.infer<typeof commitmentState>;

/** An activity with how much it adds to an indicator. */
const countedActivity = z.object({ id, heldOn: day, topic: z.string(), amount: count });

/** What one commitment promises for one semester of one school year, and what counts for it. */
export const ledgerEntry = z.object({
  commitmentId: id,
  memorandumId: id,
  pairId: id,
  indicator: z.string(),
  schoolYear: z.string(),
  semester: z.union([z.literal(1), z.literal(2)]),
  /** The last school day of the semester. */
  dueOn: day,
  /** First and last day on which an activity counts: those of the semester and of the memorandum. */
  startsOn: day,
  endsOn: day,
  promised: count,
  done: count,
  /** Of activities that are still to come. */
  planned: count,
  left: count,
  state: commitmentState,
  judgement: z.object({ reason: z.string(), judgedOn: day }).nullable(),
  activities: z.array(countedActivity),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

export const commitmentProcedures = {
  /** Every promise of the pairs' memoranda, by semester: of one pair or all, of one school year or all. */
  'commitments.ledger': query(
    z.strictObject({ pairId: id.optional(), schoolYear: schoolYearCode.optional() }),
    z.object({
      asOf: day,
      /** With the rule of what counts for it, in a sentence. */
      indicators: z.array(heading.extend({ rule: z.string() })),
      entries: z.array(ledgerEntry),
      /** Both semesters of a year together: a surplus of one leaves the other as it is. */
      years: z.array(
        z.object({
          pairId: id,
          indicator: z.string(),
          schoolYear: z.string(),
          promised: count,
          done: count,
          left: count,
        }),
      ),
      /** Done, but counted for no commitment: nothing was promised then, or no memorandum was in force. */
      uncounted: z.array(
        countedActivity.extend({
          pairId: id,
          indicator: z.string(),
          reason: z.enum(['nothing_promised', 'outside_memorandum']),
        }),
      ),
    }),
  ),
  /** Pair by indicator in a period: the cells of form 05, with how the promises due in it stand. */
  'commitments.matrix': query(
    z.strictObject({ period: z.string().max(50) }),
    z.object({
      period: reportPeriod,
      indicators: z.array(heading),
      rows: z.array(
        z.object({
          pairId: id,
          level,
          supporting: z.string(),
          partner: z.string(),
          cells: z.array(
            z.object({
              plan: count.nullable(),
              done: count,
              rate: z.number().nullable(),
              /** Null where nothing falls due in the period. */
              state: commitmentState.nullable(),
              /** The one that the state is of, where semesters stand differently. */
              semester: z.union([z.literal(1), z.literal(2)]).nullable(),
            }),
          ),
        }),
      ),
    }),
  ),
  /** Says that a promise of a school year is not met, and why; said again, the new reason stands. */
  'commitments.judge': command(
    z.strictObject({ commitmentId: id, schoolYear: schoolYearCode, reason: requiredLine(1000) }),
    nothing,
  ),
  'commitments.withdrawJudgement': command(
    z.strictObject({ commitmentId: id, schoolYear: schoolYearCode }),
    nothing,
  ),
};
