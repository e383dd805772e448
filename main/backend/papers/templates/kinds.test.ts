import { describe, expect, test } from 'vitest';
import { templateKind } from '../../../../preload/contract/template-content.ts';
import { AppError } from '../../errors.ts';
import { MM, PAGE } from '../measures.ts';
import {
  createdAt,
  exampleOf,
  fontsFolder,
  type ReadPage,
  readPdf,
  templateOf,
  wordsOf,
} from '../testing.ts';
import { buildPaper } from './build.ts';
import { type FactsOf, PAPER_FACTS, type Paper } from './facts.ts';
import { renderPaperPdf } from './index.ts';

const read = async (paper: Paper): Promise<readonly ReadPage[]> => {
  const template = templateOf(paper.kind);
  const { bytes } = await renderPaperPdf({ paper, template, fontsFolder, createdAt });
  return (await readPdf(bytes)).pages;
};

/** The example's facts with changes. */
const factsOf = <K extends Paper['kind']>(kind: K, changes: object = {}): FactsOf<K> =>
  PAPER_FACTS[kind].parse({ ...exampleOf(kind).facts, ...changes }) as FactsOf<K>;

const find = (pages: readonly ReadPage[], words: string) =>
  pages.flatMap(({ texts }) => texts).find(({ text }) => text.startsWith(words));
const middle = (item: { readonly x: number; readonly width: number } | undefined): number =>
  ((item?.x ?? 0) + (item?.width ?? 0) / 2) / MM;

describe.each(templateKind.options)('the paper %s', async (kind) => {
  const pages = await read(exampleOf(kind));

  test('keeps its margins on every page', () => {
    for (const { x, width, baseline, text } of pages.flatMap(({ texts }) => texts)) {
      if (baseline < PAGE.top) continue;
      expect(x, text).toBeGreaterThanOrEqual(30 * MM - 0.1);
      expect(x + width, text).toBeLessThanOrEqual(190 * MM + 0.1);
      expect(baseline, text).toBeLessThanOrEqual(277 * MM);
    }
  });

  test('says all that it has to say, and nothing of its making', () => {
    const words = wordsOf(pages);
    expect(words).not.toMatch(/null|undefined|NaN|[{}]|party[AB]|\.{6,}/);
    expect(words).toBe(words.normalize('NFC'));
  });
});

test('facts of one kind are not worded by another', () => {
  expect(() => buildPaper(exampleOf('minutes'), templateOf('invitation'))).toThrow(AppError);
});

describe('the paper of the two offices', async () => {
  const pages = await read(exampleOf('unit_memorandum'));
  const words = wordsOf(pages);

  test('is signed by their heads, a deputy for his head', () => {
    expect(words).toMatch(/ĐẠI DIỆN BÊN A TRƯỞNG PHÒNG .*KT\. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG/);
    expect(words).toContain('Lê Văn C');
    expect(words).toContain('Phạm Thị D');
  });

  test('is witnessed by the leaders of the two committees', () => {
    expect(words).toMatch(/UBND HUYỆN THANH TRÌ KT\. CHỦ TỊCH PHÓ CHỦ TỊCH \(Chứng kiến\)/);
    expect(words).toMatch(/HUYỆN CHƯƠNG MỸ CHỦ TỊCH \(Chứng kiến\)/);
    const [a, witness] = [find(pages, 'Lê Văn C'), find(pages, 'Hoàng Văn E')];
    expect(witness?.baseline ?? 0).toBeGreaterThan(a?.baseline ?? 0);
  });

  test('prints what depends on a content only when it is chosen', async () => {
    expect(words).toContain('thường trực tổ công tác');
    const facts = factsOf('unit_memorandum', { contents: [{ code: 'management', text: 'Trao đổi' }] });
    expect(wordsOf(await read({ kind: 'unit_memorandum', facts }))).not.toContain('thường trực tổ công tác');
  });

  test('holds from its signing, or from the day that is said', async () => {
    expect(words).toContain('có hiệu lực kể từ ngày ký đến hết ngày 31 tháng 12 năm 2025.');
    const facts = factsOf('unit_memorandum', { validFrom: '2023-05-02', validUntil: '2024-05-01' });
    expect(wordsOf(await read({ kind: 'unit_memorandum', facts }))).toContain(
      'có hiệu lực kể từ ngày 02 tháng 5 năm 2023 đến hết ngày 01 tháng 5 năm 2024.',
    );
  });
});

