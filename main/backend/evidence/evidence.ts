import type { ReadDb } from '../../../db/read.ts';
import type { Evidence, EvidenceOwner } from '../../../preload/contract/evidence.ts';
import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { toFileRef } from '../files/file-store.ts';
import { created, newId } from '../ids.ts';

/** An owner as the columns of `evidence` say it. */
export const ownerColumns = (of: EvidenceOwner) => ({
  activity_id: 'activityId' in of ? of.activityId : null,
  good_model_id: 'goodModelId' in of ? of.goodModelId : null,
});

/** @throws AppError NOT_FOUND */
export async function requireOwner(db: ReadDb, of: EvidenceOwner): Promise<void> {
  const found =
    'activityId' in of
      ? await db
          .selectFrom('activity')
          .select('id')
          .where('id', '=', of.activityId)
          .where('deleted_at', 'is', null)
          .executeTakeFirst()
      : await db
          .selectFrom('good_model')
          .select('id')
          .where('id', '=', of.goodModelId)
          .where('deleted_at', 'is', null)
          .executeTakeFirst();
  if (!found) throw new AppError('NOT_FOUND', { what: 'activityId' in of ? 'hoạt động' : 'mô hình' });
}

/** What shows an owner, in the order in which it was added. */
export function evidenceOf(db: ReadDb, of: EvidenceOwner) {
  const [column, id] =
    'activityId' in of
      ? (['activity_id', of.activityId] as const)
      : (['good_model_id', of.goodModelId] as const);
  return db
    .selectFrom('evidence')
    .selectAll()
    .where(column, '=', id)
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

const PLURAL = { photo: 'photos', pdf: 'files', link: 'links' } as const;

/** How many photos, files and links show each activity. */
export async function evidenceCounts(
  db: ReadDb,
): Promise<
  (activityId: string) => { readonly photos: number; readonly files: number; readonly links: number }
> {
  const rows = await db
    .selectFrom('evidence')
    .select(['activity_id', 'kind', ({ fn }) => fn.countAll<number>().as('count')])
    .where('deleted_at', 'is', null)
    .where('activity_id', 'is not', null)
    .groupBy(['activity_id', 'kind'])
    .execute();
  const byActivity = Map.groupBy(rows, (row) => row.activity_id);
  return (activityId) => {
    const counts = { photos: 0, files: 0, links: 0 };
    for (const { kind, count } of byActivity.get(activityId) ?? []) counts[PLURAL[kind]] = count;
    return counts;
  };
}

/** The photos of activities held in these days that a person chose for reports, in the order of the days. */
export async function chosenPhotos(
  db: ReadDb,
  programmeId: string,
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
): Promise<ReportFigures['photos'][number][]> {
  const rows = await db
    .selectFrom('evidence as e')
    .innerJoin('activity as a', 'a.id', 'e.activity_id')
    .where('e.deleted_at', 'is', null)
    .where('e.in_report', '=', 1)
    .where('a.deleted_at', 'is', null)
    .where('a.programme_id', '=', programmeId)
    .where('a.held_on', '>=', startsOn)
    .where('a.held_on', '<=', endsOn)
    .orderBy('a.held_on')
    .orderBy('a.id')
    .orderBy('e.position')
    .orderBy('e.id')
    .select(['e.attachment_id', 'e.caption', 'a.topic', 'a.held_on'])
    .execute();
  return rows.flatMap(({ attachment_id, caption, topic, held_on }) =>
    attachment_id === null ? [] : { attachmentId: attachment_id, caption, topic, heldOn: held_on },
  );
}

/** Where the next piece of evidence of an owner goes. */
export async function nextPosition(db: ReadDb, of: EvidenceOwner): Promise<number> {
  return ((await evidenceOf(db, of)).at(-1)?.position ?? -1) + 1;
}

/** @throws AppError NOT_FOUND when one of them is gone, or what it belongs to */
async function requireEvidence({ db }: CommandContext, ids: readonly string[]) {
  const rows = await db
    .selectFrom('evidence as e')
    .leftJoin('activity as a', 'a.id', 'e.activity_id')
    .leftJoin('good_model as m', 'm.id', 'e.good_model_id')
    .where('e.id', 'in', ids)
    .where('e.deleted_at', 'is', null)
    .where('a.deleted_at', 'is', null)
    .where('m.deleted_at', 'is', null)
    .select(['e.id', 'e.kind'])
    .execute();
  if (rows.length !== new Set(ids).size) throw new AppError('NOT_FOUND', { what: 'minh chứng' });
  return rows;
}

export const evidenceHandlers: Handlers<
  'evidence.list' | 'evidence.addLink' | 'evidence.update' | 'evidence.remove'
> = {
  async 'evidence.list'({ db, files }, { of }) {
    await requireOwner(db, of);
    const evidence: Evidence[] = [];
    for (const row of await evidenceOf(db, of))
      evidence.push({
        id: row.id,
        kind: row.kind,
        caption: row.caption,
        file: row.attachment_id === null ? null : toFileRef(await files.locate(db, row.attachment_id)),
        thumbnailFileId: row.thumbnail_id,
        url: row.url,
        inReport: row.in_report === 1,
      });
    return { evidence };
  },

  async 'evidence.addLink'({ db, now }, { of, url, caption }) {
    await requireOwner(db, of);
    if ((await evidenceOf(db, of)).some((row) => row.url === url))
      throw new AppError('INVALID_INPUT', { field: 'url', reason: 'liên kết này đã có' });
    const id = newId();
    await db
      .insertInto('evidence')
      .values({
        id,
        ...ownerColumns(of),
        position: await nextPosition(db, of),
        kind: 'link',
        caption,
        attachment_id: null,
        thumbnail_id: null,
        url,
        ...created(now()),
      })
      .execute();
    return { id };
  },

  async 'evidence.update'(context, { id, caption, inReport }) {
    const { db, now } = context;
    const [row] = await requireEvidence(context, [id]);
    if (inReport && row?.kind !== 'photo')
      throw new AppError('INVALID_INPUT', { field: 'inReport', reason: 'chỉ ảnh mới đưa vào báo cáo' });
    await db
      .updateTable('evidence')
      .set({
        ...(caption === undefined ? {} : { caption }),
        ...(inReport === undefined ? {} : { in_report: inReport ? 1 : 0 }),
        updated_at: now(),
      })
      .where('id', '=', id)
      .execute();
    return {};
  },

  async 'evidence.remove'(context, { ids }) {
    const { db, now } = context;
    await requireEvidence(context, ids);
    await db
      .updateTable('evidence')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', 'in', ids)
      .execute();
    return {};
  },
};
