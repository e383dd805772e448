import { chunked } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { ParsedInputOf } from '../../../preload/contract/types.ts';
import { ceremoniesOf } from '../ceremonies/ceremonies.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import type { MemorandumFacts } from '../papers/templates/facts.ts';
import { createFindings, type RowCode } from '../tables/row-messages.ts';
import { shownDay } from '../text/dates.ts';
import { saidBy } from './facts.ts';
import { listMemoranda, nameOf, type StoredMemorandum, standingOf } from './list.ts';
import { normalNumber, numbersOf, numberYear } from './numbers.ts';
import { type Move, movesOfSigning, STATE_NAMES, storeMove } from './states.ts';

/** What is recorded about one memorandum after signing; what is absent stays as it is. */
export type Recording = ParsedInputOf<'memoranda.record'>['rows'][number];
type Signer = NonNullable<Recording['signers']>[number];

/** The part of a recording that a fault is about. */
export type RecordField = 'memorandum' | 'number' | 'signedOn' | 'signers';

/** Tells a fault of the row with this index. */
export type TellFault = (
  index: number,
  field: RecordField,
  code: RowCode,
  details?: Readonly<Record<string, string | number>>,
) => void;

/** A memorandum as it will stand. */
interface Plan {
  readonly found: StoredMemorandum;
  readonly number: string | null;
  readonly signedOn: string | null;
  readonly signers: readonly Signer[];
}

/**
 * Records number, day and signers of memoranda, in the caller's transaction. What was signed had been printed: a
 * finalised one passes through that state. With everything there it is filed at once.
 * @param tell hears of every fault; with one, nothing is stored.
 * @returns the memoranda that have changed, or null when there was a fault
 */
export async function recordSignings(
  context: CommandContext,
  rows: readonly Recording[],
  tell: TellFault,
): Promise<ReadonlySet<string> | null> {
  const { db, today } = context;
  const memoranda = await listMemoranda(db, today());
  let faults = 0;
  const fault: TellFault = (...told) => {
    faults += 1;
    tell(...told);
  };
  const plans = await planOf(context, memoranda, rows, fault);
  await refuseSharedNumbers(context, memoranda, plans, fault);
  if (faults > 0) return null;
  return store(
    context,
    plans.filter((plan) => plan !== null),
  );
}

async function planOf(
  context: CommandContext,
  memoranda: readonly StoredMemorandum[],
  rows: readonly Recording[],
  fault: TellFault,
): Promise<readonly (Plan | null)[]> {
  const byId = new Map(memoranda.map((found) => [found.row.id, found]));
  const said = await saidBy(
    context,
    rows.flatMap(({ id }) => byId.get(id)?.row ?? []),
  );
  const seen = new Map<string, number>();
  return rows.map((row, index) => {
    const found = byId.get(row.id);
    if (!found) throw new AppError('NOT_FOUND', { what: 'biên bản' });
    const first = seen.get(row.id);
    if (first !== undefined) {
      fault(index, 'memorandum', 'DUPLICATE_MEMORANDUM', { value: nameOf(found), first: first + 1 });
      return null;
    }
    seen.set(row.id, index);
    const { state } = found.row;
    if (state === 'cancelled') {
      fault(index, 'memorandum', 'MEMORANDUM_CANCELLED', { value: nameOf(found) });
      return null;
    }
    return judged(context, found, said.get(row.id), row, (field, code, details) =>
      fault(index, field, code, details),
    );
  });
}

/** What one recording makes of its memorandum; faults are told. */
function judged(
  { today }: CommandContext,
  found: StoredMemorandum,
  said: MemorandumFacts | undefined,
  { number, signedOn, signers }: Recording,
  fault: (field: RecordField, code: RowCode, details?: Readonly<Record<string, string | number>>) => void,
): Plan {
  const { row } = found;
  const name = nameOf(found);
  // A draft may be given its number in advance, and nothing that only a signed paper has.
  if (row.state === 'draft') {
    if (signedOn) fault('signedOn', 'MEMORANDUM_DRAFT', { value: name });
    if (signers && signers.length > 0) fault('signers', 'MEMORANDUM_DRAFT', { value: name });
  }
  const day = signedOn === undefined ? row.signed_on : signedOn;
  const wasSigned = row.signed_on !== null;
  if (day === null && wasSigned) fault('signedOn', 'SIGNED_ON_NEEDED', { state: STATE_NAMES[row.state] });
  if (day !== null && day > today()) fault('signedOn', 'SIGNED_ON_IN_FUTURE', { value: shownDay(day) });
  const sides = (signers ?? []).map(({ side }) => side);
  if (new Set(sides).size < sides.length) fault('signers', 'SIGNER_TWICE');
  const people = signers ?? (found.signers.length > 0 || day === null ? found.signers : printedSigners(said));
  if (
    row.state === 'filed' &&
    !(['a', 'b'] as const).every((side) => people.some((each) => each.side === side))
  )
    fault('signers', 'SIGNERS_NEEDED', { state: STATE_NAMES[row.state] });
  return {
    found,
    number: number === undefined ? row.number : readNumber(number, said, fault),
    signedOn: day,
    signers: people,
  };
}

