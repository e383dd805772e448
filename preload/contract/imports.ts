import { z } from 'zod';
import { fault } from './errors.ts';
import { count, line } from './procedure.ts';

/** How the letters of a text file are written; old Vietnamese fonts are no Unicode. */
export const encoding = z.enum(['auto', 'utf8', 'tcvn3', 'vni']);

/** A list that was handed in: .xlsx, .csv, or rows copied from Excel as a text file. */
export const listFile = { fileId: z.string(), encoding: encoding.default('auto') };

const place = z.number().int().min(1).max(2_000_000);

/** What a person says about a list beside the file: where it stands, which column is what, cells put right. */
export const listChoice = <F extends z.ZodType<string>>(field: F) => ({
  /** The sheet to read, by its name. */
  sheet: z.string().max(200).optional(),
  /** The last row of the heading. */
  headerRow: place.optional(),
  /** Which field a column holds, or none; columns that are not named keep what was found. */
  mapping: z
    .array(z.strictObject({ column: place, field: field.nullable() }))
    .max(1000)
    .optional(),
  /** Cells under the heading that read otherwise than in the file; an empty text empties the cell. */
  mended: z
    .array(z.strictObject({ row: place, column: place, text: line(1000) }))
    .max(50_000)
    .optional(),
});

/** A list as it stands in its file, for a person to look at and to put right. */
export const listTable = <F extends z.ZodType<string>>(field: F) =>
  z.object({
    /** Names of the sheets that hold something; one without a name for a text file. */
    sheets: z.array(z.string()),
    sheet: z.string(),
    /** The last row of the heading. */
    headerRow: place,
    /** Rows at the top of the sheet, one of which is the heading. */
    topRows: z.array(z.object({ row: place, text: z.string() })),
    columns: z.array(
      z.object({
        column: place,
        /** "C" for column 3. */
        letter: z.string(),
        heading: z.string(),
        samples: z.array(z.string()),
        field: field.nullable(),
      }),
    ),
    /** Fields that have no column although the list can't be read without. */
    missing: z.array(field),
    /** Something was found in two ways: a second list, or two columns for one field. */
    doubtful: z.boolean(),
    /** Rows that belong to the list, with the texts of the columns that hold a field, in their order. */
    rows: z.array(z.object({ row: place, cells: z.array(z.string()) })),
    /** What cells held and what was understood instead. */
    repairs: z.array(
      z.object({
        row: place,
        cell: z.string(),
        /** Codes of the warnings that tell of it. */
        codes: z.array(z.string()),
        before: z.string(),
        after: z.string(),
      }),
    ),
  });

/** What a list did, or would do. */
export const importResult = z.object({
  created: count,
  updated: count,
  unchanged: count,
  warnings: z.array(fault),
});

/** What a list would do, with every fault in its cell; with one of these nothing is taken in. */
export const importPreview = importResult.extend({
  faults: z.array(fault),
  /** Headings of the columns that are not taken in. */
  unknownColumns: z.array(z.string()),
});
