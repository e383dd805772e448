import path from 'node:path';
import { AppError, requireWritable, writeFileAtomic } from '../../backend/index.ts';
import { officeTime } from '../../backend/signatures/time.ts';
import type { SignatureVerdict } from '../../backend/signatures/verify.ts';
import { argument, type FileCommand, required } from '../command.ts';
import { readInput } from '../session.ts';
import { lines } from '../text.ts';

/** Passwords are not given on the command line, where every program of the machine could read them. */
const PASSWORD = 'CHUNG_TAY_P12_PASSWORD';

/** A signature in the shape that the stable interface promises. */
const told = ({ name, signedAt, valid, trusted, coversWholeFile, reason }: SignatureVerdict) => ({
  name,
  signedAt,
  valid,
  trusted,
  coversWholeFile,
  reason,
});

function signatureLine({ name, signedAt, valid, coversWholeFile, reason }: SignatureVerdict): string {
  const who = [name ?? 'Không rõ người ký', signedAt && officeTime(signedAt)]
    .filter((each) => each)
    .join(', ');
  const verdict = valid ? `hợp lệ${coversWholeFile ? ', bao trùm toàn bộ tệp' : ''}` : 'KHÔNG HỢP LỆ';
  return `  ${who}: ${verdict}.${reason ? ` ${reason}` : ''}`;
}

const memorandaSign: FileCommand = {
  words: ['memoranda', 'sign'],
  positionals: ['FILE.pdf'],
  options: { p12: { value: 'CERT', required: true }, out: { value: 'FILE.pdf', required: true } },
  help: `Ký số một tệp PDF bằng chứng thư PKCS#12; mật khẩu ở biến môi trường ${PASSWORD}`,
  async judge({ workers, fontsFolder }, call) {
    const password = process.env[PASSWORD];
    if (password === undefined) throw new AppError('MISSING_ARGUMENT', { argument: PASSWORD });
    const bytes = await readInput(argument(call, 0));
    const p12 = await readInput(required(call, 'p12'));
    const target = path.resolve(required(call, 'out'));
    await requireWritable(target);
    const signed = await workers.run('signPdf', {
      bytes,
      p12,
      password,
      signer: { post: null, body: null, reason: null },
      area: null,
      field: null,
      now: new Date().toISOString(),
      fontsFolder,
    });
    const signatures = await workers.run('verifyPdf', { bytes: signed.bytes });
    await writeFileAtomic(target, signed.bytes);
    return {
      json: { path: target, pages: signed.pages, signatures: signatures.map(told) },
      text: lines(
        `Đã ký: ${target}`,
        ...signatures.map(signatureLine),
        signed.selfSigned && 'Lưu ý: chứng thư tự ký, nơi nhận có thể không tin cậy chữ ký.',
      ),
    };
  },
};

const memorandaVerify: FileCommand = {
  words: ['memoranda', 'verify'],
  positionals: ['FILE.pdf'],
  options: {},
  help: 'Kiểm tra mọi chữ ký số của một tệp PDF, kể cả do phần mềm khác ký',
  async judge({ workers }, call) {
    const signatures = await workers.run('verifyPdf', { bytes: await readInput(argument(call, 0)) });
    return {
      json: { signatures: signatures.map(told) },
      text: lines(
        signatures.length === 0 ? 'Tệp không có chữ ký số.' : `${signatures.length} chữ ký số:`,
        ...signatures.map(signatureLine),
      ),
    };
  },
};

export const signatureCommands: readonly FileCommand[] = [memorandaSign, memorandaVerify];
