import { z } from 'zod';
import type { TemplateKind } from '../../../../preload/contract/templates.ts';

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/** One line of text as it is printed: NFC, without invisible characters, spaces collapsed. */
const line = z
  .string()
  .transform((value) => value.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim());

/** What may be missing: an empty text counts as missing. */
const optionalLine = line.nullable().transform((value) => value || null);

const date = z.iso.date();
const optionalDate = date.nullable().default(null);
/** Time of day, "08:30". */
const optionalTime = z.iso.time({ precision: -1 }).nullable().default(null);

/** KT. (for the head), TL. (by order), TUQ. (by authorisation), Q. (acting), TM. (for a collective). */
const authorityPrefix = z.enum(['TM.', 'Q.', 'KT.', 'TL.', 'TUQ.']);

/** Set when the signer doesn't sign as the head. */
const authority = z
  .object({
    prefix: authorityPrefix,
    /** The head's post, "Hiệu trưởng"; with TM. the collective, "Ủy ban nhân dân". */
    headPost: line,
    /** The paper that gives the authority, if there is one. */
    document: optionalLine.default(null),
  })
  .nullable();

/** Days in office, from the first up to but without the last; null is unbounded. Null: not known. */
const term = z.object({ from: date.nullable(), to: date.nullable() }).nullable().default(null);

const party = z.object({
  /** Key of the school or the unit, for whoever mends what is found. */
  id: z.string().nullable().default(null),
  /** Full name as valid on the day, "Trường Tiểu học Hoa Sen". */
  name: line,
  /** "UBND huyện Thanh Trì". */
  parentBody: line,
  /** The education office that a school reports to, "Phòng GD&ĐT huyện Thanh Trì"; empty for an office itself. */
  unitOffice: line.default(''),
  address: optionalLine,
  phone: optionalLine,
  email: optionalLine,
  representative: optionalLine,
  /** The signer's own post, "Hiệu trưởng". */
  position: optionalLine,
  /** Post of the head of such a body, when it isn't a school. */
  headPost: optionalLine.optional(),
  authority,
  term,
});

const programme = z.object({
  title: line,
  /** "2023-2025". */
  phase: line,
  startsOn: optionalDate,
  endsOn: date.nullable(),
  /** Each without "Căn cứ" and without a closing mark: "Kế hoạch số … của …". */
  legalBases: z.array(line),
});

/** What every kind of paper says. */
const paper = z.object({
  /** Made in a rehearsal folder: stamped on every page. */
  rehearsal: z.boolean(),
  /** Given after signing, so normally null; "05", never the symbol. */
  docNumber: optionalLine,
  /** "BGN-THHS-THPN". */
  docSymbol: line,
  /** The day that is printed; null leaves dots for the hand. */
  date: date.nullable(),
  /** The day whose names and terms of office hold: of signing, else of the ceremony, else today. */
  namesOn: optionalDate,
  placeName: optionalLine,
  programme,
});

const level = z.enum(['mam_non', 'tieu_hoc', 'thcs']);

const content = z.union([
  // Papers that were frozen before contents carried their codes.
  line.transform((text) => ({ code: null, text })),
  z.object({ code: z.string().nullable(), text: line }),
]);

const witness = z.object({
  body: line,
  post: optionalLine,
  name: optionalLine,
  authority: authority.default(null),
  term,
});

const agreement = paper.extend({
  venue: optionalLine,
  /** Copies that the paper says it is made in: even, for each party keeps as many as the other. */
  copies: z.number().int().min(2).max(20).multipleOf(2),
  /** The version that the codes on its pages say; null: printed without codes. */
  codeVersion: z.number().int().positive().nullable().default(null),
  /** Days from and to which this paper holds; without them from its signing to the programme's end. */
  validFrom: optionalDate,
  validUntil: optionalDate,
  partyA: party,
  partyB: party,
  /** The agreed fields of cooperation, each without number and closing mark. */
  contents: z.array(content),
  /** Yearly targets by semester; without any the article about them is left out. */
  commitments: z
    .array(
      z.object({
        activity: line,
        unit: line,
        semester1: z.number().int().nonnegative(),
        semester2: z.number().int().nonnegative(),
      }),
    )
    .max(100),
  /** Who signs as witness below the parties; the row is left out without any. */
  witnesses: z.array(witness).max(4),
});

