import type { ReadDb } from '../../../db/read.ts';
import type { NewRow } from '../../../db/schema.ts';
import { fold, foldedWords } from '../../../db/text.ts';
import type { Difficulty, DifficultyForm } from '../../../preload/contract/difficulties.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { requireUnit } from '../organisations/organisations.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { schoolById } from '../schools/register.ts';
import { byDeadline, difficultiesOn, type StoredDifficulty } from './read.ts';
import { similarTo } from './similar.ts';

type Content = Omit<NewRow<'difficulty'>, 'id' | 'programme_id' | keyof ReturnType<typeof created>>;

function columnsOf(form: DifficultyForm): Content {
  const { raisedBy, advantages, difficulty, proposal, resolver, outcome } = form;
  return {
    school_id: raisedBy.kind === 'school' ? raisedBy.id : null,
    organisation_id: raisedBy.kind === 'unit' ? raisedBy.id : null,
    raised_on: form.raisedOn,
    advantages,
    difficulty,
    proposal,
    resolver,
    due_on: form.dueOn,
    outcome,
    resolved_on: form.resolvedOn,
    folded: fold([difficulty, advantages, proposal, resolver, outcome].filter(Boolean).join(' ')),
  };
}

/** Days that a difficulty can't have, and a resolution without an outcome. */
function refuseImpossible(
  form: Pick<DifficultyForm, 'raisedOn' | 'dueOn' | 'resolvedOn' | 'outcome'>,
  today: string,
): void {
  const { raisedOn, dueOn, resolvedOn, outcome } = form;
  const refuse = (field: keyof DifficultyForm, reason: string) => {
    throw new AppError('INVALID_INPUT', { field, reason });
  };
  if (raisedOn > today) refuse('raisedOn', 'ngày nêu chưa tới');
  if (dueOn !== null && dueOn < raisedOn) refuse('dueOn', 'thời hạn trước ngày nêu');
  if (resolvedOn === null) return;
  if (resolvedOn < raisedOn) refuse('resolvedOn', 'ngày giải quyết trước ngày nêu');
  if (resolvedOn > today) refuse('resolvedOn', 'ngày giải quyết chưa tới');
  if (outcome === null) refuse('outcome', 'đã giải quyết thì cần ghi kết quả');
}

/** Refuses a raiser that does not exist. */
async function requireRaiser(db: ReadDb, { raisedBy }: DifficultyForm, today: string): Promise<void> {
  if (raisedBy.kind === 'school') await schoolById(db, raisedBy.id, today);
  else await requireUnit(db, raisedBy.id);
}

/** Checks and stores a new difficulty. @throws AppError INVALID_INPUT, NOT_FOUND */
export async function createDifficulty(context: CommandContext, form: DifficultyForm): Promise<string> {
  const { db, today } = context;
  refuseImpossible(form, today());
  await requireRaiser(db, form, today());
  return storeDifficulty(context, form);
}

/** Stores a new difficulty as it is. */
export async function storeDifficulty({ db, now }: CommandContext, form: DifficultyForm): Promise<string> {
  const id = newId();
  const programme = await currentProgramme(db);
  await db
    .insertInto('difficulty')
    .values({ id, programme_id: programme.id, ...columnsOf(form), ...created(now()) })
    .execute();
  return id;
}

/** Replaces what is stored of a difficulty. @throws AppError INVALID_INPUT, NOT_FOUND */
export async function updateDifficulty(
  { db, now, today }: CommandContext,
  id: string,
  form: DifficultyForm,
): Promise<void> {
  refuseImpossible(form, today());
  const { numUpdatedRows } = await db
    .updateTable('difficulty')
    .set({ ...columnsOf(form), updated_at: now() })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound();
}

const notFound = () => new AppError('NOT_FOUND', { what: 'khó khăn' });

