import { describe, expect, test } from 'vitest';
import { pageCodeOf } from '../papers/page-code.ts';
import type { SeenPage } from './read-pages.ts';
import { type KnownMemorandum, sortPages } from './sort.ts';

const SECRET = '5e'.repeat(32);
const HOA_SEN = '01890a5d-ac96-774b-bcce-b302099a8057';
const HUONG_DUONG = '01890a5d-ac97-7aaa-9f3e-7708c1d2e3f4';

const known = (changes: Partial<KnownMemorandum> = {}): KnownMemorandum => ({
  id: HOA_SEN,
  isCancelled: false,
  version: 1,
  pages: 3,
  filed: [],
  ...changes,
});

/** A page of version 1 of the first memorandum, three pages long, unless said otherwise. */
function code(page: number, { id = HOA_SEN, version = 1, pages = 3, secret = SECRET } = {}): string {
  return pageCodeOf({ memorandumId: id, version, secret }, page, pages) ?? '';
}

/** A stack of pages, each with the codes that were seen on it. */
const stack = (...pages: readonly (readonly string[])[]): SeenPage[] =>
  pages.map((texts, index) => ({
    stackPage: index + 1,
    codes: texts.map((text) => ({ text, rotation: 180 })),
    lacks: texts.length === 0 ? 'unread' : null,
  }));

const sorted = (pages: readonly SeenPage[], memoranda: readonly KnownMemorandum[] = [known()]) =>
  sortPages(pages, memoranda, SECRET);

describe('a stack is sorted by the codes on its pages', () => {
  test('pages in any order go to their memoranda, with the turn that brings them upright', () => {
    const other = known({ id: HUONG_DUONG, pages: 1 });
    const { pages, missing } = sorted(
      stack([code(3)], [code(1, { id: HUONG_DUONG, pages: 1 })], [code(1)], [code(2)]),
      [known(), other],
    );
    expect(pages.map(({ memorandumId, page, status }) => [memorandumId, page, status])).toEqual([
      [HOA_SEN, 3, 'filed'],
      [HUONG_DUONG, 1, 'filed'],
      [HOA_SEN, 1, 'filed'],
      [HOA_SEN, 2, 'filed'],
    ]);
    expect(pages.every(({ rotation }) => rotation === 180)).toBe(true);
    expect(missing).toEqual([]);
  });

  test('what is lacking is named, of the memoranda in the stack alone, with what came before taken into account', () => {
    const other = known({ id: HUONG_DUONG });
    expect(sorted(stack([code(2)]), [known(), other]).missing).toEqual([
      { memorandumId: HOA_SEN, page: 1 },
      { memorandumId: HOA_SEN, page: 3 },
    ]);
    expect(sorted(stack([code(2)]), [known({ filed: [3] }), other]).missing).toEqual([
      { memorandumId: HOA_SEN, page: 1 },
    ]);
  });

  test('the second scan of a page is a duplicate, in this stack or of an earlier one', () => {
    const statuses = (filed: readonly number[]) =>
      sorted(stack([code(2)], [code(2)]), [known({ filed })]).pages.map(({ status }) => status);
    expect(statuses([])).toEqual(['filed', 'duplicate']);
    expect(statuses([2])).toEqual(['duplicate', 'duplicate']);
  });

  test('a page of an older version is outdated, whatever became of the newer one', () => {
    for (const pages of [4, null]) {
      const { pages: sortedPages, missing } = sorted(stack([code(1)]), [known({ version: 2, pages })]);
      expect(sortedPages).toMatchObject([
        { memorandumId: HOA_SEN, version: 1, page: 1, status: 'outdated', reason: null },
      ]);
      expect(missing).toEqual([]);
    }
  });
});

describe('nothing is guessed', () => {
  const reasonOf = (texts: readonly string[], memorandum: KnownMemorandum = known()) => {
    const { pages, missing } = sorted(stack(texts), [memorandum]);
    expect(missing).toEqual([]);
    return pages.map(({ status, reason }) => `${status}: ${reason}`);
  };

  test('a code of another folder is a stranger, though it names a memorandum that is here', () => {
    expect(reasonOf([code(1, { secret: '00'.repeat(32) })])).toEqual(['stranger: not_ours']);
  });

  test('a code in which one character was altered is a stranger', () => {
    const genuine = code(1);
    for (let index = 0; index < genuine.length; index += 1) {
      const altered =
        genuine.slice(0, index) + (genuine[index] === '7' ? '8' : '7') + genuine.slice(index + 1);
      expect(reasonOf([altered])).toEqual(['stranger: not_ours']);
    }
  });

  test('a code of a memorandum that nobody knows is a stranger', () => {
    expect(reasonOf([code(1, { id: HUONG_DUONG })])).toEqual(['stranger: not_ours']);
  });

  test('two pages in one picture are left to a person', () => {
    expect(reasonOf([code(1), code(2)])).toEqual(['tray: several']);
    expect(reasonOf([code(1), code(1, { secret: '00'.repeat(32) })])).toEqual(['tray: several']);
  });

  test('what was printed from a preview, or belongs to a cancelled memorandum, is left to a person', () => {
    expect(reasonOf([code(1, { version: 2 })])).toEqual(['tray: not_final']);
    expect(reasonOf([code(1, { pages: 4 })])).toEqual(['tray: not_final']);
    expect(reasonOf([code(1)], known({ pages: null }))).toEqual(['tray: not_final']);
    expect(reasonOf([code(1)], known({ isCancelled: true }))).toEqual(['tray: cancelled']);
  });

  test('pages without a code say why', () => {
    const lacks = ['unread', 'damaged', 'foreign', 'blank'] as const;
    const { pages } = sorted(lacks.map((lack, index) => ({ stackPage: index + 1, codes: [], lacks: lack })));
    expect(pages.map(({ status, reason }) => `${status}: ${reason}`)).toEqual([
      'tray: unread',
      'tray: damaged',
      'stranger: foreign',
      'blank: blank',
    ]);
  });
});
