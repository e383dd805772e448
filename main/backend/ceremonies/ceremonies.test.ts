import { describe, expect, test } from 'vitest';
import { FULL_DETAILS, onePair, openProgram, type Program, schoolForm, twoUnits } from '../testing.ts';

/** A program with drafts of as many pairs as asked. */
async function drafts(count: number): Promise<Program> {
  const program = await openProgram();
  const units = await twoUnits(program);
  for (let index = 1; index <= count; index += 1) {
    const add = async (unitId: string, name: string) =>
      (
        await program.call(
          'schools.create',
          schoolForm(unitId, 'tieu_hoc', `Trường Tiểu học ${name} ${index}`),
        )
      ).id;
    const supportingSchoolId = await add(units.thanhTri, 'Hoa Sen');
    const partnerSchoolId = await add(units.chuongMy, 'Hướng Dương');
    await program.call('pairs.create', { pairs: [{ supportingSchoolId, partnerSchoolId }] });
  }
  await program.call('memoranda.draft', {});
  return program;
}

const ceremonyOf = (program: Program) => program.call('ceremonies.get', {});
const orderOf = async (program: Program) =>
  (await ceremonyOf(program)).runningOrder.map(({ memorandumId, absent }) => ({ memorandumId, absent }));
const namesOf = async (program: Program) =>
  (await ceremonyOf(program)).runningOrder.map(({ name }) => name.split(' – ')[0]);

test('a new programme has one ceremony whose day and place are edited and taken back', async () => {
  const program = await openProgram();
  const before = await ceremonyOf(program);
  expect(before).toMatchObject({ heldOn: null, startsAt: null, venue: null, agenda: [], delegates: [] });

  const { id } = before;
  const venue = 'Hội trường huyện Thanh Trì';
  await program.call('ceremonies.update', { id, heldOn: '2023-04-15', startsAt: '08:30', venue });
  expect(await ceremonyOf(program)).toEqual({ ...before, heldOn: '2023-04-15', startsAt: '08:30', venue });
  await program.call('ceremonies.update', { id, title: 'Lễ ký kết năm học mới', startsAt: null });
  expect(await ceremonyOf(program)).toMatchObject({ startsAt: null, heldOn: '2023-04-15', venue });
  await program.undo();
  await program.undo();
  expect(await ceremonyOf(program)).toEqual(before);
});

test('agenda and delegates are lists: what is given replaces the whole', async () => {
  const program = await openProgram();
  const { id } = await ceremonyOf(program);
  const agenda = ['Văn nghệ', 'Tuyên bố lý do', 'Bế mạc'].map((title) => ({
    startsAt: null,
    title,
    lead: null,
    cue: null,
  }));
  const person = (fullName: string) => ({
    side: 'a' as const,
    fullName,
    post: 'Hiệu trưởng',
    body: 'Trường Tiểu học Hoa Sen',
    absent: false,
  });
  await program.call('ceremonies.update', { id, agenda, delegates: [person('Nguyễn Văn A')] });
  const late = { ...person('Trần Thị B'), absent: true };
  await program.call('ceremonies.update', { id, agenda: agenda.slice(1), delegates: [late] });
  expect(await ceremonyOf(program)).toMatchObject({ agenda: agenda.slice(1), delegates: [late] });
  await program.undo();
  expect(await ceremonyOf(program)).toMatchObject({ agenda, delegates: [person('Nguyễn Văn A')] });
});

