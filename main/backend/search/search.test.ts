import { beforeAll, expect, test } from 'vitest';
import { activityForm, openProgram, type Program, schoolForm, twoUnits } from '../testing.ts';

let program: Program;
let pairIds: string[];
beforeAll(async () => {
  program = await openProgram();
  const units = await twoUnits(program);
  const add = async (unitId: string, name: string, principal: string) =>
    (await program.call('schools.create', { ...schoolForm(unitId, 'thcs', name), principal })).id;
  const supportingSchoolId = await add(units.thanhTri, 'Trường THCS Đường Hoa', 'Nguyễn Văn A');
  const partnerSchoolId = await add(units.chuongMy, 'Trường THCS Dương Liễu', 'Trần Thị B');
  const gone = await add(units.chuongMy, 'Trường THCS Dương Cũ', 'Lê Văn C');
  await program.call('schools.remove', { ids: [gone] });
  pairIds = (await program.call('pairs.create', { pairs: [{ supportingSchoolId, partnerSchoolId }] })).ids;
  await program.call('memoranda.draft', {});
  await program.call(
    'activities.create',
    activityForm(pairIds, { topic: 'Đọc sách bên đường', heldOn: '2023-04-07' }),
  );
});

const found = async (text: string) =>
  (await program.call('search.find', { text })).hits.map(({ kind, title }) => [kind, title]);

test('accents and đ do not matter, and exact accents come first in each kind', async () => {
  expect(await found('duong')).toEqual([
    ['school', 'Trường THCS Dương Liễu'],
    ['school', 'Trường THCS Đường Hoa'],
    ['memorandum', 'Trường THCS Đường Hoa – Trường THCS Dương Liễu'],
    ['activity', 'Đọc sách bên đường'],
  ]);
  expect((await found('Đường')).slice(0, 2)).toEqual([
    ['school', 'Trường THCS Đường Hoa'],
    ['school', 'Trường THCS Dương Liễu'],
  ]);
});

test('people are found by any part of their name, and lead to their school', async () => {
  const { hits } = await program.call('search.find', { text: 'tran b' });
  expect(hits.map(({ kind }) => kind)).toEqual(['person']);
  const [person] = hits;
  expect(person).toMatchObject({ title: 'Trần Thị B', note: 'Hiệu trưởng Trường THCS Dương Liễu' });
  expect(await program.call('schools.get', { id: person?.id ?? '' })).toMatchObject({
    principal: 'Trần Thị B',
  });
});

test('what lies in the bin is not found, and nothing is found by nothing', async () => {
  expect(await found('cũ')).toEqual([]);
  expect(await found('  ')).toEqual([]);
  expect(await found('100%')).toEqual([]);
});

test('what was changed a moment ago is found as it is now, and by the names of the day', async () => {
  const [school] = (await program.call('search.find', { text: 'duong lieu' })).hits;
  const id = school?.id ?? '';
  await program.call('schools.update', { id, name: 'Trường THCS Liễu Xanh', principal: 'Phạm Văn D' });
  expect(await found('lieu xanh')).toEqual([
    ['school', 'Trường THCS Liễu Xanh'],
    ['memorandum', 'Trường THCS Đường Hoa – Trường THCS Liễu Xanh'],
  ]);
  expect(await found('tran b')).toEqual([]);
  expect(await found('pham d')).toEqual([['person', 'Phạm Văn D']]);
  await program.undo();
  expect(await found('lieu xanh')).toEqual([]);
  expect(await found('tran b')).toEqual([['person', 'Trần Thị B']]);
});

test('activities are found by words of their topics, a few of many, and as they are now', async () => {
  const hold = (topic: string, heldOn: string) =>
    program.call('activities.create', activityForm(pairIds, { topic, heldOn }));
  for (let day = 1; day <= 8; day++) await hold(`Chuyên đề số ${day}`, `2023-03-0${day}`);
  const { id } = await hold('Hội giảng cụm trường', '2023-02-20');
  expect(await found('chuyen de')).toHaveLength(6);
  expect(await found('hoi giang')).toEqual([['activity', 'Hội giảng cụm trường']]);
  expect(await found('giảng số')).toEqual([]);
  await program.call('activities.remove', { ids: [id] });
  expect(await found('hoi giang')).toEqual([]);
});
