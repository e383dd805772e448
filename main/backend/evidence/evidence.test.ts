import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeEach, describe, expect, test } from 'vitest';
import { activityForm, onePair, openProgram, type Program } from '../testing.ts';
import { cameraJpeg, PLACE } from './testing.ts';

let program: Program;
let of: { activityId: string };
beforeEach(async () => {
  program = await openProgram({ today: '2024-06-05' });
  const { pairId } = await onePair(program);
  const { id } = await program.call('activities.create', activityForm([pairId]));
  of = { activityId: id };
});

const list = async () => (await program.call('evidence.list', { of })).evidence;
const add = async (...files: readonly [name: string, bytes: Uint8Array][]) => {
  const fileIds = [];
  for (const [name, bytes] of files) fileIds.push(await program.receive(name, bytes));
  return program.call('evidence.addFiles', { of, fileIds });
};
const storedFiles = () =>
  readdirSync(path.join(program.dataDir, 'attachments'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  ).length;
/** What a report of these days shows. */
const chosen = async (startsOn: string, endsOn: string) =>
  (await program.call('reports.figures', { period: `${startsOn}..${endsOn}` })).photos;
const undo = async () => {
  const [last] = (await program.call('history.list', {})).entries;
  await program.call('history.undo', { sequence: last?.sequence ?? 0 });
};
const pdf = async () => {
  const document = await PDFDocument.create();
  document.addPage();
  return document.save();
};
const photo = (width = 60) => cameraJpeg(width, 40, 6);

test('photos, files and links show an activity, in the order in which they were added', async () => {
  const { ids } = await add(['IMG_0001.jpeg', photo()], ['Biên bản.pdf', await pdf()]);
  const { id } = await program.call('evidence.addLink', {
    of,
    url: 'https://truong.example.edu.vn/tin-tuc?id=1',
    caption: 'Tin trên trang của trường',
  });
  expect(await list()).toMatchObject([
    {
      id: ids[0],
      kind: 'photo',
      file: { fileName: 'IMG_0001.jpg', mediaType: 'image/jpeg' },
      inReport: false,
    },
    {
      id: ids[1],
      kind: 'pdf',
      file: { fileName: 'Biên bản.pdf', mediaType: 'application/pdf' },
      thumbnailFileId: null,
    },
    {
      id,
      kind: 'link',
      file: null,
      url: 'https://truong.example.edu.vn/tin-tuc?id=1',
      caption: 'Tin trên trang của trường',
    },
  ]);
  expect((await program.call('activities.list', {})).activities[0]?.shownBy).toEqual({
    photos: 1,
    files: 1,
    links: 1,
  });
  const [first] = await list();
  for (const fileId of [first?.file?.fileId ?? '', first?.thumbnailFileId ?? '']) {
    const file = await program.backend.openFile(fileId);
    expect(readFileSync(file?.path ?? '').includes(PLACE)).toBe(false);
  }
  expect(program.events).toContainEqual({
    name: 'job.progress',
    payload: { jobId: expect.any(String), label: 'Xử lý ảnh và tệp', done: 2, total: 2 },
  });
  expect((await program.call('check.run', {})).problems).toEqual([]);
});

test('the same file is kept once for one activity, and again for another', async () => {
  await add(['một.jpg', photo()], ['hai.jpg', photo()]);
  expect(await add(['ba.jpg', photo()])).toEqual({ ids: [] });
  expect((await list()).map(({ file }) => file?.fileName)).toEqual(['một.jpg']);
  expect(storedFiles()).toBe(2);
  const { activities } = await program.call('activities.list', {});
  const { id } = await program.call(
    'activities.create',
    activityForm(activities[0]?.pairIds ?? [], { topic: 'Khác' }),
  );
  of = { activityId: id };
  expect((await add(['một.jpg', photo()])).ids).toHaveLength(1);
  expect(storedFiles()).toBe(2);
  const link = { of, url: 'https://example.edu.vn/', caption: null };
  await program.call('evidence.addLink', link);
  expect(await program.refused('evidence.addLink', link)).toMatchObject({ details: { field: 'url' } });
});

test('all files come in, or none', async () => {
  const fileIds = [
    await program.receive('tốt.jpg', photo()),
    await program.receive('danh sách.jpg', 'đây là chữ'),
  ];
  expect(await program.refused('evidence.addFiles', { of, fileIds })).toMatchObject({
    code: 'FILE_TYPE_UNKNOWN',
    details: { file: 'danh sách.jpg' },
  });
  expect(await list()).toEqual([]);
  expect(readdirSync(program.dataDir)).not.toContain('attachments');
});

test('a stopped job leaves nothing behind', async () => {
  const fileIds = [];
  for (let width = 1500; width < 1506; width += 1)
    fileIds.push(await program.receive(`${width}.jpg`, photo(width)));
  const adding = program.refused('evidence.addFiles', { of, fileIds, jobId: 'adding' });
  await expect.poll(() => program.events.some(({ name }) => name === 'job.progress')).toBe(true);
  await program.call('jobs.cancel', { jobId: 'adding' });
  expect(await adding).toMatchObject({ code: 'CANCELLED' });
  expect(await list()).toEqual([]);
  expect(readdirSync(program.dataDir)).not.toContain('attachments');
});

test('links lead to pages, nowhere else', async () => {
  for (const url of [
    'javascript:alert(1)',
    'file:///C:/a.pdf',
    'ftp://example.edu.vn',
    'trang của trường',
    '',
  ])
    expect(await program.refused('evidence.addLink', { of, url, caption: null }), url).toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'url' },
    });
});

