import { describe, expect, test } from 'vitest';
import { activityForm, openProgram, schoolForm, twoUnits } from '../testing.ts';

/** Two pairs of lower secondary schools and one of primary schools, of which only the first made promises. */
async function threePairs() {
  const program = await openProgram({ today: '2024-06-05' });
  const { thanhTri, chuongMy } = await twoUnits(program);
  const pair = async (level: 'thcs' | 'tieu_hoc', supporting: string, partner: string) => {
    const add = async (unitId: string, name: string) =>
      (await program.call('schools.create', schoolForm(unitId, level, name))).id;
    const { ids } = await program.call('pairs.create', {
      pairs: [
        {
          supportingSchoolId: await add(thanhTri, supporting),
          partnerSchoolId: await add(chuongMy, partner),
        },
      ],
    });
    return ids[0] ?? '';
  };
  const first = await pair('thcs', 'Trường THCS Ngọc Lan', 'Trường THCS Đồng Xanh');
  await program.call('memoranda.draft', {});
  const second = await pair('thcs', 'Trường THCS Trúc Xanh', 'Trường THCS Bến Sông');
  const primary = await pair('tieu_hoc', 'Trường Tiểu học Hoa Sen', 'Trường Tiểu học Hướng Dương');
  const hold = (pairIds: string[], changes: Parameters<typeof activityForm>[1]) =>
    program.call('activities.create', activityForm(pairIds, changes));
  const figures = () => program.call('reports.figures', { period: '2023-2024', withPhones: false });
  return { first, second, primary, hold, figures };
}

describe('notes of form 01', () => {
  test('say what several pairs did together, and that work beyond the plan is counted', async () => {
    const { first, second, primary, hold, figures } = await threePairs();
    await hold([first], { kind: 'chuyen_de' });
    await hold([first, second], { kind: 'chuyen_de' });
    await hold([second], { kind: 'giao_luu_giao_vien' });
    await hold([first], { kind: 'day_minh_hoa', demoLessons: 2 });
    await hold([first, primary], { kind: 'chia_se_hoc_lieu', materials: 3 });

    const { summary } = await figures();
    const said = (code: string) => summary.find((row) => row.code === code)?.note;
    // Two themes, one of them of both pairs: the second pair promised nothing, but the first did.
    expect(said('THEMES')).toBe('Có 1 hoạt động chung của nhiều cặp, tính một lần.');
    expect(said('TEACHER_EXCHANGES')).toBe('Gồm cả phần ngoài kế hoạch.');
    expect(said('DEMO_LESSONS')).toBeNull();
    // Nobody promised materials, and nothing there seems not to add up except the levels: 3 + 3 is not 3.
    expect(said('MATERIALS')).toBe('Có 1 hoạt động chung của nhiều cặp, tính một lần.');
    expect(summary.find((row) => row.code === 'MATERIALS')?.done).toEqual({
      mam_non: 0,
      tieu_hoc: 3,
      thcs: 3,
      total: 3,
    });
    expect(said('PUPIL_TURNS')).toBeNull();
  });
});

describe('form 06', () => {
  test('counts the meetings that each lower secondary school took part in, by subject', async () => {
    const { first, second, hold, figures } = await threePairs();
    await hold([first], { kind: 'on_thi_lop_10', subject: 'Ngữ văn' });
    await hold([first, second], { kind: 'on_thi_lop_10', subject: 'Toán' });
    await hold([first], { kind: 'on_thi_lop_10', subject: 'toán' });
    await hold([second], { kind: 'chuyen_de', subject: 'Tiếng Anh' });
    await hold([first], { kind: 'on_thi_lop_10', subject: 'Ngữ văn', heldOn: '2023-05-10' });

    const { exam10, exam10Subjects } = await figures();
    expect(exam10Subjects).toEqual({ literature: 'Ngữ văn', maths: 'Toán', english: 'Tiếng Anh' });
    expect(Object.fromEntries(exam10.map((row) => [row.school, row.meetings]))).toEqual({
      'Trường THCS Ngọc Lan': { literature: 1, maths: 2, english: 0 },
      'Trường THCS Đồng Xanh': { literature: 1, maths: 2, english: 0 },
      'Trường THCS Trúc Xanh': { literature: 0, maths: 1, english: 0 },
      'Trường THCS Bến Sông': { literature: 0, maths: 1, english: 0 },
    });
    expect(exam10[0]).toMatchObject({ grade9Pupils: null, candidates: null, rate: null });
  });

  test('has no rows when there was no meeting', async () => {
    const { first, hold, figures } = await threePairs();
    await hold([first], { kind: 'chuyen_de', subject: 'Toán' });
    expect((await figures()).exam10).toEqual([]);
  });
});
