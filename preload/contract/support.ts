import { z } from 'zod';
import { importPreview, importResult, listFile } from './imports.ts';
import {
  command,
  count,
  day,
  id,
  job,
  money,
  nothing,
  optionalLine,
  query,
  requiredLine,
} from './procedure.ts';
import { level } from './schools.ts';

export const supportKind = z.enum(['equipment', 'material', 'funding']);
export type SupportKind = z.infer<typeof supportKind>;

export const supportStatus = z.enum(['planned', 'done']);

/** With the direction of a pair or against it; between schools that are no pair, or from outside: `other`. */
export const supportDirection = z.enum(['to_partner', 'to_supporting', 'other']);
export type SupportDirection = z.infer<typeof supportDirection>;

/** What a person fills in for something that was given, or is to be. */
export const supportForm = z.strictObject({
  status: supportStatus,
  /** The day of the handover, done or planned. */
  givenOn: day,
  kind: supportKind,
  /** A school of the register, or else `giverName`. */
  giverSchoolId: id.nullable(),
  /** Somebody who is no school of the register. */
  giverName: optionalLine(200),
  receiverSchoolId: id,
  content: requiredLine(300),
  quantity: z.number().min(0).max(10_000_000).nullable(),
  unit: optionalLine(50),
  unitPrice: money.nullable(),
  /** Quantity × unit price where nothing is said. */
  amount: money.nullable(),
  /** Who paid. */
  source: optionalLine(200),
  /** The handover paper made in this program. */
  documentId: id.nullable(),
  /** What another handover paper is called. */
  handoverPaper: optionalLine(200),
  note: optionalLine(500),
});
export type SupportForm = z.infer<typeof supportForm>;

/** Something that was given, or is to be, with the names of both ends. */
export const supportItem = z.object({
  id,
  status: supportStatus,
  givenOn: day,
  kind: supportKind,
  giverSchoolId: id.nullable(),
  /** Of the school, or of somebody outside. */
  giver: z.string(),
  /** Managing unit of the giving school; null for somebody outside. */
  giverUnit: z.string().nullable(),
  receiverSchoolId: id,
  receiver: z.string(),
  receiverUnit: z.string(),
  receiverLevel: level,
  direction: supportDirection,
  content: z.string(),
  quantity: z.number().nullable(),
  unit: z.string().nullable(),
  unitPrice: money.nullable(),
  amount: money.nullable(),
  source: z.string().nullable(),
  documentId: id.nullable(),
  /** How the handover paper is called in reports. */
  handoverPaper: z.string().nullable(),
  note: z.string().nullable(),
});
export type SupportItem = z.infer<typeof supportItem>;

const filter = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  /** Given or received by this school. */
  schoolId: id.optional(),
  direction: supportDirection.optional(),
  status: supportStatus.optional(),
});

/** So many items of so much, in whole đồng. */
const sum = z.object({ items: count, amount: z.number().int().min(0) });

const schoolBalance = z.object({
  id,
  name: z.string(),
  level,
  unit: z.string(),
  needsSupport: z.boolean(),
  given: sum,
  received: sum,
});
export type SchoolBalance = z.infer<typeof schoolBalance>;

/** A row of a list as it would be stored. */
const importedRow = supportItem
  .pick({
    givenOn: true,
    giver: true,
    receiver: true,
    content: true,
    quantity: true,
    unit: true,
    amount: true,
  })
  .extend({ row: z.number().int(), change: z.enum(['new', 'changed', 'known']) });

export const supportProcedures = {
  /** Latest first. */
  'support.list': query(filter, z.object({ items: z.array(supportItem) })),
  /** `confirmed`: figures that look like a slip of the keyboard are meant. */
  'support.create': command(supportForm.extend({ confirmed: z.boolean().optional() }), z.object({ id })),
  'support.update': command(supportForm.extend({ id, confirmed: z.boolean().optional() }), nothing),
  'support.remove': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
  /** What was given in some days: schools in difficulty first, then those that received least. */
  'support.balance': query(
    z.strictObject({ from: day.optional(), to: day.optional() }),
    z.object({
      schools: z.array(schoolBalance),
      directions: z.array(sum.extend({ direction: supportDirection })),
      /** From unit to unit; `giverUnit` is null for givers from outside. */
      units: z.array(sum.extend({ giverUnit: z.string().nullable(), receiverUnit: z.string() })),
    }),
  ),
  /** Marks schools in difficulty, which are to be supported first. */
  'support.setPriority': command(
    z.strictObject({ schoolIds: z.array(id).min(1), needsSupport: z.boolean() }),
    nothing,
  ),
  /** A handover paper for everything that this item's giver gives its receiver on that day, linked to each. */
  'support.makeHandover': command(z.strictObject({ id }), z.object({ documentId: id })),
  /** Judges a list without writing: every row, and every fault with its cell. */
  'support.previewImport': job(
    listFile,
    importPreview.extend({
      rows: z.array(importedRow),
      unknownColumns: z.array(z.string()),
    }),
  ),
  /** Takes a list in: all or nothing. */
  'support.import': job({ ...listFile, dryRun: z.boolean().default(false) }, importResult),
};
