import { type Command, required } from '../command.ts';

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

/** Reports. */
export const reportCommands: readonly Command[] = [reportExport];
