import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { createBackend } from '../backend/index.ts';
import { BOMB_SIZE, bombAs } from '../backend/tables/testing.ts';
import { RESOURCES_DIR, temporaryFolder } from '../backend/testing.ts';
import { cli, contentOf, ENTRY, json } from './testing.ts';

const SCHOOLS = path.join(RESOURCES_DIR, 'samples/schools-of-two-districts.csv');
const root = temporaryFolder();
const inRoot = (name: string) => path.join(root, name);
/** A folder in which the whole job is done, one story after the other. */
const data = inRoot('data');
/** The same after the import: what bad input must not touch. */
const filled = inRoot('filled');

const run = (command: string, dir = data) => json([...command.split(' '), '--data', dir]);
const at = (dir: string, ...args: string[]) => json([...args, '--data', dir]);

describe('the main job from the command line', () => {
  test('init makes the folder', async () => {
    expect(await run('init')).toEqual({ code: 0, answer: { ok: true, dataDir: data, schools: 0, pairs: 0 } });
    expect(readdirSync(data).sort()).toContain('chung-tay.sqlite');
  });

  test('schools come in, dry first, and a second time unchanged', async () => {
    const counts = { ok: true, created: 20, updated: 0, unchanged: 0, unitsCreated: 2 };
    const dry = await at(data, 'schools', 'import', SCHOOLS, '--dry-run');
    expect(dry).toMatchObject({ code: 0, answer: counts });
    expect((await run('schools list')).answer).toEqual({ ok: true, schools: [] });
    expect(await at(data, 'schools', 'import', SCHOOLS)).toEqual(dry);
    cpSync(data, filled, { recursive: true });
    const again = await at(data, 'schools', 'import', SCHOOLS, '--encoding', 'utf8');
    expect(again.answer).toMatchObject({ created: 0, updated: 0, unchanged: 20, unitsCreated: 0 });
    expect(Object.keys(again.answer).sort()).toEqual([
      'created',
      'ok',
      'unchanged',
      'unitsCreated',
      'updated',
      'warnings',
    ]);
  });

  test('the register is listed, searched and exported, in exactly the promised shape', async () => {
    const { answer } = await run('schools list');
    const schools = answer.schools as Record<string, unknown>[];
    expect(schools).toHaveLength(20);
    expect(Object.keys(schools[0] ?? {})).toEqual([
      'id',
      'code',
      'name',
      'level',
      'unit',
      'commune',
      'address',
      'principal',
      'phone',
      'email',
      'classes',
      'pupils',
      'teachers',
    ]);
    const found = await at(data, 'schools', 'search', 'dong my');
    expect(found.answer.schools).toMatchObject([{ name: 'Trường Mầm non B xã Đông Mỹ' }]);
    const file = inRoot('ds.xlsx');
    const exported = await at(data, 'schools', 'export', file);
    expect(exported.answer).toEqual({ ok: true, path: file, schools });
    const back = await at(data, 'schools', 'import', file);
    expect(back.answer).toMatchObject({ created: 0, updated: 0, unchanged: 20, warnings: [] });
  });

  test('pairs are proposed, made and listed', async () => {
    const proposed = await run('pairs suggest');
    expect(proposed.answer).toMatchObject({ ok: true, pairs: { length: 7 }, unpaired: { length: 6 } });
    const applied = await run('pairs suggest --apply');
    const pairs = applied.answer.pairs as Record<string, unknown>[];
    expect(pairs[0]).toEqual({
      id: expect.any(String),
      level: 'mam_non',
      supporting: { id: expect.any(String), name: expect.any(String) },
      partner: { id: expect.any(String), name: expect.any(String) },
    });
    const listed = await run('pairs list');
    expect(listed.answer).toMatchObject({ pairs: { length: 7 }, unpaired: { length: 6 } });
    expect((listed.answer.unpaired as unknown[])[0]).toEqual({
      id: expect.any(String),
      name: expect.any(String),
      level: expect.any(String),
      reason: expect.any(String),
    });
    const file = inRoot('cap.csv');
    const [first] = pairs as { supporting: { name: string }; partner: { name: string } }[];
    writeFileSync(file, `Trường hỗ trợ,Trường đối tác\n${first?.supporting.name},${first?.partner.name}`);
    expect((await at(data, 'pairs', 'import', file)).answer).toMatchObject({
      created: 0,
      unchanged: 1,
      pairs: { length: 7 },
      unpaired: { length: 6 },
    });
  });

  test('memoranda are drafted, checked and generated, with a file for the printer', async () => {
    expect((await run('memoranda draft')).answer).toEqual({ ok: true, created: 7 });
    const checked = await run('memoranda check');
    expect((checked.answer.findings as unknown[])[0]).toEqual({
      memorandumId: expect.any(String),
      severity: 'warning',
      code: 'FILLED_BY_HAND',
      message: expect.any(String),
    });
    const out = inRoot('bien-ban');
    const set = inRoot('bo-in.pdf');
    const strict = await at(data, 'memoranda', 'generate', '--out', out, '--strict');
    expect(strict).toMatchObject({ code: 3, answer: { ok: false, error: { code: 'NOTHING_GENERATED' } } });
    expect(existsSync(out)).toBe(false);

    const { code, answer } = await at(
      data,
      'memoranda',
      'generate',
      '--out',
      out,
      '--copies',
      '2',
      '--print-set',
      set,
    );
    expect(code).toBe(0);
    const files = answer.files as { path: string; pages: number }[];
    expect(files).toHaveLength(7);
    expect(Object.keys(files[0] ?? {})).toEqual(['memorandumId', 'version', 'path', 'pages', 'sha256']);
    expect(
      readdirSync(out)
        .map((name) => path.join(out, name))
        .sort(),
    ).toEqual(files.map((file) => file.path).sort());
    const pages = files.reduce((sum, file) => sum + file.pages, 0);
    expect(answer.printSet).toEqual({ path: set, pages: 2 * pages });
    const again = await at(data, 'memoranda', 'generate', '--out', out, '--word');
    expect(again.answer).toEqual({ ok: true, files, printSet: null, findings: [] });
    for (const file of files) {
      const word = readFileSync(file.path.replace(/\.pdf$/, '.docx'));
      expect(word.subarray(0, 2).toString()).toBe('PK');
    }
  });

  test('the report is exported, and nothing is found wrong', async () => {
    const out = inRoot('mới/bao-cao.xlsx');
    const { answer } = await at(data, 'report', 'export', '--period', '2023-2024', '--out', out);
    expect(answer).toEqual({
      ok: true,
      path: out,
      sheets: expect.any(Array),
      rows: expect.any(Number),
      reportId: expect.any(String),
    });
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK');
    const pdf = inRoot('mới/bao-cao.pdf');
    const word = inRoot('mới/bao-cao.docx');
    const papers = ['--pdf', pdf, '--word', word];
    const all = await at(data, 'report', 'export', '--period', '2023-2024', '--out', out, ...papers);
    expect(all.answer).toMatchObject({ path: out, pdf, word, sheets: expect.any(Array) });
    expect(readFileSync(pdf).subarray(0, 4).toString()).toBe('%PDF');
    expect(readFileSync(word).subarray(0, 2).toString()).toBe('PK');
    expect((await run('check')).answer).toEqual({ ok: true, problems: [] });
  });

  test('people read Vietnamese', async () => {
    const texts: string[] = [];
    for (const command of ['schools list', 'pairs list', 'memoranda check', 'check']) {
      const { code, stdout, stderr } = await cli([...command.split(' '), '--data', data]);
      expect([code, stderr]).toEqual([0, '']);
      texts.push(stdout);
    }
    expect(texts[0]).toMatch(/Tên trường +Cấp học +Đơn vị/);
    expect(texts[0]).toContain('20 trường.');
    expect(texts[1]).toContain('7 cặp.');
    expect(texts[2]).toBe('Không có gì cần sửa.\n');
    expect(texts[3]).toBe('Dữ liệu còn nguyên vẹn.\n');
    const help = await cli(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('memoranda generate --out DIR');
    const error = await cli(['schools', 'explode']);
    expect([error.code, error.stdout]).toEqual([2, '']);
    expect(error.stderr).toContain('Không có lệnh “schools explode”');
  });

  test('the folder is found by the environment when no option names it', async () => {
    const { stdout } = await cli(['schools', 'list', '--json'], { env: { CHUNG_TAY_DATA: data } });
    expect(JSON.parse(stdout).schools).toHaveLength(20);
    // The window ignores a relative path there, so both must.
    const elsewhere = inRoot('nha');
    const relative = await json(['schools', 'list'], {
      env: { CHUNG_TAY_DATA: 'data', XDG_DATA_HOME: elsewhere },
      cwd: root,
    });
    expect(relative.answer.error?.details).toEqual({ dataDir: path.join(elsewhere, 'chung-tay') });
  });
});

describe('bad input', () => {
  let before: Record<string, string>;
  beforeAll(() => {
    before = contentOf(filled);
  });
  /** Runs on the filled folder: the code and exit code are right, and nothing has changed. */
  const refused = async (code: string, exit: number, ...args: string[]) => {
    const { code: exitCode, answer } = await at(filled, ...args);
    expect([answer.error?.code, exitCode]).toEqual([code, exit]);
    expect(answer.error?.message).toMatch(/[À-ỹ]/);
    expect(JSON.stringify(answer)).not.toContain('    at ');
    expect(contentOf(filled)).toEqual(before);
    return answer.error?.details ?? {};
  };
  const importing = (code: string, name: string, content: string | Buffer) => {
    writeFileSync(inRoot(name), content);
    return refused(code, 3, 'schools', 'import', inRoot(name));
  };

  test('a wrong call', async () => {
    await refused('UNKNOWN_COMMAND', 2, 'schools', 'explode');
    await refused('UNKNOWN_OPTION', 2, 'schools', 'list', '--force');
    await refused('MISSING_ARGUMENT', 2, 'schools', 'import');
    await refused('MISSING_ARGUMENT', 2, 'memoranda', 'generate');
    await refused('INVALID_INPUT', 3, 'memoranda', 'generate', '--out', inRoot('x'), '--copies', '0');
    await refused('INVALID_INPUT', 3, 'serve', '--port', 'tám', '--no-open');
  });

  test('files that are no lists', async () => {
    await refused('FILE_NOT_FOUND', 3, 'schools', 'import', inRoot('không có.xlsx'));
    await refused('FILE_UNREADABLE', 3, 'schools', 'import', root);
    await importing('FILE_NOT_WORKBOOK', 'anh.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const marker = Buffer.from('EncryptedPackage', 'utf16le');
    await importing(
      'FILE_ENCRYPTED',
      'mat-khau.xlsx',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), marker]),
    );
    await importing('FILE_TOO_LARGE', 'bom.xlsx', bombAs('xl/worksheets/sheet1.xml', BOMB_SIZE));
    await importing(
      'CSV_QUOTE_OPEN',
      'ngoac.csv',
      'Huyện,Cấp học,Tên trường\nThanh Trì,TH,"Trường Tiểu học Hoa Sen\n',
    );
    await importing('NO_HEADER_ROW', 'la.csv', 'Tên,Tuổi\nA,5');
  });

  test('rows that break a rule', async () => {
    const HEAD = 'Huyện,Cấp học,Tên trường,Mã trường\n';
    const twice = await importing(
      'INVALID_ROWS',
      'ma.csv',
      `${HEAD}Thanh Trì,TH,Trường Tiểu học A,0101\nThanh Trì,TH,Trường Tiểu học B,0101`,
    );
    expect(twice).toMatchObject({
      count: 1,
      errors: [{ row: 3, column: 'Mã trường', cell: 'D3', code: 'DUPLICATE_CODE' }],
    });
    const level = await importing('INVALID_ROWS', 'cap.csv', `${HEAD}Thanh Trì,THPT,Trường THPT A,0101`);
    expect(level).toMatchObject({ errors: [{ cell: 'B2', code: 'LEVEL_UNKNOWN' }] });
    writeFileSync(
      inRoot('cap-sai.csv'),
      'Trường hỗ trợ,Trường đối tác\nTrường THCS Chu Văn An,Trường THCS Ngọc Hồi\nTrường THCS Chu Văn An,Trường Tiểu học Phú Nghĩa',
    );
    expect(await refused('INVALID_ROWS', 3, 'pairs', 'import', inRoot('cap-sai.csv'))).toMatchObject({
      errors: [
        { cell: 'B2', code: 'PAIR_SAME_UNIT' },
        { cell: 'B3', code: 'PAIR_DIFFERENT_LEVEL' },
      ],
    });
  });

  test('a period that cannot be, a place that cannot be written', async () => {
    const out = inRoot('bao-cao-sai.xlsx');
    await refused('PERIOD_INVALID', 3, 'report', 'export', '--period', '2023-2025', '--out', out);
    await refused('PERIOD_UNKNOWN', 3, 'report', 'export', '--period', '2040-2041', '--out', out);
    expect(existsSync(out)).toBe(false);
    const folder = inRoot('thư mục');
    mkdirSync(folder);
    await refused('FILE_WRITE_FAILED', 3, 'report', 'export', '--period', '2023', '--out', folder);
    const beside = ['--period', '2023', '--out', out, '--pdf', folder] as const;
    await refused('FILE_WRITE_FAILED', 3, 'report', 'export', ...beside);
    expect(existsSync(out)).toBe(false);
    await refused('FILE_WRITE_FAILED', 3, 'schools', 'export', path.join(SCHOOLS, 'ds.xlsx'));
    await refused('FILE_WRITE_FAILED', 3, 'memoranda', 'generate', '--out', SCHOOLS);
    await refused('FILE_WRITE_FAILED', 3, 'memoranda', 'generate', '--out', folder, '--print-set', folder);
    expect(readdirSync(folder)).toEqual([]);
    await refused('NOTHING_GENERATED', 3, 'memoranda', 'generate', '--out', folder);
  });

  test('a folder that has its data already', async () => {
    await refused('DATA_FOLDER_ALREADY_INITIALISED', 3, 'init');
  });
});

