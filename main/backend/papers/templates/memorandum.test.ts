import { describe, expect, test } from 'vitest';
import { pointLetter } from '../../../../preload/contract/point-letters.ts';
import { countInFiguresAndWords } from '../../text/numbers-in-words.ts';
import { layOut, type Page } from '../layout.ts';
import { MM, PAGE } from '../measures.ts';
import type { Block, PaperModel, Run } from '../model.ts';
import {
  blankFacts,
  createdAt,
  factsWith,
  fonts,
  fontsFolder,
  type ReadPage,
  readPdf,
  template,
  wordsOf,
} from '../testing.ts';
import { buildPaper } from './build.ts';
import type { MemorandumFacts } from './facts.ts';
import { buildCountedMemorandum, renderMemorandumPdf } from './index.ts';
import { contentChoices, type PaperTemplate } from './template.ts';

const buildMemorandum = (facts: MemorandumFacts, template: PaperTemplate, pages: number | null = null) =>
  buildPaper({ kind: 'memorandum', facts }, template, pages);
const render = (facts: MemorandumFacts) => renderMemorandumPdf({ facts, template, fontsFolder, createdAt });
const read = async (facts: MemorandumFacts) => readPdf((await render(facts)).bytes);

const runWords = (runs: readonly Run[]): string =>
  runs.map((run) => (run.kind === 'text' ? run.text : ' ')).join('');

/** The words of a block in reading order. */
function blockWords(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return runWords(block.runs);
    case 'details':
      return block.rows.map(({ label, value }) => `${label} ${runWords(value)}`).join(' ');
    case 'table':
      return [block.columns.map(({ heading }) => heading), ...block.rows].flat().join(' ');
    default:
      return '';
  }
}
const bodyWords = (model: PaperModel): string =>
  model.blocks.map(blockWords).filter(Boolean).join(' ').replace(/\s+/g, ' ');

/** A page's lines of text from top to bottom. */
function linesOf({ marks }: Page): readonly string[] {
  const lines = new Map<number, string>();
  for (const mark of marks) {
    if (mark.kind === 'text') lines.set(mark.y, (lines.get(mark.y) ?? '') + mark.text);
  }
  return [...lines].sort(([above], [below]) => above - below).map(([, line]) => line);
}

const layOutCounted = (facts: MemorandumFacts) =>
  layOut(buildCountedMemorandum(facts, template, fonts), fonts);
const contents = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `Nội dung phối hợp thứ ${index + 1} của hai nhà trường`);
const commitments = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    activity: `Hoạt động thứ ${index + 1}`,
    unit: 'lượt',
    semester1: index,
    semester2: 1_000,
  }));

const find = (page: ReadPage | undefined, words: string) =>
  page?.texts.find(({ text }) => text.includes(words));

