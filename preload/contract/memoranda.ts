import { z } from 'zod';
import { fault } from './errors.ts';
import { duplex, printCopies } from './printing.ts';
import {
  command,
  count,
  day,
  evenCopies,
  fileRef,
  id,
  instant,
  job,
  nothing,
  optionalLine,
  query,
  requiredLine,
} from './procedure.ts';
import { level } from './schools.ts';
import { difference } from './templates.ts';

/** nháp → đã chốt → đã in → đã ký → đã lưu; đã hủy from any. */
export const memorandumState = z.enum(['draft', 'finalised', 'printed', 'signed', 'filed', 'cancelled']);
export type MemorandumState = z.infer<typeof memorandumState>;

/** A finding of the pre-flight: an error stops this memorandum, a warning does not. */
export const finding = z.object({
  memorandumId: id,
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
  /** Where it is mended: a screen, what is opened there, and the field. */
  target: z
    .object({
      screen: z.enum(['schools', 'memoranda', 'ceremonies', 'settings']),
      params: z.record(z.string(), z.string()),
      field: z.string().nullable(),
    })
    .nullable(),
});
export type Finding = z.infer<typeof finding>;

/** A school, or a managing unit's office: then without `schoolId`. */
const party = z.object({ schoolId: id.nullable(), name: z.string(), unit: z.string() });

/** Whom a hand signs for: the two parties, and the witness beside each. */
export const side = z.enum(['a', 'b', 'witness_a', 'witness_b']);
export type Side = z.infer<typeof side>;

/** The prefix by which one signs for another: Nghị định 30/2020/NĐ-CP, Phụ lục I. */
export const authority = z.enum(['TM.', 'Q.', 'KT.', 'TL.', 'TUQ.']);

/** Who is to sign for a side. */
export const representative = z.strictObject({
  side,
  fullName: optionalLine(100),
  position: optionalLine(100),
  authority: authority.nullable(),
  /** Post of the head for whom one signs. */
  headPost: optionalLine(100),
  /** The paper that gives the authority. */
  document: optionalLine(300),
});

const signer = z.strictObject({ side, fullName: requiredLine(100), position: optionalLine(100) });

const signedCopy = z.object({
  /** 1 for the first; later ones are added, never replacing. */
  copy: count,
  version: count,
  kind: z.enum(['scan', 'upload', 'signed_pdf']),
  file: fileRef,
  pages: count,
  complete: z.boolean(),
  note: z.string().nullable(),
  sha256: z.string(),
  addedAt: instant,
});

export const memorandum = z.object({
  id,
  /** `school`: of a pair of schools; `unit`: of two managing units. */
  kind: z.enum(['school', 'unit']),
  pairId: id.nullable(),
  level: level.nullable(),
  state: memorandumState,
  version: z.number().int(),
  number: z.string().nullable(),
  signedOn: z.string().nullable(),
  copies: count,
  supporting: party,
  partner: party,
  /** The file that was stored when the newest version was finalised. */
  fileId: z.string().nullable(),
  pages: count.nullable(),
  templateId: id,
  /** First and last day of its validity; null: from signing, to the end of the programme. */
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  /** Its last day, by its own or by the programme's end. */
  expiresOn: day,
  renewsId: id.nullable(),
  renewedById: id.nullable(),
  signers: z.array(signer),
  /** Complete signed copies of its version. */
  signedCopies: count,
});
export type Memorandum = z.infer<typeof memorandum>;

/**
 * A number as a person writes it: "5", "05", "05/BGN-THHS"; kept as "05", without its symbol, which must be the
 * memorandum's own. Unique in the year of signing.
 */
const writtenNumber = optionalLine(60);

/** Number, day and signers of one memorandum, given after signing. */
const record = z.strictObject({
  id,
  number: writtenNumber.optional(),
  signedOn: day.nullable().optional(),
  signers: z.array(signer).max(4).optional(),
});

const commitment = z.object({
  indicator: z.string(),
  name: z.string(),
  unit: z.string(),
  semester1: count,
  semester2: count,
});

