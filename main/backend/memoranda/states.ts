import type { WriteDb } from '../../../db/read.ts';
import { chunked } from '../../../db/read.ts';
import type { MemorandumState } from '../../../preload/contract/memoranda.ts';
import { AppError } from '../errors.ts';

/** How a person calls each state, in the order of a memorandum's life. */
export const STATE_NAMES = {
  draft: 'nháp',
  finalised: 'đã chốt',
  printed: 'đã in',
  signed: 'đã ký',
  filed: 'đã lưu',
  cancelled: 'đã hủy',
} satisfies Record<MemorandumState, string>;

/** What the rules of the moves look at. */
export interface Standing {
  readonly state: MemorandumState;
  /** The newest version's file is stored. */
  readonly isFrozen: boolean;
  readonly signedOn: string | null;
  /** Of the parties, who is known to have signed. */
  readonly signed: { readonly a: boolean; readonly b: boolean };
  /** Complete signed copies of the newest version. */
  readonly completeCopies: number;
}

/** A step of a memorandum's life; each is a person's act, none happens by itself or backwards in silence. */
export type Move = 'finalise' | 'print' | 'sign' | 'file' | 'revise' | 'cancel';

/** What a move still needs, in words that follow "còn thiếu". */
type Missing = (standing: Standing) => readonly string[];

const needs = (isThere: boolean, words: string): readonly string[] => (isThere ? [] : [words]);

const aFile: Missing = ({ isFrozen }) => needs(isFrozen, 'tệp PDF đã chốt');
const aDay: Missing = ({ signedOn }) => needs(signedOn !== null, 'ngày ký');
const everything: Missing = (standing) => [
  ...aDay(standing),
  ...needs(standing.signed.a, 'người ký của Bên A'),
  ...needs(standing.signed.b, 'người ký của Bên B'),
  ...needs(standing.completeCopies > 0, 'bản ký đầy đủ'),
];

/** The one table of moves: from where, to where, and what must be there. */
const MOVES: Readonly<
  Record<
    Move,
    {
      readonly from: readonly MemorandumState[];
      readonly to: MemorandumState;
      readonly missing?: Missing;
    }
  >
> = {
  finalise: { from: ['draft'], to: 'finalised', missing: aFile },
  print: { from: ['finalised'], to: 'printed', missing: aFile },
  sign: { from: ['printed'], to: 'signed', missing: aDay },
  file: { from: ['signed'], to: 'filed', missing: everything },
  revise: { from: ['finalised', 'printed'], to: 'draft' },
  cancel: { from: ['draft', 'finalised', 'printed', 'signed', 'filed'], to: 'cancelled' },
};

/** What stands between a memorandum and a move, in words. */
export const missingFor = (move: Move, standing: Standing): readonly string[] =>
  MOVES[move].missing?.(standing) ?? [];

/** Whether a move starts from this state; what it needs besides is another question. */
export const mayMove = (move: Move, state: MemorandumState): boolean => MOVES[move].from.includes(state);

/**
 * The state after a move.
 * @throws AppError MEMORANDUM_STATE when no such move leads from here, MEMORANDUM_INCOMPLETE with what is missing
 */
export function moved(move: Move, standing: Standing): MemorandumState {
  if (!mayMove(move, standing.state))
    throw new AppError('MEMORANDUM_STATE', { state: STATE_NAMES[standing.state] });
  const missing = missingFor(move, standing);
  if (missing.length > 0) throw new AppError('MEMORANDUM_INCOMPLETE', { missing });
  return MOVES[move].to;
}

/**
 * The moves that follow from a signing that is recorded: what was signed had been printed, and with all that filing
 * needs it is filed at once.
 */
export function movesOfSigning(standing: Standing): readonly Move[] {
  if (standing.signedOn === null) return [];
  const moves: Move[] = [];
  let { state } = standing;
  for (const move of ['print', 'sign', 'file'] as const) {
    if (!mayMove(move, state) || missingFor(move, standing).length > 0) continue;
    moves.push(move);
    state = MOVES[move].to;
  }
  return moves;
}

/**
 * Stores a move of memoranda that `moved` has allowed.
 * @throws AppError CONFLICT when one has left its state meanwhile
 */
export async function storeMove(
  db: WriteDb,
  move: Move,
  memorandumIds: readonly string[],
  at: string,
): Promise<void> {
  const { from, to } = MOVES[move];
  for (const ids of chunked(memorandumIds)) {
    const { numUpdatedRows } = await db
      .updateTable('memorandum')
      .set({ state: to, updated_at: at })
      .where('id', 'in', ids)
      .where('state', 'in', from)
      .executeTakeFirst();
    if (numUpdatedRows !== BigInt(ids.length)) throw new AppError('CONFLICT');
    if (move === 'print') await stampPrinted(db, ids, at);
  }
}

/** The first printing of the newest version is stamped beside its file. */
async function stampPrinted(db: WriteDb, ids: readonly string[], at: string): Promise<void> {
  await db
    .updateTable('memorandum_version')
    .set({ printed_at: at, updated_at: at })
    .where('memorandum_id', 'in', ids)
    .where('printed_at', 'is', null)
    .where(({ eb, selectFrom }) =>
      eb(
        'version',
        '=',
        selectFrom('memorandum as m')
          .whereRef('m.id', '=', 'memorandum_version.memorandum_id')
          .select('m.version'),
      ),
    )
    .execute();
}
