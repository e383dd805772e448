import { describe, expect, test } from 'vitest';
import {
  type PageCodeIssuer,
  pageCodeModules,
  pageCodeOf,
  pageCodeTag,
  pageCodeWords,
  readPageCode,
} from './page-code.ts';

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
