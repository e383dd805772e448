import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createdAt } from '../papers/testing.ts';
import { assembleCopies } from './assemble.ts';
import { readPages } from './read-pages.ts';
import { badScan, pictures, printed, scanned, seeded, stackOf } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'scans-'));
const inFolder = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (tool: string, ...options: string[]): string => execFileSync(tool, options, { encoding: 'utf8' });

const issuer = { memorandumId: '01890a5d-ac96-774b-bcce-b302099a8057', version: 1, secret: '5e'.repeat(32) };
const PAGES = 5;
let paper: Uint8Array;

const read = async (pages: readonly Uint8Array[]) =>
  readPages({ fileName: 'ban-quet.pdf', bytes: await stackOf(pages), first: 1, last: pages.length });

beforeAll(async () => {
  paper = await printed(issuer);
  writeFileSync(inFolder('giay.pdf'), paper);
});

describe('pages that another program made into pictures', () => {
  test.each([
    [150, '-gray'],
    [200, '-gray'],
    [300, '-gray'],
    [150, '-mono'],
    [200, '-mono'],
    [300, '-mono'],
  ])('at %i dpi, %s, show their codes', async (dpi, levels) => {
    const name = `${dpi}${levels}`;
    run('pdftoppm', '-png', levels, '-r', String(dpi), inFolder('giay.pdf'), inFolder(name));
    const files = readdirSync(folder).filter((file) => file.startsWith(name));
    const seen = await read(files.map((file) => readFileSync(inFolder(file))));
    expect(seen.map(({ codes }) => codes.length)).toEqual(Array.from({ length: PAGES }, () => 1));
  });
});

describe('a hundred bad scans', () => {
  test.each([1, 2, 3, 4])('of which not one is misread (%i)', async (seed) => {
    const random = seeded(seed);
    const sheets = await pictures(paper, 300);
    const scans = Array.from({ length: 5 }, () => sheets)
      .flat()
      .map((sheet) => ({ sheet, scan: { ...badScan(random), dpi: 150 + Math.round(random() * 150) } }));
    const seen = await read(scans.map(({ sheet, scan }) => scanned(sheet, scan, random)));
    expect(seen.map(({ codes }) => codes.map(({ rotation }) => rotation))).toEqual(
      scans.map(({ scan }) => [(360 - scan.turned) % 360]),
    );
  });
});

test('a copy put together from a stack is a sound PDF of A4 pages', async () => {
  const random = seeded(9);
  const scans = (await pictures(paper, 150)).map((sheet) => {
    const scan = badScan(random);
    return { scan, bytes: scanned(sheet, scan, random) };
  });
  const stack = { fileName: 'ban-quet.pdf', bytes: await stackOf(scans.map(({ bytes }) => bytes)) };
  const rotations = (await readPages({ ...stack, first: 1, last: PAGES })).map(
    ({ codes }) => codes[0]?.rotation ?? 0,
  );
  const pages = rotations.map((rotation, index) => ({ stack: 0, page: index + 1, rotation }));
  const [copy] = await assembleCopies({ stacks: [stack], copies: [{ title: 'Bản ký', pages }], createdAt });
  const path = inFolder('ban-ky.pdf');
  writeFileSync(path, copy?.bytes ?? '');
  expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
  const info = run('pdfinfo', '-l', String(PAGES), path);
  expect(info.match(/595\.\d+ x 841\.\d+ pts \(A4\)/g)).toHaveLength(PAGES);
  expect(info).toMatch(/Title: +Bản ký/);
});
