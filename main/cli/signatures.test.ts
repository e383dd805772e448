import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeP12, makePaper } from '../backend/signatures/testing.ts';
import { temporaryFolder } from '../backend/testing.ts';
import { cli, json } from './testing.ts';

const root = temporaryFolder();
const inRoot = (name: string) => path.join(root, name);
const [paper, p12, signed] = [inRoot('bien-ban.pdf'), inRoot('chung-thu.p12'), inRoot('da-ky.pdf')];
/** No data folder anywhere: files are judged without one. */
const env = { CHUNG_TAY_DATA: inRoot('khong-co'), CHUNG_TAY_P12_PASSWORD: 'mật khẩu' };

const sign = (file: string, out: string, password: string = env.CHUNG_TAY_P12_PASSWORD) =>
  json(['memoranda', 'sign', file, '--p12', p12, '--out', out], {
    env: { ...env, CHUNG_TAY_P12_PASSWORD: password },
  });
const verify = (file: string) => json(['memoranda', 'verify', file], { env });

beforeAll(async () => {
  writeFileSync(paper, await makePaper());
  const validTo = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
  writeFileSync(p12, makeP12({ name: 'Nguyễn Thị Đà Nẵng', password: env.CHUNG_TAY_P12_PASSWORD, validTo }));
});

describe('signing and verifying files from the command line', () => {
  test('needs no data folder, and answers in exactly the promised shape', async () => {
    const { code, answer } = await sign(paper, signed);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ ok: true, path: signed, pages: 2 });
    expect(readFileSync(signed).subarray(0, readFileSync(paper).length)).toEqual(readFileSync(paper));
    expect(await verify(signed)).toEqual({
      code: 0,
      answer: {
        ok: true,
        signatures: [
          {
            name: 'Nguyễn Thị Đà Nẵng',
            signedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
            valid: true,
            trusted: false,
            coversWholeFile: true,
            reason: 'Chứng thư tự ký.',
          },
        ],
      },
    });
    expect(existsSync(env.CHUNG_TAY_DATA)).toBe(false);
    const { stdout } = await cli(['memoranda', 'verify', signed], { env });
    expect(stdout).toContain('hợp lệ, bao trùm toàn bộ tệp');
  });

  test('judges a tampered or unsigned file, and ends with 0 because it could', async () => {
    const tampered = readFileSync(signed);
    tampered[200] = (tampered[200] ?? 0) ^ 1;
    writeFileSync(inRoot('sua.pdf'), tampered);
    expect(await verify(inRoot('sua.pdf'))).toMatchObject({
      code: 0,
      answer: { signatures: [{ valid: false, reason: expect.stringContaining('bị thay đổi sau khi ký') }] },
    });
    expect(await verify(paper)).toEqual({ code: 0, answer: { ok: true, signatures: [] } });
  });

  const out = inRoot('khong-ghi.pdf');

  test('says what is missing on the line, and does not begin', async () => {
    const noPassword = { CHUNG_TAY_DATA: env.CHUNG_TAY_DATA };
    expect(
      await json(['memoranda', 'sign', paper, '--p12', p12, '--out', out], { env: noPassword }),
    ).toMatchObject({ code: 2, answer: { error: { code: 'MISSING_ARGUMENT' } } });
    expect(await json(['memoranda', 'sign', paper, '--p12', p12], { env })).toMatchObject({
      code: 2,
      answer: { error: { code: 'MISSING_ARGUMENT' } },
    });
    expect(existsSync(out)).toBe(false);
  });

  test('names a wrong password and files that are none, and writes nothing', async () => {
    expect(await sign(paper, out, 'sai')).toMatchObject({
      code: 3,
      answer: { error: { code: 'P12_WRONG_PASSWORD' } },
    });
    expect(await sign(p12, out)).toMatchObject({ code: 3, answer: { error: { code: 'PDF_DAMAGED' } } });
    expect(await sign(inRoot('vang.pdf'), out)).toMatchObject({
      code: 3,
      answer: { error: { code: 'FILE_NOT_FOUND' } },
    });
    expect(existsSync(out)).toBe(false);
  });
});
