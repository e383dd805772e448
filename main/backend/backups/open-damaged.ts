import { existsSync } from 'node:fs';
import { copyFile, open, stat } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';

/** https://www.sqlite.org/fileformat.html, "The Database Header": the places of what is set here. */
const HEADER = {
  bytes: 100,
  pageSize: 16,
  journalMode: 18,
  changes: 24,
  pages: 28,
  freePages: 32,
  validFor: 92,
};
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
/** With a log beside it, and without. */
const WITH_LOG = 2;
const WITHOUT_LOG = 1;

/** The first page of a database, which says how to read the others and where its tables begin. */
async function firstPage(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer: header } = await handle.read(Buffer.alloc(HEADER.bytes), 0, HEADER.bytes, 0);
    // A size that is none, in a header that is gone, reads less than a page.
    const size = header.readUInt16BE(HEADER.pageSize) || 65_536;
    return (await handle.read(Buffer.alloc(size), 0, size, 0)).buffer;
  } finally {
    await handle.close();
  }
}

/** A page of a database by its number; the first has the number 1. */
interface Page {
  readonly number: number;
  readonly bytes: Buffer;
}

/** The pages of a database that say which tables there are, and where they begin. */
export async function schemaPages(file: string): Promise<Page[]> {
  const sqlite = new Sqlite(file, { readonly: true });
  const size = Number(sqlite.pragma('page_size', { simple: true }));
  const numbers = sqlite
    .prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno")
    .pluck()
    .all();
  sqlite.close();
  const handle = await open(file);
  try {
    const pages = [];
    for (const number of numbers) {
      const { buffer: bytes } = await handle.read(Buffer.alloc(size), 0, size, (number - 1) * size);
      pages.push({ number, bytes });
    }
    return pages;
  } finally {
    await handle.close();
  }
}

async function writePages(file: string, pages: readonly Page[]): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    for (const { number, bytes } of pages)
      await handle.write(bytes, 0, bytes.length, (number - 1) * bytes.length);
  } finally {
    await handle.close();
  }
}

/** So many times as long as it is may a file have been; more is a header that lies. */
const LONGEST = 20;

/**
 * Puts a header on a file that fits it, and makes a file that was cut off as long as it was: SQLite refuses every page
 * of one that is shorter than its header says, or whose tables begin behind its end.
 * @param page a first page whose header may be gone
 * @param model a sound one
 */
async function mend(file: string, page: Buffer, model: Buffer, hasLog: boolean): Promise<void> {
  const isHeader = page.subarray(0, MAGIC.length).equals(MAGIC);
  const header = Buffer.from((isHeader ? page : model).subarray(0, HEADER.bytes));
  const pageSize = header.readUInt16BE(HEADER.pageSize) || 65_536;
  const { size } = await stat(file);
  const there = Math.max(1, Math.ceil(size / pageSize));
  const due = isHeader ? header.readUInt32BE(HEADER.pages) : 0;
  const pages = due > there && due <= LONGEST * there ? due : there;
  header.fill(hasLog ? WITH_LOG : WITHOUT_LOG, HEADER.journalMode, HEADER.journalMode + 2);
  header.writeUInt32BE(pages, HEADER.pages);
  header.fill(0, HEADER.freePages, HEADER.freePages + 8);
  header.copy(header, HEADER.validFor, HEADER.changes, HEADER.changes + 4);
  const handle = await open(file, 'r+');
  try {
    await handle.write(header, 0, header.length, 0);
    await handle.truncate(pages * pageSize);
  } finally {
    await handle.close();
  }
}

/** Whether it can be read which tables there are. */
function hasTables(sqlite: Sqlite.Database): boolean {
  try {
    sqlite.prepare('SELECT 1 FROM folder');
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens a copy of a damaged database; the file itself is only read. A header that is gone is written anew, and where it
 * can't be read which tables there are, that comes from a backup, whose tables begin at the same pages.
 * @param copy where the copy is to lie
 * @param model a sound and empty database of this program
 * @param fromBackup what the database in a backup says of its tables; asked for only when it is needed
 */
export async function openDamaged(
  file: string,
  copy: string,
  model: string,
  fromBackup: () => Promise<readonly Page[]>,
): Promise<Sqlite.Database> {
  await copyFile(file, copy);
  const hasLog = existsSync(`${file}-wal`);
  if (hasLog) await copyFile(`${file}-wal`, `${copy}-wal`);
  const sound = await firstPage(model);
  await mend(copy, await firstPage(copy), sound, hasLog);
  const opened = new Sqlite(copy);
  if (hasTables(opened)) return opened;
  const pages = await fromBackup();
  const [first] = pages;
  if (!first) return opened;
  opened.close();
  await writePages(copy, pages);
  await mend(copy, first.bytes, sound, hasLog);
  return new Sqlite(copy);
}
