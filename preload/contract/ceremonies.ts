import { z } from 'zod';
import { finding, memorandumState } from './memoranda.ts';
import { duplex, printCopies } from './printing.ts';
import {
  command,
  count,
  day,
  fileRef,
  id,
  instant,
  job,
  nothing,
  optionalLine,
  query,
  requiredLine,
  timeOfDay,
} from './procedure.ts';

/** A point of the agenda; the order of the list is the order of the day. */
const agendaItem = z.strictObject({
  startsAt: timeOfDay.nullable(),
  title: requiredLine(300),
  /** Who speaks or leads. */
  lead: optionalLine(200),
  /** What stands on the speaker's cue sheet. */
  cue: optionalLine(2000),
});
export type AgendaItem = z.infer<typeof agendaItem>;

/** Someone invited: of the supporting side, of the partner's side, or a guest. */
const delegate = z.strictObject({
  side: z.enum(['a', 'b', 'guest']),
  fullName: requiredLine(100),
  post: optionalLine(100),
  body: optionalLine(200),
  absent: z.boolean(),
});
export type Delegate = z.infer<typeof delegate>;

/** A memorandum in the running order; absent: it is not signed on the day and no page of it is printed for it. */
const entry = z.object({
  memorandumId: id,
  name: z.string(),
  kind: z.enum(['school', 'unit']),
  state: memorandumState,
  copies: count,
  /** Of the stored file; null while it is a draft. */
  pages: count.nullable(),
  absent: z.boolean(),
  signers: z.array(z.object({ side: z.enum(['a', 'b']), fullName: z.string().nullable(), body: z.string() })),
});

export const ceremony = z.object({
  id,
  title: z.string(),
  heldOn: day.nullable(),
  startsAt: timeOfDay.nullable(),
  venue: z.string().nullable(),
  agenda: z.array(agendaItem),
  delegates: z.array(delegate),
  runningOrder: z.array(entry),
});
export type Ceremony = z.infer<typeof ceremony>;

/** A part of the binder. */
export const binderSection = z.object({ title: z.string(), firstPage: count, pages: count });

export const ceremonyProcedures = {
  'ceremonies.list': query(
    nothing,
    z.object({
      ceremonies: z.array(
        z.object({ id, title: z.string(), heldOn: day.nullable(), memoranda: count, createdAt: instant }),
      ),
    }),
  ),
  /** Without an id: the one that is being prepared. */
  'ceremonies.get': query(z.strictObject({ id: id.optional() }), ceremony),
  'ceremonies.create': command(z.strictObject({ title: requiredLine(200) }), z.object({ id })),
  /** Changes what is given; lists replace the whole list, their order counts. */
  'ceremonies.update': command(
    z.strictObject({
      id,
      title: requiredLine(200).optional(),
      heldOn: day.nullable().optional(),
      startsAt: timeOfDay.nullable().optional(),
      venue: optionalLine(200).optional(),
      agenda: z.array(agendaItem).max(100).optional(),
      delegates: z.array(delegate).max(10_000).optional(),
      runningOrder: z
        .array(z.strictObject({ memorandumId: id, absent: z.boolean() }))
        .max(5000)
        .optional(),
    }),
    nothing,
  ),
  /**
   * Its memoranda go over to the ceremony that is then being prepared.
   * @throws CEREMONY_LAST, CEREMONY_HELD when something was signed at it
   */
  'ceremonies.remove': command(z.strictObject({ id }), nothing),
  /** The usual agenda and the delegates that the register knows: signers, witnesses, leaders of both sides. */
  'ceremonies.propose': query(
    z.strictObject({ id }),
    z.object({ agenda: z.array(agendaItem), delegates: z.array(delegate) }),
  ),
  /** What the binder would hold, with its page counts by formula. */
  'ceremonies.outline': query(
    z.strictObject({ id: id.optional(), copies: printCopies.optional() }),
    z.object({ sections: z.array(binderSection), pages: count }),
  ),
  /**
   * Everything for the day in one file for the printer, in running order. Drafts without an error are finalised
   * first; what goes into it counts as printed.
   */
  'ceremonies.binder': job(
    {
      id: id.optional(),
      copies: printCopies.optional(),
      duplex: duplex.default('none'),
    },
    fileRef.extend({
      pages: count,
      sections: z.array(binderSection),
      /** What the pre-flight found in the drafts; one with an error is left out. */
      findings: z.array(finding),
    }),
  ),
};
