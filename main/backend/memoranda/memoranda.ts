import { chunked, type ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import { joinCeremony, leaveCeremony } from '../ceremonies/ceremonies.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { listPairs, type StoredPair } from '../pairs/pairs.ts';
import { contentChoices } from '../papers/templates/template.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { indicatorsOf } from '../reports/indicators.ts';
import { STATE_NAMES } from './states.ts';
import { newestTemplate, templatesById } from './templates.ts';

/** A memorandum with its pair and the file of its newest finalised version. */
export interface StoredMemorandum {
  readonly row: Row<'memorandum'>;
  readonly pair: StoredPair;
  readonly stored: { readonly attachmentId: string; readonly pages: number; readonly sha256: string } | null;
}

/** Memoranda in running order: that of the pairs. */
export async function listMemoranda(db: ReadDb, on: string): Promise<StoredMemorandum[]> {
  const programme = await currentProgramme(db);
  const pairs = await listPairs(db, programme.id, on);
  const rows = await db
    .selectFrom('memorandum as m')
    .leftJoin('memorandum_version as v', (join) =>
      join.onRef('v.memorandum_id', '=', 'm.id').onRef('v.version', '=', 'm.version'),
    )
    .leftJoin('attachment as a', 'a.id', 'v.attachment_id')
    .where('m.deleted_at', 'is', null)
    .orderBy('m.id')
    .selectAll('m')
    .select(['v.pages', 'a.id as attachment_id', 'a.sha256'])
    .execute();
  const byPair = Map.groupBy(rows, (row) => row.pair_id);
  return pairs.flatMap((pair) =>
    (byPair.get(pair.id) ?? []).map(({ pages, attachment_id, sha256, ...row }) => ({
      row,
      pair,
      stored: attachment_id && pages && sha256 ? { attachmentId: attachment_id, pages, sha256 } : null,
    })),
  );
}

const toMemorandum = ({ row, pair, stored }: StoredMemorandum): Memorandum => ({
  id: row.id,
  pairId: pair.id,
  level: pair.level,
  state: row.state,
  version: row.version,
  number: row.number,
  signedOn: row.signed_on,
  copies: row.copies,
  supporting: { schoolId: pair.supporting_school_id, name: pair.supporting_name, unit: pair.supporting_unit },
  partner: { schoolId: pair.partner_school_id, name: pair.partner_name, unit: pair.partner_unit },
  fileId: stored?.attachmentId ?? null,
  pages: stored?.pages ?? null,
});

/** @throws AppError NOT_FOUND */
export async function memorandumById(db: ReadDb, id: string, on: string): Promise<StoredMemorandum> {
  const found = (await listMemoranda(db, on)).find((each) => each.row.id === id);
  if (!found) throw new AppError('NOT_FOUND', { what: 'biên bản' });
  return found;
}

/** @throws AppError MEMORANDUM_STATE unless it is a draft */
function requireDraft({ row }: StoredMemorandum): void {
  if (row.state !== 'draft') throw new AppError('MEMORANDUM_STATE', { state: STATE_NAMES[row.state] });
}

/** What the parties can agree on, by the wording of this memorandum. */
async function choicesOf(db: ReadDb, { row, pair }: StoredMemorandum) {
  const template = (await templatesById(db, [row.template_id])).get(row.template_id);
  return template ? contentChoices(template, pair.level) : [];
}

/** Indicators that a memorandum of schools of this level can promise. */
const committableAt = async (db: ReadDb, level: Level) =>
  (await indicatorsOf(db)).filter(
    ({ committable, levels }) => committable === 1 && (levels === null || levels.includes(level)),
  );

export const memorandumHandlers: Handlers<
  'memoranda.list' | 'memoranda.get' | 'memoranda.draft' | 'memoranda.update' | 'memoranda.cancel'
> = {
  async 'memoranda.list'({ db, today }) {
    return { memoranda: (await listMemoranda(db, today())).map(toMemorandum) };
  },

  async 'memoranda.get'({ db, today }, { id }) {
    const found = await memorandumById(db, id, today());
    const chosen: unknown = JSON.parse(found.row.contents);
    const commitments = await db
      .selectFrom('commitment')
      .select(['indicator_code', 'semester', 'quantity'])
      .where('memorandum_id', '=', id)
      .where('deleted_at', 'is', null)
      .execute();
    const promised = (indicator: string, semester: 1 | 2) =>
      commitments.find((row) => row.indicator_code === indicator && row.semester === semester)?.quantity ?? 0;
    return {
      ...toMemorandum(found),
      contents: (await choicesOf(db, found)).map((choice) => ({
        code: choice.code,
        name: choice.text,
        chosen: Array.isArray(chosen) && chosen.includes(choice.code),
      })),
      commitments: (await committableAt(db, found.pair.level)).map(({ code, name, unit }) => ({
        indicator: code,
        name,
        unit,
        semester1: promised(code, 1),
        semester2: promised(code, 2),
      })),
    };
  },

  async 'memoranda.draft'(context) {
    const pairs = await listPairs(context.db, (await currentProgramme(context.db)).id, context.today());
    const served = new Set(
      (await listMemoranda(context.db, context.today()))
        .filter(({ row }) => row.state !== 'cancelled')
        .map(({ pair }) => pair.id),
    );
    const waiting = pairs.filter((pair) => !served.has(pair.id));
    await draft(context, waiting);
    return { created: waiting.length };
  },

  async 'memoranda.update'(context, { id, copies, contents, commitments }) {
    const found = await memorandumById(context.db, id, context.today());
    requireDraft(found);
    const choices = await choicesOf(context.db, found);
    if (contents?.some((code) => !choices.some((choice) => choice.code === code)))
      throw new AppError('INVALID_INPUT', {
        field: 'contents',
        reason: 'mẫu biên bản không có nội dung này',
      });
    const indicators = await committableAt(context.db, found.pair.level);
    if (commitments?.some(({ indicator }) => !indicators.some(({ code }) => code === indicator)))
      throw new AppError('INVALID_INPUT', {
        field: 'commitments',
        reason: 'không cam kết được chỉ tiêu này',
      });
    await context.db
      .updateTable('memorandum')
      .set({
        copies: copies ?? found.row.copies,
        contents: contents ? JSON.stringify(contents) : found.row.contents,
        updated_at: context.now(),
      })
      .where('id', '=', id)
      .execute();
    for (const { indicator, semester1, semester2 } of commitments ?? []) {
      await setCommitment(context, id, indicator, 1, semester1);
      await setCommitment(context, id, indicator, 2, semester2);
    }
    return {};
  },

  async 'memoranda.cancel'(context, { id }) {
    const found = await memorandumById(context.db, id, context.today());
    if (found.row.state === 'cancelled')
      throw new AppError('MEMORANDUM_STATE', { state: STATE_NAMES.cancelled });
    await context.db
      .updateTable('memorandum')
      .set({ state: 'cancelled', updated_at: context.now() })
      .where('id', '=', id)
      .execute();
    await leaveCeremony(context, [id]);
    return {};
  },
};

/** Makes drafts with the newest wording, all contents of the level, and its usual commitments. */
export async function draft(context: CommandContext, pairs: readonly StoredPair[]): Promise<void> {
  if (pairs.length === 0) return;
  const { db, resources, now } = context;
  const { id: programmeId, copies } = await currentProgramme(db);
  const { id: templateId, template } = await newestTemplate(db);
  const stamps = created(now());
  const memoranda = pairs.map((pair) => ({
    id: newId(),
    programme_id: programmeId,
    kind: 'school' as const,
    pair_id: pair.id,
    template_id: templateId,
    state: 'draft' as const,
    version: 1,
    number: null,
    signed_on: null,
    copies,
    contents: JSON.stringify(contentChoices(template, pair.level).map((choice) => choice.code)),
    ...stamps,
  }));
  for (const chunk of chunked(memoranda)) await db.insertInto('memorandum').values(chunk).execute();
  await joinCeremony(
    context,
    programmeId,
    memoranda.map(({ id }) => id),
  );
  const commitments = memoranda.flatMap((memorandum, index) => {
    const level = pairs[index]?.level;
    const usual = level ? resources.catalogue.commitments[level] : {};
    return Object.entries(usual).flatMap(([indicator, [first, second]]) =>
      ([1, 2] as const).map((semester) => ({
        id: newId(),
        memorandum_id: memorandum.id,
        indicator_code: indicator,
        semester,
        quantity: semester === 1 ? first : second,
        due_on: null,
        ...stamps,
      })),
    );
  });
  for (const chunk of chunked(commitments)) await db.insertInto('commitment').values(chunk).execute();
}

async function setCommitment(
  { db, now }: CommandContext,
  memorandumId: string,
  indicator: string,
  semester: 1 | 2,
  quantity: number,
): Promise<void> {
  const stored = await db
    .selectFrom('commitment')
    .select(['id', 'quantity'])
    .where('memorandum_id', '=', memorandumId)
    .where('indicator_code', '=', indicator)
    .where('semester', '=', semester)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (stored) {
    await db
      .updateTable('commitment')
      .set({ quantity, updated_at: now() })
      .where('id', '=', stored.id)
      .execute();
    return;
  }
  if (quantity === 0) return;
  await db
    .insertInto('commitment')
    .values({
      id: newId(),
      memorandum_id: memorandumId,
      indicator_code: indicator,
      semester,
      quantity,
      due_on: null,
      ...created(now()),
    })
    .execute();
}
