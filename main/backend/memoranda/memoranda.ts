import type { ReadDb } from '../../../db/read.ts';
import type { Row, Side } from '../../../db/schema.ts';
import type { InputOf, OutputOf } from '../../../preload/contract/types.ts';
import { ceremoniesOf, leaveCeremony } from '../ceremonies/ceremonies.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { toFileRef } from '../files/file-store.ts';
import { created, newId } from '../ids.ts';
import { contentChoices } from '../papers/templates/template.ts';
import { type Indicator, indicatorsOf } from '../reports/indicators.ts';
import { templatesById } from '../templates/store.ts';
import { gatherFacts, readSnapshot } from './facts.ts';
import {
  listMemoranda,
  memorandumById,
  nameOf,
  type StoredMemorandum,
  standingOf,
  toMemorandum,
} from './list.ts';
import { normalNumber, numbersOf } from './numbers.ts';
import { signedCopiesOf } from './signed-copies.ts';
import { missingFor, moved, STATE_NAMES, storeMove } from './states.ts';

type Details = OutputOf<'memoranda.get'>;
type Changes = InputOf<'memoranda.update'>;

/** @throws AppError MEMORANDUM_STATE unless it is a draft */
function requireDraft({ row }: StoredMemorandum): void {
  if (row.state !== 'draft') throw new AppError('MEMORANDUM_STATE', { state: STATE_NAMES[row.state] });
}

/** What the parties can agree on, by the wording of this memorandum. */
export async function choicesOf(db: ReadDb, { row, pair }: StoredMemorandum) {
  const template = (await templatesById(db, [row.template_id])).get(row.template_id);
  return template ? contentChoices(template, pair?.level ?? null) : [];
}

/** Indicators that a memorandum of schools of this level can promise; two offices promise for all levels. */
export const committableAt = (
  indicators: readonly Indicator[],
  { pair }: Pick<StoredMemorandum, 'pair'>,
): readonly Indicator[] =>
  indicators.filter(
    ({ committable, levels }) =>
      committable === 1 && (levels === null || (pair !== null && levels.includes(pair.level))),
  );

const SIDES = ['a', 'b', 'witness_a', 'witness_b'] as const satisfies readonly Side[];

/** Who is, or on the frozen paper was, to sign for each side. */
async function representativesOf(
  context: QueryContext,
  { row, stored }: StoredMemorandum,
): Promise<Details['representatives']> {
  if (stored) {
    const { partyA, partyB, witnesses } = await readSnapshot(context.db, row);
    const people = [partyA, partyB].map(({ representative, position, authority }) => ({
      fullName: representative,
      position,
      authority,
    }));
    const watching = witnesses.map(({ name, post, authority }) => ({
      fullName: name,
      position: post,
      authority,
    }));
    return [...people, ...watching].flatMap(({ fullName, position, authority }, index) => {
      const side = SIDES[index];
      return side ? { side, fullName, position, ...authorityOf(authority), own: false } : [];
    });
  }
  const [gathered] = await gatherFacts(context, [row]);
  return SIDES.flatMap((side) => {
    const said = gathered?.representatives[side];
    if (!said) return [];
    const { fullName, position, authority, own } = said;
    return { side, fullName, position, ...authorityOf(authority), own };
  });
}

const authorityOf = (
  authority: {
    prefix: 'TM.' | 'Q.' | 'KT.' | 'TL.' | 'TUQ.';
    headPost: string;
    document: string | null;
  } | null,
) => ({
  authority: authority?.prefix ?? null,
  headPost: authority?.headPost ?? null,
  document: authority?.document ?? null,
});

async function versionsOf({ db, files }: QueryContext, memorandumId: string): Promise<Details['versions']> {
  const rows = await db
    .selectFrom('memorandum_version as v')
    .innerJoin('attachment as a', 'a.id', 'v.attachment_id')
    .where('v.memorandum_id', '=', memorandumId)
    .orderBy('v.version')
    .select(['v.version', 'v.attachment_id', 'v.pages', 'v.finalised_at', 'v.printed_at', 'a.sha256'])
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      version: row.version,
      file: toFileRef(await files.locate(db, row.attachment_id)),
      pages: row.pages,
      sha256: row.sha256,
      finalisedAt: row.finalised_at,
      printedAt: row.printed_at,
    })),
  );
}

export const memorandumHandlers: Handlers<
  'memoranda.list' | 'memoranda.get' | 'memoranda.update' | 'memoranda.cancel'
> = {
  async 'memoranda.list'({ db, today }) {
    return { memoranda: (await listMemoranda(db, today())).map(toMemorandum) };
  },

  async 'memoranda.get'(context, { id }) {
    const { db, today } = context;
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
    const { state } = found.row;
    return {
      ...toMemorandum(found),
      contents: (await choicesOf(db, found)).map((choice) => ({
        code: choice.code,
        name: choice.text,
        chosen: Array.isArray(chosen) && chosen.includes(choice.code),
      })),
      commitments: committableAt(await indicatorsOf(db), found).map(({ code, name, unit }) => ({
        indicator: code,
        name,
        unit,
        semester1: promised(code, 1),
        semester2: promised(code, 2),
      })),
      representatives: await representativesOf(context, found),
      versions: await versionsOf(context, id),
      copiesSigned: await signedCopiesOf(context, id),
      missingForFiling:
        state === 'filed' || state === 'cancelled' ? [] : [...missingFor('file', standingOf(found))],
    };
  },

  async 'memoranda.update'(context, changes) {
    const { db, today, now } = context;
    const found = await memorandumById(db, changes.id, today());
    requireDraft(found);
    const row = await changedRow(context, found, changes);
    await db
      .updateTable('memorandum')
      .set({ ...row, updated_at: now() })
      .where('id', '=', changes.id)
      .execute();
    if (changes.commitments) await setCommitments(context, found, changes.commitments);
    if (changes.representatives) await setRepresentatives(context, changes.id, changes.representatives);
    return {};
  },

  async 'memoranda.cancel'(context, { id }) {
    const found = await memorandumById(context.db, id, context.today());
    moved('cancel', standingOf(found));
    await storeMove(context.db, 'cancel', [id], context.now());
    // What was signed stays in the story of its ceremony.
    if (found.row.signed_on === null) await leaveCeremony(context, [id]);
    return {};
  },
};

