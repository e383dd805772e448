import { describe, expect, test } from 'vitest';
import { type Line, type Setting, setJointed, setRuns } from './lines.ts';
import { MM } from './measures.ts';
import { text } from './model.ts';
import { fonts } from './testing.ts';

const setting = (changes: Partial<Setting> = {}): Setting => ({
  size: 14,
  width: 160 * MM,
  align: 'justify',
  ...changes,
});
const words = (line: Line | undefined): string => (line?.spans ?? []).map((span) => span.text).join('');
const right = (line: Line | undefined): number => {
  const last = line?.spans.at(-1);
  if (!last) return 0;
  const spaces = last.text.split(' ').length - 1;
  return last.x + fonts[last.face].widthOf(last.text) * last.size + spaces * last.stretch;
};

const LONG =
  'Thực hiện Kế hoạch số 4340/KH-SGDĐT về chương trình “Nhà trường cùng chung tay phát triển - Thầy cô cùng chia sẻ trách nhiệm” giai đoạn 2023-2025 tại hai huyện.';

describe('breaking text into lines', () => {
  test('justified lines end exactly at the margin, the last one where its words end', () => {
    const lines = setRuns([text(LONG)], setting({ indent: 12.7 * MM }), fonts);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines.slice(0, -1)) expect(right(line)).toBeCloseTo(160 * MM, 3);
    expect(lines.at(-1)?.spans.every((span) => span.stretch === 0)).toBe(true);
    expect(lines[0]?.spans[0]?.x).toBeCloseTo(12.7 * MM, 6);
  });

  test('no word is lost, and a symbol or a period of years is never torn', () => {
    for (let width = 60; width <= 160; width += 1) {
      const lines = setRuns([text(LONG)], setting({ width: width * MM }), fonts);
      expect(lines.map(words).join(' ')).toBe(LONG);
      expect(lines.filter((line) => words(line).includes('4340/KH-SGDĐT'))).toHaveLength(1);
    }
  });

  test('a dash between words never begins a line', () => {
    for (let width = 40; width <= 160; width += 1) {
      const lines = setRuns([text(LONG)], setting({ width: width * MM }), fonts);
      expect(lines.map(words).filter((line) => line.startsWith('-'))).toEqual([]);
    }
  });

  test('a comma stays with the bold name before it, in justified lines too', () => {
    const runs = [
      text('Hai bên là '),
      text('Trường A', { bold: true }),
      text(', và một trường khác nữa ở xa hơn'),
    ];
    const lines = setRuns(runs, setting({ width: 60 * MM }), fonts);
    const name = lines[0]?.spans.find((span) => span.face === 'bold');
    const after = lines[0]?.spans.find((span) => span.text.startsWith(','));
    const width = fonts.bold.widthOf(name?.text ?? '') * 14 + (name?.stretch ?? 0);
    expect(after?.x).toBeCloseTo((name?.x ?? 0) + width, 6);
  });

  test('a word that no line can hold is torn after a hyphen', () => {
    const lines = setRuns(
      [text('BGN-THTHCSXUANPHUONG-THNAMPHUONGTIENA')],
      setting({ size: 12, width: 64 * MM, align: 'center' }),
      fonts,
    );
    expect(lines.map(words)).toEqual(['BGN-THTHCSXUANPHUONG-', 'THNAMPHUONGTIENA']);
  });

  test('even a word without any joint stays inside its column', () => {
    const lines = setRuns([text('A'.repeat(200))], setting({ width: 50 * MM }), fonts);
    expect(lines.map(words).join('')).toBe('A'.repeat(200));
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(50 * MM + 1e-6);
  });

  test('a dotted line reaches to the end of its line', () => {
    const [line] = setRuns(
      [text('Ông (bà) '), { kind: 'dots', width: null }],
      setting({ align: 'left' }),
      fonts,
    );
    expect(right(line)).toBeGreaterThan(159 * MM);
    expect(words(line)).toMatch(/^Ông \(bà\) \.+$/);
  });

  test('dotted lines that share a line share its room', () => {
    const dots = { kind: 'dots', width: null } as const;
    const lines = setRuns(
      [text('Giá trị: '), dots, text(' (bằng chữ: '), dots, text(').')],
      setting(),
      fonts,
    );
    expect(lines).toHaveLength(1);
    expect(right(lines[0])).toBeGreaterThan(157 * MM);
    expect(right(lines[0])).toBeLessThanOrEqual(160 * MM + 1e-6);
  });

  const summary = (title: string) =>
    setRuns(
      [
        text(
          `Về việc phối hợp, chia sẻ kinh nghiệm quản lý trong chương trình “${title}”, giai đoạn 2023-2025`,
        ),
      ],
      setting({ align: 'center', bold: true }),
      fonts,
    );

  test.each([
    [
      'Nhà trường cùng chung tay phát triển - Thầy cô cùng chia sẻ trách nhiệm',
      [
        'Về việc phối hợp, chia sẻ kinh nghiệm quản lý',
        'trong chương trình “Nhà trường cùng chung tay phát triển',
        '- Thầy cô cùng chia sẻ trách nhiệm”, giai đoạn 2023-2025',
      ],
    ],
    [
      'Trường giúp trường',
      [
        'Về việc phối hợp, chia sẻ kinh nghiệm quản lý',
        'trong chương trình “Trường giúp trường”, giai đoạn 2023-2025',
      ],
    ],
    [
      'Đổi mới sáng tạo trong dạy và học, nâng cao chất lượng các trường học trên địa bàn ngoại thành',
      [
        'Về việc phối hợp, chia sẻ kinh nghiệm quản lý trong chương trình',
        '“Đổi mới sáng tạo trong dạy và học, nâng cao chất lượng',
        'các trường học trên địa bàn ngoại thành”, giai đoạn 2023-2025',
      ],
    ],
  ])('the centred subject of “%s” breaks by sense', (title, expected) => {
    expect(summary(title).map(words)).toEqual(expected);
  });

  test('what belongs together stands on one line, at any width', () => {
    const facts =
      'Đến hết ngày 31 tháng 12 năm 2025, theo khoản 1 Điều 2, học sinh lớp 10 trong học kỳ I được Bên A trao 05 (năm) bản trong 10 ngày.';
    const units = ['ngày 31', 'tháng 12', 'năm 2025', 'khoản 1', 'Điều 2', 'lớp 10', 'kỳ I', 'Bên A'];
    for (let width = 90; width <= 160; width += 1) {
      const lines = setRuns([text(facts)], setting({ width: width * MM }), fonts)
        .map(words)
        .join('\n');
      for (const unit of [...units, '05 (năm) bản', '10 ngày']) expect(lines).toContain(unit);
    }
  });

  test('a short value is one line, a long one breaks at its commas', () => {
    const value = (words: string) =>
      setRuns([text(words)], setting({ width: 118 * MM, align: 'left' }), fonts);
    expect(value('Phó Hiệu trưởng').map(words)).toEqual(['Phó Hiệu trưởng']);
    expect(value('Số 2, đường Hoa Mai, huyện Chương Mỹ, thành phố Hà Nội').map(words)).toEqual([
      'Số 2, đường Hoa Mai, huyện Chương Mỹ,',
      'thành phố Hà Nội',
    ]);
  });

  test('half a word is not left alone on the last line', () => {
    const lines = setRuns(
      [text('a) Tự nguyện, bình đẳng, tôn trọng lẫn nhau, cùng học hỏi và cùng phát triển;')],
      setting({ indent: 12.7 * MM }),
      fonts,
    );
    expect(lines.map(words).at(-1)).toBe('phát triển;');
  });

  test('a name breaks after its level words only when it has to', () => {
    const name = (school: string) => [[text('TRƯỜNG TIỂU HỌC')], [text(school)]];
    const column = setting({ size: 12, width: 64 * MM, align: 'center', bold: true });
    expect(setJointed(name('HOA SEN'), column, fonts).map(words)).toEqual(['TRƯỜNG TIỂU HỌC HOA SEN']);
    expect(setJointed(name('NAM PHƯƠNG TIẾN A'), column, fonts).map(words)).toEqual([
      'TRƯỜNG TIỂU HỌC',
      'NAM PHƯƠNG TIẾN A',
    ]);
  });
});
