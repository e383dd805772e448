import type Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  appendJournal,
  forgetRows,
  readJournal,
  redactJournal,
  topOfJournal,
  UndoConflict,
  undoEntry,
  verifyJournal,
} from './journal.ts';
import { command, insertSchool, memoryDatabase, STAMPS } from './testing.ts';

let sqlite: Sqlite.Database;
beforeEach(async () => {
  ({ sqlite } = await memoryDatabase());
});

const schools = () => sqlite.prepare<[], { id: string }>('SELECT * FROM school ORDER BY id').all();
const setPhone = (id: string, phone: string) =>
  sqlite.prepare('UPDATE school SET phone = ? WHERE id = ?').run(phone, id);

describe('recording', () => {
  test('each command leaves one row that says who, what, when and every change', () => {
    command(sqlite, 'schools.create', () => insertSchool(sqlite, 'a', '0101'));
    command(sqlite, 'schools.update', () => setPhone('a', '024 3333 4444'));
    command(sqlite, 'schools.purge', () => sqlite.exec("DELETE FROM school WHERE id = 'a'"));
    const [deleted, updated, inserted] = readJournal(sqlite, 10);

    const fresh = {
      id: 'a',
      code: '0101',
      level: 'tieu_hoc',
      phone: null,
      email: null,
      classes: null,
      pupils: null,
      teachers: null,
      ...STAMPS,
      needs_support: 0,
    };
    const called = { ...fresh, phone: '024 3333 4444' };
    expect(inserted).toEqual({
      sequence: 1,
      actor: 'van-thu',
      command: 'schools.create',
      at: '2023-04-15T01:00:00.000Z',
      payload: { changes: [{ table: 'school', before: null, after: fresh }] },
    });
    expect(updated?.payload?.changes).toEqual([{ table: 'school', before: fresh, after: called }]);
    expect(deleted?.payload?.changes).toEqual([{ table: 'school', before: called, after: null }]);
  });

  test('quotes, line ends, emoji and numbers come back as they were stored', () => {
    command(sqlite, 'schools.create', () => {
      insertSchool(sqlite, 'a');
      sqlite.prepare('UPDATE school SET email = ?, pupils = ?').run('"\\\'\n\u0001😀 hoà', 4321);
    });
    const [row] = readJournal(sqlite, 1);
    expect(row?.payload?.changes[1]?.after).toMatchObject({ email: '"\\\'\n\u0001😀 hoà', pupils: 4321 });
    undoEntry(sqlite, 1, new Set(['schools.create']));
    expect(schools()).toEqual([]);
  });

  test('of a thousand new rows each is told whole, though their columns are named once', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `s${index}`);
    command(sqlite, 'schools.import', () => {
      for (const id of ids) insertSchool(sqlite, id);
      sqlite.exec(`INSERT INTO organisation (id, kind, created_at, updated_at) VALUES ('o', 'xa', '', '')`);
    });
    const changes = readJournal(sqlite, 1)[0]?.payload?.changes ?? [];
    const stored = schools();
    expect(changes.slice(0, -1).map(({ after }) => after)).toEqual(
      ids.map((id) => stored.find((row) => row.id === id)),
    );
    expect(changes.at(-1)).toMatchObject({
      table: 'organisation',
      before: null,
      after: { id: 'o', kind: 'xa' },
    });
    const text = sqlite.prepare<[], string>('SELECT payload FROM journal').pluck().get() ?? '';
    expect(text.split('"needs_support"')).toHaveLength(2);
    undoEntry(sqlite, 1, new Set(['schools.import']));
    expect(schools()).toEqual([]);
  });

  test('behind a command of many rows the chain holds, and wrong values are refused as before', () => {
    command(sqlite, 'schools.import', () => {
      for (let number = 0; number < 10_000; number += 1) insertSchool(sqlite, `s${number}`);
    });
    expect(sqlite.prepare('SELECT octet_length(payload) > 1000000 FROM journal').pluck().get()).toBe(1);
    expect(verifyJournal(sqlite)).toEqual([]);
    expect(() => sqlite.exec("UPDATE school SET level = 'thpt'")).toThrow(/CHECK/);
    expect(() => sqlite.exec("UPDATE journal SET payload = '{'")).toThrow(/CHECK/);
  });

  test('a command that changes nothing says so; a change to the same value is none', () => {
    command(sqlite, 'schools.create', () => insertSchool(sqlite, 'a'));
    command(sqlite, 'schools.update', () => sqlite.exec("UPDATE school SET level = 'tieu_hoc'"));
    expect(readJournal(sqlite, 1)[0]?.payload).toEqual({ changes: [] });
  });

  test('a command that fails leaves neither row nor change behind', () => {
    expect(() =>
      command(sqlite, 'schools.create', () => {
        insertSchool(sqlite, 'a', '0101');
        insertSchool(sqlite, 'b', '0101');
      }),
    ).toThrow(/UNIQUE/);
    expect(readJournal(sqlite, 10)).toEqual([]);
    command(sqlite, 'schools.create', () => insertSchool(sqlite, 'c'));
    expect(readJournal(sqlite, 10)[0]?.payload?.changes).toHaveLength(1);
  });

  test('screen settings are no business of the journal', () => {
    command(sqlite, 'none', () => sqlite.exec("INSERT INTO setting VALUES ('columns', '[]', '')"));
    expect(readJournal(sqlite, 1)[0]?.payload?.changes).toEqual([]);
  });

  test('its newest hash is that of the row that stayed, not of one that was taken back under the same number', () => {
    expect(topOfJournal(sqlite)).toBe('');
    const failing = () =>
      sqlite.transaction(() => {
        command(sqlite, 'schools.create', () => insertSchool(sqlite, 'a'));
        topOfJournal(sqlite);
        throw new Error('the disk is full');
      })();
    expect(failing).toThrow('the disk is full');
    command(sqlite, 'schools.create', () => insertSchool(sqlite, 'b'));
    const stored = sqlite.prepare('SELECT hash FROM journal ORDER BY sequence DESC').pluck().get();
    expect(topOfJournal(sqlite)).toBe(stored);
  });

  test('the newest rows come first, as many as asked for', () => {
    for (const name of ['one', 'two', 'three']) command(sqlite, name, () => {});
    expect(readJournal(sqlite, 2).map((row) => row.command)).toEqual(['three', 'two']);
  });
});