function stateOf(row: StoredDifficulty, today: string): Difficulty['state'] {
  if (row.resolved_on !== null) return 'resolved';
  return row.due_on !== null && row.due_on < today ? 'overdue' : 'open';
}

/** A stored difficulty as a form would hold it. */
export const formOf = (row: StoredDifficulty): DifficultyForm => ({
  raisedBy: row.raisedBy,
  raisedOn: row.raised_on,
  advantages: row.advantages,
  difficulty: row.difficulty,
  proposal: row.proposal,
  resolver: row.resolver,
  dueOn: row.due_on,
  outcome: row.outcome,
  resolvedOn: row.resolved_on,
});

/** The difficulties of the programme, each as a person would fill it in, by their keys. */
export async function difficultyForms({
  db,
  today,
}: CommandContext): Promise<ReadonlyMap<string, DifficultyForm>> {
  const { id } = await currentProgramme(db);
  return new Map((await difficultiesOn(db, id, today())).map((row) => [row.id, formOf(row)]));
}

const toDifficulty = (row: StoredDifficulty, today: string): Difficulty => ({
  ...formOf(row),
  id: row.id,
  raisedByName: row.raisedByName,
  unit: row.unit,
  state: stateOf(row, today),
});

/** Open ones by deadline, then resolved ones, the newest first. */
function byUrgency(left: StoredDifficulty, right: StoredDifficulty): number {
  const [solved, other] = [left.resolved_on, right.resolved_on];
  if (solved === null && other === null) return byDeadline(left, right);
  if (solved === null || other === null) return solved === null ? -1 : 1;
  return solved < other ? 1 : solved > other ? -1 : 0;
}

export const difficultyHandlers: Handlers<
  | 'difficulties.list'
  | 'difficulties.similar'
  | 'difficulties.create'
  | 'difficulties.update'
  | 'difficulties.resolve'
  | 'difficulties.remove'
> = {
  async 'difficulties.list'({ db, today }, { search = '' }) {
    const { id } = await currentProgramme(db);
    const words = foldedWords(search);
    const rows = (await difficultiesOn(db, id, today())).filter((row) => {
      const said = `${row.folded} ${fold(`${row.raisedByName} ${row.unit ?? ''}`)}`;
      return words.every((word) => said.includes(word));
    });
    return { difficulties: rows.sort(byUrgency).map((row) => toDifficulty(row, today())) };
  },

  async 'difficulties.similar'({ db, today }, { text, exceptId }) {
    const { id } = await currentProgramme(db);
    const rows = await difficultiesOn(db, id, today());
    const solutions = rows.flatMap((row) =>
      row.id === exceptId || row.outcome === null || row.resolved_on === null
        ? []
        : [
            {
              id: row.id,
              raisedByName: row.raisedByName,
              difficulty: row.difficulty,
              outcome: row.outcome,
              resolver: row.resolver,
              resolvedOn: row.resolved_on,
            },
          ],
    );
    return { solutions: similarTo(text, solutions, (solution) => solution.difficulty).slice(0, 3) };
  },

  async 'difficulties.create'(context, form) {
    return { id: await createDifficulty(context, form) };
  },

  async 'difficulties.update'(context, { id, ...form }) {
    await requireRaiser(context.db, form, context.today());
    await updateDifficulty(context, id, form);
    return {};
  },

  async 'difficulties.resolve'(context, { id, outcome, resolvedOn }) {
    const { db, today } = context;
    const { id: programmeId } = await currentProgramme(db);
    const row = (await difficultiesOn(db, programmeId, today())).find((each) => each.id === id);
    if (!row) throw notFound();
    await updateDifficulty(context, id, { ...formOf(row), outcome, resolvedOn });
    return {};
  },

  async 'difficulties.remove'({ db, now }, { ids }) {
    const { numUpdatedRows } = await db
      .updateTable('difficulty')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', 'in', ids)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== BigInt(new Set(ids).size)) throw notFound();
    return {};
  },
};
