import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { mergePdfs } from '../papers/print-set.ts';
import { makePaper, PARTNER, PRINCIPAL, signAs } from './testing.ts';
import { verifyPdf } from './verify.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'signatures-'));
afterAll(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => path.join(folder, name);
const run = (tool: string, ...options: string[]): string =>
  execFileSync(tool, options, { encoding: 'utf8', cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

function save(name: string, bytes: Uint8Array): string {
  writeFileSync(inFolder(name), bytes);
  return inFolder(name);
}

/** What poppler says of each signature. */
const pdfsig = (file: string) =>
  run('pdfsig', '-nocert', file)
    .split(/^Signature #\d+:$/m)
    .slice(1)
    .map((said) => ({
      name: /Common Name: (.*)$/m.exec(said)?.[1],
      type: /Signature Type: (.*)$/m.exec(said)?.[1],
      valid: said.includes('Signature is Valid.'),
      whole: said.includes('  - Total document signed'),
    }));

const paper = await makePaper();

describe('what we sign, as others see it', () => {
  test('two signers are both valid, and the last one covers the whole document', async () => {
    const first = await signAs(PRINCIPAL, paper);
    const second = await signAs(PARTNER, first.bytes);
    const file = save('two.pdf', second.bytes);
    expect(pdfsig(file)).toEqual([
      { name: 'Nguyễn Thị Đà Nẵng', type: 'ETSI.CAdES.detached', valid: true, whole: false },
      { name: 'Trần Văn Ưỡn', type: 'ETSI.CAdES.detached', valid: true, whole: true },
    ]);
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found');
    const words = run('pdftotext', '-layout', file, '-');
    expect(words).toContain('Ký bởi: Nguyễn Thị Đà Nẵng');
    expect(words).toContain('Ký bởi: Trần Văn Ưỡn');
    expect(run('pdffonts', file)).not.toMatch(/ no +(yes|no) +(yes|no) +\d+ +0$/m);
  });

  test('a merged print set with packed objects is signed as well', async () => {
    const merged = await mergePdfs([{ bytes: paper, copies: 2, title: 'Biên bản' }], {
      title: 'Bộ in',
      createdAt: '2023-04-10T01:02:03Z',
    });
    const first = await signAs(PRINCIPAL, merged.bytes);
    const file = save('merged.pdf', (await signAs(PARTNER, first.bytes)).bytes);
    expect(pdfsig(file)).toMatchObject([{ valid: true }, { valid: true, whole: true }]);
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors found');
  });

  test('a flipped byte is seen by both', async () => {
    const { bytes } = await signAs(PRINCIPAL, paper);
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    expect(pdfsig(save('flipped.pdf', bytes))).toMatchObject([{ valid: false }]);
    expect(verifyPdf(bytes)).toMatchObject([{ valid: false }]);
  });
});

/** The signature of a file with one, and what it covers. */
function partsOf(bytes: Uint8Array) {
  const text = Buffer.from(bytes).toString('latin1');
  const [, before = '', after = ''] = /\[0 (\d+) (\d+) \d+\]/.exec(text) ?? [];
  const hole = text.slice(Number(before) + 1, Number(after) - 1);
  return {
    cms: Buffer.from(hole, 'hex'),
    content: Buffer.concat([bytes.subarray(0, Number(before)), bytes.subarray(Number(after))]),
    withCms(cms: Uint8Array): Uint8Array {
      const filled = Buffer.from(bytes);
      filled.write(Buffer.from(cms).toString('hex').padEnd(hole.length, '0'), Number(before) + 1, 'latin1');
      return filled;
    },
  };
}

/** Certificates of other makers: an RSA key with room for PSS, and an elliptic one. */
function makeKeys() {
  for (const [name, ...kind] of [
    ['rsa', '-newkey', 'rsa:2048'],
    ['ec', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  ] as const)
    run(
      'openssl',
      'req',
      '-x509',
      ...kind,
      '-nodes',
      '-utf8',
      '-subj',
      '/CN=Đỗ Thị Ơn/O=Trường THCS Ước Mơ',
      '-days',
      '9',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
    );
}
makeKeys();

describe('certificate files that other programs made', () => {
  const pack = (name: string, out: string, ...options: string[]): Uint8Array => {
    run(
      'openssl',
      'pkcs12',
      '-export',
      '-inkey',
      `${name}.key`,
      '-in',
      `${name}.crt`,
      '-passout',
      'pass:mật khẩu',
      '-out',
      out,
      ...options,
    );
    return readFileSync(inFolder(out));
  };

  test.each([
    ['an RSA key in the form of today', 'rsa', []],
    ['an RSA key in the form of old Windows (RC2, 3DES)', 'rsa', ['-legacy']],
    ['an elliptic key in the form of today', 'ec', []],
    ['an elliptic key in the form of old Windows', 'ec', ['-legacy']],
  ])('with %s sign', async (_, name, options) => {
    const p12 = pack(name, `${name}.p12`, ...options);
    const now = new Date(Date.now() + 60_000).toISOString();
    const { bytes } = await signAs(PRINCIPAL, paper, {
      p12,
      password: 'mật khẩu',
      now,
      signer: { post: null, body: null, reason: null },
    });
    const file = save('foreign-key.pdf', bytes);
    const { cms, content } = partsOf(bytes);
    save('cms.der', cms);
    save('content.bin', content);
    // OpenSSL judges the signed attributes too: the certificate must be the one that they name.
    const judge = ['cms', '-verify', '-cades', '-inform', 'DER', '-in', 'cms.der', '-content', 'content.bin'];
    run('openssl', ...judge, '-binary', '-purpose', 'any', '-CAfile', `${name}.crt`, '-out', 'seen.bin');
    const said = run('openssl', 'cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'cms.der');
    expect(said).toContain('id-smime-aa-signingCertificateV2');
    expect(said).not.toContain('signingTime');
    expect(verifyPdf(bytes)).toMatchObject([{ name: 'Đỗ Thị Ơn', valid: true, coversWholeFile: true }]);
    expect(pdfsig(file)).toMatchObject([{ name: 'Đỗ Thị Ơn', valid: true, whole: true }]);
    expect(run('pdftotext', '-layout', file, '-')).toContain('Cơ quan: Trường THCS Ước Mơ');
  });
});

describe('what other programs sign, as we see it', () => {
  test.each([
    ['RSA with SHA-1', 'rsa', ['-md', 'sha1']],
    ['RSA with SHA-384', 'rsa', ['-md', 'sha384']],
    ['RSA with SHA-512 and without signed attributes', 'rsa', ['-md', 'sha512', '-noattr']],
    ['RSA-PSS', 'rsa', ['-md', 'sha256', '-keyopt', 'rsa_padding_mode:pss']],
    ['RSA-PSS with SHA-512', 'rsa', ['-md', 'sha512', '-keyopt', 'rsa_padding_mode:pss']],
    ['ECDSA with SHA-256', 'ec', ['-md', 'sha256']],
    ['ECDSA with SHA-512, named by its key', 'ec', ['-md', 'sha512', '-keyid']],
    ['CAdES', 'rsa', ['-md', 'sha256', '-cades']],
  ])('%s is right, and wrong with another byte', async (_, name, options) => {
    // A long name makes room for signatures that say more than ours.
    const long = { ...PRINCIPAL, name: 'Nguyễn '.repeat(99) };
    const parts = partsOf((await signAs(long, paper)).bytes);
    save('content.bin', parts.content);
    run(
      'openssl',
      'cms',
      '-sign',
      '-binary',
      '-in',
      'content.bin',
      '-signer',
      `${name}.crt`,
      '-inkey',
      `${name}.key`,
      '-outform',
      'DER',
      '-out',
      'other.der',
      ...options,
    );
    const bytes = parts.withCms(readFileSync(inFolder('other.der')));
    // It says that it was signed in 2023, before its certificate began.
    expect(verifyPdf(bytes)).toMatchObject([
      { name: 'Đỗ Thị Ơn', valid: true, reason: 'Chứng thư chưa có hiệu lực vào lúc ký.' },
    ]);
    bytes[300] = (bytes[300] ?? 0) ^ 1;
    expect(verifyPdf(bytes)).toMatchObject([
      { valid: false, reason: expect.stringContaining('đã bị thay đổi sau khi ký') },
    ]);
  });

  test('signatures by poppler, beside ours', async () => {
    run(
      'openssl',
      'pkcs12',
      '-export',
      '-inkey',
      'rsa.key',
      '-in',
      'rsa.crt',
      '-passout',
      'pass:x',
      '-out',
      'nss.p12',
      '-name',
      'thu',
    );
    run('certutil', '-N', '-d', `sql:${folder}`, '--empty-password');
    run('pk12util', '-i', 'nss.p12', '-d', `sql:${folder}`, '-W', 'x');
    const sign = (from: string, to: string) =>
      run(
        'pdfsig',
        '-nssdir',
        `sql:${folder}`,
        '-nocert',
        '-add-signature',
        '-nick',
        'thu',
        '-reason',
        'Ký thử',
        from,
        to,
      );
    save('paper.pdf', paper);
    sign('paper.pdf', 'poppler-1.pdf');
    sign('poppler-1.pdf', 'poppler-2.pdf');
    expect(verifyPdf(readFileSync(inFolder('poppler-2.pdf')))).toMatchObject([
      { name: 'Đỗ Thị Ơn', valid: true, coversWholeFile: false, changedSince: false },
      { name: 'Đỗ Thị Ơn', valid: true, coversWholeFile: true, changedSince: false },
    ]);

    const ours = await signAs(PRINCIPAL, readFileSync(inFolder('poppler-2.pdf')));
    const file = save('ours-last.pdf', ours.bytes);
    expect(verifyPdf(ours.bytes).map(({ valid, changedSince }) => [valid, changedSince])).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ]);
    expect(pdfsig(file).map(({ type, valid }) => [type, valid])).toEqual([
      ['adbe.pkcs7.detached', true],
      ['adbe.pkcs7.detached', true],
      ['ETSI.CAdES.detached', true],
    ]);

    save('ours-first.pdf', (await signAs(PRINCIPAL, paper)).bytes);
    sign('ours-first.pdf', 'poppler-last.pdf');
    expect(verifyPdf(readFileSync(inFolder('poppler-last.pdf')))).toMatchObject([
      { name: 'Nguyễn Thị Đà Nẵng', valid: true, changedSince: false },
      { name: 'Đỗ Thị Ơn', valid: true, coversWholeFile: true },
    ]);
  });
});
