import { oneOf } from '../arguments.ts';
import { argument, type Command } from '../command.ts';
import { faultLines, lines } from '../text.ts';

const supportImport: Command = {
  words: ['support', 'import'],
  positionals: ['FILE'],
  options: { 'dry-run': {}, encoding: { value: 'auto|utf8|tcvn3|vni' } },
  help: 'Nhập danh sách hỗ trợ hiện vật, kinh phí (.xlsx hoặc .csv): nhập hết hoặc không nhập gì',
  async run(session, call) {
    const dryRun = call.flags.has('dry-run');
    const encoding = oneOf(call, 'encoding', ['auto', 'utf8', 'tcvn3', 'vni']);
    const fileId = await session.receive(argument(call, 0));
    const result = await session.call('support.import', { fileId, dryRun, ...(encoding && { encoding }) });
    return {
      json: result,
      text: lines(
        dryRun && 'Xem trước, chưa ghi gì:',
        `${result.created} khoản mới, ${result.updated} khoản cập nhật, ${result.unchanged} khoản không đổi.`,
        result.warnings.length > 0 && `Lưu ý (${result.warnings.length}):`,
        faultLines(result.warnings),
      ),
    };
  },
};

/** Support in kind and money. */
export const supportCommands: readonly Command[] = [supportImport];
