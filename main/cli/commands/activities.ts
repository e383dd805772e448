import { oneOf } from '../arguments.ts';
import { argument, type Command } from '../command.ts';
import { faultLines, lines } from '../text.ts';

const activitiesImport: Command = {
  words: ['activities', 'import'],
  positionals: ['FILE'],
  options: { 'dry-run': {}, encoding: { value: 'auto|utf8|tcvn3|vni' } },
  help: 'Nhập danh sách hoạt động theo Biểu 04 (.xlsx, .csv hoặc .txt): nhập hết hoặc không nhập gì',
  async run(session, call) {
    const dryRun = call.flags.has('dry-run');
    const encoding = oneOf(call, 'encoding', ['auto', 'utf8', 'tcvn3', 'vni']);
    const fileId = await session.receive(argument(call, 0));
    const result = await session.call('activities.import', { fileId, dryRun, ...(encoding && { encoding }) });
    return {
      json: result,
      text: lines(
        dryRun && 'Xem trước, chưa ghi gì:',
        `${result.created} hoạt động mới, ${result.updated} hoạt động cập nhật, ${result.unchanged} hoạt động không đổi.`,
        result.warnings.length > 0 && `Lưu ý (${result.warnings.length}):`,
        faultLines(result.warnings),
      ),
    };
  },
};

/** What is done between the schools. */
export const activityCommands: readonly Command[] = [activitiesImport];
