import { z } from 'zod';
import { command, day, id, nothing, optionalLine, query, requiredLine } from './procedure.ts';
import { level } from './schools.ts';

const turns = z.number().int().min(0).max(100_000);

/** What a person fills in for an activity. Participation is counted in turns (lượt), never in people. */
export const activityForm = z.strictObject({
  kind: z.string(),
  status: z.enum(['planned', 'done']),
  heldOn: day,
  topic: requiredLine(500),
  subject: optionalLine(50),
  grade: optionalLine(20),
  form: z.enum(['truc_tiep', 'truc_tuyen']),
  venue: optionalLine(200),
  host: optionalLine(200),
  managerTurns: turns,
  teacherTurns: turns,
  pupilTurns: turns,
  demoLessons: turns,
  materials: turns,
  evidence: optionalLine(500),
  pairIds: z.array(id).min(1),
});
export type ActivityForm = z.infer<typeof activityForm>;

export const activity = z.object({
  ...activityForm.shape,
  subject: z.string().nullable(),
  grade: z.string().nullable(),
  venue: z.string().nullable(),
  host: z.string().nullable(),
  evidence: z.string().nullable(),
  topic: z.string(),
  id,
  kindName: z.string(),
  /** The pairs as a person names them. */
  pairs: z.array(z.object({ id, name: z.string(), level })),
});
export type Activity = z.infer<typeof activity>;

export const activityKind = z.object({
  code: z.string(),
  name: z.string(),
  requires: z.array(z.string()),
  levels: z.array(level).nullable(),
});

export const activityProcedures = {
  'activities.list': query(
    z.strictObject({ pairId: id.optional(), from: day.optional(), to: day.optional() }),
    z.object({ activities: z.array(activity) }),
  ),
  'activities.kinds': query(
    nothing,
    z.object({ kinds: z.array(activityKind), subjects: z.array(z.string()) }),
  ),
  'activities.create': command(activityForm, z.object({ id })),
  'activities.update': command(activityForm.extend({ id }), nothing),
  'activities.remove': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
};
