import { z } from 'zod';
import { representative as memorandumRepresentative } from './memoranda.ts';
import {
  command,
  count,
  day,
  evenCopies,
  fileRef,
  id,
  instant,
  job,
  line,
  nothing,
  optionalLine,
  query,
  timeOfDay,
} from './procedure.ts';
import { templateKind } from './templates.ts';

/** The papers around a memorandum: handing over of equipment, invitation, minutes. */
export const documentKind = templateKind.extract(['handover', 'invitation', 'minutes']);
export type DocumentKind = z.infer<typeof documentKind>;

/** What stands in the head of each: a number comes after signing and is left to the hand without one. */
const head = {
  number: optionalLine(11),
  date: day.nullable(),
  placeName: optionalLine(100),
};

/** Someone who signs, where it is not the head in office. */
const representative = memorandumRepresentative.omit({ side: true });

const item = z.strictObject({
  name: line(300),
  unit: line(50),
  quantity: z.number().min(0).max(10_000_000),
  /** Of the whole row, in đồng. */
  value: z.number().int().min(0).max(1_000_000_000_000).nullable(),
  condition: optionalLine(100),
});

const handover = z.strictObject({
  kind: z.literal('handover'),
  ...head,
  pairId: id,
  /** Which side of the pair gives. */
  giver: z.enum(['supporting', 'partner']),
  venue: optionalLine(200),
  copies: evenCopies,
  giverRepresentative: representative.nullable(),
  receiverRepresentative: representative.nullable(),
  items: z.array(item).max(500),
});

const agenda = z.array(z.strictObject({ startsAt: timeOfDay.nullable(), content: line(300) })).max(100);

const event = {
  /** The managing unit that issues it. */
  unitId: id,
  event: line(500),
  heldOn: day.nullable(),
  startsAt: timeOfDay.nullable(),
  venue: optionalLine(200),
  agenda,
};

const invitation = z.strictObject({
  kind: z.literal('invitation'),
  ...head,
  ...event,
  addressees: z.array(line(200)).max(100),
  chair: optionalLine(200),
  contact: optionalLine(300),
  replyBy: day.nullable(),
  signer: representative,
});

const participant = z.strictObject({
  name: optionalLine(100),
  position: optionalLine(100),
  body: optionalLine(200),
});

const minutes = z.strictObject({
  kind: z.literal('minutes'),
  ...head,
  ...event,
  endsAt: timeOfDay.nullable(),
  attendees: z.array(participant).max(500),
  absentees: z.array(participant).max(500),
  chair: participant,
  secretary: participant,
  /** What was said and decided, a paragraph each. */
  proceedings: z.array(line(5000)).max(500),
});

/** What a person fills in; names and headers come from the register. */
export const documentForm = z.discriminatedUnion('kind', [handover, invitation, minutes]);
export type DocumentForm = z.infer<typeof documentForm>;

const document = z.object({
  id,
  kind: documentKind,
  title: z.string(),
  date: day.nullable(),
  /** Set once it is issued: the frozen file. */
  fileId: z.string().nullable(),
  pages: count.nullable(),
  issuedAt: instant.nullable(),
  updatedAt: instant,
});
export type Document = z.infer<typeof document>;

const documentFinding = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
});

export const documentProcedures = {
  'documents.list': query(nothing, z.object({ documents: z.array(document) })),
  'documents.get': query(
    z.strictObject({ id }),
    document.extend({ form: documentForm, findings: z.array(documentFinding) }),
  ),
  /** A new one, filled in as far as the register, the pair and the ceremony know; a handover needs its pair. */
  'documents.create': command(
    z.strictObject({ kind: documentKind, pairId: id.optional(), ceremonyId: id.optional() }),
    z.object({ id }),
  ),
  /** @throws AppError DOCUMENT_ISSUED once its file is frozen */
  'documents.update': command(z.strictObject({ id, form: documentForm }), nothing),
  'documents.remove': command(z.strictObject({ id }), nothing),
  /** The true PDF as it would be issued; an issued one is the stored file. */
  'documents.preview': job({ id }, fileRef.extend({ pages: count })),
  'documents.word': job({ id }, fileRef),
  /** Freezes the file; a change afterwards is a new document. */
  'documents.issue': job({ id }, fileRef.extend({ pages: count })),
};
