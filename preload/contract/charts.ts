import { z } from 'zod';
import { fileRef, job } from './procedure.ts';

/**
 * The charts of a period: progress by indicator, pair × indicator, activities by month, support between units,
 * the exam to grade 10 by subject, and the map of pairs.
 */
export const chartName = z.enum(['progress', 'targets', 'months', 'support', 'exam10', 'pairs']);
export type ChartName = z.infer<typeof chartName>;

/** `print` is for paper: sizes in points, set in the papers' own face; the others are for a screen, in pixels. */
export const chartTheme = z.enum(['light', 'dark', 'print']);
export type ChartTheme = z.infer<typeof chartTheme>;

/** How the numbers of a column are written: 1.234, 75,0% (a share 0…1), 6,75, or whole đồng. */
const columnKind = z.enum(['text', 'count', 'share', 'mark', 'money']);

/** The table behind a chart, for those who can't see it: each number of the picture stands here, too. */
export const chartTable = z.object({
  columns: z.array(z.object({ heading: z.string(), kind: columnKind })),
  /** As many cells as columns; null where there is nothing. */
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
});
export type ChartTable = z.infer<typeof chartTable>;

/** A drawn chart with what it says in words and in numbers. */
export const chartPicture = z.object({
  name: chartName,
  title: z.string(),
  /** The main figures in a sentence: the picture's text for those who can't see it. */
  summary: z.string(),
  table: chartTable,
  /** A whole SVG document of `width` × `height`, without style sheets, scripts or anything from elsewhere. */
  svg: z.string(),
  width: z.number(),
  height: z.number(),
});
export type ChartPicture = z.infer<typeof chartPicture>;

const period = z.string().max(50);

export const chartProcedures = {
  /**
   * Draws charts of a period, in the order asked for; those without data are left out. The pictures come as
   * text, because the window shows them from `data:` addresses: both shells allow these for pictures, a picture
   * runs nothing and fetches nothing, and no stored file is left behind by a look at a screen.
   */
  'charts.draw': job(
    {
      period,
      charts: z.array(chartName).min(1),
      theme: chartTheme,
      width: z.number().int().min(240).max(4000),
    },
    z.object({ charts: z.array(chartPicture) }),
  ),
  /** One chart as a PNG for letters and slides, with its title, drawn for paper. */
  'charts.png': job({ period, chart: chartName }, fileRef),
};