describe('a data folder that cannot be used ends with 4', () => {
  const copy = (name: string) => {
    cpSync(filled, inRoot(name), { recursive: true });
    return inRoot(name);
  };
  const database = (dir: string) => path.join(dir, 'chung-tay.sqlite');
  const refused = async (code: string, dir: string, ...args: string[]) => {
    const before = existsSync(dir) ? contentOf(dir) : null;
    const answered = await at(dir, ...(args.length > 0 ? args : ['schools', 'list']));
    expect([answered.answer.error?.code, answered.code]).toEqual([code, 4]);
    expect(answered.answer.error?.details.dataDir).toBe(dir);
    expect(existsSync(dir) ? contentOf(dir) : null).toEqual(before);
  };

  test('missing, and empty', async () => {
    await refused('DATA_FOLDER_MISSING', inRoot('đâu'));
    mkdirSync(inRoot('rỗng'));
    await refused('DATA_FOLDER_NOT_INITIALISED', inRoot('rỗng'));
  });

  test('locked by another process', async () => {
    const dir = copy('khóa');
    const holder = await createBackend({
      dataDir: dir,
      resourcesDir: RESOURCES_DIR,
      version: '0',
      actor: 'x',
    });
    const { answer, code } = await at(dir, 'schools', 'list');
    expect([answer.error?.code, code]).toEqual(['DATA_FOLDER_LOCKED', 4]);
    await holder.close();
    expect((await at(dir, 'schools', 'list')).code).toBe(0);
  });

  test('newer than the program', async () => {
    const dir = copy('mới hơn');
    const sqlite = new Sqlite(database(dir));
    sqlite.exec("INSERT INTO kysely_migration VALUES ('0990-later', '2030-01-01T00:00:00.000Z')");
    sqlite.close();
    await refused('DATA_FOLDER_NEWER', dir);
  });

  test('damaged', async () => {
    const cut = copy('cụt');
    truncateSync(database(cut), 50_000);
    await refused('DATA_FOLDER_DAMAGED', cut);
    await refused('DATA_FOLDER_DAMAGED', cut, 'init');
    const other = copy('khác');
    writeFileSync(database(other), 'đây không phải cơ sở dữ liệu\n'.repeat(500));
    await refused('DATA_FOLDER_DAMAGED', other);
  });

  test('read-only', async (context) => {
    const dir = copy('chỉ đọc');
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    if (uid !== undefined) {
      const child = spawn(
        process.execPath,
        ['-e', `require('fs').readFileSync(${JSON.stringify(SCHOOLS)})`],
        { uid },
      );
      const [exit] = await once(child, 'exit').catch(() => [1]);
      if (exit !== 0) context.skip('the checkout cannot be read by a user without rights');
    }
    // Readable for everyone, writable for nobody.
    chmodSync(root, 0o755);
    for (const each of ['.', ...readdirSync(dir, { recursive: true, encoding: 'utf8' })]) {
      const place = path.join(dir, each);
      chmodSync(place, statSync(place).isDirectory() ? 0o555 : 0o444);
    }
    const answers = await Promise.all([
      json(['schools', 'list', '--data', dir], uid === undefined ? {} : { uid }),
      json(['init', '--data', path.join(dir, 'bên trong')], uid === undefined ? {} : { uid }),
    ]);
    for (const { answer, code } of answers)
      expect([answer.error?.code, code]).toEqual(['DATA_FOLDER_READ_ONLY', 4]);
  });
});

