import { expect, test } from 'vitest';
import { openProgram, twoUnits } from '../testing.ts';

const CHAIR = {
  fullName: 'Nguyễn Văn A',
  post: 'Trưởng phòng',
  body: 'Phòng GD&ĐT huyện Thanh Trì',
  role: 'Tổ trưởng',
  task: 'Chỉ đạo chung',
};
const MEMBER = { fullName: 'Trần Thị B', post: null, body: null, role: 'Thành viên', task: null };

test('the working group keeps its order, stands in the report, and can be taken back', async () => {
  const program = await openProgram();
  await twoUnits(program);
  await program.call('workingGroup.save', { members: [CHAIR, MEMBER] });
  await program.call('workingGroup.save', { members: [MEMBER, CHAIR] });
  const members = async () => (await program.call('workingGroup.list', {})).members;
  expect(await members()).toEqual([MEMBER, CHAIR]);
  const { workingGroup } = await program.call('reports.figures', { period: '2023', withPhones: false });
  expect(workingGroup).toEqual([MEMBER, CHAIR]);

  const [last] = (await program.call('history.list', { limit: 1 })).entries;
  await program.call('history.undo', { sequence: last?.sequence ?? 0 });
  expect(await members()).toEqual([CHAIR, MEMBER]);
});

test('a member without a name is named at its place', async () => {
  const program = await openProgram();
  const error = await program.refused('workingGroup.save', {
    members: [CHAIR, { ...MEMBER, fullName: ' ' }],
  });
  expect(error).toMatchObject({ code: 'INVALID_INPUT', details: { field: 'members.1.fullName' } });
});
