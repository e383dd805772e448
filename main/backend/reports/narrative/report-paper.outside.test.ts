import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createdAt, fontsFolder, picture } from '../../papers/testing.ts';
import { type Box, boxes, run } from '../../papers/testing-outside.ts';
import { RESOURCES_DIR } from '../../testing.ts';
import { sampleFigures } from '../../workbooks/sample-figures.ts';
import { draftOf } from './draft.ts';
import { renderReport } from './render.ts';
import { loadReportWording } from './wording.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true }));

const wording = await loadReportWording(RESOURCES_DIR);
const figures = sampleFigures(30);
const facts = {
  figures: { ...figures, header: { ...figures.header, rehearsal: true } },
  frame: {
    department: 'Sở Giáo dục và Đào tạo Hà Nội',
    planNumber: '4340',
    legalBases: ['Kế hoạch số 4340 của Sở Giáo dục và Đào tạo Hà Nội'],
    phase: '2023 - 2025',
    officeSymbol: 'PGDĐT',
    partners: ['Phòng Giáo dục và Đào tạo huyện Chương Mỹ'],
    ceremony: { heldOn: '2023-04-15', venue: 'Hội trường huyện' },
  },
};
const draft = draftOf(facts, wording);
const photo = { bytes: picture('jpeg', 800, 600), fileName: 'anh.jpg', caption: 'Tiết dạy minh họa' };
const { pdf, word } = await renderReport({
  facts,
  draft,
  wording,
  photos: [1, 2, 3].map(() => ({ ...photo, topic: 'Trường học hạnh phúc', heldOn: '2023-10-10' })),
  formats: { pdf: true, word: true },
  fontsFolder,
  createdAt,
});
const [pdfPath, wordPath] = [join(folder, 'report.pdf'), join(folder, 'report.docx')];
writeFileSync(pdfPath, pdf?.bytes ?? '');
writeFileSync(wordPath, word ?? '');

/** The words of a file in order, without page numbers and stamps, which stand between them. */
const wordsIn = (path: string): string =>
  run('pdftotext', '-raw', '-nopgbrk', path, '-')
    .replace(/^(\d+|BẢN THỬ|\d+ BẢN THỬ)$/gm, '')
    .replace(/[.…\s]+/g, ' ')
    .trim();

describe('the report in words, read by others', () => {
  test('keeps its margins on upright and on turned sheets', () => {
    const sizes = [
      ...run('pdfinfo', '-f', '1', '-l', '99', pdfPath).matchAll(/Page +(\d+) size: +([\d.]+) x/g),
    ].map(([, page, width]) => [Number(page), (Number(width) * 25.4) / 72] as const);
    expect(sizes).toHaveLength(pdf?.pages ?? 0);
    const body = boxes(pdfPath).filter(({ yMin }) => yMin > 19);
    for (const [page, width] of sizes) {
      const own = body.filter((box: Box) => box.page === page);
      expect(Math.min(...own.map(({ xMin }) => xMin)), `page ${page}`).toBeGreaterThan(29.5);
      expect(Math.max(...own.map(({ xMax }) => xMax)), `page ${page}`).toBeLessThan(width - 19.5);
      expect(Math.max(...own.map(({ yMax }) => yMax)), `page ${page}`).toBeLessThan(
        (width > 250 ? 210 : 297) - 19.5,
      );
    }
    expect(sizes.some(([, width]) => Math.round(width) === 297)).toBe(true);
  });

  test('numbers its pages on from the second, and carries the stamp on all', () => {
    const heads = boxes(pdfPath).filter(({ yMin }) => yMin <= 19);
    for (let page = 1; page <= (pdf?.pages ?? 0); page += 1) {
      const words = heads.filter((box) => box.page === page).map(({ word: each }) => each);
      expect(words).toContain('THỬ');
      expect(words.filter((each) => /^\d+$/.test(each))).toEqual(page === 1 ? [] : [`${page}`]);
    }
  });

  test('is a sound file with every face embedded', () => {
    expect(run('qpdf', '--check', pdfPath)).toContain('No syntax or stream encoding errors found');
    for (const row of run('pdffonts', pdfPath).trim().split('\n').slice(2))
      expect(row).toMatch(/^[A-Z]{6}\+Tinos-\w+ +CID TrueType +Identity-H +yes yes yes/);
  });

  test('has a Word copy that LibreOffice prints with the same words on as many pages', () => {
    run('soffice', '--headless', '--convert-to', 'pdf', '--outdir', join(folder, 'word'), wordPath);
    const printed = join(folder, 'word', 'report.pdf');
    expect(/Pages: +(\d+)/.exec(run('pdfinfo', printed))?.[1]).toBe(`${pdf?.pages}`);
    const words = wordsIn(printed);
    for (const { title, paragraphs } of draft.sections)
      for (const text of [title, ...paragraphs.flatMap((each) => each.text?.split('\n') ?? [])])
        if (text) expect(words).toContain(text.replace(/[.…\s]+/g, ' ').trim());
    for (const said of ['Biểu số 01', 'Biểu số 08', 'HÌNH ẢNH HOẠT ĐỘNG', 'Tiết dạy minh họa'])
      expect(words).toContain(said);
  });
});
