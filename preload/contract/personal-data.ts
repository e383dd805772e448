import { z } from 'zod';
import { count, day, fileRef, instant, job, line, nothing, query, requiredLine } from './procedure.ts';

/** A row in which a person stands, by its table and key. */
const place = z.strictObject({ table: z.string().max(100), id: z.string().max(300) });
export type PersonalPlace = z.infer<typeof place>;

const field = z.object({ label: z.string(), text: z.string() });

const foundPlace = z.object({
  ...place.shape,
  /** What kind of place it is: "Tổ công tác". */
  group: z.string(),
  /** What it belongs to: the school, the paper, the activity. */
  title: z.string(),
  /** Whether it was deleted by a person, and only waits in the bin or behind a newer list. */
  removed: z.boolean(),
  /** Whether it is a number or address of where the person works, and does not say the name itself. */
  contact: z.boolean(),
  /** What it says, as it stands. */
  fields: z.array(field),
});
export type FoundPlace = z.infer<typeof foundPlace>;

/** Where a person stands in papers that are never changed. */
const frozenPaper = z.object({ title: z.string(), reason: z.string() });

/** How a row is to be changed: another text in the place of what was looked for, its contact data emptied, or both. */
export const PERSONAL_ACTS = ['correct', 'deleteContacts', 'anonymise'] as const;
export type PersonalAct = (typeof PERSONAL_ACTS)[number];

/** A name, a number or an address: what a person is looked for by. */
const text = line(200).pipe(z.string().min(2));

const deed = {
  text,
  act: z.enum(PERSONAL_ACTS),
  /** Only what the person ticked is changed: two people may have one name. */
  places: z.array(place).max(5000),
  /** Whether rows of the journal go, too, that tell of what no place says any more. */
  past: z.boolean().default(false),
  /** What to write instead; only for a correction. */
  replacement: line(200).default(''),
};

export const personalDataProcedures = {
  /** Which personal data are kept, what for, how long and on which basis. */
  'personalData.purposes': query(
    nothing,
    z.object({
      lead: z.string(),
      law: z.string(),
      items: z.array(
        z.object({ what: z.string(), purpose: z.string(), kept: z.string(), basis: z.string() }),
      ),
      rights: z.string(),
      /** Stands where a file with phones and e-mail addresses leaves the program. */
      exportNote: z.string(),
    }),
  ),
  /** Every place where a person stands, by a name, a phone number or an e-mail address. */
  'personalData.find': query(
    z.strictObject({ text }),
    z.object({
      sought: z.enum(['name', 'phone', 'email']),
      places: z.array(foundPlace),
      frozen: z.array(frozenPaper),
      /** Rows of the journal that mention the person, and those of them that tell of what no place says any more. */
      journal: z.object({ rows: count, past: count }),
      /** They hold what they held until newer ones take their place. */
      backups: z.array(z.object({ name: z.string(), createdAt: instant })),
    }),
  ),
  /** What a deed would change. @throws NOT_FOUND where a place does not say it any more */
  'personalData.preview': query(
    z.strictObject(deed),
    z.object({
      changes: z.array(
        z.object({
          ...place.shape,
          group: z.string(),
          title: z.string(),
          fields: z.array(z.object({ label: z.string(), before: z.string(), after: z.string().nullable() })),
        }),
      ),
      journalRows: count,
    }),
  ),
  /**
   * Changes every ticked place in one step and removes what the journal said of it; can't be taken back.
   * @throws NOT_FOUND, NOTHING_TO_CHANGE, REASON_NAMES_PERSON
   */
  'personalData.apply': job(
    {
      ...deed,
      /** Who asked, in words that don't name the person: "chính người có dữ liệu". */
      requestedBy: requiredLine(200),
      requestedOn: day,
      reason: requiredLine(500),
    },
    z.object({ places: count, journalRows: count, record: fileRef }),
  ),
  /** What is held of a person, as a workbook to hand over. */
  'personalData.export': job({ text, places: z.array(place).max(5000) }, fileRef),
};
