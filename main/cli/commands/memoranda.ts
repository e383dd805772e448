import path from 'node:path';
import { wholeNumber } from '../arguments.ts';
import { type Command, required } from '../command.ts';
import type { Session } from '../session.ts';
import { findingLines, lines } from '../text.ts';

const memorandaDraft: Command = {
  words: ['memoranda', 'draft'],
  positionals: [],
  options: {},
  help: 'Tạo bản nháp cho mỗi cặp chưa có biên bản',
  async run(session) {
    const result = await session.call('memoranda.draft', {});
    return { json: result, text: `Đã tạo ${result.created} bản nháp.` };
  },
};

/** How a person names each memorandum. */
export async function memorandumNames(session: Session): Promise<(id: string) => string> {
  const { memoranda } = await session.call('memoranda.list', {});
  const names = new Map(
    memoranda.map(({ id, supporting, partner }) => [id, `${supporting.name} – ${partner.name}`]),
  );
  return (id) => names.get(id) ?? id;
}

const memorandaCheck: Command = {
  words: ['memoranda', 'check'],
  positionals: [],
  options: {},
  help: 'Kiểm tra trước khi in',
  async run(session) {
    const { findings } = await session.call('memoranda.check', {});
    const nameOf = await memorandumNames(session);
    return {
      json: { findings },
      text: findings.length === 0 ? 'Không có gì cần sửa.' : findingLines(findings, nameOf),
    };
  },
};

const memorandaGenerate: Command = {
  words: ['memoranda', 'generate'],
  positionals: [],
  options: {
    out: { value: 'DIR', required: true },
    copies: { value: 'N' },
    'print-set': { value: 'FILE.pdf' },
    strict: {},
  },
  help: 'Chốt các bản nháp không có lỗi và ghi ra PDF',
  async run(session, call) {
    const copies = wholeNumber(call, 'copies', { min: 1, max: 99 });
    const outDir = path.resolve(required(call, 'out'));
    await session.aim(path.join(outDir, 'any.pdf'));
    const printTarget = call.values.get('print-set');
    const printFile = printTarget === undefined ? undefined : await session.aim(printTarget);
    const made = await session.call('memoranda.generate', {
      strict: call.flags.has('strict'),
      ...(printFile !== undefined && { printSet: copies === undefined ? {} : { copies } }),
    });
    const files = [];
    const names = new Set<string>();
    for (const file of made.files) {
      const target = await session.save(file.fileId, path.join(outDir, unusedName(file.fileName, names)));
      files.push({
        memorandumId: file.memorandumId,
        version: file.version,
        path: target,
        pages: file.pages,
        sha256: file.sha256,
      });
    }
    const printSet =
      made.printSet && printFile !== undefined
        ? { path: await session.save(made.printSet.fileId, printFile), pages: made.printSet.pages }
        : null;
    const nameOf = await memorandumNames(session);
    return {
      json: { files, printSet, findings: made.findings },
      text: lines(
        `${files.length} biên bản trong ${outDir}:`,
        ...files.map((file) => `  ${path.basename(file.path)} (${file.pages} trang)`),
        printSet && `Bộ in: ${printSet.path} (${printSet.pages} trang)`,
        made.findings.length > 0 && `Cần xem lại (${made.findings.length}):`,
        findingLines(made.findings, nameOf),
      ),
    };
  },
};

/** Two pairs may be called alike: the second file gets a number. File names are compared as Windows does. */
function unusedName(fileName: string, used: Set<string>): string {
  const { name, ext } = path.parse(fileName);
  let candidate = fileName;
  for (let number = 2; used.has(candidate.toLowerCase()); number += 1)
    candidate = `${name} (${number})${ext}`;
  used.add(candidate.toLowerCase());
  return candidate;
}

/** Memoranda from draft to paper. */
export const memorandumCommands: readonly Command[] = [memorandaDraft, memorandaCheck, memorandaGenerate];
