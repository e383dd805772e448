import { z } from 'zod';
import { importPreview, importResult, listFile } from './imports.ts';
import { command, count, fileRef, id, job, nothing, optionalLine, query, requiredLine } from './procedure.ts';

/** Cấp học: mầm non, tiểu học, trung học cơ sở. */
export const level = z.enum(['mam_non', 'tieu_hoc', 'thcs']);
export type Level = z.infer<typeof level>;

/** A school as other programs see it; absent values are null. */
export const school = z.object({
  id,
  code: z.string().nullable(),
  name: z.string(),
  level,
  unit: z.string(),
  commune: z.string().nullable(),
  address: z.string().nullable(),
  principal: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  classes: count.nullable(),
  pupils: count.nullable(),
  teachers: count.nullable(),
});
export type School = z.infer<typeof school>;

/** A school as the register shows it. */
export const registeredSchool = school.extend({
  unitId: id,
  position: z.string().nullable(),
  symbol: z.string().nullable(),
  /** Names of the schools that it is paired with today. */
  pairedWith: z.array(z.string()),
  updatedAt: z.string(),
});
export type RegisteredSchool = z.infer<typeof registeredSchool>;

/** What a person fills in for a school. Lengths follow Nghị định 30/2020/NĐ-CP, Phụ lục VI where it has one. */
export const schoolForm = z.strictObject({
  unitId: id,
  level,
  name: requiredLine(200),
  code: optionalLine(20),
  symbol: optionalLine(30),
  commune: optionalLine(100),
  address: optionalLine(200),
  principal: optionalLine(50),
  position: optionalLine(100),
  /** One number or several. */
  phone: optionalLine(50),
  email: optionalLine(100),
  classes: count.nullable(),
  pupils: count.nullable(),
  teachers: count.nullable(),
});
export type SchoolForm = z.infer<typeof schoolForm>;

const change = z.object({
  row: z.number().int(),
  name: z.string(),
  unit: z.string(),
  level,
  action: z.enum(['create', 'update', 'unchanged']),
  /** Fields that change, as Vietnamese "field: before → after" would show them. */
  fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string() })),
});

const schoolImport = { unitsCreated: count };

const listFilter = z.strictObject({
  search: z.string().max(200).optional(),
  unitId: id.optional(),
  level: level.optional(),
  bin: z.boolean().optional(),
});

export const schoolProcedures = {
  'schools.list': query(listFilter, z.object({ schools: z.array(registeredSchool) })),
  'schools.search': query(
    z.strictObject({ text: z.string().max(200) }),
    z.object({ schools: z.array(school) }),
  ),
  'schools.get': query(z.strictObject({ id }), registeredSchool),
  'schools.create': command(schoolForm, z.object({ id })),
  'schools.update': command(schoolForm.partial().extend({ id }), nothing),
  'schools.remove': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
  'schools.restore': command(z.strictObject({ ids: z.array(id).min(1) }), nothing),
  /** Judges a list without writing: what would change, and every fault with its cell. */
  'schools.previewImport': job(listFile, importPreview.extend({ ...schoolImport, changes: z.array(change) })),
  'schools.import': job(
    { ...listFile, dryRun: z.boolean().default(false) },
    importResult.extend(schoolImport),
  ),
  'schools.export': job({ withPhones: z.boolean().default(false) }, fileRef.extend({ rows: count })),
};
