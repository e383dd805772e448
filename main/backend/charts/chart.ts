import type { ChartTable } from '../../../preload/contract/charts.ts';
import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import type { Look } from './look.ts';
import type { Shape } from './parts.ts';

/** What each chart says, before anything is drawn. */
export interface ChartData {
  readonly title: string;
  /** The main figures in a sentence. */
  readonly summary: string;
  readonly table: ChartTable;
}

/** A chart as shapes in their places; its height follows from what it has to hold. */
export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly height: number;
}

/** A kind of chart: what it says of the figures, and how that is drawn. */
export interface Chart<Data extends ChartData> {
  /** Null where the figures hold nothing to show. */
  readonly read: (figures: ReportFigures) => Data | null;
  readonly draw: (data: Data, look: Look) => Drawing;
}
