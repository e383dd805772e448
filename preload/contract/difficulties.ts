import { z } from 'zod';
import { importResult, listFile } from './imports.ts';
import { command, day, id, job, nothing, optionalLine, query, requiredLine } from './procedure.ts';

/** Who raised a difficulty: a school, or the office of a managing unit. */
export const raiser = z.strictObject({ kind: z.enum(['school', 'unit']), id });
export type Raiser = z.infer<typeof raiser>;

/** What a person fills in for a difficulty. */
export const difficultyForm = z.strictObject({
  raisedBy: raiser,
  raisedOn: day,
  /** What goes well, as form 08 of the report asks beside it. */
  advantages: optionalLine(2000),
  difficulty: requiredLine(2000),
  proposal: optionalLine(2000),
  /** Who has to answer. */
  resolver: optionalLine(200),
  dueOn: day.nullable(),
  outcome: optionalLine(2000),
  /** With an outcome only. */
  resolvedOn: day.nullable(),
});
export type DifficultyForm = z.infer<typeof difficultyForm>;

export const difficulty = z.object({
  ...difficultyForm.shape,
  id,
  raisedByName: z.string(),
  /** The unit of a school; null for a unit itself. */
  unit: z.string().nullable(),
  difficulty: z.string(),
  advantages: z.string().nullable(),
  proposal: z.string().nullable(),
  resolver: z.string().nullable(),
  outcome: z.string().nullable(),
  state: z.enum(['overdue', 'open', 'resolved']),
});
export type Difficulty = z.infer<typeof difficulty>;

/** A difficulty that was solved before, with how. */
export const solution = z.object({
  id,
  raisedByName: z.string(),
  difficulty: z.string(),
  outcome: z.string(),
  resolver: z.string().nullable(),
  resolvedOn: day,
});
export type Solution = z.infer<typeof solution>;

export const difficultyProcedures = {
  /** Open ones by deadline, overdue ones first, those without one behind; then the resolved ones, newest first. */
  'difficulties.list': query(
    z.strictObject({ search: z.string().max(200).optional() }),
    z.object({ difficulties: z.array(difficulty) }),
  ),
  /** Resolved difficulties that share words with a text, the nearest first. */
  'difficulties.similar': query(
    z.strictObject({ text: z.string().max(2000), exceptId: id.optional() }),
    z.object({ solutions: z.array(solution) }),
  ),
  'difficulties.create': command(difficultyForm, z.object({ id })),
  'difficulties.update': command(difficultyForm.extend({ id }), nothing),
  'difficulties.resolve': command(
    z.strictObject({ id, outcome: requiredLine(2000), resolvedOn: day }),
    nothing,
  ),
  'difficulties.remove': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
  /**
   * Takes in a list with the headings of form 08, or rows copied from Excel and handed in as a text file: all or
   * nothing. `raisedOn` is for rows that don't say their day; today unless given.
   */
  'difficulties.import': job(
    {
      ...listFile,
      raisedOn: day.optional(),
    },
    importResult,
  ),
};
