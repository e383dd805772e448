import type { Fonts } from '../fonts.ts';
import { countPages } from '../layout.ts';
import type { PaperModel } from '../model.ts';
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
  let pages = countPages(uncounted, fonts);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const model = buildPaper(paper, template, pages);
    const counted = countPages(model, fonts);
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
