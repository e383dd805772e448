import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { readPdf, wordsOf } from '../papers/testing.ts';
import { openProgram, type Program } from '../testing.ts';

type Binder = OutputOf<'ceremonies.binder'>;
const PAPERS_RENDERED = 7;

/** A rehearsal folder: ten memoranda of twenty schools. */
async function sample(): Promise<Program> {
  const program = await openProgram({ fresh: true });
  await program.call('app.initialise', { sample: true });
  return program;
}

/** The words of each page of a binder. */
async function pagesOf(program: Program, { fileId }: Binder): Promise<string[]> {
  const file = await program.backend.openFile(fileId);
  if (!file) throw new Error('the binder is gone');
  return (await readPdf(new Uint8Array(await readFile(file.path)))).pages.map((page) => wordsOf([page]));
}

/** Titles of the papers that a job made, from what it told about its progress. */
async function making(program: Program, work: () => Promise<unknown>): Promise<string[]> {
  const before = program.events.length;
  await work();
  return program.events
    .slice(before)
    .flatMap((event) => (event.name === 'job.progress' && event.payload.done > 0 ? event.payload.label : []));
}

const sectionOf = ({ sections }: Pick<Binder, 'sections'>, title: string) =>
  sections.find((section) => section.title === title);

describe('the binder of ten memoranda', () => {
  let program: Program;
  let ceremony: OutputOf<'ceremonies.get'>;
  let binder: Binder;
  let pages: string[];

  beforeAll(async () => {
    program = await sample();
    const { id, runningOrder } = await program.call('ceremonies.get', {});
    // Not the order of the pairs, and one that is not signed on the day.
    const turned = runningOrder.toReversed().map(({ memorandumId }, index) => ({
      memorandumId,
      absent: index === 3,
    }));
    await program.call('ceremonies.update', { id, runningOrder: turned, startsAt: '08:30' });
    ceremony = await program.call('ceremonies.get', {});
    binder = await program.call('ceremonies.binder', { copies: 2 });
    pages = await pagesOf(program, binder);
  });

  const present = () => ceremony.runningOrder.filter(({ absent }) => !absent);

  test('holds its sections one after the other, each memorandum as often as asked', async () => {
    expect(binder.sections.map(({ title }) => title)).toEqual([
      'Bìa',
      'Chương trình buổi lễ',
      ...present().map(({ name }) => name),
      'Danh sách ký kết',
      'Danh sách đại biểu',
      'Biển tên đại biểu',
      'Biển tên đơn vị',
      'Lời dẫn chương trình',
    ]);
    let next = 1;
    for (const section of binder.sections) {
      expect(section.firstPage).toBe(next);
      next += section.pages;
    }
    expect([binder.pages, pages.length]).toEqual([next - 1, next - 1]);
    const { memoranda } = await program.call('memoranda.list', {});
    for (const { memorandumId, name } of present()) {
      const stored = memoranda.find(({ id }) => id === memorandumId)?.pages ?? 0;
      expect(sectionOf(binder, name)?.pages, name).toBe(2 * stored);
    }
    expect(sectionOf(binder, 'Biển tên đại biểu')?.pages).toBe(present().length);
    expect(sectionOf(binder, 'Biển tên đơn vị')?.pages).toBe(2 * present().length);
  });

  test('has the right pair on each page', () => {
    for (const { name, copies: _, ...entry } of present()) {
      const section = sectionOf(binder, name);
      if (!section) throw new Error(`no section ${name}`);
      const own = pages.slice(section.firstPage - 1, section.firstPage - 1 + section.pages);
      const bodies = entry.signers.map(({ body }) => body);
      const half = own.length / 2;
      for (const copy of [own.slice(0, half), own.slice(half)]) {
        expect(copy[0]).toContain('BIÊN BẢN GHI NHỚ');
        for (const body of bodies) expect(copy[0]).toContain(body.toLocaleUpperCase('vi'));
      }
      expect(own.slice(0, half)).toEqual(own.slice(half));
    }
  });

  test('is stamped in a rehearsal on every page', () => {
    expect(pages.filter((words) => !words.includes('BẢN THỬ'))).toEqual([]);
  });

  test('leaves who is absent out of lists and cards, and names the pair on the cue sheet', () => {
    const away = ceremony.runningOrder.find(({ absent }) => absent);
    const section = (title: string) => {
      const { firstPage = 1, pages: count = 0 } = sectionOf(binder, title) ?? {};
      return pages.slice(firstPage - 1, firstPage - 1 + count).join(' ');
    };
    const [first, second] = away?.signers.map(({ body }) => body) ?? [];
    for (const title of ['Danh sách ký kết', 'Biển tên đại biểu'])
      expect(section(title), title).not.toContain(first);
    expect(section('Biển tên đơn vị')).not.toContain(first?.toLocaleUpperCase('vi'));
    expect(section('Lời dẫn chương trình')).toContain(`VẮNG - ${first} và ${second}`);
    expect(section('Danh sách ký kết')).toContain('(1) (2) (3) (4) (5) (6) (7) (8) (9)');
    expect(section('Danh sách ký kết')).toContain('Danh sách này gồm 09 biên bản ghi nhớ:');
    expect(section('Chương trình buổi lễ')).toContain('08 giờ 30 phút, ngày 15 tháng 4 năm 2023');
  });

  test('was told beforehand, and counts as printed', async () => {
    const outline = await program.call('ceremonies.outline', { copies: 2 });
    expect(outline).toEqual({ pages: binder.pages, sections: binder.sections });
    const { memoranda } = await program.call('memoranda.list', {});
    const states = Map.groupBy(memoranda, ({ state }) => state);
    expect([states.get('printed')?.length, states.get('draft')?.length]).toEqual([9, 1]);
  });

  test('made again makes nothing anew; a late change only what says it', async () => {
    const again = () => program.call('ceremonies.binder', { copies: 2 });
    expect(await making(program, again)).toEqual([]);
    expect(sectionOf(binder, 'Bìa')?.firstPage).toBe(1);

    const { id } = ceremony;
    const { delegates } = await program.call('ceremonies.propose', { id });
    await program.call('ceremonies.update', { id, delegates });
    expect(await making(program, again)).toEqual([]);
    const changed = delegates.map((each, index) =>
      index === 0 ? { ...each, post: 'Phó Trưởng phòng' } : each,
    );
    await program.call('ceremonies.update', { id, delegates: changed });
    expect((await making(program, again)).sort()).toEqual(['Biển tên đại biểu', 'Danh sách đại biểu']);

    await program.call('ceremonies.update', { id, venue: 'Nhà văn hóa huyện Chương Mỹ' });
    expect((await making(program, again)).sort()).toEqual(['Bìa', 'Chương trình buổi lễ']);
  });

  test('prints a memorandum as it was finalised, whatever is said of the day by now', async () => {
    const entry = present()[0];
    await program.call('ceremonies.update', { id: ceremony.id, heldOn: '2023-05-20' });
    const later = await pagesOf(program, await program.call('ceremonies.binder', { copies: 2 }));
    const { firstPage = 1, pages: count = 0 } = sectionOf(binder, entry?.name ?? '') ?? {};
    const slice = (all: string[]) => all.slice(firstPage - 1, firstPage - 1 + count);
    expect(slice(later)).toEqual(slice(pages));
  });

  test('for two-sided printing every part begins on a new sheet', async () => {
    const both = await program.call('ceremonies.binder', { copies: 1, duplex: 'newSheet' });
    expect(both.sections.filter(({ firstPage }) => firstPage % 2 === 0)).toEqual([]);
    const fronts = await program.call('ceremonies.binder', { copies: 1, duplex: 'oddPages' });
    const backs = await program.call('ceremonies.binder', { copies: 1, duplex: 'evenPages' });
    expect([fronts.pages, backs.pages]).toEqual([both.pages / 2, both.pages / 2]);
  });
});

