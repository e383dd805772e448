import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RESOURCES_DIR, temporaryFolder } from '../../backend/testing.ts';
import { cli, json } from '../testing.ts';

const SCHOOLS = path.join(RESOURCES_DIR, 'samples/schools-of-two-districts.csv');
/** Of the list above: what is left over is of other levels. */
const PAIRS = 7;
const root = temporaryFolder();
const inRoot = (name: string) => path.join(root, name);

const binder = z.object({
  path: z.string(),
  pages: z.number(),
  sections: z.array(z.object({ title: z.string(), firstPage: z.number(), pages: z.number() })),
});

async function pagesIn(file: string): Promise<number> {
  const task = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 });
  const { numPages } = await task.promise;
  await task.destroy();
  return numPages;
}

describe('the binder of a folder in which nobody has typed anything about the ceremony', () => {
  const data = ['--data', inRoot('data')];
  const file = inRoot('tap-tai-lieu.pdf');

  test('needs a memorandum', async () => {
    await json(['init', ...data]);
    const early = await json(['ceremony', 'binder', '--out', file, ...data]);
    expect([early.code, early.answer.error?.code]).toEqual([3, 'CEREMONY_EMPTY']);
    expect(existsSync(file)).toBe(false);
  });

  test('and nothing else than schools, pairs and drafts', async () => {
    await json(['schools', 'import', SCHOOLS, ...data]);
    await json(['pairs', 'suggest', '--apply', ...data]);
    const drafted = await json(['memoranda', 'draft', ...data]);
    expect(drafted.answer.created).toBe(PAIRS);
  });

  test('holds each memorandum as often as asked', async () => {
    const { code, answer } = await json(['ceremony', 'binder', '--out', file, '--copies', '3', ...data]);
    expect(code).toBe(0);
    const made = binder.parse(answer);
    expect(made.path).toBe(file);
    expect(await pagesIn(file)).toBe(made.pages);
    const memoranda = made.sections.filter(({ title }) => title.includes(' – '));
    expect(memoranda).toHaveLength(PAIRS);
    for (const { title, pages } of memoranda) expect(pages % 3, title).toBe(0);
    expect(made.sections.reduce((sum, { pages }) => sum + pages, 0)).toBe(made.pages);
  });

  test('tells people what it holds', async () => {
    const { code, stdout } = await cli(['ceremony', 'binder', '--out', file, ...data]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Tập tài liệu buổi lễ: .*tap-tai-lieu\.pdf \(\d+ trang\)/);
    expect(stdout).toMatch(/\nBìa +1 +1\n/);
  });

  test('is not made of a wrong call', async () => {
    expect((await cli(['ceremony', 'binder', ...data])).code).toBe(2);
    expect((await cli(['ceremony', 'binder', '--out', file, '--copies', '0', ...data])).code).toBe(3);
  });
});
