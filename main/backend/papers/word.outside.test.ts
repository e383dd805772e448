import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { PaperModel } from './model.ts';
import { renderPdf } from './pdf.ts';
import type { MemorandumFacts } from './templates/facts.ts';
import { buildCountedMemorandum, buildCountedPaper } from './templates/index.ts';
import { contentChoices } from './templates/template.ts';
import { blankFacts, createdAt, exampleOf, factsWith, fonts, template, templateOf } from './testing.ts';
import { type Box, boxes, run } from './testing-outside.ts';
import { renderWord } from './word.ts';

const folder = mkdtempSync(join(tmpdir(), 'word-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a printed place may differ by, in mm. */
const CLOSE = 3;

const { partyA, partyB } = factsWith();
const LONG_NAME = 'Trường Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai Xuân Phương Nam';
const contentsOf = (level: NonNullable<MemorandumFacts['level']>) =>
  contentChoices(template, level).map(({ code, text }) => ({ code, text }));
const points = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    code: null,
    text: `Nội dung phối hợp thứ ${index + 1} của hai nhà trường`,
  }));
const targets = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    activity: `Hoạt động chuyên môn chung theo cụm trường thứ ${index + 1} của hai đơn vị`,
    unit: 'lượt người',
    semester1: index,
    semester2: 1_000,
  }));

const memoranda: Readonly<Record<string, MemorandumFacts>> = {
  lowerSecondary: factsWith({ contents: contentsOf('thcs') }),
  primary: factsWith({
    level: 'tieu_hoc',
    contents: contentsOf('tieu_hoc'),
    partyA: { ...partyA, name: 'Trường Tiểu học Nam Phương Tiến A' },
    partyB: { ...partyB, name: 'Trường Tiểu học Vạn Phúc' },
    docSymbol: 'BGN-THNPTA-THVP',
  }),
  nursery: factsWith({ level: 'mam_non', contents: contentsOf('mam_non'), commitments: [], copies: 4 }),
  blank: blankFacts(),
  longNames: factsWith({
    docNumber: null,
    docSymbol: 'BGN-THTHCSXUANPHUONG-THNAMPHUONGTIENA',
    partyA: { ...partyA, name: LONG_NAME },
    partyB: { ...partyB, name: LONG_NAME },
  }),
  withoutWitnesses: factsWith({ witnesses: [] }),
  rehearsal: factsWith({ rehearsal: true }),
  longTable: factsWith({ commitments: targets(30) }),
  // The signatures at all heights of a page.
  ...Object.fromEntries(
    [2, 7, 12, 17, 18, 23, 28].map((count) => [`points${count}`, factsWith({ contents: points(count) })]),
  ),
};
const kinds = ['unit_memorandum', 'handover', 'invitation', 'minutes'] as const;
const papers: readonly (readonly [name: string, model: PaperModel])[] = [
  ...Object.entries(memoranda).map(
    ([name, facts]) => [name, buildCountedMemorandum(facts, template, fonts)] as const,
  ),
  ...kinds.map((kind) => [kind, buildCountedPaper(exampleOf(kind), templateOf(kind), fonts)] as const),
];

const [ours, printed] = [join(folder, 'ours'), join(folder, 'printed')];
mkdirSync(ours);
for (const [name, model] of papers) {
  writeFileSync(join(ours, `${name}.pdf`), (await renderPdf(model, { fonts, createdAt })).bytes);
  writeFileSync(join(ours, `${name}.docx`), await renderWord(model, fonts));
}
// Once for all papers, beside whatever else runs on this machine and without its settings.
run(
  'soffice',
  `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
  '--headless',
  '--convert-to',
  'pdf',
  '--outdir',
  printed,
  ...papers.map(([name]) => join(ours, `${name}.docx`)),
);

/** Words in the order of their places; dots to write on are not counted, and of the top margin nothing. */
function body(path: string): readonly Box[] {
  return boxes(path)
    .filter(({ yMin, word }) => yMin > 19 && !/^\.+,?$/.test(word))
    .toSorted((a, b) => a.page - b.page || a.yMin - b.yMin || a.xMin - b.xMin);
}

/** Each word of one paper with its like in the other, word by word of the same spelling. */
function pairs(from: readonly Box[], to: readonly Box[]): readonly (readonly [Box, Box | undefined])[] {
  const left = Map.groupBy(to, ({ word }) => word);
  return from.map((box) => [box, left.get(box.word)?.shift()] as const);
}

/** The greatest distance in mm between the same words of two papers; another page is endlessly far. */
function distance(all: readonly (readonly [Box, Box | undefined])[]): number {
  return Math.max(
    ...all.map(([one, other]) =>
      other?.page === one.page
        ? Math.max(Math.abs(one.xMin - other.xMin), Math.abs(one.yMin - other.yMin))
        : Number.POSITIVE_INFINITY,
    ),
  );
}

/** The first two words of the signatures: "ĐẠI DIỆN", "TRƯỞNG PHÒNG", "THƯ KÝ". */
function signatureStart({ blocks }: PaperModel, all: readonly Box[]): Box {
  const signer = blocks.flatMap((block) => (block.kind === 'signatures' ? block.signers : []))[0];
  const post = signer?.posts[0]?.[0];
  const [first, second] = (signer?.heading || (post?.kind === 'text' ? post.text : '')).split(' ');
  const start = all.find(({ word }, index) => word === first && all[index + 1]?.word === second);
  if (!start) throw new Error('no signatures found');
  return start;
}

describe.each(papers)('%s, printed from its Word copy', (name, model) => {
  const pdf = body(join(ours, `${name}.pdf`));
  const word = body(join(printed, `${name}.pdf`));

  test('says the same', () => {
    const spelt = (all: readonly Box[]) => all.map((box) => box.word).toSorted();
    expect(spelt(word)).toEqual(spelt(pdf));
  });

  test('has as many pages', () => {
    expect(word.at(-1)?.page).toBe(pdf.at(-1)?.page);
  });

  test('has its head in the same place', () => {
    const title = pdf.findIndex(({ yMin }) => yMin > 75);
    expect(title).toBeGreaterThan(20);
    expect(distance(pairs(pdf.slice(0, title), word))).toBeLessThan(CLOSE);
  });

  test('is signed in the same place', () => {
    const start = signatureStart(model, pdf);
    const signing = (all: readonly Box[]) =>
      all.filter(({ page, yMin }) => page > start.page || (page === start.page && yMin > start.yMin - CLOSE));
    expect(signing(pdf).length).toBeGreaterThan(2);
    expect(distance(pairs(signing(pdf), signing(word)))).toBeLessThan(CLOSE);
  });
});
