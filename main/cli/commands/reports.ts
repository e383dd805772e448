import { type Command, required } from '../command.ts';
import { lines } from '../text.ts';

const reportExport: Command = {
  words: ['report', 'export'],
  positionals: [],
  options: {
    period: { value: 'P', required: true },
    out: { value: 'FILE.xlsx', required: true },
    pdf: { value: 'FILE.pdf' },
    word: { value: 'FILE.docx' },
    'with-phones': {},
  },
  help: 'Xuất báo cáo tiến độ của một kỳ; --pdf, --word: thêm báo cáo lời văn',
  async run(session, call) {
    const aimed = async (option: 'pdf' | 'word') => {
      const target = call.values.get(option);
      return target === undefined ? undefined : session.aim(target);
    };
    // All targets are looked at before anything is made: what can't be written is said at once.
    const target = await session.aim(required(call, 'out'));
    const targets = { pdf: await aimed('pdf'), word: await aimed('word') };
    const made = await session.call('reports.export', {
      period: required(call, 'period'),
      withPhones: call.flags.has('with-phones'),
      pdf: targets.pdf !== undefined,
      word: targets.word !== undefined,
    });
    const path = await session.save(made.fileId, target);
    const saved = async (file: typeof made.pdf, to: string | undefined) =>
      file && to !== undefined ? session.save(file.fileId, to) : null;
    const pdf = await saved(made.pdf, targets.pdf);
    const word = await saved(made.word, targets.word);
    return {
      json: {
        path,
        ...(pdf && { pdf }),
        ...(word && { word }),
        sheets: made.sheets,
        rows: made.rows,
        reportId: made.reportId,
      },
      text: lines(
        `Đã xuất báo cáo: ${path}`,
        `${made.sheets.length} trang tính, ${made.rows} dòng.`,
        pdf && `Báo cáo lời văn (PDF): ${pdf}`,
        word && `Báo cáo lời văn (Word): ${word}`,
      ),
    };
  },
};

/** Reports. */
export const reportCommands: readonly Command[] = [reportExport];