/**
 * Everything that one memorandum of two schools says: the snapshot that is frozen when it is finalised. It may have
 * holes, so that `checkMemorandum` can name them; a memorandum with an error among its findings is not printed.
 */
export const memorandumFacts = agreement.extend({ level: level.nullable() });

/** The two offices' own document: the offices are the parties, the leaders of their committees are the witnesses. */
export const unitMemorandumFacts = agreement.extend({ level: level.nullable().default(null) });

/** The handing over of equipment: party A gives, party B receives. */
export const handoverFacts = paper.extend({
  venue: optionalLine,
  copies: z.number().int().min(2).max(20).multipleOf(2),
  partyA: party,
  partyB: party,
  items: z
    .array(
      z.object({
        name: line,
        unit: line,
        quantity: z.number().nonnegative(),
        /** Of the whole row, in đồng. */
        value: z.number().int().nonnegative().nullable(),
        /** "Mới 100 %". */
        condition: optionalLine,
      }),
    )
    .max(500),
});

const issuer = z.object({
  id: z.string().nullable().default(null),
  /** "Phòng Giáo dục và Đào tạo huyện Thanh Trì". */
  name: line,
  /** "UBND huyện Thanh Trì". */
  parentBody: line,
});

const agenda = z.array(z.object({ startsAt: optionalTime, content: line })).max(100);

/** An invitation: one body asks others to an event. */
export const invitationFacts = paper.extend({
  issuer,
  /** "Kính gửi": bodies or persons; without any the line is left for the hand. */
  addressees: z.array(line).max(100),
  /** "Lễ ký kết biên bản ghi nhớ …". */
  event: line,
  heldOn: optionalDate,
  startsAt: optionalTime,
  venue: optionalLine,
  chair: optionalLine.default(null),
  agenda: agenda.default([]),
  /** Whom to answer, and by when. */
  contact: optionalLine.default(null),
  replyBy: optionalDate,
  signer: z.object({ representative: optionalLine, position: optionalLine, authority, term }),
});

const participant = z.object({
  name: optionalLine,
  position: optionalLine.default(null),
  body: optionalLine.default(null),
});

/** The minutes of a meeting (mẫu 1.9). */
export const minutesFacts = paper.extend({
  issuer,
  /** "Họp triển khai kế hoạch phối hợp năm học …". */
  event: line,
  heldOn: optionalDate,
  startsAt: optionalTime,
  endsAt: optionalTime,
  venue: optionalLine,
  attendees: z.array(participant).max(500),
  absentees: z.array(participant).max(500).default([]),
  chair: participant,
  secretary: participant,
  agenda: agenda.default([]),
  /** What was said and decided, a paragraph each. */
  proceedings: z.array(line).max(500),
});

/** The schema of each kind's facts. */
export const PAPER_FACTS = {
  memorandum: memorandumFacts,
  unit_memorandum: unitMemorandumFacts,
  handover: handoverFacts,
  invitation: invitationFacts,
  minutes: minutesFacts,
} as const satisfies Record<TemplateKind, z.ZodType>;

/** Normalised facts of a kind. */
export type FactsOf<K extends TemplateKind> = z.output<(typeof PAPER_FACTS)[K]>;

/** A paper of one of the kinds: its facts without wording. */
export type Paper = { [K in TemplateKind]: { readonly kind: K; readonly facts: FactsOf<K> } }[TemplateKind];

/** Of two schools or, with a template of that kind, of two offices: then without a level. */
export type MemorandumFacts = FactsOf<'memorandum'>;
/** Facts before they are normalised: what has a default may be left out. */
export type MemorandumFactsInput = z.input<typeof memorandumFacts>;
export type HandoverFacts = FactsOf<'handover'>;
export type InvitationFacts = FactsOf<'invitation'>;
export type MinutesFacts = FactsOf<'minutes'>;

/** Level of the schools that sign. */
export type Level = NonNullable<MemorandumFacts['level']>;

/** One party of a paper. */
export type PartyFacts = MemorandumFacts['partyA'];
export type WitnessFacts = MemorandumFacts['witnesses'][number];
export type AuthorityFacts = NonNullable<PartyFacts['authority']>;