export const memorandumProcedures = {
  'memoranda.list': query(nothing, z.object({ memoranda: z.array(memorandum) })),
  'memoranda.get': query(
    z.strictObject({ id }),
    memorandum.extend({
      contents: z.array(z.object({ code: z.string(), name: z.string(), chosen: z.boolean() })),
      commitments: z.array(commitment),
      /** As they would be printed; `own` where it was said for this memorandum, else from the terms of office. */
      representatives: z.array(representative.extend({ own: z.boolean() })),
      versions: z.array(
        z.object({
          version: count,
          file: fileRef,
          pages: count,
          sha256: z.string(),
          finalisedAt: instant,
          printedAt: instant.nullable(),
        }),
      ),
      copiesSigned: z.array(signedCopy),
      /** What stands between it and "đã lưu", in words; empty once it is filed. */
      missingForFiling: z.array(z.string()),
    }),
  ),
  /** A draft for every pair that has no memorandum. */
  'memoranda.draft': command(nothing, z.object({ created: count })),
  /** Changes a draft; a finalised memorandum is refused. */
  'memoranda.update': command(
    z.strictObject({
      id,
      copies: evenCopies.optional(),
      contents: z.array(z.string()).optional(),
      commitments: z
        .array(z.strictObject({ indicator: z.string(), semester1: count, semester2: count }))
        .optional(),
      /** A number given in advance, and so printed. */
      number: writtenNumber.optional(),
      startsOn: day.nullable().optional(),
      endsOn: day.nullable().optional(),
      /** Those given replace what was said for their side; one without any word goes back to the terms of office. */
      representatives: z.array(representative).max(4).optional(),
      templateId: id.optional(),
    }),
    nothing,
  ),
  /** The paper of the offices themselves; without ids: of the programme's first two units. */
  'memoranda.draftUnit': command(
    z.strictObject({ supportingUnitId: id.optional(), partnerUnitId: id.optional() }),
    z.object({ id }),
  ),
  /** A finalised or printed memorandum becomes the draft of its next version; the old version stays stored. */
  'memoranda.revise': command(z.strictObject({ id, reason: requiredLine(500) }), nothing),
  /** A new draft for the same parties with the same contents and promises. */
  'memoranda.renew': command(z.strictObject({ id, endsOn: day }), z.object({ id })),
  /** What differs between two versions; the newest may still be a draft. */
  'memoranda.compare': query(
    z.strictObject({ id, from: count, to: count }),
    z.object({ differences: z.array(difference) }),
  ),
  /** All or nothing; a memorandum with a day of signing counts as signed. @throws INVALID_ROWS */
  'memoranda.record': command(
    z.strictObject({ rows: z.array(record).min(1).max(5000) }),
    z.object({ updated: count }),
  ),
  /** The same from an Excel file: number, day, signers, contents and quantities. @throws INVALID_ROWS */
  'memoranda.importRecords': job(
    { fileId: z.string(), dryRun: z.boolean().default(false) },
    z.object({ updated: count, warnings: z.array(fault) }),
  ),
  /** The Excel file to fill in, with what is known. */
  'memoranda.recordSheet': job({}, fileRef),
  /** Numbers given in a year, and the next one free. */
  'memoranda.numbering': query(
    z.strictObject({ year: z.number().int().min(1900).max(2999) }),
    z.object({ taken: z.array(z.object({ id, number: z.string() })), next: z.string() }),
  ),
  /** The register of memoranda (sổ đăng ký) of a year, or of all. */
  'memoranda.register': job(
    { year: z.number().int().min(1900).max(2999).optional(), format: z.enum(['pdf', 'xlsx']) },
    fileRef.extend({ rows: count }),
  ),
  /** Adds a signed copy: one PDF, or pictures in their order. */
  'memoranda.attach': job(
    {
      id,
      files: z
        .array(
          z.strictObject({
            fileId: z.string(),
            rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).default(0),
          }),
        )
        .min(1)
        .max(200),
      complete: z.boolean(),
      note: optionalLine(300).optional(),
    },
    z.object({ copy: count, sha256: z.string(), pages: count, filed: z.boolean() }),
  ),
  /** đã ký → đã lưu. @throws MEMORANDUM_INCOMPLETE with what is missing */
  'memoranda.file': command(z.strictObject({ id }), nothing),
  /** All complete signed copies as a zip with an index workbook. */
  'memoranda.exportSigned': job({ ids: z.array(id).optional() }, fileRef.extend({ files: count })),
  'memoranda.cancel': command(z.strictObject({ id }), nothing),
  'memoranda.check': query(
    z.strictObject({ ids: z.array(id).optional() }),
    z.object({ findings: z.array(finding) }),
  ),
  /** The true PDF as it would be printed now; a finalised one is the stored file. */
  'memoranda.preview': job({ id }, fileRef.extend({ pages: count })),
  /** A Word document for those who must edit: what the newest version says, on the pages of its PDF. */
  'memoranda.word': job({ id }, fileRef),
  /**
   * Finalises every draft without an error (`strict`: without a finding) and hands out the files; finalised
   * ones are handed out again as they were stored. With `printCopies` also one file for the printer, which
   * marks them printed; 0 copies means those of each memorandum.
   */
  'memoranda.generate': job(
    {
      ids: z.array(id).optional(),
      strict: z.boolean().default(false),
      printSet: z
        .strictObject({
          copies: printCopies.optional(),
          duplex: duplex.default('none'),
        })
        .optional(),
    },
    z.object({
      files: z.array(
        fileRef.extend({
          memorandumId: id,
          version: count,
          pages: count,
          sha256: z.string(),
          pair: z.string(),
        }),
      ),
      printSet: fileRef.extend({ pages: count }).nullable(),
      findings: z.array(finding),
    }),
  ),
};
