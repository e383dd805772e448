import { z } from 'zod';
import { command, count, day, id, nothing, optionalLine, query, requiredLine } from './procedure.ts';

/** What a person fills in for a good model. */
export const goodModelForm = z.strictObject({
  schoolId: id,
  title: requiredLine(300),
  summary: optionalLine(4000),
  sharedOn: day,
});
export type GoodModelForm = z.infer<typeof goodModelForm>;

/** A school that took a model up. */
const adoption = z.object({
  schoolId: id,
  school: z.string(),
  adoptedOn: day.nullable(),
  note: z.string().nullable(),
});
export type Adoption = z.infer<typeof adoption>;

/** A way of working that a school shares; files and links that show it are kept by the evidence procedures. */
export const goodModel = z.object({
  ...goodModelForm.shape,
  id,
  title: z.string(),
  summary: z.string().nullable(),
  school: z.string(),
  unit: z.string(),
  adoptions: z.array(adoption),
  /** How many files and links show it. */
  shownBy: count,
});
export type GoodModel = z.infer<typeof goodModel>;

export const goodModelProcedures = {
  /** The newest first; with a search the models in which every word occurs, wherever it stands. */
  'goodModels.list': query(
    z.strictObject({ search: z.string().max(200).optional() }),
    z.object({ models: z.array(goodModel) }),
  ),
  'goodModels.create': command(goodModelForm, z.object({ id })),
  'goodModels.update': command(goodModelForm.extend({ id }), nothing),
  'goodModels.remove': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
  /** Says that a school took a model up, or corrects what was said of it. */
  'goodModels.adopt': command(
    z.strictObject({ id, schoolId: id, adoptedOn: day.nullable(), note: optionalLine(500) }),
    nothing,
  ),
  'goodModels.unadopt': command(z.strictObject({ id, schoolId: id }), nothing),
};
