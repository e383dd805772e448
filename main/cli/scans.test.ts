import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '../backend/scans/testing.ts';
import { onePair, openProgram, temporaryFolder } from '../backend/testing.ts';
import { cli, contentOf, json } from './testing.ts';

describe('scans file', () => {
  const root = temporaryFolder();
  const data = path.join(root, 'data');
  const stack = path.join(root, 'ban-quet.pdf');
  let memorandumId = '';
  let paper: Uint8Array = new Uint8Array();
  const store = async (...pages: number[]) => writeFileSync(stack, await pagesOf({ pdf: paper, pages }));

  beforeAll(async () => {
    const program = await openProgram({ dataDir: data });
    await onePair(program);
    await program.call('memoranda.draft', {});
    const { files } = await program.call('memoranda.generate', { printSet: { copies: 1 } });
    memorandumId = files[0]?.memorandumId ?? '';
    paper = readFileSync((await program.backend.openFile(files[0]?.fileId ?? ''))?.path ?? '');
    await program.backend.close();
  });

  test('says in the promised shape what it filed, what is missing and what it did not know', async () => {
    await store(1, 4, 2, 1);
    expect(await json(['scans', 'file', stack, '--data', data])).toEqual({
      code: 0,
      answer: {
        ok: true,
        filed: [{ memorandumId, version: 1, pages: [1, 2, 4] }],
        missing: [
          { memorandumId, page: 3 },
          { memorandumId, page: 5 },
        ],
        unknown: [],
        duplicates: [{ stackPage: 4, memorandumId, version: 1, page: 1 }],
        outdated: [],
      },
    });
  });

  test('tells a person the same in words, and what a whole copy still waits for', async () => {
    await store(3, 5);
    const { code, stdout } = await cli(['scans', 'file', stack, '--data', data]);
    expect(code).toBe(0);
    expect(stdout).toContain('Trường Tiểu học Hoa Sen – Trường Tiểu học Hướng Dương: trang 3, 5');
    expect(stdout).toContain('còn chờ ngày ký, người ký của Bên A, người ký của Bên B');
  });

  test('refuses a file that was cut off with exit 3, and leaves the folder as it was', async () => {
    const before = contentOf(data);
    writeFileSync(stack, paper.subarray(0, paper.length / 2));
    expect(await json(['scans', 'file', stack, '--data', data])).toMatchObject({
      code: 3,
      answer: { ok: false, error: { code: 'FILE_UNREADABLE', details: { file: 'ban-quet.pdf' } } },
    });
    expect(contentOf(data)).toEqual(before);
  });
});
