import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { elementsNamed, walk } from '../../main/backend/department-forms/elements.ts';
import { departmentWorkbook, unzipped } from '../../main/backend/department-forms/testing.ts';
import { openProgram, type Program } from '../../main/backend/testing.ts';
import type { FileRef } from '../../preload/contract/procedure.ts';

/** Names that would be something else than a name to a PDF, an XML, a workbook, a shell or a file system. */
const NAMES = [
  'Trường (A\\) >> endobj endstream xref trailer',
  'Trường %PDF-1.7 /OpenAction <</S/JavaScript/JS(app.alert\\(1\\))>>',
  'Trường <script>alert("1")</script> &amp; \'x\' ]]> <!-- -->',
  '=HYPERLINK("http://example.invalid","Trường")',
  '+84 Trường',
  '-1+1 Trường',
  '@SUM(A1) Trường',
  'Trường _x0041_ A&B &P &"Arial"&99 &A',
  'CON',
  'NUL.txt',
  'COM1',
  'Trường A:B*C?D|E/../../../F',
  `Trường ${'dài '.repeat(45)}`.trim(),
  `Trường ${'a'.repeat(180)}`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay as it is
  'Trường ${7*7} {{tên}} {school} %s %n',
  'Trường BT /F1 9 Tf (x) Tj ET q 1 0 0 1 0 0 cm',
];
/** Keys by which a PDF does something, or carries something, when it is opened. */
const ACTIVE = [
  ...['/JavaScript', '/JS', '/OpenAction', '/AA', '/URI', '/Launch', '/EmbeddedFile', '/EmbeddedFiles'],
  ...['/RichMedia', '/XFA', '/SubmitForm', '/ImportData', '/GoToR', '/Annots', '/AcroForm'],
];

const run = (tool: string, ...options: string[]): string =>
  execFileSync(tool, options, { encoding: 'utf8', maxBuffer: 512 * 1024 * 1024 });
const together = (text: string): string => text.replace(/[\s\u00ad]+/g, '').toLocaleLowerCase('vi');