describe('the chain', () => {
  const forget = (sequences: number[]) =>
    sqlite.transaction(() => {
      const forgotten = forgetRows(sqlite, sequences);
      const entry = { actor: 'van-thu', command: 'personalData.apply', at: '2023-04-15T01:00:00.000Z' };
      appendJournal(sqlite, entry, { forgotten });
    })();

  beforeEach(() => {
    for (const id of ['a', 'b', 'c', 'd']) command(sqlite, 'schools.create', () => insertSchool(sqlite, id));
  });

  test('holds', () => {
    expect(verifyJournal(sqlite)).toEqual([]);
  });

  test.each([
    ['payload', `UPDATE journal SET payload = '{"changes":[]}' WHERE sequence = 2`],
    ['salt', "UPDATE journal SET salt = 'abc' WHERE sequence = 2"],
    ['digest', "UPDATE journal SET digest = 'abc' WHERE sequence = 2"],
    ['actor', "UPDATE journal SET actor = 'someone else' WHERE sequence = 2"],
    ['instant', "UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 2"],
    ['command', "UPDATE journal SET command = 'schools.update' WHERE sequence = 2"],
    ['key', "UPDATE journal SET id = 'x' WHERE sequence = 2"],
  ])('names the row whose %s was altered', (_, edit) => {
    sqlite.exec(edit);
    expect(verifyJournal(sqlite)).toMatchObject([{ sequence: 2, problem: 'altered' }]);
  });

  test('names an altered actor even where the payload was redacted', () => {
    redactJournal(sqlite, 2);
    sqlite.exec("UPDATE journal SET actor = 'someone else' WHERE sequence = 2");
    expect(verifyJournal(sqlite)).toMatchObject([{ sequence: 2, problem: 'altered' }]);
  });

  test('names the row behind one that was taken out', () => {
    sqlite.exec('DELETE FROM journal WHERE sequence = 2');
    expect(verifyJournal(sqlite)).toMatchObject([{ sequence: 3, problem: 'chain_broken' }]);
    sqlite.exec('DELETE FROM journal WHERE sequence = 1');
    expect(verifyJournal(sqlite)).toMatchObject([{ sequence: 3, problem: 'chain_broken' }]);
  });

  test('names rows that changed places', () => {
    sqlite.exec(`UPDATE journal SET sequence = 20 WHERE sequence = 2;
      UPDATE journal SET sequence = 2 WHERE sequence = 3;
      UPDATE journal SET sequence = 3 WHERE sequence = 20;`);
    expect(verifyJournal(sqlite).map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
  });

  test('names a row that was slipped in', () => {
    sqlite.exec(`INSERT INTO journal SELECT 9, 'x', at, actor, command, payload, salt, digest, previous_hash, hash
      FROM journal WHERE sequence = 4`);
    expect(verifyJournal(sqlite)).toMatchObject([{ sequence: 9, problem: 'altered' }]);
  });

  test('still holds when payloads were removed by a command that names them', () => {
    forget([2, 3]);
    expect(verifyJournal(sqlite)).toEqual([]);
    expect(readJournal(sqlite, 10).map((row) => row.payload === null)).toEqual([
      false,
      false,
      true,
      true,
      false,
    ]);
    expect(readJournal(sqlite, 1)[0]?.payload).toEqual({ changes: [], forgotten: [2, 3] });
  });

  test('names a row whose payload is gone though no command removed it', () => {
    redactJournal(sqlite, 2);
    expect(verifyJournal(sqlite)).toMatchObject([{ sequence: 2, problem: 'blanked' }]);
    sqlite.exec('UPDATE journal SET payload = NULL, salt = NULL WHERE sequence = 3');
    expect(verifyJournal(sqlite).map(({ sequence }) => sequence)).toEqual([2, 3]);
  });

  test('a removal that is itself removed hands on what it named', () => {
    forget([2]);
    forget([5]);
    expect(readJournal(sqlite, 1)[0]?.payload?.forgotten).toEqual([2, 5]);
    expect(verifyJournal(sqlite)).toEqual([]);
  });

  test('is looked over up to a row, and says when and by which deed a faulty one was written', () => {
    sqlite.exec("UPDATE journal SET actor = 'someone else' WHERE sequence = 3");
    expect(verifyJournal(sqlite, 2)).toEqual([]);
    expect(verifyJournal(sqlite, 3)).toEqual([
      { sequence: 3, problem: 'altered', at: '2023-04-15T01:00:00.000Z', command: 'schools.create' },
    ]);
  });
});

describe('taking back', () => {
  const UNDOABLE = new Set(['edit']);
  const undo = (sequence: number) =>
    command(sqlite, 'history.undo', () => undoEntry(sqlite, sequence, UNDOABLE), sequence);

  test('an insertion, an update and a deletion', () => {
    command(sqlite, 'edit', () => insertSchool(sqlite, 'a', '0101'));
    const first = schools();
    command(sqlite, 'edit', () => setPhone('a', '1'));
    const second = schools();
    command(sqlite, 'edit', () => sqlite.exec('DELETE FROM school'));
    undo(3);
    expect(schools()).toEqual(second);
    undo(2);
    expect(schools()).toEqual(first);
    undo(1);
    expect(schools()).toEqual([]);
    expect(readJournal(sqlite, 3).map((row) => row.payload?.undoes)).toEqual([1, 2, 3]);
    expect(verifyJournal(sqlite)).toEqual([]);
  });

  test('a new row of older journals, which name its columns beside its values', () => {
    command(sqlite, 'edit', () => insertSchool(sqlite, 'a', '0101'));
    const payload = JSON.stringify({ changes: readJournal(sqlite, 1)[0]?.payload?.changes });
    expect(payload).toContain('"before":null,"after":{"id":"a","code":"0101"');
    sqlite.prepare('UPDATE journal SET payload = ?').run(payload);
    expect(readJournal(sqlite, 1)[0]?.payload?.changes).toMatchObject([
      { table: 'school', after: { id: 'a' } },
    ]);
    undo(1);
    expect(schools()).toEqual([]);
  });

  test('several changes of one row in one command, last first', () => {
    command(sqlite, 'edit', () => insertSchool(sqlite, 'a'));
    const before = schools();
    command(sqlite, 'edit', () => {
      setPhone('a', '1');
      setPhone('a', '2');
      sqlite.exec("DELETE FROM school WHERE id = 'a'");
      insertSchool(sqlite, 'a', '0202');
    });
    undo(2);
    expect(schools()).toEqual(before);
  });

  test('what was taken back can be taken back no second time', () => {
    command(sqlite, 'edit', () => insertSchool(sqlite, 'a'));
    undo(1);
    expect(() => undo(1)).toThrow(UndoConflict);
  });

  test('nothing that has changed since', () => {
    command(sqlite, 'edit', () => insertSchool(sqlite, 'a'));
    command(sqlite, 'edit', () => setPhone('a', '1'));
    command(sqlite, 'edit', () => setPhone('a', '2'));
    const now = schools();
    expect(() => undo(2)).toThrow(UndoConflict);
    expect(() => undo(1)).toThrow(UndoConflict);
    expect(schools()).toEqual(now);
    expect(readJournal(sqlite, 10)).toHaveLength(3);
  });

  test('no row that is gone, redacted, unknown or not to be undone', () => {
    command(sqlite, 'edit', () => insertSchool(sqlite, 'a'));
    command(sqlite, 'memoranda.generate', () => insertSchool(sqlite, 'b'));
    redactJournal(sqlite, 1);
    for (const sequence of [1, 2, 3]) expect(() => undo(sequence)).toThrow(UndoConflict);
  });

  const nameOfA = `INSERT INTO school_name (id, school_id, name, folded, created_at, updated_at)
    VALUES ('n', 'a', 'Trường Tiểu học Hoa Sen', 'truong tieu hoc hoa sen', '', '')`;

  test('an owner with its rows, whatever order the references ask for', () => {
    command(sqlite, 'edit', () => {
      insertSchool(sqlite, 'a');
      sqlite.exec(nameOfA);
    });
    command(sqlite, 'edit', () => sqlite.exec('DELETE FROM school_name; DELETE FROM school'));
    undo(2);
    expect(sqlite.prepare('SELECT count(*) FROM school_name').pluck().get()).toBe(1);
    undo(1);
    expect(sqlite.prepare('SELECT count(*) FROM school_name').pluck().get()).toBe(0);
  });

  test('no owner that other rows have come to need', () => {
    command(sqlite, 'edit', () => insertSchool(sqlite, 'a'));
    command(sqlite, 'other', () => sqlite.exec(nameOfA));
    expect(() => undo(1)).toThrow(UndoConflict);
    expect(schools()).toHaveLength(1);
  });

  test('nothing whose place has been taken', () => {
    command(sqlite, 'edit', () => insertSchool(sqlite, 'a', '0101'));
    command(sqlite, 'edit', () => sqlite.exec('DELETE FROM school'));
    command(sqlite, 'edit', () => insertSchool(sqlite, 'b', '0101'));
    expect(() => undo(2)).toThrow(UndoConflict);
    expect(schools()).toMatchObject([{ id: 'b' }]);
  });
});
