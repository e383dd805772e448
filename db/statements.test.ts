import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { prepared } from './statements.ts';

describe('a prepared statement', () => {
  test('answers anew each time, also after the schema has changed', () => {
    const sqlite = new Sqlite(':memory:');
    sqlite.exec('CREATE TABLE t (a INTEGER)');
    const insert = () => prepared(sqlite, 'INSERT INTO t (a) VALUES (?)');
    const rows = () => prepared(sqlite, 'SELECT * FROM t ORDER BY a').all();
    insert().run(1);
    expect(rows()).toEqual([{ a: 1 }]);
    sqlite.exec("ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 'x'");
    insert().run(2);
    expect(rows()).toEqual([
      { a: 1, b: 'x' },
      { a: 2, b: 'x' },
    ]);
    sqlite.exec(
      'CREATE TABLE seen (a INTEGER); CREATE TEMP TRIGGER see AFTER INSERT ON main.t BEGIN INSERT INTO seen VALUES (NEW.a); END',
    );
    insert().run(3);
    expect(prepared(sqlite, 'SELECT a FROM seen').all()).toEqual([{ a: 3 }]);
    sqlite.close();
  });

  test('is one connection’s own, and can be had again when many others came between', () => {
    const [one, other] = [new Sqlite(':memory:'), new Sqlite(':memory:')];
    one.exec('CREATE TABLE t AS SELECT 1 AS a');
    other.exec('CREATE TABLE t AS SELECT 2 AS a');
    for (let index = 0; index < 1000; index += 1) prepared(one, `SELECT a + ${index} FROM t`).get();
    expect(prepared(one, 'SELECT a FROM t').get()).toEqual({ a: 1 });
    expect(prepared(other, 'SELECT a FROM t').get()).toEqual({ a: 2 });
    one.close();
    other.close();
  });

  test('lets the file be written anew, and answers and writes as before', () => {
    const sqlite = new Sqlite(':memory:');
    sqlite.exec('CREATE TABLE t (a INTEGER)');
    const insert = () => prepared(sqlite, 'INSERT INTO t (a) VALUES (?)');
    const rows = () => prepared(sqlite, 'SELECT a FROM t ORDER BY a');
    insert().run(1);
    expect(rows().get()).toEqual({ a: 1 });
    sqlite.exec('VACUUM');
    insert().run(2);
    expect(rows().all()).toEqual([{ a: 1 }, { a: 2 }]);
    sqlite.close();
  });

  test('that failed can be had again', () => {
    const sqlite = new Sqlite(':memory:');
    sqlite.exec('CREATE TABLE t (a INTEGER NOT NULL)');
    const insert = () => prepared(sqlite, 'INSERT INTO t (a) VALUES (?)');
    expect(() => insert().run(null)).toThrow('NOT NULL');
    sqlite.exec('VACUUM');
    insert().run(1);
    expect(prepared(sqlite, 'SELECT a FROM t').all()).toEqual([{ a: 1 }]);
    sqlite.close();
  });
});
