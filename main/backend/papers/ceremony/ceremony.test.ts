import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { fonts, fontsFolder, readPdf, wordsOf } from '../testing.ts';
import { buildCeremonyPapers, type CeremonyFacts, type CeremonyPaper, type Signing } from './build.ts';
import { countCeremonyPages, layOutCeremonyPaper, renderCeremonyPdf } from './index.ts';
import { loadCeremonyWording } from './wording.ts';

const wording = await loadCeremonyWording(fileURLToPath(new URL('../../../../resources', import.meta.url)));

const LONG = 'Trường Phổ thông dân tộc bán trú Trung học cơ sở Nguyễn Thị Minh Khai';
const VERY_LONG = `Trường Tiểu học ${'Bình Minh Hoa Sen Hướng Dương Phú Nghĩa '.repeat(8)}`
  .slice(0, 300)
  .trim();
const NO_SPACES = 'Ư'.repeat(100);

const signing = (a: string, b: string, fullName: string | null = 'Nguyễn Văn A'): Signing => ({
  partyA: { body: a, fullName, post: 'Hiệu trưởng' },
  partyB: { body: b, fullName, post: 'Hiệu trưởng' },
  copies: 4,
});

const factsWith = (changes: Partial<CeremonyFacts> = {}): CeremonyFacts => ({
  rehearsal: false,
  title: 'Lễ ký kết biên bản ghi nhớ',
  heldOn: '2023-04-15',
  startsAt: '08:30',
  venue: 'Hội trường huyện Thanh Trì',
  placeName: 'Thanh Trì',
  programme: { title: 'Nhà trường cùng chung tay phát triển', phase: '2023 - 2025' },
  organisers: ['Phòng Giáo dục và Đào tạo huyện Thanh Trì', 'Phòng Giáo dục và Đào tạo huyện Chương Mỹ'],
  agenda: [{ startsAt: '08:30', title: 'Văn nghệ', lead: 'Ban Tổ chức', cue: 'Kính mời.' }],
  delegates: [],
  signings: [signing('Trường Tiểu học Hoa Sen', 'Trường Tiểu học Hướng Dương')],
  absent: [],
  ...changes,
});

const papersWith = (changes: Partial<CeremonyFacts> = {}) => buildCeremonyPapers(factsWith(changes), wording);

async function read(paper: CeremonyPaper | null) {
  if (!paper) throw new Error('nothing to print');
  const pdf = await renderCeremonyPdf({ paper, fontsFolder, createdAt: '2023-04-10T01:02:03Z' });
  return { ...(await readPdf(pdf.bytes)), made: pdf.pages };
}

/** Sizes of the words that stand upright. */
const sizesOf = (page: { texts: readonly { size: number }[] }) =>
  page.texts.map(({ size }) => size).filter((size) => size > 0);

const NAMES = ['Trường Mầm non Hoa Sen', LONG, VERY_LONG, NO_SPACES];

describe('names of any length', () => {
  test.each(NAMES)('stay on their sign: %s', async (name) => {
    const { pages } = await read(papersWith({ signings: [signing(name, 'Trường Mầm non B', null)] }).signs);
    const [page] = pages;
    expect(wordsOf(pages.slice(0, 1)).replaceAll(' ', '')).toBe(
      name.toLocaleUpperCase('vi').replaceAll(' ', ''),
    );
    for (const { x, width, baseline } of page?.texts ?? []) {
      expect(x).toBeGreaterThan(18);
      expect(x + width).toBeLessThan((page?.width ?? 0) - 18);
      expect(baseline).toBeLessThan(page?.height ?? 0);
    }
  });

  test('are as big as they fit', async () => {
    const { pages } = await read(
      papersWith({ signings: [signing('Trường Mầm non Hoa Sen', LONG), signing(VERY_LONG, LONG)] }).signs,
    );
    const [short = 0, long = 0, veryLong = 0] = pages.map((page) => Math.max(...sizesOf(page)));
    expect(short).toBeGreaterThan(60);
    expect(long).toBeGreaterThan(veryLong);
    expect(veryLong).toBeGreaterThan(20);
  });

  test('stay on their side of the fold', () => {
    const delegates = NAMES.map((body) => ({
      side: 'guest' as const,
      fullName: body.slice(0, 100),
      post: 'Hiệu trưởng',
      body: body.slice(0, 200),
      absent: false,
    }));
    const { cards } = papersWith({ delegates, signings: [] });
    if (!cards) throw new Error('no cards');
    const face = 841.89 / 4;
    for (const { marks } of layOutCeremonyPaper(cards, fonts))
      for (const mark of marks) {
        if (mark.kind !== 'text') continue;
        const place = (mark.y % face) / face;
        expect(place).toBeGreaterThan(0.05);
        expect(place).toBeLessThan(0.95);
      }
  });

  test('wrap in lists, and no row is lost', async () => {
    const signings = Array.from({ length: 30 }, (_, index) => signing(`${VERY_LONG} ${index}`, LONG));
    const { pages } = await read(papersWith({ signings }).signingList);
    for (let row = 0; row < 30; row += 1) expect(wordsOf(pages)).toContain(` ${row} `);
    expect(pages.every(({ width, height }) => width > height)).toBe(true);
    // Rows this high begin on the page after the head.
    const numbered = pages.filter((page) => wordsOf([page]).includes('(1) (2) (3) (4) (5) (6) (7) (8) (9)'));
    expect(numbered).toHaveLength(pages.length - 1);
  });
});

