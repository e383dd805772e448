import { z } from 'zod';
import { importPreview, importResult, listChoice, listFile, listTable } from './imports.ts';
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

/** What a column of a list of schools may hold, in the order of a form. */
export const schoolField = z.enum([
  'unit',
  'level',
  'name',
  'code',
  'commune',
  'address',
  'principal',
  'position',
  'phone',
  'email',
  'classes',
  'pupils',
  'teachers',
]);
export type SchoolField = z.infer<typeof schoolField>;

const change = z.object({
  row: z.number().int(),
  name: z.string(),
  unit: z.string(),
  level,
  action: z.enum(['create', 'update', 'unchanged']),
  /** Fields that change, each with the value in the register and the one in the list. */
  fields: z.array(z.object({ field: schoolField, before: z.string().nullable(), after: z.string() })),
});

const schoolList = { ...listFile, ...listChoice(schoolField) };
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
  'schools.previewImport': job(
    schoolList,
    importPreview.extend({ ...schoolImport, changes: z.array(change), table: listTable(schoolField) }),
  ),
  'schools.import': job(
    { ...schoolList, dryRun: z.boolean().default(false) },
    importResult.extend(schoolImport),
  ),
  /** The person's own file with a note in each cell that has a fault or a doubt. */
  'schools.markImport': job(schoolList, fileRef.extend({ marks: count })),
  'schools.export': job({ withPhones: z.boolean().default(false) }, fileRef.extend({ rows: count })),
};
