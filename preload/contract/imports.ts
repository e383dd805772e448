import { z } from 'zod';
import { fault } from './errors.ts';
import { count } from './procedure.ts';

/** How the letters of a text file are written; old Vietnamese fonts are no Unicode. */
export const encoding = z.enum(['auto', 'utf8', 'tcvn3', 'vni']);

/** A list that was handed in: .xlsx, .csv, or rows copied from Excel as a text file. */
export const listFile = { fileId: z.string(), encoding: encoding.default('auto') };

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
