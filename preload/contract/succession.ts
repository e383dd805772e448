import { z } from 'zod';
import { command, day, id, nothing, optionalLine, requiredLine } from './procedure.ts';

/** A unit that ends, those that follow it, and where each of its schools goes. */
const succession = z.strictObject({
  id,
  /** The first day without the unit. */
  on: day,
  /** Units that are there, or new ones of a kind. */
  successors: z
    .array(z.union([z.strictObject({ id }), z.strictObject({ kind: z.string(), name: requiredLine(100) })]))
    .min(1)
    .max(50),
  schools: z.array(
    z.strictObject({
      schoolId: id,
      /** Its place in `successors`, from 0. */
      successor: z.number().int().min(0),
      /** Where the school lies from that day on, when its commune changes, too: it follows its address. */
      commune: optionalLine(100),
    }),
  ),
});
export type Succession = z.infer<typeof succession>;

export const successionProcedures = {
  /** Another name from a day on; the name before stays for papers of its time. */
  'organisations.rename': command(z.strictObject({ id, name: requiredLine(100), from: day }), nothing),
  /** Ends a unit and moves all its schools from that day on. */
  'organisations.succeed': command(succession, nothing),
};
