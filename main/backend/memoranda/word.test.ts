import { readFile } from 'node:fs/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { holdCeremony, onePair, openProgram, type Program } from '../testing.ts';

let program: Program;
let made: Awaited<ReturnType<typeof onePair>>;
beforeEach(async () => {
  program = await openProgram();
  made = await onePair(program);
  await program.call('programmes.update', { placeName: 'Thanh Trì' });
  await holdCeremony(program, { heldOn: '2023-04-15', venue: 'Hội trường huyện Thanh Trì' });
  await program.call('memoranda.draft', {});
});

const first = async () => {
  const [memorandum] = (await program.call('memoranda.list', {})).memoranda;
  if (!memorandum) throw new Error('no memorandum');
  return memorandum;
};

/** The words of a Word copy. */
async function wordsOf(fileId: string): Promise<string> {
  const zip = await fromBufferPromise(await readFile((await program.backend.openFile(fileId))?.path ?? ''));
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== 'word/document.xml') continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks)
      .toString('utf8')
      .replace(/<[^>]*>/g, ' ');
  }
  throw new Error('no document');
}

describe('the Word copy of a memorandum', () => {
  test('of a draft says what it says now, and is named like its PDF', async () => {
    const { id } = await first();
    const copy = await program.call('memoranda.word', { id });
    const preview = await program.call('memoranda.preview', { id });
    expect(copy.fileName).toBe(preview.fileName.replace(/\.pdf$/, '.docx'));
    expect(await wordsOf(copy.fileId)).toContain('Trường Tiểu học Hoa Sen'.toLocaleUpperCase('vi'));
    expect((await first()).state).toBe('draft');
  });

  test('of a final one says what was frozen, whatever the register says later', async () => {
    const { id } = await first();
    await program.call('memoranda.generate', {});
    await program.call('schools.update', { id: made.supporting, name: 'Trường Tiểu học Hoa Ban' });
    const words = await wordsOf((await program.call('memoranda.word', { id })).fileId);
    expect(words).not.toContain('HOA BAN');
  });

  test('can show what no PDF can: a person may mend it there', async () => {
    const { id } = await first();
    await program.call('schools.update', { id: made.partner, name: 'Trường Tiểu học 雪' });
    expect((await program.refused('memoranda.preview', { id })).code).toBe('NOTHING_GENERATED');
    expect(await wordsOf((await program.call('memoranda.word', { id })).fileId)).toContain('雪');
  });

  test('of nobody is not found', async () => {
    expect((await program.refused('memoranda.word', { id: made.supporting })).code).toBe('NOT_FOUND');
  });
});