describe('the running order', () => {
  test('is that of the drafts; one may move, be absent, leave and come back', async () => {
    const program = await drafts(3);
    const [first, second, third] = await orderOf(program);
    if (!first || !second || !third) throw new Error('three drafts expected');
    const { id } = await ceremonyOf(program);
    const names = await namesOf(program);

    await program.call('ceremonies.update', { id, runningOrder: [third, { ...first, absent: true }] });
    expect(await namesOf(program)).toEqual([names[2], names[0]]);
    expect((await orderOf(program))[1]?.absent).toBe(true);
    await program.call('ceremonies.update', { id, runningOrder: [second, third, first] });
    expect(await namesOf(program)).toEqual([names[1], names[2], names[0]]);

    await program.undo();
    await program.undo();
    expect(await namesOf(program)).toEqual(names);
  });

  test('takes in new drafts at its end and lets cancelled ones go', async () => {
    const program = await drafts(2);
    const [first] = await orderOf(program);
    await program.call('memoranda.cancel', { id: first?.memorandumId ?? '' });
    expect(await orderOf(program)).toHaveLength(1);
    await program.call('memoranda.draft', {});
    const names = await namesOf(program);
    expect(names).toEqual(['Trường Tiểu học Hoa Sen 2', 'Trường Tiểu học Hoa Sen 1']);
  });

  test('refuses what is named twice, cancelled, or of another ceremony', async () => {
    const program = await drafts(2);
    const { id } = await ceremonyOf(program);
    const [first, second] = await orderOf(program);
    if (!first || !second) throw new Error('two drafts expected');
    const refused = async (ceremonyId: string, runningOrder: (typeof first)[]) =>
      (await program.refused('ceremonies.update', { id: ceremonyId, runningOrder })).details.reason;
    expect(await refused(id, [first, second, first])).toBe('một biên bản được nêu hai lần');
    await program.call('memoranda.cancel', { id: first.memorandumId });
    expect(await refused(id, [first])).toBe('không có biên bản này hoặc biên bản đã hủy');
    const other = await program.call('ceremonies.create', { title: 'Lễ ký kết đợt hai' });
    expect(await refused(other.id, [second])).toBe('biên bản thuộc lễ ký kết khác');
  });
});

describe('a further ceremony', () => {
  test('takes the drafts that come, and gives them back when it is removed', async () => {
    const program = await drafts(1);
    const first = await ceremonyOf(program);
    const { id } = await program.call('ceremonies.create', { title: 'Lễ ký kết đợt hai' });
    await onePairMore(program);
    const { ceremonies } = await program.call('ceremonies.list', {});
    expect(ceremonies.map(({ title, memoranda }) => [title, memoranda])).toEqual([
      ['Lễ ký kết đợt hai', 1],
      [first.title, 1],
    ]);
    await program.call('ceremonies.remove', { id });
    expect((await ceremonyOf(program)).id).toBe(first.id);
    expect(await orderOf(program)).toHaveLength(2);
    expect((await program.refused('ceremonies.remove', { id: first.id })).code).toBe('CEREMONY_LAST');
    await program.undo();
    expect((await ceremonyOf(program)).id).toBe(id);
  });

  async function onePairMore(program: Program): Promise<void> {
    const { units } = await program.call('programmes.get', {});
    const [thanhTri, chuongMy] = units;
    await onePair(program, { thanhTri: thanhTri?.id ?? '', chuongMy: chuongMy?.id ?? '' });
    await program.call('memoranda.draft', {});
  }
});

test('the usual agenda and the people of the register are proposed, not stored', async () => {
  const program = await openProgram();
  await onePair(program);
  await program.call('memoranda.draft', {});
  const { id } = await ceremonyOf(program);
  await program.call('ceremonies.update', { id, startsAt: '23:50' });
  const proposed = await program.call('ceremonies.propose', { id });
  expect(proposed.agenda.map(({ title }) => title)).toEqual([
    'Đón tiếp đại biểu, ổn định tổ chức; văn nghệ chào mừng',
    'Tuyên bố lý do, giới thiệu đại biểu',
    'Phát biểu khai mạc',
    'Thông qua chương trình phối hợp giữa hai đơn vị',
    'Ký kết biên bản ghi nhớ theo thứ tự',
    'Phát biểu của đại diện các nhà trường',
    'Phát biểu chỉ đạo của lãnh đạo',
    'Chụp ảnh lưu niệm',
    'Bế mạc',
  ]);
  expect(proposed.agenda.slice(0, 2).map(({ startsAt }) => startsAt)).toEqual(['23:50', null]);
  expect(proposed.agenda[1]?.cue).toContain('Phòng GD&ĐT huyện Thanh Trì và Phòng GD&ĐT huyện Chương Mỹ');
  expect(JSON.stringify(proposed.agenda)).not.toMatch(/[{}]\w+\}/);
  expect(proposed.delegates.map(({ side, fullName, body }) => [side, fullName, body])).toEqual([
    ['a', FULL_DETAILS.principal, 'Trường Tiểu học Hoa Sen'],
    ['b', FULL_DETAILS.principal, 'Trường Tiểu học Hướng Dương'],
  ]);
  expect(await ceremonyOf(program)).toMatchObject({ agenda: [], delegates: [] });
});
