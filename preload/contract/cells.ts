import { z } from 'zod';
import { command, count } from './procedure.ts';

/** Lists whose cells can be typed into. */
export const cellTable = z.enum([
  'schools',
  'activities',
  'support',
  'examResults',
  'difficulties',
  'goodModels',
]);
export type CellTable = z.infer<typeof cellTable>;

/** What is wrong with one of the cells that were sent. */
export const cellFault = z.object({
  row: z.string(),
  column: z.string(),
  /** A whole sentence. */
  message: z.string(),
});
export type CellFault = z.infer<typeof cellFault>;

export const cellProcedures = {
  /**
   * Stores cells as they were typed, pasted or filled in a table: texts as people write them, an empty one empties
   * the field. All or nothing, as one deed.
   * @throws CELLS_REFUSED with `faults`, one for each cell that can't be used
   */
  'cells.write': command(
    z.strictObject({
      table: cellTable,
      cells: z
        .array(
          z.strictObject({
            /** Key of the record; of a result of an exam its school year and school, `2023-2024/<id>` or `…/city`. */
            row: z.string().max(100),
            /** The field's name in the record's form. */
            column: z.string().max(50),
            text: z.string().max(5_000),
          }),
        )
        .min(1)
        .max(50_000),
    }),
    z.object({ rows: count }),
  ),
};
