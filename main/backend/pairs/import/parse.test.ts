import { describe, expect, test } from 'vitest';
import { readTable } from '../../tables/read-table.ts';
import { type PairListResult, parsePairList } from './parse.ts';

const pairs = async (text: string): Promise<PairListResult> =>
  parsePairList(await readTable({ bytes: Buffer.from(text), fileName: 'cap.csv', encoding: 'auto' }), {
    unitWords: ['huyện', 'xã'],
  });

describe('a list of pairs', () => {
  test.each([
    ['Trường hỗ trợ', 'Trường đối tác'],
    ['Bên A', 'Bên B'],
    ['Bên hỗ trợ', 'Bên nhận'],
    ['supporting', 'partner'],
  ])('with the headings %s and %s', async (supporting, partner) => {
    const result = await pairs(`STT;${supporting};${partner}\n1;Trường TH A;Trường TH B\n`);
    expect(result.rows).toMatchObject([
      { row: 2, supporting: { text: 'Trường TH A' }, partner: { text: 'Trường TH B' } },
    ]);
    expect(result.warnings).toEqual([]);
  });

  test('may say units and level, and closes with lines of its own', async () => {
    const result = await pairs(
      'Bên A;Đơn vị bên A;Bên B;Huyện (Bên B);Cấp học;Ghi chú\n' +
        'Trường TH A;Huyện Thanh Trì;Trường TH B;Chương Mỹ;TH;\n;;;;;\nTổng cộng: 1 cặp;;;;;\n',
    );
    expect(result.rows).toMatchObject([
      { supporting: { unit: 'Thanh Trì' }, partner: { unit: 'Chương Mỹ' }, level: 'tieu_hoc' },
    ]);
    expect(result.warnings.map((warning) => warning.code)).toEqual(['UNKNOWN_COLUMN', 'CLOSING_IGNORED']);
  });

  test('shows every fault with its cell', async () => {
    const result = await pairs(
      'Bên A;Bên B;Cấp học\nTrường A;;TH\nTrường A;Trường A;abc\nTrường A;Trường B;\nTrường A;trường b;\nTrường C;Trường C;\n',
    );
    expect(result.faults.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'B2 VALUE_MISSING',
      'C3 LEVEL_UNKNOWN',
      'A5 DUPLICATE_PAIR',
      'A6 SAME_SCHOOL',
    ]);
  });

  test('needs both sides', async () => {
    await expect(pairs('Bên A;Cấp học\nTrường A;TH\n')).rejects.toMatchObject({ code: 'NO_HEADER_ROW' });
    await expect(pairs('Bên A;Bên B\n')).rejects.toMatchObject({ code: 'NO_ROWS' });
  });
});
