import type { Command } from '../command.ts';

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

/** The data folder as a whole. */
export const programCommands: readonly Command[] = [init, check];
