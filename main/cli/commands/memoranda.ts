import path from 'node:path';
import { finding } from '../../../preload/contract/memoranda.ts';
import { unusedName } from '../../backend/files/file-names.ts';
import { AppError } from '../../backend/index.ts';
import { wholeNumber } from '../arguments.ts';
import { argument, type Command, required } from '../command.ts';
import type { Session } from '../session.ts';
import { faultLines, findingLines, lines } from '../text.ts';

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

/** Findings as the stable interface promises them: where they are mended is for the window. */
const toldFindings = finding.omit({ target: true }).array();

/** Nothing could be made: its findings are told in the same shape. */
function refuseWithFindings(error: unknown): never {
  const findings = error instanceof AppError ? toldFindings.safeParse(error.details.findings) : null;
  if (!(error instanceof AppError) || !findings?.success) throw error;
  throw new AppError(error.code, { ...error.details, findings: findings.data });
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
      json: { findings: toldFindings.parse(findings) },
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
    word: {},
    strict: {},
  },
  help: 'Chốt các bản nháp không có lỗi và ghi ra PDF; --word: thêm bản Word để sửa',
  async run(session, call) {
    const copies = wholeNumber(call, 'copies', { min: 1, max: 99 });
    const outDir = path.resolve(required(call, 'out'));
    await session.aim(path.join(outDir, 'any.pdf'));
    const printTarget = call.values.get('print-set');
    const printFile = printTarget === undefined ? undefined : await session.aim(printTarget);
    const made = await session
      .call('memoranda.generate', {
        strict: call.flags.has('strict'),
        ...(printFile !== undefined && { printSet: copies === undefined ? {} : { copies } }),
      })
      .catch(refuseWithFindings);
    const files = [];
    const names = new Set<string>();
    for (const file of made.files) {
      const fileName = unusedName(file.fileName, names);
      const target = await session.save(file.fileId, path.join(outDir, fileName));
      if (call.flags.has('word')) {
        const word = await session.call('memoranda.word', { id: file.memorandumId });
        await session.save(word.fileId, path.join(outDir, `${path.parse(fileName).name}.docx`));
      }
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
      json: { files, printSet, findings: toldFindings.parse(made.findings) },
      text: lines(
        `${files.length} biên bản trong ${outDir}:`,
        ...files.map((file) => `  ${path.basename(file.path)} (${file.pages} trang)`),
        call.flags.has('word') && 'Mỗi biên bản có bản Word cùng tên bên cạnh.',
        printSet && `Bộ in: ${printSet.path} (${printSet.pages} trang)`,
        made.findings.length > 0 && `Cần xem lại (${made.findings.length}):`,
        findingLines(made.findings, nameOf),
      ),
    };
  },
};

const memorandaRecord: Command = {
  words: ['memoranda', 'record'],
  positionals: ['FILE.xlsx'],
  options: {},
  help: 'Ghi số, ngày ký, người ký, nội dung và chỉ tiêu từ tệp Excel: ghi hết hoặc không ghi gì',
  async run(session, call) {
    const fileId = await session.receive(argument(call, 0));
    const result = await session.call('memoranda.importRecords', { fileId });
    return {
      json: result,
      text: lines(
        `Đã ghi ${result.updated} biên bản.`,
        result.warnings.length > 0 && `Lưu ý (${result.warnings.length}):`,
        faultLines(result.warnings),
      ),
    };
  },
};

/** Memoranda from draft to paper. */
export const memorandumCommands: readonly Command[] = [
  memorandaDraft,
  memorandaCheck,
  memorandaGenerate,
  memorandaRecord,
];
