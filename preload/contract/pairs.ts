import { z } from 'zod';
import { fault } from './errors.ts';
import { command, count, id, job, nothing, query } from './procedure.ts';
import { level } from './schools.ts';

const party = z.object({ id, name: z.string() });

/** Two paired schools. A suggestion has no id yet. */
export const pair = z.object({ id: id.nullable(), level, supporting: party, partner: party });
export type Pair = z.infer<typeof pair>;

/** A school that takes part and has no pair, with the reason in Vietnamese. */
export const unpaired = z.object({ id, name: z.string(), level, reason: z.string() });
export type Unpaired = z.infer<typeof unpaired>;

/** Everything that the pairing screen and the command line show. */
export const pairing = z.object({ pairs: z.array(pair), unpaired: z.array(unpaired) });

export const pairProcedures = {
  'pairs.list': query(nothing, pairing),
  'pairs.suggest': query(z.strictObject({ many: z.boolean().default(false) }), pairing),
  /** `confirmOverlap`: the person knows that a school of the list has another pair at the same time. */
  'pairs.create': command(
    z.strictObject({
      pairs: z.array(z.strictObject({ supportingSchoolId: id, partnerSchoolId: id })).min(1),
      confirmOverlap: z.boolean().default(false),
    }),
    z.object({ ids: z.array(id) }),
  ),
  'pairs.remove': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
  'pairs.import': job(
    { fileId: z.string() },
    z.object({ created: count, updated: count, unchanged: count, warnings: z.array(fault) }),
  ),
};
