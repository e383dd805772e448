import path from 'node:path';
import type { BackupRehearsal } from '../../../preload/contract/backups.ts';
import { restoreAsFolder } from '../../backend/backups/restore.ts';
import { requireWritable } from '../../backend/index.ts';
import { argument, type Command, type FileCommand, required } from '../command.ts';
import { lines } from '../text.ts';

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
  help: 'Sao lưu dữ liệu và tệp lưu vào một tệp, rồi thử khôi phục',
  async run(session, call) {
    const target = await session.aim(required(call, 'out'));
    const made = await session.call('backups.export', {});
    const saved = await session.save(made.fileId, target);
    return { json: { path: saved, ...told(made) }, text: lines(`Đã sao lưu: ${saved}`, verdict(made)) };
  },
};

const verify: FileCommand = {
  words: ['backup', 'verify'],
  positionals: ['FILE'],
  options: {},
  help: 'Thử khôi phục một tệp sao lưu vào thư mục tạm và kiểm tra',
  async judge({ workers }, call) {
    const judged = await workers.run('rehearseBackup', { file: path.resolve(argument(call, 0)) });
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
    const restored = await restoreAsFolder(path.resolve(argument(call, 0)), target);
    return {
      json: { dataDir: target, ...told(restored) },
      text: lines(`Đã khôi phục vào: ${target}`, verdict(restored)),
    };
  },
};

/** Backups. */
export const backupCommands: readonly (Command | FileCommand)[] = [create, verify, restore];
