import path from 'node:path';
import { chunked, type ReadDb } from '../../../db/read.ts';
import type { NewRow } from '../../../db/schema.ts';
import type { EvidenceOwner } from '../../../preload/contract/evidence.ts';
import type { CommandContext, Handlers, JobContext } from '../context.ts';
import { created, newId } from '../ids.ts';
import { evidenceOf, nextPosition, ownerColumns, requireOwner } from './evidence.ts';

/** A file as it is kept. */
interface Kept {
  readonly kind: 'photo' | 'pdf';
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly thumbnail: Uint8Array | null;
}

/** Files that are prepared at a time: as many as there are threads. */
const AT_A_TIME = 2;

async function prepare(context: JobContext, fileId: string): Promise<Kept> {
  const { fileName, bytes } = await context.files.read(context.db, fileId);
  const prepared = await context.workers.run('evidenceFile', { fileName, bytes }, context.signal);
  if (prepared.kind === 'pdf') return { kind: 'pdf', fileName, bytes, thumbnail: null };
  const { kind, bytes: photo, thumbnail } = prepared;
  return { kind, fileName: `${path.parse(fileName).name}.jpg`, bytes: photo, thumbnail };
}

/** Digests of the files that show an owner already. */
async function digestsOf(db: ReadDb, of: EvidenceOwner): Promise<Set<string>> {
  const ids = (await evidenceOf(db, of)).flatMap(({ attachment_id }) => attachment_id ?? []);
  const rows = await db.selectFrom('attachment').select('sha256').where('id', 'in', ids).execute();
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** Stores files behind what shows the owner already; one that is there already is left out. */
async function store(
  { db, files, now }: CommandContext,
  of: EvidenceOwner,
  kept: readonly Kept[],
): Promise<readonly string[]> {
  await requireOwner(db, of);
  const known = await digestsOf(db, of);
  const first = await nextPosition(db, of);
  const attached: NewRow<'attachment'>[] = [];
  const rows: NewRow<'evidence'>[] = [];
  try {
    for (const { kind, fileName, bytes, thumbnail } of kept) {
      const attachment = await files.attach(fileName, bytes, now());
      attached.push(attachment);
      if (known.has(attachment.sha256)) continue;
      known.add(attachment.sha256);
      await db.insertInto('attachment').values(attachment).execute();
      const small = thumbnail && (await files.attach(`Ảnh nhỏ - ${fileName}`, thumbnail, now()));
      if (small) {
        attached.push(small);
        await db.insertInto('attachment').values(small).execute();
      }
      rows.push({
        id: newId(),
        ...ownerColumns(of),
        position: first + rows.length,
        kind,
        caption: null,
        attachment_id: attachment.id,
        thumbnail_id: small?.id ?? null,
        url: null,
        ...created(now()),
      });
    }
    if (rows.length > 0) await db.insertInto('evidence').values(rows).execute();
  } catch (error) {
    await db
      .deleteFrom('attachment')
      .where(
        'id',
        'in',
        attached.map(({ id }) => id),
      )
      .execute();
    await files.discard(db, attached);
    throw error;
  }
  return rows.map(({ id }) => id);
}

export const evidenceIntakeHandlers: Handlers<'evidence.addFiles'> = {
  async 'evidence.addFiles'(context, { of, fileIds }) {
    await requireOwner(context.db, of);
    const label = 'Xử lý ảnh và tệp';
    const kept: Kept[] = [];
    context.progress(label, 0, fileIds.length);
    for (const some of chunked(fileIds, AT_A_TIME)) {
      kept.push(...(await Promise.all(some.map((fileId) => prepare(context, fileId)))));
      context.progress(label, kept.length, fileIds.length);
    }
    return { ids: await context.write((command) => store(command, of, kept)) };
  },
};
