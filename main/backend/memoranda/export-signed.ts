import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Handlers, JobContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { safeFileName, unusedName } from '../files/file-names.ts';
import type { SignedFile } from '../workbooks/signed-index-workbook.ts';
import { saidBy } from './facts.ts';
import { listMemoranda, nameOf, type StoredMemorandum } from './list.ts';
import { writtenNumber } from './register.ts';

const INDEX = 'index.xlsx';

/** The newest complete copy of each memorandum's newest version, with its place on disk. */
async function copiesOf({ db, files }: JobContext, memoranda: readonly StoredMemorandum[]) {
  const rows = await db
    .selectFrom('signed_copy as c')
    .innerJoin('memorandum as m', (join) =>
      join.onRef('m.id', '=', 'c.memorandum_id').onRef('m.version', '=', 'c.version'),
    )
    .innerJoin('attachment as a', 'a.id', 'c.attachment_id')
    .where('c.complete', '=', 1)
    .where('c.deleted_at', 'is', null)
    .orderBy('c.copy')
    .select(['c.memorandum_id', 'c.copy', 'c.pages', 'c.attachment_id', 'a.sha256'])
    .execute();
  const newest = new Map(rows.map((row) => [row.memorandum_id, row]));
  const found = memoranda.flatMap((memorandum) => {
    const copy = newest.get(memorandum.row.id);
    return copy ? { memorandum, copy } : [];
  });
  return Promise.all(
    found.map(async (each) => ({ ...each, path: (await files.locate(db, each.copy.attachment_id)).path })),
  );
}

export const exportSignedHandlers: Handlers<'memoranda.exportSigned'> = {
  async 'memoranda.exportSigned'(context, { ids }) {
    const { db, today, files, workers, signal, now, progress } = context;
    progress('Gom bản ký', 0, 0);
    const memoranda = (await listMemoranda(db, today(), ids)).filter(({ row }) => row.state !== 'cancelled');
    const copies = await copiesOf(context, memoranda);
    if (copies.length === 0) throw new AppError('NO_SIGNED_COPIES');
    const said = await saidBy(
      context,
      copies.map(({ memorandum }) => memorandum.row),
    );
    const names = new Set([INDEX]);
    const listed = copies.map(({ memorandum, copy, path }) => {
      const { row, pair, supporting, partner, signers } = memorandum;
      const prefix = row.number === null ? '' : `${row.number} - `;
      const file: SignedFile = {
        fileName: unusedName(safeFileName(`${prefix}${nameOf(memorandum)}.pdf`), names),
        number: row.number === null ? null : writtenNumber(row.number, said.get(row.id)),
        signedOn: row.signed_on,
        partyA: said.get(row.id)?.partyA.name ?? supporting.name,
        partyB: said.get(row.id)?.partyB.name ?? partner.name,
        level: pair?.level ?? null,
        signers: signers.map(({ fullName }) => fullName).join('; '),
        copy: copy.copy,
        pages: copy.pages,
        sha256: copy.sha256,
      };
      return { file, path };
    });
    const index = await workers.run(
      'signedIndex',
      { files: listed.map(({ file }) => file), createdOn: today() },
      signal,
    );
    const at = new Date(now());
    const held = await files.holdWritten('Bản ký các biên bản ghi nhớ.zip', async (target) => {
      const zip = new ZipFile();
      // Scans are pictures: packing them again would only take time.
      for (const { file, path } of listed) zip.addFile(path, file.fileName, { mtime: at, compress: false });
      zip.addBuffer(Buffer.from(index), INDEX, { mtime: at });
      zip.end();
      await pipeline(zip.outputStream, createWriteStream(target), { signal });
    });
    return { ...held, files: listed.length };
  },
};