describe('what stands in the way', () => {
  test('a ceremony without a memorandum', async () => {
    const program = await openProgram();
    expect((await program.refused('ceremonies.binder', {})).code).toBe('CEREMONY_EMPTY');
    expect(await program.call('ceremonies.outline', {})).toMatchObject({ pages: expect.any(Number) });
  });

  test('a draft with an error is left out and named; the others are printed', async () => {
    const program = await sample();
    const { schools } = await program.call('schools.list', {});
    const faulty = schools.find(({ name }) => name === 'Trường Mầm non Hoa Sen');
    if (!faulty) throw new Error('no such school');
    await program.behindItsBack((sqlite) => {
      sqlite
        .prepare('UPDATE school_name SET name = ? WHERE school_id = ?')
        .run('Trường Mầm non 😀', faulty.id);
    });
    const outline = await program.call('ceremonies.outline', {});
    const binder = await program.call('ceremonies.binder', {});
    expect(outline).toEqual({ pages: binder.pages, sections: binder.sections });
    const errors = binder.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toContain('CHARACTER_UNPRINTABLE');
    expect(binder.sections.filter(({ title }) => title.includes('😀'))).toEqual([]);
    expect(binder.sections).toHaveLength(PAPERS_RENDERED + 9);
  });

  test('a character that no font has, by its place', async () => {
    const program = await sample();
    const { id } = await program.call('ceremonies.get', {});
    const { delegates } = await program.call('ceremonies.propose', { id });
    const guest = {
      side: 'guest' as const,
      fullName: 'Nguyễn Văn 🎉',
      post: null,
      body: null,
      absent: false,
    };
    await program.call('ceremonies.update', { id, delegates: [...delegates, guest] });
    const error = await program.refused('ceremonies.binder', {});
    expect(error).toMatchObject({
      code: 'TEXT_UNPRINTABLE',
      details: { characters: ['🎉'], text: guest.fullName },
    });
    const { memoranda } = await program.call('memoranda.list', {});
    expect(new Set(memoranda.map(({ state }) => state))).toEqual(new Set(['draft']));
  });
});
