import { z } from 'zod';
import { fileRef, job, nothing, query } from './procedure.ts';

/** The pages of the guide, in the order of an office's year; each is a file of `resources/guide`. */
export const guideTopic = z.enum([
  'start',
  'schools',
  'tables',
  'pairs',
  'drafts',
  'check',
  'ceremony',
  'record',
  'activities',
  'exam',
  'support',
  'targets',
  'reports',
  'search',
  'undo',
  'privacy',
  'backup',
  'users',
  'help',
]);
export type GuideTopic = z.infer<typeof guideTopic>;

/** Words of one look in a line. */
const guideRun = z.object({
  text: z.string(),
  /** `name`: of something in the window, word by word; `key`: on the keyboard. */
  look: z.enum(['plain', 'name', 'key']),
  /** Where a link leads within the window. */
  href: z.string().nullable(),
});
const guideLine = z.array(guideRun);

/** A part of a page, from above to below. */
const guideBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), line: guideLine }),
  z.object({ kind: z.literal('list'), ordered: z.boolean(), items: z.array(guideLine) }),
  z.object({
    kind: z.literal('picture'),
    alt: z.string(),
    /** The picture itself, as an address that begins with `data:`. */
    source: z.string(),
    width: z.number().int(),
    height: z.number().int(),
  }),
]);

const guidePage = z.object({ topic: guideTopic, title: z.string(), blocks: z.array(guideBlock) });

export type GuideRun = z.infer<typeof guideRun>;
export type GuideBlock = z.infer<typeof guideBlock>;
export type GuidePage = z.infer<typeof guidePage>;

export const guideProcedures = {
  /** The pages by their titles. */
  'guide.list': query(
    nothing,
    z.object({ topics: z.array(z.object({ topic: guideTopic, title: z.string() })) }),
  ),
  'guide.get': query(z.strictObject({ topic: guideTopic }), guidePage),
  /**
   * The pages in which every word occurs, accents and đ do not matter; those that say it in their title come first.
   * Each with the lines that say the most of it.
   */
  'guide.find': query(
    z.strictObject({ text: z.string().max(200) }),
    z.object({ hits: z.array(z.object({ topic: guideTopic, title: z.string(), excerpt: z.string() })) }),
  ),
  /** One page as a sheet to print. */
  'guide.print': job({ topic: guideTopic }, fileRef.extend({ pages: z.number().int() })),
};
