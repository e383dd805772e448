import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { PROCEDURES } from '../../../preload/contract/procedures.ts';
import { unzipped } from '../department-forms/testing.ts';
import { readPdf, wordsOf } from '../papers/testing.ts';
import { openProgram, type Program } from '../testing.ts';

/** Numbers and addresses of every school and unit of the sample. */
let contacts: string[];
let program: Program;

beforeAll(async () => {
  program = await openProgram({ fresh: true, today: '2024-05-20' });
  await program.call('app.initialise', { sample: true });
  const { organisations } = await program.call('organisations.list', {});
  await program.behindItsBack((sqlite) =>
    sqlite.exec("UPDATE organisation SET phone = '024 3999 0001', email = 'phong@example.gov.vn'"),
  );
  const { schools } = await program.call('schools.list', {});
  contacts = [
    ...schools.flatMap(({ phone, email }) => [phone, email]),
    '024 3999 0001',
    'phong@example.gov.vn',
  ].filter((contact) => contact !== null);
  expect(organisations.length).toBeGreaterThan(1);
  expect(contacts.length).toBeGreaterThan(30);
  // Neither the journal nor what it prints may know them by another way.
  await program.call('schools.update', { id: schools[0]?.id ?? '', phone: '024 3999 0002' });
  contacts.push('024 3999 0002');
});

interface Handed {
  readonly fileId: string;
  readonly fileName: string;
}

/** What a file says, whatever its kind. */
async function wordsIn({ fileId, fileName }: Handed): Promise<string> {
  const file = await program.backend.openFile(fileId);
  const bytes = new Uint8Array(await readFile(file?.path ?? ''));
  if (fileName.endsWith('.pdf')) return wordsOf((await readPdf(bytes)).pages);
  const parts = [...(await unzipped(bytes))].filter(([name]) => name.endsWith('.xml'));
  return parts.map(([, content]) => content.toString('utf8').replace(/<[^>]+>/g, ' ')).join('\n');
}

const PERIOD = { period: '2023-2024' } as const;

/** Every way out for a file that nobody asked to have numbers in. */
const WITHOUT: Readonly<Record<string, () => Promise<readonly (Handed | null)[]>>> = {
  'schools.export': async () => [await program.call('schools.export', {})],
  'journal.export': async () => [await program.call('journal.export', {})],
  'reports.export': async () => {
    const report = await program.call('reports.export', { ...PERIOD, pdf: true, word: true });
    return [report, report.pdf, report.word];
  },
  'narrative.preview': async () => [await program.call('narrative.preview', PERIOD)],
  'memoranda.register': async () => [
    await program.call('memoranda.register', { format: 'pdf' }),
    await program.call('memoranda.register', { format: 'xlsx' }),
  ],
  'memoranda.recordSheet': async () => [await program.call('memoranda.recordSheet', {})],
  'activities.print': async () => {
    const { activities } = await program.call('activities.list', {});
    const id = activities[0]?.id ?? '';
    return [
      await program.call('activities.print', { id, paper: 'attendance', names: [] }),
      await program.call('activities.print', { id, paper: 'certificates', names: ['Nguyễn Văn A'] }),
    ];
  },
};

/** Other ways out, and why numbers may stand in them, or can't. */
const OTHERS: Readonly<Record<string, string>> = {
  'memoranda.preview': 'the letterhead of a memorandum names how each school is reached, by its template',
  'memoranda.word': 'the same paper',
  'memoranda.generate': 'the same paper',
  'memoranda.exportSigned': 'the same papers, signed, and a list of them',
  'ceremonies.binder': 'holds the memoranda',
  'documents.preview': 'a paper of the office by its template',
  'documents.word': 'the same paper',
  'documents.issue': 'the same paper',
  'departmentForms.fill': 'only cells that a person bound, and a phone only where it was asked for',
  'personalData.apply': 'the record for the person whose data they are',
  'personalData.export': 'the record for the person whose data they are',
  'schools.markImport': 'the person’s own file with notes in it',
  'backups.export': 'a backup is the whole folder',
  'signatures.sign': 'the person’s own file with a signature',
  'scans.join': 'the person’s own pages',
  'charts.png': 'a picture of figures',
  'guide.print': 'says nothing of the data',
  'templates.preview': 'an example with invented people',
  'templates.export': 'wording without data',
};

test('every way out for a file is known to carry no numbers, or why it may', () => {
  const exports = Object.entries(PROCEDURES)
    .filter(([, { kind }]) => kind === 'job')
    .filter(([, { output }]) =>
      JSON.stringify(z.toJSONSchema(output, { unrepresentable: 'any' })).includes('"fileId"'),
    )
    .map(([name]) => name);
  expect(exports.sort()).toEqual([...Object.keys(WITHOUT), ...Object.keys(OTHERS)].sort());
});

test.each(Object.keys(WITHOUT))(
  '%s leaves phones and e-mail addresses out',
  { timeout: 120_000 },
  async (name) => {
    const files = (await WITHOUT[name]?.()) ?? [];
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      if (!file) throw new Error(`${name} gave no file`);
      const words = await wordsIn(file);
      expect(words.length, file.fileName).toBeGreaterThan(100);
      for (const contact of contacts) expect(words, file.fileName).not.toContain(contact);
    }
  },
);

test('lists have them where they were asked for, and say what for', { timeout: 120_000 }, async () => {
  const { exportNote } = await program.call('personalData.purposes', {});
  const list = await wordsIn(await program.call('schools.export', { withPhones: true }));
  const report = await wordsIn(await program.call('reports.export', { ...PERIOD, withPhones: true }));
  for (const words of [list, report]) {
    expect(words).toContain(contacts[2]);
    expect(words).toContain(exportNote);
  }
});
