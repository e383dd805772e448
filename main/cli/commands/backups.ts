import path from 'node:path';
import type { BackupRehearsal } from '../../../preload/contract/backups.ts';
import { restoreAsFolder } from '../../backend/backups/restore.ts';
import { AppError, requireWritable } from '../../backend/index.ts';
import { argument, type Command, type FileCommand, required } from '../command.ts';
import { lines } from '../text.ts';

/** Passwords are not given on the command line, where every program of the machine could read them. */
const PASSWORD = 'CHUNG_TAY_BACKUP_PASSWORD';

/**
 * The password from the environment; undefined where none is given.
 * @throws AppError BACKUP_PASSWORD_NEEDED for an empty one: a script whose variable is lost must not leave data unlocked
 */
function passwordGiven(): string | undefined {
  const password = process.env[PASSWORD];
  if (password === '') throw new AppError('BACKUP_PASSWORD_NEEDED', { variable: PASSWORD });
  return password;
}

const told = ({ tables, attachments, sha256, problems }: BackupRehearsal) => ({
  tables,
  attachments,
  sha256,
  problems,
});

const verdict = ({ tables, attachments, problems }: BackupRehearsal): string =>
  problems.length === 0
    ? `Đã thử khôi phục: ${tables} bảng, ${attachments} tệp lưu, còn nguyên vẹn.`
    : ['BẢN SAO LƯU BỊ HỎNG:', ...problems.map(({ message }) => `  ${message}`)].join('\n');

const create: Command = {
  words: ['backup', 'create'],
  positionals: [],
  options: { out: { value: 'FILE', required: true } },
  help: `Sao lưu dữ liệu và tệp lưu vào một tệp, rồi thử khôi phục; khóa bằng mật khẩu ở biến môi trường ${PASSWORD} nếu có`,
  async run(session, call) {
    const password = passwordGiven();
    const target = await session.aim(required(call, 'out'));
    const made = await session.call('backups.export', { password });
    const saved = await session.save(made.fileId, target);
    return {
      json: { path: saved, ...told(made), locked: made.locked },
      text: lines(
        `Đã sao lưu: ${saved}`,
        made.locked && 'Tệp có mật khẩu. Quên mật khẩu thì không ai mở lại được.',
        verdict(made),
      ),
    };
  },
};

const verify: FileCommand = {
  words: ['backup', 'verify'],
  positionals: ['FILE'],
  options: {},
  help: 'Thử khôi phục một tệp sao lưu vào thư mục tạm và kiểm tra',
  async judge({ workers }, call) {
    const file = path.resolve(argument(call, 0));
    const judged = await workers.run('rehearseBackup', { file, password: passwordGiven() });
    return { json: told(judged), text: verdict(judged) };
  },
};

const restore: FileCommand = {
  words: ['backup', 'restore'],
  positionals: ['FILE'],
  options: { data: { value: 'NEWDIR', required: true } },
  help: 'Khôi phục một tệp sao lưu thành thư mục dữ liệu mới',
  async judge(_, call) {
    const target = path.resolve(required(call, 'data'));
    await requireWritable(path.join(target, 'x'));
    const file = path.resolve(argument(call, 0));
    const restored = await restoreAsFolder(file, target, { password: passwordGiven() });
    return {
      json: { dataDir: target, ...told(restored) },
      text: lines(`Đã khôi phục vào: ${target}`, verdict(restored)),
    };
  },
};

/** Backups. */
export const backupCommands: readonly (Command | FileCommand)[] = [create, verify, restore];