test('a complete list is enough for memoranda without a remark', async () => {
  const dir = inRoot('đủ');
  const file = inRoot('đủ.csv');
  writeFileSync(
    file,
    [
      'Huyện;Cấp học;Tên trường;Hiệu trưởng;Chức vụ;Địa chỉ;Điện thoại',
      'Thanh Trì;TH;Trường Tiểu học Hoa Sen;Đinh Hoa Sen;Hiệu trưởng;Thôn 1;024 3333 0001',
      'Chương Mỹ;TH;Trường Tiểu học Hoa Mai;Lý Hoa Mai;Hiệu trưởng;Thôn 2;024 3333 0002',
    ].join('\n'),
  );
  await at(dir, 'init');
  await at(dir, 'schools', 'import', file);
  await at(dir, 'pairs', 'suggest', '--apply');
  await at(dir, 'memoranda', 'draft');
  const { code, answer } = await at(dir, 'memoranda', 'generate', '--strict', '--out', inRoot('đủ.pdf'));
  expect(code).toBe(0);
  expect(answer).toMatchObject({ ok: true, files: [{ version: 1 }], findings: [] });
});

test('a reader that goes away early, such as head, is no fault', async () => {
  const child = spawn(process.execPath, [ENTRY, 'schools', 'list', '--data', filled]);
  child.stdout.destroy();
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  const [code] = await once(child, 'close');
  expect([code, complaints]).toEqual([0, '']);
});

