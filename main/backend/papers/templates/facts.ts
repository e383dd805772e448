import { z } from 'zod';

const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/** One line of text as it is printed: NFC, without invisible characters, spaces collapsed. */
const line = z
  .string()
  .transform((value) => value.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/gu, ' ').trim());

/** What may be missing: an empty text counts as missing. */
const optionalLine = line.nullable().transform((value) => value || null);

const date = z.iso.date();

const party = z.object({
  /** Full name of the school as valid on the day, "Trường Tiểu học Hoa Sen". */
  name: line,
  /** "UBND huyện Thanh Trì". */
  parentBody: line,
  /** The education office that the school reports to, "Phòng GD&ĐT huyện Thanh Trì". */
  unitOffice: line,
  address: optionalLine,
  phone: optionalLine,
  email: optionalLine,
  representative: optionalLine,
  /** The signer's own post, "Hiệu trưởng". */
  position: optionalLine,
  /** Set when the signer isn't the head: KT. (for the head), TL. (by order), TUQ. (by authorisation), Q. (acting). */
  authority: z
    .object({
      prefix: z.enum(['KT.', 'TL.', 'TUQ.', 'Q.']),
      /** The head's post, "Hiệu trưởng". */
      headPost: line,
      /** The paper that gives the authority, if there is one. */
      document: optionalLine.default(null),
    })
    .nullable(),
});

/**
 * Everything that one memorandum says: the snapshot that is frozen when it is finalised. It may have holes, so that
 * `checkMemorandum` can name them; a memorandum with an error among its findings is not printed.
 */
export const memorandumFacts = z.object({
  /** Made in a rehearsal folder: stamped on every page. */
  rehearsal: z.boolean(),
  /** Given after signing, so normally null; "05", never the symbol. */
  docNumber: optionalLine,
  /** "BGN-THHS-THPN". */
  docSymbol: line,
  date: date.nullable(),
  placeName: optionalLine,
  venue: optionalLine,
  /** Copies that the memorandum says it is made in: even, for each party keeps as many as the other. */
  copies: z.number().int().min(2).max(20).multipleOf(2),
  level: z.enum(['mam_non', 'tieu_hoc', 'thcs']).nullable(),
  programme: z.object({
    title: line,
    /** "2023-2025". */
    phase: line,
    endsOn: date.nullable(),
    /** Each without "Căn cứ" and without a closing mark: "Kế hoạch số … của …". */
    legalBases: z.array(line),
  }),
  partyA: party,
  partyB: party,
  /** The agreed fields of cooperation, each without number and closing mark. */
  contents: z.array(line),
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
  witnesses: z.array(z.object({ body: line, post: optionalLine, name: optionalLine })).max(4),
});

/** Normalised facts, as `memorandumFacts.parse` gives them. */
export type MemorandumFacts = z.infer<typeof memorandumFacts>;

/** Level of the schools that sign. */
export type Level = NonNullable<MemorandumFacts['level']>;

/** One party of a memorandum. */
export type PartyFacts = MemorandumFacts['partyA'];
