import path from 'node:path';
import { school } from '../../preload/contract/schools.ts';
import { AppError } from '../backend/index.ts';
import { LEVEL_LABELS } from '../backend/schools/import/levels.ts';
import { type Call, oneOf, type Signature, wholeNumber } from './arguments.ts';
import type { Session } from './session.ts';
import { faultLines, findingLines, lines, table } from './text.ts';

/** What a command answers: JSON for programs, Vietnamese text for people. */
export interface Result {
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** A command that runs on a data folder and ends. */
export interface Command extends Signature {
  readonly help: string;
  readonly run: (session: Session, call: Call<Signature>) => Promise<Result>;
}

/** An argument that the parser has seen to be there. */
function argument(call: Call<Signature>, index: number): string {
  const value = call.positionals[index];
  if (value === undefined)
    throw new AppError('MISSING_ARGUMENT', { argument: call.command.positionals[index] });
  return value;
}

function required(call: Call<Signature>, name: string): string {
  const value = call.values.get(name);
  if (value === undefined) throw new AppError('MISSING_ARGUMENT', { argument: `--${name}` });
  return value;
}

const schoolTable = (
  schools: readonly {
    name: string;
    level: keyof typeof LEVEL_LABELS;
    unit: string;
    commune: string | null;
    code: string | null;
  }[],
) =>
  table(
    ['Tên trường', 'Cấp học', 'Đơn vị', 'Xã/phường', 'Mã'],
    schools.map((each) => [each.name, LEVEL_LABELS[each.level], each.unit, each.commune, each.code]),
  );

const init: Command = {
  words: ['init'],
  positionals: [],
  options: { sample: {} },
  help: 'Tạo thư mục dữ liệu; --sample: thư mục tập dượt với chương trình minh họa',
  async run(session, call) {
    const made = await session.call('app.initialise', { sample: call.flags.has('sample') });
    return {
      json: made,
      text: `Đã tạo thư mục dữ liệu: ${made.dataDir}\n${made.schools} trường, ${made.pairs} cặp kết nghĩa.`,
    };
  },
};

const schoolsImport: Command = {
  words: ['schools', 'import'],
  positionals: ['FILE'],
  options: { 'dry-run': {}, encoding: { value: 'auto|utf8|tcvn3|vni' } },
  help: 'Nhập danh sách trường (.xlsx hoặc .csv): nhập hết hoặc không nhập gì',
  async run(session, call) {
    const dryRun = call.flags.has('dry-run');
    const encoding = oneOf(call, 'encoding', ['auto', 'utf8', 'tcvn3', 'vni']);
    const fileId = await session.receive(argument(call, 0));
    const result = await session.call('schools.import', { fileId, dryRun, ...(encoding && { encoding }) });
    return {
      json: result,
      text: lines(
        dryRun && 'Xem trước, chưa ghi gì:',
        `${result.created} trường mới, ${result.updated} trường cập nhật, ${result.unchanged} trường không đổi, ${result.unitsCreated} đơn vị mới.`,
        result.warnings.length > 0 && `Lưu ý (${result.warnings.length}):`,
        faultLines(result.warnings),
      ),
    };
  },
};

const schoolsList: Command = {
  words: ['schools', 'list'],
  positionals: [],
  options: {},
  help: 'Sổ đăng ký trường',
  async run(session) {
    const { schools } = await session.call('schools.list', {});
    return {
      // The window is told more than the stable interface promises.
      json: { schools: schools.map((each) => school.parse(each)) },
      text: lines(schools.length > 0 && schoolTable(schools), `${schools.length} trường.`),
    };
  },
};

const schoolsSearch: Command = {
  words: ['schools', 'search'],
  positionals: ['TEXT'],
  options: {},
  help: 'Tìm trường, không phân biệt dấu',
  async run(session, call) {
    const { schools } = await session.call('schools.search', { text: argument(call, 0) });
    return {
      json: { schools },
      text: lines(schools.length > 0 && schoolTable(schools), `${schools.length} trường.`),
    };
  },
};

const schoolsExport: Command = {
  words: ['schools', 'export'],
  positionals: ['FILE.xlsx'],
  options: { 'with-phones': {} },
  help: 'Xuất sổ đăng ký ra Excel',
  async run(session, call) {
    const withPhones = call.flags.has('with-phones');
    const target = await session.aim(argument(call, 0));
    const made = await session.call('schools.export', { withPhones });
    await session.save(made.fileId, target);
    const { schools } = await session.call('schools.list', {});
    const told = schools.map((each) =>
      school.parse(withPhones ? each : { ...each, phone: null, email: null }),
    );
    return {
      json: { path: target, schools: told },
      text: `Đã xuất ${made.rows} trường: ${target}`,
    };
  },
};

interface PairingView {
  readonly pairs: readonly {
    level: keyof typeof LEVEL_LABELS;
    supporting: { name: string };
    partner: { name: string };
  }[];
  readonly unpaired: readonly { name: string; level: keyof typeof LEVEL_LABELS; reason: string }[];
}

const pairingText = ({ pairs, unpaired }: PairingView): string =>
  lines(
    pairs.length > 0 &&
      table(
        ['Cấp học', 'Trường hỗ trợ', 'Trường đối tác'],
        pairs.map((pair) => [LEVEL_LABELS[pair.level], pair.supporting.name, pair.partner.name]),
      ),
    `${pairs.length} cặp.`,
    unpaired.length > 0 &&
      `\nChưa có cặp:\n${table(
        ['Tên trường', 'Cấp học', 'Lý do'],
        unpaired.map((each) => [each.name, LEVEL_LABELS[each.level], each.reason]),
      )}`,
  );

const pairsSuggest: Command = {
  words: ['pairs', 'suggest'],
  positionals: [],
  options: { apply: {}, many: {} },
  help: 'Gợi ý ghép cặp; --apply: ghép luôn; --many: ghép cả trường còn lại theo 1–n',
  async run(session, call) {
    const many = call.flags.has('many');
    const proposal = await session.call('pairs.suggest', { many });
    if (!call.flags.has('apply')) return { json: proposal, text: pairingText(proposal) };
    const pairs = proposal.pairs.map(({ supporting, partner }) => ({
      supportingSchoolId: supporting.id,
      partnerSchoolId: partner.id,
    }));
    const { ids } =
      pairs.length > 0 ? await session.call('pairs.create', { pairs, confirmOverlap: many }) : { ids: [] };
    const applied = {
      ...proposal,
      pairs: proposal.pairs.map((pair, index) => ({ ...pair, id: ids[index] ?? null })),
    };
    return { json: applied, text: lines('Đã ghép:', pairingText(applied)) };
  },
};

const pairsImport: Command = {
  words: ['pairs', 'import'],
  positionals: ['FILE'],
  options: {},
  help: 'Nhập danh sách cặp trường',
  async run(session, call) {
    const result = await session.call('pairs.import', { fileId: await session.receive(argument(call, 0)) });
    const { pairs, unpaired } = await session.call('pairs.list', {});
    return {
      json: { ...result, pairs, unpaired },
      text: lines(`${result.created} cặp mới, ${result.unchanged} cặp đã có.`, faultLines(result.warnings)),
    };
  },
};

const pairsList: Command = {
  words: ['pairs', 'list'],
  positionals: [],
  options: {},
  help: 'Các cặp kết nghĩa và trường chưa có cặp',
  async run(session) {
    const pairing = await session.call('pairs.list', {});
    return { json: pairing, text: pairingText(pairing) };
  },
};

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
async function memorandumNames(session: Session): Promise<(id: string) => string> {
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

const reportExport: Command = {
  words: ['report', 'export'],
  positionals: [],
  options: {
    period: { value: 'P', required: true },
    out: { value: 'FILE.xlsx', required: true },
    'with-phones': {},
  },
  help: 'Xuất báo cáo tiến độ của một kỳ',
  async run(session, call) {
    const target = await session.aim(required(call, 'out'));
    const made = await session.call('reports.export', {
      period: required(call, 'period'),
      withPhones: call.flags.has('with-phones'),
    });
    await session.save(made.fileId, target);
    return {
      json: { path: target, sheets: made.sheets, rows: made.rows, reportId: made.reportId },
      text: `Đã xuất báo cáo: ${target}\n${made.sheets.length} trang tính, ${made.rows} dòng.`,
    };
  },
};

const check: Command = {
  words: ['check'],
  positionals: [],
  options: {},
  help: 'Kiểm tra cơ sở dữ liệu, tệp lưu và nhật ký',
  async run(session) {
    const { problems } = await session.call('check.run', {});
    return {
      json: { problems },
      text:
        problems.length === 0
          ? 'Dữ liệu còn nguyên vẹn.'
          : problems.map(({ message }) => `  ${message}`).join('\n'),
    };
  },
};

/** Every command that runs and ends; `serve` stays up and is the shell's own. */
export const COMMANDS: readonly Command[] = [
  init,
  schoolsImport,
  schoolsList,
  schoolsExport,
  schoolsSearch,
  pairsSuggest,
  pairsImport,
  pairsList,
  memorandaDraft,
  memorandaCheck,
  memorandaGenerate,
  reportExport,
  check,
];
