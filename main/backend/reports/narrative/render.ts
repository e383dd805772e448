import { chartName } from '../../../../preload/contract/charts.ts';
import { drawCharts } from '../../charts/draw.ts';
import { PAPER_WIDTH } from '../../charts/look.ts';
import { pngOf } from '../../charts/png.ts';
import { readPictureHeader, scanKindOf } from '../../files/pictures.ts';
import { loadFonts } from '../../papers/fonts.ts';
import { layOut } from '../../papers/layout.ts';
import { type Pdf, writePages } from '../../papers/pdf.ts';
import { requirePrintable } from '../../papers/printable.ts';
import { renderWord } from '../../papers/word.ts';
import type { Draft } from './draft.ts';
import type { NarrativeFacts } from './facts.ts';
import { buildReportPaper, CHART, type DrawnChart, type Photo } from './paper.ts';
import type { ReportWording } from './wording.ts';

/** Pixels a point of charts in Word, which can't draw them. */
const CHART_SCALE = 3;

/** A PDF draws its charts. */
const NO_PIXELS = new Uint8Array();

/** What the report in words is made of; plain data that can be sent to a worker. */
export interface ReportPaperInput {
  readonly facts: NarrativeFacts;
  readonly draft: Draft;
  readonly photos: readonly (Pick<Photo, 'bytes' | 'caption' | 'topic' | 'heldOn'> & {
    readonly fileName: string;
  })[];
  readonly wording: ReportWording;
  /** Which state of the journal it tells of; printed small on every page. */
  readonly journalMark?: string;
  readonly formats: { readonly pdf: boolean; readonly word: boolean };
  /** The folder `resources/fonts/tinos`. */
  readonly fontsFolder: string;
  /** ISO instant for the document's properties. */
  readonly createdAt: string;
}

/** The files that were asked for. */
export interface ReportPapers {
  readonly pdf: Pdf | null;
  readonly word: Uint8Array | null;
}

/**
 * Makes the report in words with its appendix.
 * @throws AppError TEXT_UNPRINTABLE, FILE_TYPE_UNKNOWN, FILE_UNREADABLE
 */
export async function renderReport(input: ReportPaperInput): Promise<ReportPapers> {
  const { facts, draft, wording, formats, fontsFolder, createdAt } = input;
  const fonts = loadFonts(fontsFolder);
  const photos = input.photos.map(({ fileName, ...photo }): Photo => {
    const kind = scanKindOf(photo.bytes, fileName);
    if (kind === 'pdf') throw new TypeError(`${fileName} is no picture`);
    const { width, height } = readPictureHeader(kind, photo.bytes, fileName);
    return { ...photo, format: kind, width, height };
  });
  const model = buildReportPaper(
    facts,
    draft,
    { charts: await chartsOf(facts, fontsFolder, formats.word), photos },
    wording,
    input.journalMark,
  );
  const pages = layOut(model, fonts);
  requirePrintable(pages, fonts);
  return {
    pdf: formats.pdf ? await writePages(pages, model, { fonts, createdAt }) : null,
    word: formats.word ? await renderWord(model, fonts) : null,
  };
}

async function chartsOf(
  { figures }: NarrativeFacts,
  fontsFolder: string,
  withPixels: boolean,
): Promise<DrawnChart[]> {
  const drawn = drawCharts({
    figures,
    charts: chartName.options,
    theme: 'print',
    width: PAPER_WIDTH,
    tallest: (PAPER_WIDTH * CHART.tallest) / CHART.width,
    fontsFolder,
  });
  return Promise.all(
    drawn.map(async ({ title, svg, width, height }) => ({
      title,
      svg,
      width,
      height,
      png: withPixels ? await pngOf(svg, CHART_SCALE, fontsFolder) : NO_PIXELS,
    })),
  );
}
