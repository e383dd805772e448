import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { openProgram } from '../testing.ts';

const run = (tool: string, ...options: string[]): string => execFileSync(tool, options, { encoding: 'utf8' });

describe('the binder, as poppler and qpdf see it', () => {
  let file = '';
  let binder: OutputOf<'ceremonies.binder'>;
  let order: OutputOf<'ceremonies.get'>['runningOrder'];

  beforeAll(async () => {
    const program = await openProgram({ fresh: true });
    await program.call('app.initialise', { sample: true });
    order = (await program.call('ceremonies.get', {})).runningOrder;
    binder = await program.call('ceremonies.binder', { copies: 2 });
    file = (await program.backend.openFile(binder.fileId))?.path ?? '';
  });

  const words = (page: number): string =>
    run('pdftotext', '-f', `${page}`, '-l', `${page}`, file, '-').replace(/\s+/g, ' ');

  test('has as many pages as it says, and no fault', () => {
    expect(run('pdfinfo', file)).toMatch(new RegExp(`^Pages: +${binder.pages}$`, 'm'));
    expect(run('qpdf', '--check', file)).toContain('No syntax or stream encoding errors');
    expect(run('pdffonts', file)).not.toMatch(/ no +(yes|no) +(yes|no) +\d+ +\d+$/m);
  });

  test('has the right pair on the first page of each copy', () => {
    for (const { name, signers } of order) {
      const section = binder.sections.find(({ title }) => title === name);
      if (!section) throw new Error(`no section ${name}`);
      for (const page of [section.firstPage, section.firstPage + section.pages / 2]) {
        const read = words(page);
        expect(read).toContain('BIÊN BẢN GHI NHỚ');
        for (const { body } of signers) expect(read).toContain(body.toLocaleUpperCase('vi'));
      }
    }
  });

  test('has every paper where it says', () => {
    const firstWords = {
      'Chương trình buổi lễ': 'CHƯƠNG TRÌNH',
      'Danh sách ký kết': 'DANH SÁCH KÝ KẾT',
      'Danh sách đại biểu': 'DANH SÁCH ĐẠI BIỂU',
      'Biển tên đại biểu': 'NGUYỄN THỊ A',
      'Biển tên đơn vị': 'TRƯỜNG MẦM NON',
      'Lời dẫn chương trình': 'LỜI DẪN CHƯƠNG TRÌNH',
    };
    for (const [title, expected] of Object.entries(firstWords)) {
      const section = binder.sections.find((each) => each.title === title);
      expect(words(section?.firstPage ?? 0), title).toContain(expected);
    }
  });
});
