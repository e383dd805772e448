import { school } from '../../../preload/contract/schools.ts';
import { LEVEL_LABELS } from '../../backend/schools/import/levels.ts';
import { oneOf } from '../arguments.ts';
import { argument, type Command } from '../command.ts';
import { faultLines, lines, table } from '../text.ts';

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

/** The register: in, out, looked up. */
export const schoolCommands: readonly Command[] = [schoolsImport, schoolsList, schoolsExport, schoolsSearch];
