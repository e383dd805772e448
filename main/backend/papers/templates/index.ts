import { type Fonts, loadFonts } from '../fonts.ts';
import { layOut } from '../layout.ts';
import type { PaperModel } from '../model.ts';
import { type Pdf, renderPdf } from '../pdf.ts';
import { buildMemorandum } from './build.ts';
import type { MemorandumFacts } from './facts.ts';
import type { MemorandumTemplate } from './template.ts';

/** Tries for a page count that stays true once it is printed. */
const TRIES = 4;

/**
 * The memorandum with its own number of pages in it. Words of another length could move the end to another page, so
 * it is laid out until the count holds; if it never does, the count stays a dotted line.
 */
export function buildCountedMemorandum(
  facts: MemorandumFacts,
  template: MemorandumTemplate,
  fonts: Fonts,
): PaperModel {
  const uncounted = buildMemorandum(facts, template);
  let pages = layOut(uncounted, fonts).length;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const model = buildMemorandum(facts, template, pages);
    const counted = layOut(model, fonts).length;
    if (counted === pages) return model;
    pages = counted;
  }
  return uncounted;
}

/** What a memorandum's PDF is made of; plain data that can be sent to a worker. */
export type MemorandumPdfInput = {
  readonly facts: MemorandumFacts;
  readonly template: MemorandumTemplate;
  /** The folder `resources/fonts/tinos`. */
  readonly fontsFolder: string;
  /** ISO instant for the document's properties. */
  readonly createdAt: string;
};

/**
 * Makes one memorandum. Facts with an error in `checkMemorandum` must not come here.
 */
export async function renderMemorandumPdf(input: MemorandumPdfInput): Promise<Pdf> {
  const { facts, template, fontsFolder, createdAt } = input;
  const fonts = loadFonts(fontsFolder);
  return renderPdf(buildCountedMemorandum(facts, template, fonts), { fonts, createdAt });
}

export { checkMemorandum, type Finding } from './check.ts';
export { type Level, type MemorandumFacts, memorandumFacts } from './facts.ts';
export { contentChoices, loadTemplate, type MemorandumTemplate, parseTemplate } from './template.ts';
