import { z } from 'zod';
import { day, id, nothing, query } from './procedure.ts';

/** What is found missing, the most urgent kinds first. */
export const GAP_CODES = [
  'DIFFICULTY_OVERDUE',
  'COMMITMENT_OVERDUE',
  'EXAM_SUBJECT_MISSING',
  'COMMITMENT_BEHIND',
  'NOTHING_THIS_SEMESTER',
  'PLANNED_PASSED',
  'MEMORANDUM_EXPIRING',
  'EXAM_RESULT_MISSING',
  'HOSTED_BY_ONE',
  'SUPPORT_ONE_WAY',
  'EVIDENCE_MISSING',
] as const;
export const gapCode = z.enum(GAP_CODES);
export type GapCode = z.infer<typeof gapCode>;

export const gap = z.object({
  code: gapCode,
  severity: z.enum(['error', 'warning', 'info']),
  /** Who it is about: a pair, a school or an office by its name. */
  subject: z.string(),
  /** What is missing, as a sentence. */
  text: z.string(),
  pairId: id.nullable(),
  schoolId: id.nullable(),
  /** The next step, one click away. */
  action: z.object({
    label: z.string(),
    screen: z.enum(['activities', 'support', 'exam-results', 'difficulties', 'memoranda', 'targets']),
    params: z.record(z.string(), z.string()),
  }),
});
export type Gap = z.infer<typeof gap>;

export const gapProcedures = {
  /**
   * What is missing today, by kind, then in the order of the pairs. Only pairs under a signed memorandum that is in
   * force are looked at, and nothing outside the programme's days.
   */
  'gaps.list': query(
    nothing,
    z.object({
      asOf: day,
      gaps: z.array(gap),
      /** Every kind with the rule by which it is found. */
      kinds: z.array(z.object({ code: gapCode, title: z.string(), rule: z.string() })),
    }),
  ),
};