const refused = (field: keyof Changes, reason: string): AppError =>
  new AppError('INVALID_INPUT', { field, reason });

/** The draft's own columns after the changes. @throws AppError INVALID_INPUT, NUMBER_TAKEN */
async function changedRow(
  { db, today }: CommandContext,
  found: StoredMemorandum,
  changes: Changes,
): Promise<Partial<Row<'memorandum'>>> {
  const { row, pair } = found;
  const { copies, contents, number, startsOn, endsOn, templateId } = changes;
  if (templateId) await requireTemplate(db, row.kind, templateId);
  const template = (await templatesById(db, [templateId ?? row.template_id])).get(
    templateId ?? row.template_id,
  );
  const choices = template ? contentChoices(template, pair?.level ?? null).map(({ code }) => code) : [];
  if (contents?.some((code) => !choices.includes(code)))
    throw refused('contents', 'mẫu biên bản không có nội dung này');
  const stored: unknown = JSON.parse(row.contents);
  const kept = Array.isArray(stored) ? choices.filter((code) => stored.includes(code)) : [];
  const first = startsOn === undefined ? row.starts_on : startsOn;
  const last = endsOn === undefined ? row.ends_on : endsOn;
  if (first && last && first > last) throw refused('endsOn', 'ngày kết thúc trước ngày bắt đầu');
  return {
    copies: copies ?? row.copies,
    contents: contents || templateId ? JSON.stringify(contents ?? kept) : row.contents,
    number: number === undefined ? row.number : await numberInAdvance({ db, today }, found, number),
    starts_on: first,
    ends_on: last,
    template_id: templateId ?? row.template_id,
  };
}

/** @throws AppError INVALID_INPUT unless it is a published wording for this kind of memorandum */
async function requireTemplate(db: ReadDb, kind: 'school' | 'unit', templateId: string): Promise<void> {
  const row = await db
    .selectFrom('template')
    .select('id')
    .where('id', '=', templateId)
    .where('kind', '=', kind === 'unit' ? 'unit_memorandum' : 'memorandum')
    .where('status', '=', 'published')
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw refused('templateId', 'không có mẫu đã ban hành này cho loại biên bản này');
}

/** A number that is given before signing, and printed. @throws AppError INVALID_INPUT, NUMBER_TAKEN */
async function numberInAdvance(
  { db, today }: Pick<CommandContext, 'db' | 'today'>,
  { row }: StoredMemorandum,
  text: string | null,
): Promise<string | null> {
  if (text === null) return null;
  const read = normalNumber(text, null);
  if (!('number' in read)) throw refused('number', 'số văn bản phải là chữ số, ví dụ 05');
  const all = await listMemoranda(db, today());
  const taken = numbersOf(all, await ceremoniesOf(db), today());
  const year = (await ceremoniesOf(db)).get(row.id)?.held_on ?? today();
  const other = taken.find(
    (each) => each.id !== row.id && each.year === Number(year.slice(0, 4)) && each.number === read.number,
  );
  if (other) {
    const holder = all.find((each) => each.row.id === other.id);
    throw new AppError('NUMBER_TAKEN', {
      number: read.number,
      year: other.year,
      name: holder ? nameOf(holder) : '',
    });
  }
  return read.number;
}

/** @throws AppError INVALID_INPUT for an indicator that can't be promised */
async function setCommitments(
  context: CommandContext,
  found: StoredMemorandum,
  wanted: NonNullable<Changes['commitments']>,
): Promise<void> {
  const indicators = committableAt(await indicatorsOf(context.db), found);
  if (wanted.some(({ indicator }) => !indicators.some(({ code }) => code === indicator)))
    throw refused('commitments', 'không cam kết được chỉ tiêu này');
  for (const { indicator, semester1, semester2 } of wanted) {
    await setCommitment(context, found.row.id, indicator, 1, semester1);
    await setCommitment(context, found.row.id, indicator, 2, semester2);
  }
}

/** Stores how much of an indicator is promised for a semester. */
export async function setCommitment(
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

/** Replaces what was said about those who sign, side by side; one without any word goes back to the terms of office. */
async function setRepresentatives(
  { db, now }: CommandContext,
  memorandumId: string,
  wanted: NonNullable<Changes['representatives']>,
): Promise<void> {
  const sides = wanted.map(({ side }) => side);
  if (new Set(sides).size < sides.length) throw refused('representatives', 'một bên được nêu hai lần');
  await db
    .updateTable('memorandum_representative')
    .set({ deleted_at: now(), updated_at: now() })
    .where('memorandum_id', '=', memorandumId)
    .where('side', 'in', sides)
    .where('deleted_at', 'is', null)
    .execute();
  const rows = wanted
    .filter(({ fullName, position, authority }) => fullName ?? position ?? authority)
    .map(({ side, fullName, position, authority, headPost, document }) => ({
      id: newId(),
      memorandum_id: memorandumId,
      side,
      full_name: fullName,
      position,
      authority,
      head_post: headPost,
      document,
      ...created(now()),
    }));
  if (rows.length > 0) await db.insertInto('memorandum_representative').values(rows).execute();
}
