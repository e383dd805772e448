import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Run } from './model.ts';
import { mergePdfs } from './print-set.ts';
import type { MemorandumFacts } from './templates/facts.ts';
import { buildCountedPaper, type Paper, renderMemorandumPdf, renderPaperPdf } from './templates/index.ts';
import {
  blankFacts,
  createdAt,
  exampleOf,
  factsWith,
  fonts,
  fontsFolder,
  template,
  templateOf,
} from './testing.ts';
import { type Box, boxes, run } from './testing-outside.ts';

const folder = mkdtempSync(join(tmpdir(), 'papers-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function save(name: string, paper: Paper): Promise<string> {
  const path = join(folder, `${name}.pdf`);
  const input = { paper, template: templateOf(paper.kind), fontsFolder, createdAt };
  writeFileSync(path, (await renderPaperPdf(input)).bytes);
  return path;
}

const runWords = (runs: readonly Run[]): string =>
  runs.map((r) => (r.kind === 'text' ? r.text : ' ')).join('');
const collapse = (words: string): string => words.replace(/\s+/g, ' ').trim();

const memorandum = (facts: MemorandumFacts): Paper => ({ kind: 'memorandum', facts });
const cases: readonly (readonly [name: string, paper: Paper])[] = [
  ['full memorandum', memorandum(factsWith())],
  ['blank memorandum', memorandum(blankFacts())],
  ['nursery memorandum', memorandum(factsWith({ level: 'mam_non', commitments: [], copies: 4 }))],
  ['rehearsal memorandum', memorandum(factsWith({ rehearsal: true }))],
  ['paper of two offices', exampleOf('unit_memorandum')],
  ['handover', exampleOf('handover')],
  ['invitation', exampleOf('invitation')],
  ['minutes', exampleOf('minutes')],
];

describe.each(cases)('the %s, read by others', async (name, paper) => {
  const path = await save(name, paper);
  const model = buildCountedPaper(paper, templateOf(paper.kind), fonts);

  test('keeps its margins to half a millimetre', () => {
    const all = boxes(path);
    const body = all.filter(({ yMin }) => yMin > 19);
    const edge = (pick: (box: Box) => number, of: (...n: number[]) => number): number =>
      of(...body.map(pick));
    expect(Math.abs(edge((box) => box.xMin, Math.min) - 30)).toBeLessThan(0.5);
    expect(Math.abs(edge((box) => box.xMax, Math.max) - 190)).toBeLessThan(0.5);
    expect(Math.abs(edge((box) => box.yMin, Math.min) - 20)).toBeLessThan(0.5);
    expect(edge((box) => box.yMax, Math.max)).toBeLessThan(277.5);
    for (const { page, word, xMin, xMax, yMin } of all.filter((box) => box.yMin <= 19)) {
      if (/^\d+$/.test(word)) {
        expect(word).toBe(String(page));
        expect((xMin + xMax) / 2).toBeCloseTo(110, 0);
        expect(yMin).toBeGreaterThan(9);
      } else expect(['BẢN', 'THỬ']).toContain(word);
    }
  });

  test('gives back every paragraph as it was written, composed', () => {
    const printed = run('pdftotext', '-nopgbrk', path, '-');
    expect(printed).toBe(printed.normalize('NFC'));
    // Page numbers and stamps stand between the lines of a paragraph that runs over a page.
    const words = collapse(printed.replace(/^(\d+|BẢN THỬ)$/gm, ''));
    for (const block of model.blocks) {
      if (block.kind !== 'paragraph' || block.runs.some(({ kind }) => kind !== 'text')) continue;
      expect(words).toContain(collapse(runWords(block.runs)));
    }
  });

  test('has every face embedded as a subset', () => {
    const rows = run('pdffonts', path).trim().split('\n').slice(2);
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const row of rows)
      expect(row).toMatch(/^[A-Z]{6}\+Tinos-\w+ +CID TrueType +Identity-H +yes yes yes/);
  });

  test('is a sound file', () => {
    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
  });

  test('says who it is and claims no more than it is', () => {
    const info = run('pdfinfo', path);
    expect(/Title: +(.*)/.exec(info)?.[1]).toBe(model.title);
    expect(info).toMatch(/Tagged: +no/);
    expect(info).toMatch(/JavaScript: +no/);
    expect(info).toMatch(/A4/);
  });
});

test('a print set is a sound file with its fonts once', async () => {
  const { bytes } = await renderMemorandumPdf({ facts: factsWith(), template, fontsFolder, createdAt });
  const merged = await mergePdfs([{ bytes, copies: 4, title: 'Biên bản' }], { title: 'Bộ in', createdAt });
  const path = join(folder, 'set.pdf');
  writeFileSync(path, merged.bytes);
  expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
  expect(run('pdffonts', path).trim().split('\n').slice(2)).toHaveLength(3);
  expect(run('pdfinfo', path)).toMatch(new RegExp(`Pages: +${merged.pages}\\b`));
});
