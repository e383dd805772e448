import { readFile } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import { readPdf, wordsOf } from '../papers/testing.ts';
import { activityForm, onePair, openProgram, type Program } from '../testing.ts';

let program: Program;
let id: string;
beforeEach(async () => {
  program = await openProgram({ today: '2024-06-05' });
  const { pairId } = await onePair(program);
  const form = activityForm([pairId], {
    venue: 'Hội trường A',
    host: 'Trường Tiểu học Hoa Sen',
    teacherTurns: 12,
  });
  ({ id } = await program.call('activities.create', form));
});

async function printed(paper: 'attendance' | 'certificates', names: string[]) {
  const { fileId, fileName, pages } = await program.call('activities.print', { id, paper, names });
  const file = await program.backend.openFile(fileId);
  return { ...(await readPdf(new Uint8Array(await readFile(file?.path ?? '')))), fileName, made: pages };
}

const NAMES = ['Nguyễn Văn A, Hiệu trưởng, Trường Tiểu học Hoa Sen', 'Trần Thị B', 'Lê Văn C, Giáo viên'];

test('an attendance sheet has a row for each name, and says what, when and where', async () => {
  const { pages, fileName } = await printed('attendance', NAMES);
  expect(fileName).toBe('Danh sách tham dự - Chuyên đề đổi mới sinh hoạt tổ chuyên môn.pdf');
  const words = wordsOf(pages);
  for (const said of [
    'DANH SÁCH THAM DỰ',
    'Chuyên đề đổi mới sinh hoạt tổ chuyên môn',
    'ngày 12 tháng 10 năm 2023',
    'Hội trường A',
    'Trường Tiểu học Hoa Sen – Trường Tiểu học Hướng Dương',
    'Nguyễn Văn A Hiệu trưởng, Trường Tiểu học Hoa Sen',
    '3 Lê Văn C Giáo viên',
  ])
    expect(words).toContain(said);
  expect(words).not.toContain(' 4 ');
  expect(pages.every(({ width, height }) => width < height)).toBe(true);
});

test('without names it has as many empty rows as people are expected', async () => {
  const words = wordsOf((await printed('attendance', [])).pages);
  expect(words).toMatch(/ 12 (?!13)/);
  expect(words).not.toContain(' 13 ');
});

test('each name gets a certificate of its own, and nothing runs out of its frame', async () => {
  const { pages, made } = await printed('certificates', NAMES);
  expect([pages.length, made]).toEqual([3, 3]);
  for (const [index, name] of ['Nguyễn Văn A', 'Trần Thị B', 'Lê Văn C'].entries()) {
    const words = wordsOf(pages.slice(index, index + 1));
    for (const said of [
      'GIẤY CHỨNG NHẬN',
      'Trường Tiểu học Hoa Sen chứng nhận',
      `Ông (Bà): ${name}`,
      'đã tham gia hoạt động “Chuyên đề đổi mới sinh hoạt tổ chuyên môn” (chuyên đề)',
      'tổ chức ngày 12 tháng 10 năm 2023 tại Hội trường A',
    ])
      expect(words).toContain(said);
  }
  expect(await program.refused('activities.print', { id, paper: 'certificates', names: [] })).toMatchObject({
    details: { field: 'names' },
  });
});

test('long words stay inside the frame and above the signer', async () => {
  const { activities } = await program.call('activities.list', {});
  const [{ pairIds } = { pairIds: [] }] = activities;
  const topic = 'Đổi mới phương pháp dạy học theo hướng phát triển phẩm chất, năng lực học sinh '
    .repeat(6)
    .trim();
  ({ id } = await program.call(
    'activities.create',
    activityForm(pairIds, { topic, venue: 'Hội trường '.repeat(18).trim() }),
  ));
  const { pages } = await printed('certificates', [`${'Nguyễn '.repeat(9)}A, ${'Trường '.repeat(4)}B`]);
  for (const { texts, width, height } of pages)
    for (const { x, width: long, baseline } of texts) {
      expect(x).toBeGreaterThan(60);
      expect(x + long).toBeLessThan(width - 60);
      expect(baseline).toBeLessThan(height - 60);
    }
});

test('in a rehearsal both are stamped', async () => {
  program = await openProgram({ fresh: true, today: '2024-06-05' });
  await program.call('app.initialise', { sample: true });
  id = (await program.call('activities.list', {})).activities[0]?.id ?? '';
  for (const paper of ['attendance', 'certificates'] as const) {
    const { pages } = await printed(paper, ['Nguyễn Văn A']);
    for (const page of pages) expect(wordsOf([page])).toContain('BẢN THỬ');
  }
});

test('a character that no font has is named, and an activity that is gone is not printed', async () => {
  expect(
    await program.refused('activities.print', { id, paper: 'certificates', names: ['Nguyễn 😀'] }),
  ).toMatchObject({ code: 'TEXT_UNPRINTABLE', details: { characters: ['😀'] } });
  await program.call('activities.remove', { ids: [id] });
  expect(await program.refused('activities.print', { id, paper: 'attendance', names: [] })).toMatchObject({
    code: 'NOT_FOUND',
  });
});
