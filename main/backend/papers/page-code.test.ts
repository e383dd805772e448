import { describe, expect, test } from 'vitest';
import { readPages } from '../scans/read-pages.ts';
import { layOut } from './layout.ts';
import { MM, PAGE, PAGE_CODE } from './measures.ts';
import {
  type PageCodeIssuer,
  pageCodeModules,
  pageCodeOf,
  pageCodeTag,
  pageCodeWords,
  readPageCode,
} from './page-code.ts';
import { renderPdf } from './pdf.ts';
import { buildCountedMemorandum } from './templates/index.ts';
import { createdAt, factsWith, fonts, template } from './testing.ts';

const issuer: PageCodeIssuer = {
  memorandumId: '01890a5d-ac96-774b-bcce-b302099a8057',
  version: 1,
  secret: '5e'.repeat(32),
};
const codeOf = (changes: Partial<PageCodeIssuer> = {}, page = 2, pages = 5): string => {
  const code = pageCodeOf({ ...issuer, ...changes }, page, pages);
  if (code === null) throw new Error('no room');
  return code;
};

describe('the code on a page', () => {
  test('says which memorandum, version and page it is', () => {
    const code = codeOf();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
    expect(readPageCode(code)).toEqual({
      tag: pageCodeTag(issuer.memorandumId),
      version: 1,
      page: 2,
      pages: 5,
    });
  });

  test('is always the same for the same page', () => {
    expect(codeOf()).toBe(codeOf());
  });

  test('says the largest numbers that it has room for, and is left out beyond them', () => {
    expect(readPageCode(codeOf({ version: 127 }, 255, 255))).toMatchObject({
      version: 127,
      page: 255,
      pages: 255,
    });
    expect(pageCodeOf({ ...issuer, version: 128 }, 1, 5)).toBeNull();
    expect(pageCodeOf(issuer, 256, 256)).toBeNull();
  });

  test('differs in its check for every other folder, memorandum, version, page and count of pages', () => {
    const checks = [
      codeOf(),
      codeOf({ secret: '5f'.repeat(32) }),
      // The same tag: only the beginning of the id differs.
      codeOf({ memorandumId: '01890a5e-ac96-774b-bcce-b302099a8057' }),
      codeOf({ version: 2 }),
      codeOf({}, 3),
      codeOf({}, 2, 6),
    ].map((code) => code.slice(-7));
    expect(new Set(checks).size).toBe(checks.length);
  });

  test('is not read into anything that has not its form', () => {
    for (const text of ['', 'https://example.vn', codeOf().slice(1), `${codeOf().slice(1)}I`, '0'.repeat(20)])
      expect(readPageCode(text)).toBeNull();
  });

  test('fits the smallest QR code', () => {
    const modules = pageCodeModules(codeOf());
    expect(modules).toHaveLength(21);
    for (const row of modules) expect(row).toHaveLength(21);
  });

  test('can be told to somebody over the telephone', () => {
    expect(pageCodeWords(issuer.memorandumId, 1, 2, 5)).toMatch(
      /^[0-9A-Z]{4}-[0-9A-Z]{4} · bản 1 · tr\. 2\/5$/,
    );
  });
});

describe('on paper', () => {
  const model = {
    ...buildCountedMemorandum(factsWith({ rehearsal: true }), template, fonts),
    pageCodes: issuer,
  };
  const laid = layOut(model, fonts);

  test('every page carries its own, and a scanner reads it', async () => {
    const { bytes, pages } = await renderPdf(model, { fonts, createdAt });
    const seen = await readPages({ fileName: 'giay.pdf', bytes, first: 1, last: pages });
    expect(seen.map(({ codes }) => codes)).toEqual(
      laid.map((_, index) => [{ text: pageCodeOf(issuer, index + 1, pages), rotation: 0 }]),
    );
  });

  test('the same paper is the same file', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => renderPdf(model, { fonts, createdAt })));
    expect(Buffer.compare(first?.bytes ?? Buffer.of(), second?.bytes ?? Buffer.of())).toBe(0);
  });

  test('it stays clear of the edges that no printer reaches, and of every word and rule of the text', () => {
    const quiet = (4 * PAGE_CODE.size) / 21;
    for (const { marks } of laid) {
      const code = marks.find((mark) => mark.kind === 'modules');
      if (code?.kind !== 'modules') throw new Error('no code');
      expect(code.x).toBeGreaterThan(6 * MM);
      expect(PAGE.height - (code.y + code.size)).toBeGreaterThan(6 * MM);
      for (const mark of marks) {
        if (mark.kind === 'text') {
          const right = mark.x + fonts[mark.face].widthOf(mark.text) * mark.size;
          const isBeside = mark.x > code.x + code.size + quiet || right < code.x - quiet;
          expect(isBeside || mark.y + mark.size / 3 < code.y - quiet).toBe(true);
        } else if (mark.kind === 'rule') expect(mark.x1).toBeGreaterThan(code.x + code.size + quiet);
      }
    }
  });

  test('a paper without codes has none', () => {
    const marks = layOut({ ...model, pageCodes: null }, fonts).flatMap((page) => page.marks);
    expect(marks.filter(({ kind }) => kind === 'modules')).toEqual([]);
    expect(layOut({ ...model, pageCodes: null }, fonts)).toHaveLength(laid.length);
  });
});
