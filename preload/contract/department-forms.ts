import { z } from 'zod';
import { command, count, fileRef, id, instant, job, nothing, query, requiredLine } from './procedure.ts';

const sheet = z.string().min(1).max(100);
const column = z.string().regex(/^[A-Z]{1,3}$/);
/** "B7" */
const cell = z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/);
/** Code of a figure, a table or a table's column in `departmentForms.fields`. */
const code = z.string().min(1).max(200);

/** One cell that gets one figure. */
const cellBinding = z.strictObject({
  kind: z.literal('cell'),
  sheet,
  cell,
  field: code,
  /** The cell holds a formula of the department, and the person wants the figure there instead. */
  replacesFormula: z.boolean().default(false),
});

/** Rows of one of the report's forms, from a cell downwards. */
const tableBinding = z.strictObject({
  kind: z.literal('table'),
  sheet,
  /** The first cell; its row is the first row. */
  cell,
  table: code,
  /** Which column of the form goes into which column of the sheet. */
  columns: z
    .array(z.strictObject({ column, field: code }))
    .min(1)
    .max(60),
  /** Rows that belong to the table, whatever stands there; null: as many as are empty. */
  rows: z.number().int().min(1).max(5_000).nullable(),
});

/** What goes where in a form. */
export const formBinding = z.discriminatedUnion('kind', [cellBinding, tableBinding]);
export type FormBinding = z.infer<typeof formBinding>;

/**
 * How a place stands in the file: it is as it was when it was chosen; its sheet is gone; the cell is gone, or its
 * headings say something else now; it holds a formula; it names a column of a table of Excel.
 */
export const bindingState = z.enum(['ok', 'sheet_gone', 'cell_gone', 'formula', 'heading']);
export type BindingState = z.infer<typeof bindingState>;

/** A place with what the file says beside it. */
const placedBinding = z.object({
  binding: formBinding,
  /** The headings that the cell stands under, as they were when it was chosen. */
  label: z.string(),
  state: bindingState,
});
export type PlacedBinding = z.infer<typeof placedBinding>;

/** A form that the department sent. */
const departmentForm = z.object({
  id,
  name: z.string(),
  fileId: z.string(),
  fileName: z.string(),
  bindings: count,
  updatedAt: instant,
});
export type DepartmentForm = z.infer<typeof departmentForm>;

/** A stretch of merged cells, counted from 1, bounds inclusive. */
const merge = z.object({ top: count, left: count, bottom: count, right: count });

/** One sheet of a form, as far as it is shown. */
const gridSheet = z.object({
  name: z.string(),
  hidden: z.boolean(),
  rows: count,
  columns: count,
  /** Widths of the columns in characters; 0: hidden. */
  widths: z.array(z.number()),
  merges: z.array(merge),
  cells: z.array(
    z.object({
      row: count,
      column: count,
      text: z.string(),
      formula: z.boolean(),
      bold: z.boolean(),
      align: z.enum(['left', 'center', 'right']).nullable(),
    }),
  ),
  /** The sheet goes on beyond what is shown. */
  truncated: z.boolean(),
});
export type GridSheet = z.infer<typeof gridSheet>;

/** A share is 0…1; a day is `YYYY-MM-DD`. */
const fieldKind = z.enum(['text', 'number', 'share', 'day']);
const value = z.union([z.string(), z.number(), z.null()]);
export type FieldValue = z.infer<typeof value>;

/** A figure that a cell can hold. */
const field = z.object({ code, group: z.string(), name: z.string(), kind: fieldKind, value });
export type FormField = z.infer<typeof field>;

/** A form of the report whose rows a sheet can hold. */
const formTable = z.object({
  code,
  name: z.string(),
  columns: z.array(z.object({ code, name: z.string(), kind: fieldKind })),
  rows: z.array(z.array(value)),
});
export type FormTable = z.infer<typeof formTable>;

const bindings = z.array(formBinding).max(2_000);

export const departmentFormProcedures = {
  'departmentForms.list': query(nothing, z.object({ forms: z.array(departmentForm) })),
  /** @throws FORM_HAS_MACROS, FORM_SIGNED, FORM_HAS_LINKS, FILE_NOT_WORKBOOK and the like */
  'departmentForms.create': job({ fileId: z.string(), name: requiredLine(200) }, z.object({ id })),
  /** What stands where in the file, and how each place that is filled stands there now. */
  'departmentForms.sheets': job(
    { id },
    z.object({ sheets: z.array(gridSheet), bindings: z.array(placedBinding) }),
  ),
  /** Every figure that can be chosen, with its value in a period. */
  'departmentForms.fields': query(
    z.strictObject({ period: z.string().max(50) }),
    z.object({ fields: z.array(field), tables: z.array(formTable) }),
  ),
  /** Keeps which figure goes where. @throws FORM_CELL_GONE, FORM_CELL_FORMULA, INVALID_INPUT */
  'departmentForms.update': job(
    {
      id,
      name: requiredLine(200).optional(),
      bindings: bindings.optional(),
      /** The headings beside all places are right as they are now, though they have changed. */
      confirmed: z.boolean().default(false),
    },
    nothing,
  ),
  /** A newer file of the department; places that are no longer there are kept until the person moves them. */
  'departmentForms.replaceFile': job(
    { id, fileId: z.string() },
    z.object({ lost: z.array(z.object({ sheet, cell })) }),
  ),
  'departmentForms.remove': command(z.strictObject({ id }), nothing),
  /**
   * Fills the form for a period and keeps what was handed out as a report.
   * @throws FORM_CELL_GONE, FORM_CELL_FORMULA, FORM_TABLE_TOO_SHORT
   */
  'departmentForms.fill': job(
    { id, period: z.string().max(50) },
    fileRef.extend({ reportId: id, cells: count }),
  ),
};
