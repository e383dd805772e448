import { type Fonts, loadFonts } from '../fonts.ts';
import { layOut } from '../layout.ts';
import type { PaperModel } from '../model.ts';
import { type Pdf, renderPdf } from '../pdf.ts';
import { buildPaper } from './build.ts';
import type { MemorandumFacts, Paper } from './facts.ts';
import type { PaperTemplate } from './template.ts';

/** Tries for a page count that stays true once it is printed. */
const TRIES = 4;

/**
 * The paper with its own number of pages in it. Words of another length could move the end to another page, so
 * it is laid out until the count holds; if it never does, the count stays a dotted line.
 */
export function buildCountedPaper(paper: Paper, template: PaperTemplate, fonts: Fonts): PaperModel {
  const uncounted = buildPaper(paper, template);
  let pages = layOut(uncounted, fonts).length;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const model = buildPaper(paper, template, pages);
    const counted = layOut(model, fonts).length;
    if (counted === pages) return model;
    pages = counted;
  }
  return uncounted;
}

/** The memorandum as a paper of its template's kind: of two schools or of two offices. */
export const memorandumPaper = (facts: MemorandumFacts, template: PaperTemplate): Paper => ({
  kind: template.kind === 'unit_memorandum' ? 'unit_memorandum' : 'memorandum',
  facts,
});

/** `buildCountedPaper` of a memorandum. */
export const buildCountedMemorandum = (
  facts: MemorandumFacts,
  template: PaperTemplate,
  fonts: Fonts,
): PaperModel => buildCountedPaper(memorandumPaper(facts, template), template, fonts);

type Rendering = {
  readonly template: PaperTemplate;
  /** The folder `resources/fonts/tinos`. */
  readonly fontsFolder: string;
  /** ISO instant for the document's properties. */
  readonly createdAt: string;
  readonly pageCodes?: PaperModel['pageCodes'];
};

/** What a paper's PDF is made of; plain data that can be sent to a worker. */
export type PaperPdfInput = Rendering & { readonly paper: Paper };

/** What a memorandum's PDF is made of. */
export type MemorandumPdfInput = Rendering & { readonly facts: MemorandumFacts };

/** Makes a paper of any kind. */
export async function renderPaperPdf({
  paper,
  template,
  fontsFolder,
  createdAt,
  pageCodes = null,
}: PaperPdfInput): Promise<Pdf> {
  const fonts = loadFonts(fontsFolder);
  return renderPdf({ ...buildCountedPaper(paper, template, fonts), pageCodes }, { fonts, createdAt });
}

/** Makes one memorandum. Facts with an error in `checkMemorandum` must not come here. */
export async function renderMemorandumPdf({ facts, ...input }: MemorandumPdfInput): Promise<Pdf> {
  return renderPaperPdf({ ...input, paper: memorandumPaper(facts, input.template) });
}

export { type Level, type MemorandumFacts, memorandumFacts, type Paper } from './facts.ts';
export { contentChoices, loadTemplate, type PaperTemplate, parseTemplate } from './template.ts';