describe('the handover', async () => {
  const pages = await read(exampleOf('handover'));
  const words = wordsOf(pages);

  test('lists what is handed over, with its sum in figures and words', () => {
    expect(words).toContain('Máy tính để bàn chiếc 5 20.000.000');
    expect(words).toContain('Tổng cộng 64.300.000');
    expect(words).toContain('64.300.000 đồng (bằng chữ: Sáu mươi tư triệu ba trăm nghìn đồng)');
  });

  test('is the giver’s paper, below his superior body', () => {
    const [parent, own] = [find(pages, 'UBND HUYỆN THANH TRÌ'), find(pages, 'TRƯỜNG TRUNG HỌC CƠ SỞ')];
    expect(parent).toMatchObject({ size: 12, font: expect.stringContaining('Regular') });
    expect(own).toMatchObject({ size: 12, font: expect.stringContaining('Bold') });
    expect(parent?.baseline ?? 0).toBeLessThan(own?.baseline ?? 0);
    expect(middle(parent)).toBeCloseTo(30 + 32, 0);
  });

  test('of things without a value leaves their column and the sum to the hand', async () => {
    const { items } = factsOf('handover');
    const facts = factsOf('handover', { items: items.map((item) => ({ ...item, value: null })) });
    const blank = wordsOf(await read({ kind: 'handover', facts }));
    expect(blank).not.toContain('Tổng cộng');
    expect(blank).toMatch(/Tổng giá trị bàn giao: \.{10,}/);
  });

  test('of five hundred things repeats the head of its table on each page', async () => {
    const [item] = factsOf('handover').items;
    const facts = factsOf('handover', {
      items: Array.from({ length: 500 }, (_, index) => ({ ...item, name: `Thiết bị số ${index + 1}` })),
    });
    const all = await read({ kind: 'handover', facts });
    const ofTable = all.filter((page) => wordsOf([page]).includes('Thiết bị số'));
    expect(ofTable.length).toBeGreaterThan(10);
    for (const page of ofTable) expect(wordsOf([page])).toContain('Tình trạng');
    expect(wordsOf(all)).toContain('Thiết bị số 500');
  });
});

describe('the invitation', async () => {
  const pages = await read(exampleOf('invitation'));

  test('fits a page', () => expect(pages).toHaveLength(1));

  test('has the addressees below each other behind the colon', () => {
    const lines = pages.flatMap(({ texts }) => texts).filter(({ text }) => text.startsWith('- '));
    const addressees = lines.filter(({ size }) => size === 14);
    expect(find(pages, 'Kính gửi:')).toMatchObject({ size: 14 });
    expect(addressees.map(({ text }) => text.at(-1)).join('')).toBe(';;;.');
    expect(new Set(addressees.map(({ x }) => Math.round(x))).size).toBe(1);
  });

  test('has one addressee on the same line', async () => {
    const facts = factsOf('invitation', { addressees: ['Sở Giáo dục và Đào tạo Hà Nội'] });
    const all = await read({ kind: 'invitation', facts });
    expect(find(all, 'Sở Giáo dục')?.baseline).toBeCloseTo(find(all, 'Kính gửi:')?.baseline ?? 0, 3);
  });

  test('has “Nơi nhận” level with the signer’s post: 12 bold italic, its list 11', () => {
    const [label, post] = [find(pages, 'Nơi nhận:'), find(pages, 'TRƯỞNG PHÒNG')];
    expect(label).toMatchObject({ size: 12, font: expect.stringContaining('BoldItalic') });
    expect(post).toMatchObject({ size: 14, font: expect.stringContaining('Bold') });
    expect(Math.abs((label?.baseline ?? 0) - (post?.baseline ?? 0))).toBeLessThan(1 * MM);
    expect(find(pages, '- Như trên;')).toMatchObject({ size: 11, font: expect.stringContaining('Regular') });
    expect(find(pages, '- Lưu: VT.')).toMatchObject({ size: 11 });
    expect(middle(post)).toBeCloseTo(150, 0);
    expect((label?.x ?? 0) / MM).toBeCloseTo(30, 1);
  });

  test('leaves out a line whose fact is not known and may be missing', async () => {
    const facts = factsOf('invitation', { chair: null, contact: null, agenda: [] });
    const words = wordsOf(await read({ kind: 'invitation', facts }));
    expect(words).not.toMatch(/Chủ trì|liên hệ|Chương trình dự kiến/);
  });

  test('leaves room for the hand where something is still open', async () => {
    const facts = factsOf('invitation', { addressees: [], heldOn: null, startsAt: null, venue: null });
    const words = wordsOf(await read({ kind: 'invitation', facts }));
    expect(words).toMatch(/Kính gửi: \.{20,}/);
    expect(words).toMatch(/Thời gian: \.{6} giờ \.{6} phút, ngày \.{6}/);
    expect(words).toMatch(/Địa điểm: \.{20,}/);
  });
});

describe('the minutes', async () => {
  const pages = await read(exampleOf('minutes'));
  const words = wordsOf(pages);

  test('have no line of place and date in their head', () => {
    expect(words).not.toContain('Thanh Trì, ngày');
    expect(words).toContain('Số: 08/BB-PGDĐT');
  });

  test('follow the official sample: times, place, people, proceedings, end', () => {
    expect(words).toMatch(
      /Thời gian bắt đầu: 14 giờ 00 phút.*Địa điểm:.*Thành phần tham dự: 04 \(bốn\) người.*Vắng mặt: 01.*Chủ trì.*Thư ký.*Nội dung.*Cuộc họp kết thúc vào 16 giờ 30 phút, ngày 12 tháng 9 năm 2023\.\/\./,
    );
  });

  test('are signed by the secretary left and the chair right, with “Nơi nhận” below', () => {
    const [secretary, chair, recipients] = ['THƯ KÝ', 'CHỦ TỌA', 'Nơi nhận:'].map((head) =>
      find(pages, head),
    );
    expect(middle(secretary)).toBeLessThan(110);
    expect(middle(chair)).toBeGreaterThan(110);
    expect(secretary?.baseline).toBeCloseTo(chair?.baseline ?? 0, 3);
    expect(recipients?.baseline ?? 0).toBeGreaterThan(chair?.baseline ?? 0);
  });

  test('of a meeting that nobody missed say nothing of absence', async () => {
    const facts = factsOf('minutes', { absentees: [] });
    expect(wordsOf(await read({ kind: 'minutes', facts }))).not.toContain('Vắng mặt');
  });
});