describe('a memorandum with all its facts', async () => {
  const facts = factsWith();
  const { bytes, pages: count } = await render(facts);
  const { pages, info, markInfo } = await readPdf(bytes);
  const [first] = pages;

  test('reads from the PDF exactly as it was written', () => {
    const printed = wordsOf(
      pages.map((page) => ({ ...page, texts: page.texts.filter(({ baseline }) => baseline > PAGE.top) })),
    );
    const model = buildMemorandum(facts, template, count);
    expect(printed).toContain(bodyWords(model));
    expect(printed).toBe(printed.normalize('NFC'));
  });

  test('is A4 and keeps the margins 20, 20, 30 and 20 mm', () => {
    for (const { width, height, texts } of pages) {
      expect([width, height].map((pt) => Math.round(pt / MM))).toEqual([210, 297]);
      for (const { x, width: w, baseline, text } of texts.filter(({ baseline }) => baseline > PAGE.top)) {
        expect(x, text).toBeGreaterThanOrEqual(30 * MM - 0.1);
        expect(x + w, text).toBeLessThanOrEqual(190 * MM + 0.1);
        expect(baseline, text).toBeLessThanOrEqual(277 * MM);
      }
    }
  });

  test('sets the motto in one line each and draws a line under it of its own length', () => {
    const nation = find(first, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    const motto = find(first, 'Độc lập - Tự do - Hạnh phúc');
    expect(nation).toMatchObject({ size: 12, font: expect.stringContaining('Bold') });
    expect(motto).toMatchObject({ size: 13, font: expect.stringContaining('Bold') });
    const middle = (item: { x: number; width: number } | undefined): number =>
      (item?.x ?? 0) + (item?.width ?? 0) / 2;
    expect(middle(nation)).toBeCloseTo(142 * MM, 0);
    expect(middle(motto)).toBeCloseTo(142 * MM, 0);
    const rule = first?.rules.find(({ x1 }) => Math.abs(x1 - (motto?.x ?? 0)) < 0.5);
    expect((rule?.x2 ?? 0) - (rule?.x1 ?? 0)).toBeCloseTo(motto?.width ?? 0, 1);
    expect((rule?.y1 ?? 0) - (motto?.baseline ?? 0)).toBeGreaterThan(0);
    expect((rule?.y1 ?? 0) - (motto?.baseline ?? 0)).toBeLessThan(3 * MM);
  });

  test('draws the short lines under the schools and the subject at a third to a half of their length', () => {
    const issuers = first?.texts.filter(({ text, size }) => size === 12 && text.startsWith('TRƯỜNG')) ?? [];
    const subject =
      first?.texts.filter(({ text }) => /^(Về việc|trong chương trình|- Thầy)/.test(text)) ?? [];
    for (const block of [issuers, subject]) {
      const longest = Math.max(...block.map(({ width }) => width));
      const middle = (block[0]?.x ?? 0) + (block[0]?.width ?? 0) / 2;
      const rule = first?.rules.find(({ x1, x2 }) => Math.abs((x1 + x2) / 2 - middle) < 1);
      const share = ((rule?.x2 ?? 0) - (rule?.x1 ?? 0)) / longest;
      expect(share).toBeGreaterThanOrEqual(1 / 3);
      expect(share).toBeLessThanOrEqual(1 / 2);
    }
  });

  test('stacks the names of the schools with a little room between them and nothing else', () => {
    const names =
      first?.texts.filter(({ x, size, font }) => x < 94 * MM && size === 12 && /Bold/.test(font)) ?? [];
    expect(names.map(({ text }) => text)).toEqual([
      'TRƯỜNG TRUNG HỌC CƠ SỞ',
      'HOA SEN',
      'TRƯỜNG TRUNG HỌC CƠ SỞ',
      'HOA MAI',
    ]);
    const steps = names.slice(1).map(({ baseline }, index) => baseline - (names[index]?.baseline ?? 0));
    expect((steps[1] ?? 0) - (steps[0] ?? 0)).toBeCloseTo(4, 1);
    expect(steps[2]).toBeCloseTo(steps[0] ?? 0, 1);
  });

  test('keeps every drawn line clear of the letters above and below it', () => {
    const under = first?.rules.filter(({ y1, y2 }) => Math.abs(y1 - y2) < 0.1) ?? [];
    expect(under).toHaveLength(3);
    for (const { x1, x2, y1 } of under) {
      const beside = first?.texts.filter(({ x, width }) => x < x2 && x + width > x1) ?? [];
      const above = Math.max(
        ...beside.filter(({ baseline }) => baseline < y1).map(({ baseline, size }) => baseline + 0.22 * size),
      );
      const below = Math.min(
        ...beside.filter(({ baseline }) => baseline > y1).map(({ baseline, size }) => baseline - 0.9 * size),
      );
      expect(y1 - above).toBeGreaterThan(2);
      expect(below - y1).toBeGreaterThan(2);
    }
  });

  test('has number and date on one row, in the sizes and faces of the decree', () => {
    const number = find(first, 'Số: 05/BGN-THCSHS-THCSHM');
    const date = find(first, 'Thanh Trì, ngày 15 tháng 4 năm 2023');
    expect(number?.baseline).toBeCloseTo(date?.baseline ?? 0, 3);
    expect(number).toMatchObject({ size: 13, font: expect.stringContaining('Regular') });
    expect(date).toMatchObject({ size: 13, font: expect.stringContaining('Italic') });
    expect(find(first, 'BIÊN BẢN GHI NHỚ')).toMatchObject({
      size: 14,
      font: expect.stringContaining('Bold'),
    });
    expect(find(first, 'Căn cứ Kế hoạch')).toMatchObject({
      size: 14,
      font: expect.stringContaining('Italic'),
    });
  });

  test('numbers its pages from the second one, top centre, 14 pt', () => {
    const numbers = pages.map(({ texts }) => texts.filter(({ baseline }) => baseline < PAGE.top));
    expect(numbers.map((texts) => texts.map(({ text }) => text).join())).toEqual(
      pages.map((_, index) => (index === 0 ? '' : String(index + 1))),
    );
    for (const { x, width, size } of numbers.flat()) {
      expect(x + width / 2).toBeCloseTo(110 * MM, 1);
      expect(size).toBe(14);
    }
  });

  test('says its own number of pages, its copies and who keeps them', () => {
    const words = wordsOf(pages);
    expect(words).toContain(`gồm ${countInFiguresAndWords(pages.length)} trang`);
    expect(words).toContain('được lập thành 06 (sáu) bản có giá trị như nhau; mỗi bên giữ 02 (hai) bản,');
    expect(words).toMatch(/giữ 01 \(một\) bản\.\/\./);
  });

  test('carries title, author and language, and claims no structure that it does not have', () => {
    expect(info).toEqual({
      Title: 'Biên bản ghi nhớ giữa Trường Trung học cơ sở Hoa Sen và Trường Trung học cơ sở Hoa Mai',
      Author: 'Trường Trung học cơ sở Hoa Sen, Trường Trung học cơ sở Hoa Mai',
      Creator: 'Chung Tay',
      Language: 'vi-VN',
    });
    expect(markInfo).toBeNull();
  });

  test('is the same file, byte for byte, when it is made again', async () => {
    expect(Buffer.compare((await render(factsWith())).bytes, bytes)).toBe(0);
  });
});

describe('what is written by hand on the day', () => {
  test('is a dotted line or free room, never an empty gap or a name of a field', async () => {
    const { pages } = await read(blankFacts());
    const words = wordsOf(pages);
    expect(words).toContain('Số: /BGN-THCSHS-THCSHM');
    expect(words).toMatch(/\.{10,} ?, ngày \.{6} tháng \.{6} năm 20\.{6}/);
    expect(words).toMatch(/Địa chỉ: \.{40,}/);
    expect(words).toMatch(/Người đại diện: Ông \(bà\) \.{40,}/);
    expect(words).toMatch(/Hôm nay, ngày \.{6} tháng \.{6} năm 20\.{6}, tại \.{15,} ?, chúng tôi gồm có:/);
    expect(words).not.toMatch(/null|undefined|NaN|party|programme|\{|\}/);
    expect(words).not.toContain('Thư điện tử');
    const number = pages[0]?.texts.find(({ text }) => text.includes('/BGN-'));
    expect(number?.width ?? 0).toBeGreaterThan(10 * MM);
  });

  test('a deputy signs for the head', async () => {
    const words = wordsOf((await read(factsWith())).pages);
    expect(words).toContain('KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG');
  });

  test('an acting head signs under one line', () => {
    const { partyB } = factsWith();
    const facts = factsWith({
      partyB: { ...partyB, authority: { prefix: 'Q.', headPost: 'Hiệu trưởng', document: null } },
    });
    const lines = layOutCounted(facts).flatMap(linesOf).join('\n');
    expect(lines).toContain('Q. HIỆU TRƯỞNG');
    expect(lines).not.toContain('PHÓ HIỆU TRƯỞNG');
  });

  test('a power of attorney is named in the block of its party', () => {
    const { partyB } = factsWith();
    const document = 'Giấy ủy quyền số 01/GUQ-THCS';
    const facts = factsWith({
      partyB: { ...partyB, authority: { prefix: 'TUQ.', headPost: 'Hiệu trưởng', document } },
    });
    expect(bodyWords(buildMemorandum(facts, template))).toContain(`Văn bản ủy quyền: ${document}`);
  });
});

describe('what depends on the schools', () => {
  test('grade 9 is a matter of lower secondary schools alone', () => {
    const said = (level: 'mam_non' | 'tieu_hoc' | 'thcs') =>
      bodyWords(buildMemorandum(factsWith({ level }), template));
    expect(said('thcs')).toContain('học sinh lớp 9');
    expect(said('tieu_hoc')).not.toContain('lớp 9');
    expect(said('mam_non')).toContain('Chương trình giáo dục mầm non');
    const choices = contentChoices(template, 'mam_non').map(({ text }) => text);
    const nursery = bodyWords(
      buildMemorandum(factsWith({ level: 'mam_non', contents: choices, commitments: [] }), template),
    );
    expect(nursery).not.toMatch(/phổ thông 2018|học sinh|môn học|bài dạy|tiết dạy|dạy học/);
  });

  test('without targets their article is left out and the others move up', () => {
    const headings = (facts: MemorandumFacts) =>
      buildMemorandum(facts, template).blocks.flatMap((block) =>
        block.kind === 'paragraph' && block.style === 'articleHeading' ? [runWords(block.runs)] : [],
      );
    expect(headings(factsWith())).toHaveLength(10);
    expect(headings(factsWith())[3]).toBe('Điều 4. Chỉ tiêu hằng năm');
    expect(headings(factsWith({ commitments: [] })).slice(3, 4)).toEqual(['Điều 4. Trách nhiệm của Bên A']);
  });

  test('four copies are two for each school', () => {
    expect(bodyWords(buildMemorandum(factsWith({ copies: 4 }), template))).toContain(
      'được lập thành 04 (bốn) bản có giá trị như nhau; mỗi bên giữ 02 (hai) bản./.',
    );
  });

  test('points follow the Vietnamese alphabet', () => {
    expect(Array.from({ length: 9 }, (_, index) => pointLetter(index))).toEqual([...'abcdđeghi']);
    expect(pointLetter(22)).toBe('y');
    expect(pointLetter(23)).toBe('aa');
  });

  test('very long school names wrap in their column and leave the motto alone', async () => {
    const { partyA, partyB } = factsWith();
    const long = 'Trường Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai Xuân Phương Nam';
    const facts = factsWith({
      docNumber: null,
      partyA: { ...partyA, name: long },
      partyB: { ...partyB, name: long },
    });
    const [first] = (await read(facts)).pages;
    const head = first?.texts.filter(({ size, font }) => size === 12 && font.includes('Bold')) ?? [];
    const left = head.filter(({ x }) => x < 94 * MM);
    expect(left.length).toBeGreaterThan(6);
    for (const { x, width } of left) expect(x + width).toBeLessThanOrEqual(94 * MM);
    expect(head.filter(({ x }) => x > 94 * MM).map(({ text }) => text)).toEqual([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    ]);
  });
});

describe('what stays together', () => {
  const lengths = Array.from({ length: 30 }, (_, index) => index + 1);

  test.each(lengths)('with %i contents the signatures stand whole below two lines of text', (count) => {
    for (const witnesses of [[], factsWith().witnesses]) {
      const pages = layOutCounted(factsWith({ contents: contents(count), witnesses }));
      const last = linesOf(pages.at(-1) ?? { marks: [] });
      const start = last.findIndex((line) => line.includes('ĐẠI DIỆN BÊN A'));
      const above = last.slice(0, start).filter((line) => !/^\d+$/.test(line));
      expect(above.length).toBeGreaterThanOrEqual(2);
      expect(last.slice(start).join('\n')).toContain('Nguyễn Văn A');
      if (witnesses.length > 0) expect(last.slice(start).join('\n')).toContain('Lê Văn C');
    }
  });

  test.each(lengths)(
    'with %i contents no heading or introduction ends a page, and the page count is true',
    (count) => {
      const pages = layOutCounted(factsWith({ contents: contents(count) }));
      const lines = pages.map(linesOf);
      for (const page of lines.slice(0, -1))
        expect(page.at(-1)).not.toMatch(/^Điều \d+\.|^\d+\. .*:$|gồm có:$|^BÊN [AB]/);
      expect(lines.flat().join(' ')).toContain(`gồm ${countInFiguresAndWords(pages.length)} trang`);
    },
  );

  test.each([1, 5, 12, 20, 30])('a table of %i targets repeats its heading on each of its pages', (count) => {
    const facts = factsWith({ commitments: commitments(count) });
    const pages = layOutCounted(facts).map((page) => linesOf(page).join('\n'));
    const ofTable = pages.filter((page) => page.includes('Hoạt động thứ'));
    for (const page of ofTable) expect(page).toContain('STT');
    const all = pages.join('\n');
    for (let index = 1; index <= count; index += 1) expect(all).toContain(`Hoạt động thứ ${index}`);
    if (count === 30) expect(ofTable.length).toBeGreaterThan(1);
  });

  test('at least 40 mm stay free for hand and stamp', async () => {
    const { pages } = await read(factsWith());
    const page = pages.at(-1);
    const hint = find(page, '(Ký, ghi rõ họ tên và đóng dấu)');
    const name = find(page, 'Nguyễn Văn A');
    const free = (name?.baseline ?? 0) - 14 - (hint?.baseline ?? 0);
    expect(free).toBeGreaterThanOrEqual(40 * MM - 1);
  });
});

describe('a rehearsal', () => {
  test('is stamped on every page, above the text', async () => {
    const { pages } = await read(factsWith({ rehearsal: true }));
    for (const page of pages) {
      const stamp = find(page, 'BẢN THỬ');
      expect(stamp?.baseline).toBeLessThan(PAGE.top);
    }
  });

  test('is the only thing that is stamped', async () => {
    expect(wordsOf((await read(factsWith())).pages)).not.toContain('BẢN THỬ');
  });
});

test('a character that the font lacks is never printed as a box', async () => {
  await expect(render(factsWith({ venue: 'Hội trường ☎' }))).rejects.toThrow('☎');
});

test.each([
  'BGN-THCSHH-THCSVX',
  'BGN-THCSCVA-THCSCS',
  'BGN-THCSNPT-THCSHVT',
  'BGN-THTHCSXUANPHUONG-THNAMPHUONGTIENA',
])('the long symbol %s stays clear of the date', async (docSymbol) => {
  const facts = factsWith({ docNumber: null, date: null, docSymbol });
  const [first] = (await read(facts)).pages;
  const date = find(first, 'tháng ......');
  const number =
    first?.texts.filter(({ text, size }) => size === 13 && /Số:|BGN|THCS|TIENA/.test(text)) ?? [];
  expect(number.length).toBeGreaterThan(0);
  for (const { x, width } of number) expect(x + width).toBeLessThan((date?.x ?? 0) - 3.9 * MM);
});