test('paths mean the folder where npm was called, not the package’s own', async () => {
  const called = inRoot('nơi gọi');
  mkdirSync(called);
  const env = { INIT_CWD: called, npm_lifecycle_event: 'cli' };
  const { answer } = await json(['init', '--data', 'kho của tôi'], { env, cwd: root });
  expect(answer).toMatchObject({ ok: true, dataDir: path.join(called, 'kho của tôi') });
  // Another script's variables say nothing about this program.
  const other = await json(['init', '--data', 'kho'], {
    env: { ...env, npm_lifecycle_event: 'test' },
    cwd: root,
  });
  expect(other.answer).toMatchObject({ dataDir: inRoot('kho') });
});

test('an internal fault ends with 1, and the log of the folder knows what it was', async () => {
  const dir = inRoot('lỗi');
  cpSync(filled, dir, { recursive: true });
  const sqlite = new Sqlite(path.join(dir, 'chung-tay.sqlite'));
  sqlite.exec('DROP TABLE commitment');
  sqlite.close();
  const { code, answer } = await at(dir, 'report', 'export', '--period', '2023', '--out', inRoot('lỗi.xlsx'));
  expect([code, answer.error?.code, answer.error?.details]).toEqual([1, 'INTERNAL', {}]);
  const [log = ''] = readdirSync(path.join(dir, 'logs'));
  expect(readFileSync(path.join(dir, 'logs', log), 'utf8')).toMatch(/"code":"INTERNAL".*"at":\["/);
});