describe('a photo', () => {
  test('goes into a report only when it is chosen', async () => {
    const { ids } = await add(['một.jpg', photo()], ['hai.jpg', photo(70)], ['Biên bản.pdf', await pdf()]);
    const [one = '', , file = ''] = ids;
    await program.call('evidence.update', { id: one, inReport: true, caption: 'Cô trò trong tiết học' });
    expect(await program.refused('evidence.update', { id: file, inReport: true })).toMatchObject({
      details: { field: 'inReport' },
    });
    const [shown] = await list();
    expect(await chosen('2023-10-01', '2023-10-31')).toEqual([
      {
        attachmentId: shown?.file?.fileId,
        caption: 'Cô trò trong tiết học',
        topic: 'Chuyên đề đổi mới sinh hoạt tổ chuyên môn',
        heldOn: '2023-10-12',
      },
    ]);
    expect(await chosen('2023-11-01', '2023-11-30')).toEqual([]);
    await program.call('evidence.update', { id: one, inReport: false });
    expect(await chosen('2023-10-01', '2023-10-31')).toEqual([]);
    expect(await list()).toMatchObject([{ caption: 'Cô trò trong tiết học' }, {}, {}]);
  });
});

test('what shows an activity goes and comes back with it', async () => {
  await add(['một.jpg', photo()]);
  const [one] = await list();
  await program.call('activities.remove', { ids: [of.activityId] });
  expect(await program.refused('evidence.list', { of })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await program.refused('evidence.update', { id: one?.id ?? '', caption: 'x' })).toMatchObject({
    code: 'NOT_FOUND',
  });
  await undo();
  expect(await list()).toEqual([one]);
});

test('every deed on evidence can be taken back', async () => {
  const { ids } = await add(['một.jpg', photo()]);
  const before = await list();
  await program.call('evidence.update', { id: ids[0] ?? '', inReport: true });
  await undo();
  expect(await list()).toEqual(before);
  await program.call('evidence.remove', { ids });
  expect(await list()).toEqual([]);
  expect(await program.refused('evidence.remove', { ids })).toMatchObject({ code: 'NOT_FOUND' });
  await undo();
  expect(await list()).toEqual(before);
});

test('a file that is gone is not said to be there again', async () => {
  await add(['một.pdf', await pdf()]);
  await undo();
  // As where the folder was restored from a backup that was made in between.
  await rm(path.join(program.dataDir, 'attachments'), { recursive: true });
  const [taken] = (await program.call('history.list', {})).entries;
  expect(await program.refused('history.undo', { sequence: taken?.sequence ?? 0 })).toMatchObject({
    code: 'UNDO_CONFLICT',
  });
  expect(await list()).toEqual([]);
});
