import path from 'node:path';
import type { ReadDb } from '../../../db/read.ts';
import type { Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { toFileRef } from '../files/file-store.ts';
import { fontsFolder } from '../memoranda/generate.ts';
import { memorandumById } from '../memoranda/list.ts';
import { addSignedCopy } from '../memoranda/signed-copies.ts';
import { STATE_NAMES } from '../memoranda/states.ts';
import { memorandumFacts } from '../papers/templates/facts.ts';
import { templatesById } from '../templates/store.ts';
import type { SignedMemorandum } from './memorandum.ts';

/** Behind the name of a file that was signed here. */
const MARK = ' (ký số)';

/** The newest file of a version that carries signatures, else the one that was frozen. */
async function newestFile(db: ReadDb, memorandumId: string, version: number): Promise<string | null> {
  const signed = await db
    .selectFrom('signed_copy')
    .select('attachment_id')
    .where('memorandum_id', '=', memorandumId)
    .where('version', '=', version)
    .where('kind', '=', 'signed_pdf')
    .where('deleted_at', 'is', null)
    .orderBy('copy', 'desc')
    .executeTakeFirst();
  if (signed) return signed.attachment_id;
  const frozen = await db
    .selectFrom('memorandum_version')
    .select('attachment_id')
    .where('memorandum_id', '=', memorandumId)
    .where('version', '=', version)
    .executeTakeFirst();
  return frozen?.attachment_id ?? null;
}

/** What a frozen version says, and the wording that it was printed by. */
async function frozenPaper(db: ReadDb, memorandumId: string, version: number) {
  const { snapshot, template_id } = await db
    .selectFrom('memorandum_version')
    .select(['snapshot', 'template_id'])
    .where('memorandum_id', '=', memorandumId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  const template = (await templatesById(db, [template_id])).get(template_id);
  if (!template) throw new AppError('NOT_FOUND', { what: 'mẫu của biên bản' });
  return { facts: memorandumFacts.parse(JSON.parse(snapshot)), template };
}

const signedName = (fileName: string): string => {
  const { name, ext } = path.parse(fileName);
  return `${name.endsWith(MARK) ? name : `${name}${MARK}`}${ext}`;
};

/** What whoever signs should know. */
const warningsOf = ({ selfSigned, isExpected, name }: SignedMemorandum) => [
  ...(selfSigned
    ? [
        {
          code: 'SELF_SIGNED' as const,
          message: 'Chứng thư này là chứng thư tự ký: nơi nhận có thể không tin cậy chữ ký.',
        },
      ]
    : []),
  ...(isExpected
    ? []
    : [
        {
          code: 'OTHER_NAME' as const,
          message: `Chứng thư mang tên “${name}”, khác với người ký và cơ quan ghi trên văn bản.`,
        },
      ]),
];

export const signatureHandlers: Handlers<'signatures.sign' | 'signatures.verify'> = {
  async 'signatures.sign'(context, { memorandumId, side, p12FileId, password, reason = null }) {
    const { db, files, workers, signal, resources } = context;
    const { row } = await memorandumById(db, memorandumId, context.today());
    const { version } = row;
    const newest = await newestFile(db, memorandumId, version);
    if (newest === null || row.state === 'cancelled')
      throw new AppError('MEMORANDUM_STATE', { state: STATE_NAMES[row.state] });
    const original = await files.read(db, newest);
    const { bytes: p12 } = await files.read(db, p12FileId);
    const paper = await frozenPaper(db, memorandumId, version);
    const signed = await workers.run(
      'signMemorandum',
      {
        ...paper,
        bytes: original.bytes,
        p12,
        password,
        side,
        reason,
        now: context.now(),
        fontsFolder: fontsFolder(resources.dir),
      },
      signal,
    );
    const attachment = await files.attach(signedName(original.fileName), signed.bytes, context.now());
    const { complete, pages, name } = signed;
    const stored = await context.write(async (command) => {
      // Whoever signed meanwhile would be missing from this file.
      if ((await newestFile(command.db, memorandumId, version)) !== newest) throw new AppError('CONFLICT');
      const copy = { memorandumId, version, kind: 'signed_pdf', attachment, pages, complete } as const;
      return addSignedCopy(command, { ...copy, note: `Ký số: ${name}` });
    });
    const file = toFileRef(await files.locate(db, attachment.id));
    return { ...stored, file, pages, name, complete, warnings: warningsOf(signed) };
  },

  async 'signatures.verify'({ db, files, workers, signal }, { fileId }) {
    const { bytes } = await files.read(db, fileId);
    return { signatures: [...(await workers.run('verifyPdf', { bytes }, signal))] };
  },
};
