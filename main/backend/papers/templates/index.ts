import { type Fonts, loadFonts } from '../fonts.ts';
import type { PaperModel } from '../model.ts';
import { type Pdf, renderPdf } from '../pdf.ts';
import { buildCountedPaper, memorandumPaper } from './counted.ts';
import type { MemorandumFacts, Paper } from './facts.ts';
import type { PaperTemplate } from './template.ts';

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

/** What a paper's Word copy is made of. */
export type PaperWordInput = Pick<PaperPdfInput, 'paper' | 'template' | 'fontsFolder'>;

/** Makes the Word copy of a paper of any kind; it carries no page codes, for its pages change as it is edited. */
export async function renderPaperWord({ paper, template, fontsFolder }: PaperWordInput): Promise<Uint8Array> {
  const { renderWord } = await import('../word.ts');
  const fonts = loadFonts(fontsFolder);
  return renderWord(buildCountedPaper(paper, template, fonts), fonts);
}

/** Makes one memorandum. Facts with an error in `checkMemorandum` must not come here. */
export async function renderMemorandumPdf({ facts, ...input }: MemorandumPdfInput): Promise<Pdf> {
  return renderPaperPdf({ ...input, paper: memorandumPaper(facts, input.template) });
}

export { buildCountedPaper } from './counted.ts';
export type { MemorandumFacts, Paper } from './facts.ts';
export type { PaperTemplate } from './template.ts';