function readNumber(
  text: string | null,
  said: MemorandumFacts | undefined,
  fault: (field: RecordField, code: RowCode, details?: Readonly<Record<string, string | number>>) => void,
): string | null {
  if (text === null) return null;
  const read = normalNumber(text, said?.docSymbol ?? null);
  if ('number' in read) return read.number;
  fault('number', read.problem, { value: text, symbol: said?.docSymbol ?? '' });
  return null;
}

/** Those who stand on the paper, when nobody else is said to have signed. */
export function printedSigners(said: MemorandumFacts | undefined): readonly Signer[] {
  if (!said) return [];
  const { partyA, partyB, witnesses } = said;
  const [witnessA, witnessB] = witnesses;
  const people = [
    { side: 'a', fullName: partyA.representative, position: partyA.position },
    { side: 'b', fullName: partyB.representative, position: partyB.position },
    { side: 'witness_a', fullName: witnessA?.name ?? null, position: witnessA?.post ?? null },
    { side: 'witness_b', fullName: witnessB?.name ?? null, position: witnessB?.post ?? null },
  ] as const;
  return people.flatMap(({ fullName, ...rest }) => (fullName ? { fullName, ...rest } : []));
}

/** A number is given once a year; both papers are named. */
async function refuseSharedNumbers(
  { db, today }: CommandContext,
  memoranda: readonly StoredMemorandum[],
  plans: readonly (Plan | null)[],
  fault: TellFault,
): Promise<void> {
  const ceremonies = await ceremoniesOf(db);
  const names = new Map(memoranda.map((found) => [found.row.id, nameOf(found)]));
  const planned = new Set(plans.map((plan) => plan?.found.row.id));
  const holders = new Map(
    numbersOf(memoranda, ceremonies, today())
      .filter(({ id }) => !planned.has(id))
      .map(({ id, number, year }) => [`${year}/${number}`, id]),
  );
  for (const [index, plan] of plans.entries()) {
    if (!plan || plan.number === null) continue;
    const { id } = plan.found.row;
    const year = numberYear(plan.signedOn, ceremonies.get(id)?.held_on, today());
    const key = `${year}/${plan.number}`;
    const holder = holders.get(key);
    if (holder === undefined) holders.set(key, id);
    else
      fault(index, 'number', 'NUMBER_TAKEN', {
        value: plan.number,
        year,
        name: names.get(id) ?? '',
        other: names.get(holder) ?? '',
      });
  }
}

/** Whether the same people signed for the same sides. */
export const sameSigners = (left: readonly Signer[], right: readonly Signer[]): boolean => {
  const key = (signers: readonly Signer[]) =>
    JSON.stringify(signers.map(({ side, fullName, position }) => [side, fullName, position]).sort());
  return key(left) === key(right);
};

/** Stores what has changed, then the moves that follow from it. */
async function store(context: CommandContext, plans: readonly Plan[]): Promise<ReadonlySet<string>> {
  const { db, now } = context;
  const changedRows = plans.filter(
    ({ found: { row }, number, signedOn }) => row.number !== number || row.signed_on !== signedOn,
  );
  for (const { found, number, signedOn } of changedRows)
    await db
      .updateTable('memorandum')
      .set({ number, signed_on: signedOn, updated_at: now() })
      .where('id', '=', found.row.id)
      .execute();

  const changedSigners = plans.filter(({ found, signers }) => !sameSigners(found.signers, signers));
  await replaceSigners(context, changedSigners);

  const moves = plans.map(({ found, signedOn, signers }) => ({
    id: found.row.id,
    moves: movesOfSigning({
      ...standingOf({ ...found, signers: [...signers] }),
      signedOn,
    }),
  }));
  for (const move of ['print', 'sign', 'file'] as const satisfies readonly Move[])
    await storeMove(
      db,
      move,
      moves.filter((each) => each.moves.includes(move)).map(({ id }) => id),
      now(),
    );
  return new Set([
    ...changedRows.map(({ found }) => found.row.id),
    ...changedSigners.map(({ found }) => found.row.id),
    ...moves.filter((each) => each.moves.length > 0).map(({ id }) => id),
  ]);
}

async function replaceSigners({ db, now }: CommandContext, plans: readonly Plan[]): Promise<void> {
  const at = now();
  for (const chunk of chunked(plans)) {
    await db
      .updateTable('memorandum_signer')
      .set({ deleted_at: at, updated_at: at })
      .where(
        'memorandum_id',
        'in',
        chunk.map(({ found }) => found.row.id),
      )
      .where('deleted_at', 'is', null)
      .execute();
    const rows = chunk.flatMap(({ found, signers }) =>
      signers.map(
        ({ side, fullName, position }): Row<'memorandum_signer'> => ({
          id: newId(),
          memorandum_id: found.row.id,
          side,
          full_name: fullName,
          position,
          ...created(at),
        }),
      ),
    );
    for (const part of chunked(rows)) await db.insertInto('memorandum_signer').values(part).execute();
  }
}

export const recordHandlers: Handlers<'memoranda.record'> = {
  async 'memoranda.record'(context, { rows }) {
    const findings = createFindings();
    const recorded = await recordSignings(context, rows, (index, field, code, details) =>
      findings.fault(code, { row: index + 1, heading: field }, details),
    );
    if (recorded === null) {
      const errors = findings.faults();
      throw new AppError('INVALID_ROWS', { count: errors.length, errors });
    }
    return { updated: recorded.size };
  },
};
