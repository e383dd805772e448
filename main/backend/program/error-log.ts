import { readdir, readFile } from 'node:fs/promises';
import { release, version as systemVersion } from 'node:os';
import path from 'node:path';
import { withoutContent } from '../logging.ts';

/** As many lines as a person can send by mail, the newest ones. */
const MOST_LINES = 2000;

/** A line of the log as it may leave the office: lines of an older program still carry texts. */
function cleanLine(line: string): string[] {
  try {
    const { at, level, message, ...details } = JSON.parse(line);
    // Messages of the program's own are constants.
    return [JSON.stringify({ at, level, message, ...Object(withoutContent(details)) })];
  } catch {
    return [];
  }
}

/** What went wrong in the last days, with what the program runs on: for whoever is asked for help. */
export async function errorLog({
  dataDir,
  version,
}: {
  readonly dataDir: string;
  readonly version: string;
}): Promise<string> {
  const folder = path.join(dataDir, 'logs');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.log')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  const lines = texts.flatMap((text) => text.split('\n').filter(Boolean)).flatMap(cleanLine);
  const { node, electron } = process.versions;
  return [
    `Chung Tay ${version}`,
    `${systemVersion()} (${release()}), Node.js ${node}${electron ? `, Electron ${electron}` : ''}`,
    'Tệp này chỉ có mã lỗi và vị trí trong chương trình, không có tên người hay nội dung đã nhập.',
    '',
    ...lines.slice(-MOST_LINES),
    '',
  ].join('\n');
}
