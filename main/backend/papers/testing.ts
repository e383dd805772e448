import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { z } from 'zod';
import type { TemplateKind } from '../../../preload/contract/templates.ts';
import { loadFonts } from './fonts.ts';
import { PAGE } from './measures.ts';
import { type MemorandumFacts, memorandumFacts, type Paper } from './templates/facts.ts';
import { previewPaper } from './templates/preview.ts';
import { loadTemplate, type PaperTemplate } from './templates/template.ts';

/** For tests: the shipped fonts, wording and example, and a reader of finished PDFs. */
const resources = fileURLToPath(new URL('../../../resources/', import.meta.url));
const templates = join(resources, 'templates/memorandum/1');

export const fontsFolder = join(resources, 'fonts/tinos');
export const fonts = loadFonts(fontsFolder);
export const templatePath = join(templates, 'template.json');
export const template = loadTemplate(templatePath);

const templatesFolder = join(resources, 'templates');
/** The shipped wording of a kind, and its example. */
export const templateOf = (kind: TemplateKind): PaperTemplate =>
  loadTemplate(join(templatesFolder, kind, '1', 'template.json'));
export const exampleOf = (kind: TemplateKind): Paper => previewPaper(kind, templatesFolder);

export const createdAt = '2023-04-10T01:02:03Z';

/** A picture in one colour, so many pixels wide and high. */
export function picture(format: 'jpeg' | 'png', width: number, height: number): Uint8Array {
  const canvas = createCanvas(width, height);
  const pencil = canvas.getContext('2d');
  pencil.fillStyle = '#3465a4';
  pencil.fillRect(0, 0, width, height);
  return new Uint8Array(format === 'jpeg' ? canvas.toBuffer('image/jpeg') : canvas.toBuffer('image/png'));
}

type FactsInput = z.input<typeof memorandumFacts>;

const example: unknown = JSON.parse(readFileSync(join(templates, 'example.json'), 'utf8'));

/** The example memorandum, with changes. */
export function factsWith(changes: Partial<FactsInput> = {}): MemorandumFacts {
  return memorandumFacts.parse({ ...memorandumFacts.parse(example), ...changes });
}

/** The example memorandum with nothing in it that may be written by hand later. */
export function blankFacts(): MemorandumFacts {
  const { partyA, partyB, programme } = factsWith();
  const unknown = {
    address: null,
    phone: null,
    email: null,
    representative: null,
    position: null,
    authority: null,
  };
  return factsWith({
    docNumber: null,
    date: null,
    placeName: null,
    venue: null,
    programme: { ...programme, endsOn: null },
    partyA: { ...partyA, ...unknown },
    partyB: { ...partyB, ...unknown },
    witnesses: [],
  });
}

/** A run of text as it stands on a page; pt from the paper's top left corner, `baseline` downwards. */
export type ReadText = {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly width: number;
  readonly size: number;
  readonly font: string;
};

/** A horizontal or vertical line as it stands on a page. */
export type ReadRule = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };

export type ReadPage = {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly ReadText[];
  readonly rules: readonly ReadRule[];
};

const textItem = z.object({
  str: z.string(),
  width: z.number(),
  transform: z.array(z.number()),
  fontName: z.string(),
});
const fontObject = z.object({ name: z.string() });
const metadata = z.object({
  Title: z.string(),
  Author: z.string().optional(),
  Creator: z.string(),
  Language: z.string(),
});
const matrix = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);
type Matrix = z.infer<typeof matrix>;
const pathArguments = z.tuple([z.number(), z.tuple([z.instanceof(Float32Array)]), z.unknown()]);

/** The lines that are drawn as a single stroke. */
function rulesOf(operators: { readonly fnArray: number[]; readonly argsArray: unknown[] }): ReadRule[] {
  const rules: ReadRule[] = [];
  const saved: Matrix[] = [];
  let [a, b, c, d, e, f]: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [index, operator] of operators.fnArray.entries()) {
    const given = operators.argsArray[index];
    if (operator === OPS.save) saved.push([a, b, c, d, e, f]);
    else if (operator === OPS.restore) [a, b, c, d, e, f] = saved.pop() ?? [1, 0, 0, 1, 0, 0];
    else if (operator === OPS.transform) {
      const [g, h, i, j, k, l] = matrix.parse(given);
      [a, b, c, d, e, f] = [
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * l + e,
        b * k + d * l + f,
      ];
    } else if (operator === OPS.constructPath) {
      const parsed = pathArguments.safeParse(given);
      if (!parsed.success || parsed.data[0] !== OPS.stroke) continue;
      const [move, x1 = 0, y1 = 0, line, x2 = 0, y2 = 0, ...rest] = parsed.data[1][0];
      // 0 moves and 1 draws a line in the reader's path data.
      if (move !== 0 || line !== 1 || rest.length > 0) continue;
      const onPaper = (x: number, y: number) =>
        [a * x + c * y + e, PAGE.height - (b * x + d * y + f)] as const;
      const [[fromX, fromY], [toX, toY]] = [onPaper(x1, y1), onPaper(x2, y2)];
      rules.push({ x1: fromX, y1: fromY, x2: toX, y2: toY });
    }
  }
  return rules;
}

/** Reads a PDF back: words and lines with their places, and the document's properties. */
export async function readPdf(bytes: Uint8Array) {
  const task = getDocument({
    data: bytes.slice(),
    useSystemFonts: false,
    fontExtraProperties: true,
    verbosity: 0,
  });
  const document = await task.promise;
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const operators = await page.getOperatorList();
    const { items } = await page.getTextContent({ disableNormalization: true });
    const texts = items.flatMap((item): readonly ReadText[] => {
      const parsed = textItem.safeParse(item);
      if (!parsed.success || !parsed.data.str) return [];
      const { str, width, transform, fontName } = parsed.data;
      const [size = 0, , , , x = 0, y = 0] = transform;
      const font = fontObject.parse(page.commonObjs.get(fontName)).name;
      return [{ text: str, x, baseline: height - y, width, size, font }];
    });
    pages.push({ width, height, texts, rules: rulesOf(operators) });
  }
  const info = metadata.parse((await document.getMetadata()).info);
  const markInfo = await document.getMarkInfo();
  await task.destroy();
  return { pages, info, markInfo };
}

/** All words of some pages in order, spaces collapsed. */
export function wordsOf(pages: readonly ReadPage[]): string {
  return pages
    .flatMap(({ texts }) => texts.map(({ text }) => text))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
