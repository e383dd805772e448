import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { unzipped } from '../department-forms/testing.ts';
import { readPdf } from '../papers/testing.ts';
import { onePair, openProgram, type Program } from '../testing.ts';

const bytesOf = async ({ backend }: Program, file: { readonly fileId: string } | null) =>
  new Uint8Array(await readFile((await backend.openFile(file?.fileId ?? ''))?.path ?? ''));

/** What a document in zipped XML says, part by part. */
const partsOf = async (bytes: Uint8Array, name: RegExp) =>
  [...(await unzipped(bytes))]
    .filter(([part]) => name.test(part))
    .map(([, content]) => content.toString('utf8'));

test('each page of a report and of the register says which state of the journal it was made of', async () => {
  const program = await openProgram();
  await onePair(program);
  const { entries } = await program.call('history.list', {});
  const line = `Nhật ký: dòng ${entries[0]?.sequence} · `;

  const report = await program.call('reports.export', { period: '2023', pdf: true, word: true });
  const pdf = await readPdf(await bytesOf(program, report.pdf));
  const marks = pdf.pages.map(({ texts }) => texts.find(({ text }) => text.startsWith(line)));
  expect(marks.every((mark) => mark !== undefined && mark.size === 8)).toBe(true);
  const [mark] = marks.map((each) => each?.text ?? '');
  expect(mark).toMatch(/· [0-9a-f]{4}( [0-9a-f]{4}){3}$/);

  const feet = await partsOf(await bytesOf(program, report.word), /^word\/footer\d\.xml$/);
  expect(feet.length).toBeGreaterThan(1);
  for (const foot of feet) expect(foot).toContain(mark);
  const sheets = await partsOf(await bytesOf(program, report), /^xl\/worksheets\/sheet\d+\.xml$/);
  expect(sheets.length).toBeGreaterThan(8);
  for (const sheet of sheets) expect(sheet).toContain(`&amp;8&amp;K666666   ${mark}`);

  // The report itself is a row of the journal, so the register is made of a later state.
  const later = `Nhật ký: dòng ${Number(entries[0]?.sequence) + 1} · `;
  const paper = await program.call('memoranda.register', { format: 'pdf' });
  const register = await readPdf(await bytesOf(program, paper));
  for (const { texts } of register.pages) expect(texts.map(({ text }) => text).join('\n')).toContain(later);
  const book = await program.call('memoranda.register', { format: 'xlsx' });
  const [sheet] = await partsOf(await bytesOf(program, book), /^xl\/worksheets\/sheet1\.xml$/);
  expect(sheet).toContain(later);

  expect(await program.call('journal.compare', { mark: mark ?? '' })).toMatchObject({
    row: { sequence: entries[0]?.sequence },
    problems: [],
  });
});
