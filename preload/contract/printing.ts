import { z } from 'zod';

/** How often a paper is printed. */
export const printCopies = z.number().int().min(1).max(99);

/**
 * How pages lie in the file for the printer: `none`: one after the other, no page added; `newSheet`: a blank page after
 * a paper with an odd count, so that each copy begins on a new sheet; `oddPages` and `evenPages`: the same, one side of
 * the sheets each, for printers that turn no paper.
 */
export const duplex = z.enum(['none', 'newSheet', 'oddPages', 'evenPages']);
export type Duplex = z.infer<typeof duplex>;
