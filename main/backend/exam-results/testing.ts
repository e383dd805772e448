import { type Program, schoolForm, twoUnits } from '../testing.ts';

/** For tests: two pairs of lower secondary schools, and a primary school beside them, after the exam of 2024. */
export async function lowerSecondaryPairs(program: Program) {
  const { thanhTri, chuongMy } = await twoUnits(program);
  const add = async (unitId: string, name: string, code: string) =>
    (await program.call('schools.create', { ...schoolForm(unitId, 'thcs', name), code })).id;
  const sen = await add(thanhTri, 'Trường THCS Hoa Sen', '01020301');
  const ban = await add(thanhTri, 'Trường THCS Hoa Ban', '01020302');
  const cuc = await add(chuongMy, 'Trường THCS Hoa Cúc', '01277301');
  const hue = await add(chuongMy, 'Trường THCS Hoa Huệ', '01277302');
  const { id: primary } = await program.call(
    'schools.create',
    schoolForm(thanhTri, 'tieu_hoc', 'Trường Tiểu học Hoa Mai'),
  );
  await program.call('pairs.create', {
    pairs: [
      { supportingSchoolId: sen, partnerSchoolId: cuc },
      { supportingSchoolId: ban, partnerSchoolId: hue },
    ],
  });
  program.setToday('2024-07-20');
  return { thanhTri, chuongMy, sen, ban, cuc, hue, primary };
}
