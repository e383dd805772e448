import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type GuidePage, guideTopic } from '../../../preload/contract/guide.ts';
import { openProgram, type Program, RESOURCES_DIR } from '../testing.ts';

const GUIDE_DIR = path.join(RESOURCES_DIR, 'guide');

let program: Program;
const pages: GuidePage[] = [];
beforeAll(async () => {
  program = await openProgram();
  for (const topic of guideTopic.options) pages.push(await program.call('guide.get', { topic }));
});

const found = async (text: string) =>
  (await program.call('guide.find', { text })).hits.map(({ topic }) => topic);

test('each page is a file, and each file is a page', async () => {
  const { topics } = await program.call('guide.list', {});
  expect(topics.map(({ topic }) => topic)).toEqual(guideTopic.options);
  const files = await readdir(GUIDE_DIR);
  expect(files.filter((name) => name.endsWith('.md')).sort()).toEqual(
    guideTopic.options.map((topic) => `${topic}.md`).sort(),
  );
  expect((await readdir(path.join(GUIDE_DIR, 'pictures'))).sort()).toEqual(
    guideTopic.options.map((topic) => `${topic}.png`).sort(),
  );
});

test('each page says what it is for, gives numbered steps, shows a picture and helps when something goes wrong', () => {
  for (const { topic, title, blocks } of pages) {
    expect(title.length, topic).toBeGreaterThan(5);
    expect(blocks[0]?.kind, topic).toBe('paragraph');
    expect(
      blocks.some((block) => block.kind === 'list' && block.ordered),
      topic,
    ).toBe(true);
    expect(
      blocks.filter((block) => block.kind === 'picture' && block.alt !== ''),
      topic,
    ).toHaveLength(1);
    expect(blocks, topic).toContainEqual({ kind: 'heading', text: 'Nếu có gì không đúng' });
  }
});

test('names of the window, keys and links are told from other words', () => {
  const lines = pages
    .find(({ topic }) => topic === 'pairs')
    ?.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
    .flat();
  expect(lines).toContainEqual({ text: 'Kết nghĩa', look: 'plain', href: '#/pairs' });
  expect(lines).toContainEqual({ text: 'Gợi ý ghép cặp', look: 'name', href: null });
  expect(lines).toContainEqual({ text: 'Ctrl + Z', look: 'key', href: null });
});

test('a page is found by any of its words, with or without accents, by its title first', async () => {
  expect((await found('thung rac'))[0]).toBe('undo');
  expect((await found('máy in hai mặt'))[0]).toBe('check');
  expect((await found('KẾT NGHĨA'))[0]).toBe('pairs');
  expect(await found('bảng tuần hoàn hóa học')).toEqual([]);
  expect(await found('  ')).toEqual([]);
  const { hits } = await program.call('guide.find', { text: 'khay cho' });
  expect(hits).toEqual([
    expect.objectContaining({ topic: 'record', excerpt: expect.stringContaining('Khay chờ') }),
  ]);
});

test('the search from anywhere finds the guide behind what the office has recorded', async () => {
  const { hits } = await program.call('search.find', { text: 'thùng rác' });
  expect(hits[0]).toMatchObject({ kind: 'guide', id: 'undo' });
});

test.each(guideTopic.options)('%s is printed on one sheet', async (topic) => {
  const { pages: sheets, fileName, byteSize } = await program.call('guide.print', { topic });
  expect(sheets).toBe(1);
  expect(fileName).toMatch(/\.pdf$/);
  expect(byteSize).toBeLessThan(400_000);
});
