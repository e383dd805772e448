import { z } from 'zod';
import { importPreview, importResult, listFile } from './imports.ts';
import { command, count, id, job, nothing, query } from './procedure.ts';

/** "2023-2024": the exam is held in summer, at the end of it. */
const schoolYearCode = z
  .string()
  .regex(/^\d{4}-\d{4}$/)
  .refine((code) => Number(code.slice(5)) === Number(code.slice(0, 4)) + 1);

/** A mean of marks, 0 to 10. */
const mark = z.number().min(0).max(10).nullable();

/** The exam to grade 10 of one school, or of the whole city where `schoolId` is null. What nobody knows is null. */
export const examResultForm = z.strictObject({
  schoolId: id.nullable(),
  schoolYear: schoolYearCode,
  grade9Pupils: count.nullable(),
  candidates: count.nullable(),
  /** To public schools. */
  admitted: count.nullable(),
  literature: mark,
  maths: mark,
  english: mark,
});
export type ExamResultForm = z.infer<typeof examResultForm>;

/** What a school, or the city, reached in one year. */
export const examResult = examResultForm
  .omit({ schoolId: true, schoolYear: true })
  /** Admitted of candidates, 0 to 1; null without both, or without a candidate. */
  .extend({ rate: z.number().nullable() });
export type ExamResult = z.infer<typeof examResult>;

const twoYears = z.object({
  result: examResult.nullable(),
  /** The school year before. */
  previous: examResult.nullable(),
});

const schoolResult = twoYears.extend({ id, name: z.string(), unit: z.string() });
export type SchoolResult = z.infer<typeof schoolResult>;

/** Who a result is of: a school, or the city. */
const owner = { schoolId: id.nullable(), schoolYear: schoolYearCode };

/** A row of a list as it would be stored. */
const importedRow = examResult.extend({
  row: z.number().int(),
  change: z.enum(['new', 'changed', 'known']),
  schoolYear: z.string(),
  /** null: the city. */
  school: z.string().nullable(),
});

/** `schoolYear` is needed where the list says none, and goes before the one in its title. */
const listSource = {
  ...listFile,
  schoolYear: schoolYearCode.optional(),
};

export const examResultProcedures = {
  /** The lower secondary schools of the pairs, and every other school with a result in the year or the one before. */
  'examResults.list': query(
    z.strictObject({ schoolYear: schoolYearCode.optional() }),
    z.object({
      /** The year asked for; else the latest with a result, else that of today. */
      schoolYear: z.string(),
      /** Years that can be chosen, latest first. */
      schoolYears: z.array(z.string()),
      subjects: z.object({ literature: z.string(), maths: z.string(), english: z.string() }),
      schools: z.array(schoolResult),
      city: twoYears,
    }),
  ),
  /** Stores the result of a school and year, new or in place of the one before. */
  'examResults.save': command(examResultForm, nothing),
  'examResults.remove': command(z.strictObject(owner), nothing),
  /** Judges a list without writing: every row, and every fault with its cell. */
  'examResults.previewImport': job(
    listSource,
    importPreview.extend({
      rows: z.array(importedRow),
      unknownColumns: z.array(z.string()),
    }),
  ),
  /** Takes a list in: all or nothing. */
  'examResults.import': job({ ...listSource, dryRun: z.boolean().default(false) }, importResult),
};
