import { oneOf } from '../arguments.ts';
import { argument, type Command } from '../command.ts';
import { faultLines, lines } from '../text.ts';

const examResultsImport: Command = {
  words: ['exam-results', 'import'],
  positionals: ['FILE'],
  options: {
    'dry-run': {},
    encoding: { value: 'auto|utf8|tcvn3|vni' },
    'school-year': { value: '2023-2024' },
  },
  help: 'Nhập kết quả thi vào lớp 10 (.xlsx hoặc .csv): nhập hết hoặc không nhập gì',
  async run(session, call) {
    const dryRun = call.flags.has('dry-run');
    const encoding = oneOf(call, 'encoding', ['auto', 'utf8', 'tcvn3', 'vni']);
    const schoolYear = call.values.get('school-year');
    const fileId = await session.receive(argument(call, 0));
    const result = await session.call('examResults.import', {
      fileId,
      dryRun,
      ...(encoding && { encoding }),
      ...(schoolYear && { schoolYear }),
    });
    return {
      json: result,
      text: lines(
        dryRun && 'Xem trước, chưa ghi gì:',
        `${result.created} kết quả mới, ${result.updated} kết quả cập nhật, ${result.unchanged} kết quả không đổi.`,
        result.warnings.length > 0 && `Lưu ý (${result.warnings.length}):`,
        faultLines(result.warnings),
      ),
    };
  },
};

/** Results of the exam to grade 10. */
export const examResultCommands: readonly Command[] = [examResultsImport];