const out = mkdtempSync(path.join(tmpdir(), 'chung-tay-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));
/** Every file that the program made, by the procedure that made it. */
const made: { readonly procedure: string; readonly fileName: string; readonly place: string }[] = [];
const ending = (wanted: string) => made.filter(({ fileName }) => fileName.endsWith(wanted));

/** Everything that has a name gets one of these. */
async function renameAll({ call }: Program): Promise<void> {
  const { schools } = await call('schools.list', {});
  for (const [index, { id }] of schools.entries()) {
    const name = NAMES[index % NAMES.length] ?? '';
    const principal = name.slice(0, 50);
    await call('schools.update', { id, name, principal, address: name, commune: name.slice(0, 100) });
  }
  await call('programmes.update', {
    title: `${NAMES[2]} ${NAMES[1]}`,
    department: NAMES[7],
    legalBases: NAMES.slice(0, 8),
    placeName: NAMES[6],
  });
  const { id } = await call('ceremonies.get', {});
  await call('ceremonies.update', { id, title: NAMES[0], venue: NAMES[1], heldOn: '2023-04-20' });
  const { activities } = await call('activities.list', {});
  await call('cells.write', {
    table: 'activities',
    cells: activities.flatMap((activity, index) =>
      ['topic', 'venue', 'host'].map((column) => ({
        row: activity.id,
        column,
        text: (NAMES[index % NAMES.length] ?? '').slice(0, 100),
      })),
    ),
  });
}

/** Runs whatever makes a file. */
async function makeAll(program: Program): Promise<void> {
  const { call, backend } = program;
  const keep = async (procedure: string, ...files: readonly (FileRef | null)[]) => {
    for (const file of files) {
      if (!file) continue;
      const stored = await backend.openFile(file.fileId);
      if (!stored) throw new Error(`${procedure} gave a file that is not there`);
      mkdirSync(path.join(out, `${made.length}`));
      // Written under its own name: what can't be a file's name fails here.
      const place = path.join(out, `${made.length}`, file.fileName);
      writeFileSync(place, readFileSync(stored.path));
      made.push({ procedure, fileName: file.fileName, place });
    }
  };
  const period = '2023-2024';
  const list = `Huyện,Cấp học,Tên trường\n${NAMES.map((name) => `Thanh Trì,XX,"${name.replaceAll('"', '""')}"`).join('\n')}`;
  const { memoranda } = await call('memoranda.list', {});
  for (const { id } of memoranda) await keep('memoranda.preview', await call('memoranda.preview', { id }));
  const [first] = memoranda;
  if (!first) throw new Error('no memorandum');
  await keep('memoranda.word', await call('memoranda.word', { id: first.id }));
  const { files, printSet } = await call('memoranda.generate', { printSet: { copies: 2 } });
  await keep('memoranda.generate', ...files, printSet);
  await keep('ceremonies.binder', await call('ceremonies.binder', { copies: 2 }));
  for (const format of ['pdf', 'xlsx'] as const)
    await keep('memoranda.register', await call('memoranda.register', { format }));
  await keep('memoranda.recordSheet', await call('memoranda.recordSheet', {}));
  await keep('schools.export', await call('schools.export', { withPhones: true }));
  const listed = await program.receive(`${NAMES[11]}.csv`, list);
  await keep('schools.markImport', await call('schools.markImport', { fileId: listed }));
  const { pairs } = await call('pairs.list', {});
  const pairId = pairs[0]?.id;
  if (!pairId) throw new Error('no pair');
  const handover = await call('documents.create', { kind: 'handover', pairId });
  await keep('documents.preview', await call('documents.preview', handover));
  await keep('documents.word', await call('documents.word', handover));
  const { activities } = await call('activities.list', {});
  const [activity] = activities;
  if (!activity) throw new Error('no activity');
  for (const paper of ['attendance', 'certificates'] as const) {
    const names = NAMES.map((name) => name.slice(0, 100));
    await keep('activities.print', await call('activities.print', { id: activity.id, paper, names }));
  }
  const report = await call('reports.export', { period, pdf: true, word: true });
  await keep('reports.export', report, report.pdf, report.word);
  await keep('narrative.preview', await call('narrative.preview', { period }));
  await keep('charts.png', await call('charts.png', { period, chart: 'pairs' }));
  const form = await call('departmentForms.create', {
    fileId: await program.receive('biểu.xlsx', await departmentWorkbook()),
    name: NAMES[11] ?? '',
  });
  await call('departmentForms.update', {
    id: form.id,
    bindings: [
      {
        kind: 'table',
        sheet: 'Tổng',
        cell: 'C5',
        table: 'schools',
        columns: [{ column: 'C', field: 'name' }],
        rows: null,
      },
    ],
  });
  await keep('departmentForms.fill', await call('departmentForms.fill', { id: form.id, period }));
}

describe('whatever things are called', () => {
  beforeAll(async () => {
    const program = await openProgram({ fresh: true, today: '2024-06-15' });
    await program.call('app.initialise', { sample: true });
    await renameAll(program);
    await makeAll(program);
  }, 600_000);

  test('files have names that every system takes', () => {
    expect(made.length).toBeGreaterThan(25);
    for (const { procedure, fileName, place } of made) {
      expect(fileName, procedure).not.toMatch(/[<>:"/\\|?*\p{C}]|^[ .]|[ .]$/u);
      expect(fileName, procedure).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d) *(?:\.|$)/i);
      expect(fileName.length, procedure).toBeLessThanOrEqual(125);
      expect(readdirSync(path.dirname(place))).toEqual([fileName]);
    }
  });

  test('PDFs are sound, do nothing, and say the names as they are', () => {
    const pdfs = ending('.pdf');
    expect(pdfs.length).toBeGreaterThan(15);
    for (const { procedure, place } of pdfs) {
      expect(run('qpdf', '--check', place), procedure).toContain('No syntax or stream encoding errors');
      const active: string[] = [];
      // Names are keys, or values that begin with a slash; texts begin with "u:" or "b:" there.
      JSON.parse(run('qpdf', '--json', '--json-key=qpdf', place), (key, value) => {
        if (ACTIVE.includes(key) || ACTIVE.includes(value)) active.push(`${key} ${JSON.stringify(value)}`);
        return value;
      });
      expect(active, procedure).toEqual([]);
      expect(run('pdfinfo', place), procedure).toMatch(/JavaScript: +no/);
    }
    const all = together(pdfs.map(({ place }) => run('pdftotext', place, '-')).join('\n'));
    for (const name of NAMES.filter((each) => each.length < 100)) expect(all).toContain(together(name));
  });

  test('Word copies and workbooks are well formed, reach nowhere, and no name has become a formula', async () => {
    const packages = [...ending('.docx'), ...ending('.xlsx')];
    expect(packages.length).toBeGreaterThan(8);
    for (const { procedure, place } of packages) {
      for (const [part, data] of await unzipped(readFileSync(place))) {
        if (!/\.(?:xml|rels)$/.test(part)) continue;
        const xml = data.toString('utf8');
        expect(() => walk(xml, {}), `${procedure} ${part}`).not.toThrow();
        expect(xml, `${procedure} ${part}`).not.toContain('TargetMode="External"');
        const formulas = elementsNamed(xml, 'f').map(({ text }) => text);
        const named = elementsNamed(xml, 'definedName').map(({ text }) => text);
        expect([...formulas, ...named].join('\n'), `${procedure} ${part}`).not.toMatch(
          /HYPERLINK|Trường|\+84/,
        );
        for (const footer of ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter'])
          for (const { text } of elementsNamed(xml, footer))
            expect(text, procedure).not.toMatch(/Trường|Arial|script|HYPERLINK/);
      }
    }
    const { place = '' } = made.find(({ procedure }) => procedure === 'schools.export') ?? {};
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(place);
    const cells = new Set<unknown>();
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell(({ value }) => cells.add(value))));
    for (const name of NAMES) expect(cells).toContain(name);
  });

  test('LibreOffice opens them', () => {
    const ours = [ending('.docx')[0], ...ending('.docx').slice(-1), ...ending('.xlsx').slice(0, 3)];
    const places = ours.flatMap((file) => file?.place ?? []);
    const profile = `-env:UserInstallation=file://${path.join(out, 'profile')}`;
    const printed = path.join(out, 'printed');
    run('soffice', profile, '--headless', '--convert-to', 'pdf', '--outdir', printed, ...places);
    expect(readdirSync(printed)).toHaveLength(places.length);
  }, 240_000);
});