test('page counts by formula are those of the files', async () => {
  const signings = Array.from({ length: 25 }, (_, index) =>
    signing(`Trường Tiểu học ${index}`, `Trường Tiểu học B${index}`, `Nguyễn Văn ${index}`),
  );
  for (const paper of Object.values(papersWith({ signings }))) {
    if (!paper) continue;
    const { pages, made } = await read(paper);
    expect([made, countCeremonyPages(paper, fonts)], paper.title).toEqual([pages.length, pages.length]);
  }
});

test('a card stands on both sides of its tent: once upright, once on its head', async () => {
  const { pages } = await read(papersWith().cards);
  const names = pages.flatMap(({ texts }) => texts).filter(({ text }) => text.includes('NGUYỄN VĂN A'));
  expect(names).toHaveLength(4);
  expect(names.filter(({ size }) => size < 0)).toHaveLength(2);
  const [turned, upright] = names;
  expect((turned?.x ?? 0) + (upright?.x ?? 0)).toBeCloseTo(595.28, 0);
});

test('who is away gets no card and is marked on the list', async () => {
  const person = { side: 'a' as const, post: null, body: 'Sở Giáo dục và Đào tạo Hà Nội' };
  const papers = papersWith({
    signings: [],
    absent: [signing('Trường Tiểu học Hoa Sen', 'Trường Tiểu học Hướng Dương', 'Trần Thị B')],
    delegates: [
      { ...person, fullName: 'Nguyễn Văn A', absent: false },
      { ...person, fullName: 'Lê Văn C', absent: true },
      { ...person, body: 'Trường Tiểu học Hoa Sen', fullName: 'Trần Thị B', absent: false },
    ],
  });
  expect(wordsOf((await read(papers.cards)).pages)).toMatch(/NGUYỄN VĂN A/);
  expect(wordsOf((await read(papers.cards)).pages)).not.toMatch(/LÊ VĂN C|TRẦN THỊ B/);
  expect(wordsOf((await read(papers.attendance)).pages)).toContain(
    '2 Lê Văn C Sở Giáo dục và Đào tạo Hà Nội Vắng',
  );
  expect(wordsOf((await read(papers.cueSheet)).pages)).toContain(
    'VẮNG - Trường Tiểu học Hoa Sen và Trường Tiểu học Hướng Dương',
  );
});

test('what nobody has said yet is left for the hand, and nothing is printed without names', async () => {
  const papers = papersWith({
    heldOn: null,
    startsAt: null,
    venue: null,
    signings: [],
    delegates: [],
  });
  expect(papers.cards).toBeNull();
  expect(papers.signs).toBeNull();
  const words = wordsOf((await read(papers.programme)).pages);
  expect(words).toContain('Thời gian: ngày ...... tháng ...... năm 20......');
  expect(words).toMatch(/Địa điểm: \.{20,}/);
});

test('marks of a name are words, not markup', async () => {
  const { cards } = papersWith({ signings: [signing('Trường <b>A</b> & B', 'Trường C', 'A & <i>B</i>')] });
  const turned = (await read(cards)).pages.flatMap(({ texts }) => texts).filter(({ size }) => size < 0);
  expect(turned.map(({ text }) => text)).toContain('A & <I>B</I>');
});
