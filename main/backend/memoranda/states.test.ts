import { describe, expect, test } from 'vitest';
import { memorandumState } from '../../../preload/contract/memoranda.ts';
import { type Move, missingFor, moved, movesOfSigning, type Standing } from './states.ts';

const COMPLETE: Omit<Standing, 'state'> = {
  isFrozen: true,
  signedOn: '2023-04-15',
  signed: { a: true, b: true },
  completeCopies: 1,
};
const MOVES: readonly Move[] = ['finalise', 'print', 'sign', 'file', 'revise', 'cancel'];

/** What each move makes of each state when nothing is missing; every other pair is forbidden. */
const ALLOWED: Readonly<Record<string, string>> = {
  'finalise draft': 'finalised',
  'print finalised': 'printed',
  'sign printed': 'signed',
  'file signed': 'filed',
  'revise finalised': 'draft',
  'revise printed': 'draft',
  'cancel draft': 'cancelled',
  'cancel finalised': 'cancelled',
  'cancel printed': 'cancelled',
  'cancel signed': 'cancelled',
  'cancel filed': 'cancelled',
};

describe('the moves of a memorandum', () => {
  test.each(
    MOVES.flatMap((move) =>
      memorandumState.options.map(
        (state) => [move, state, ALLOWED[`${move} ${state}`] ?? 'nowhere'] as const,
      ),
    ),
  )('%s from %s leads to %s', (move, state, to) => {
    const standing = { ...COMPLETE, state };
    if (to !== 'nowhere') expect(moved(move, standing)).toBe(to);
    else expect(() => moved(move, standing)).toThrow(expect.objectContaining({ code: 'MEMORANDUM_STATE' }));
  });

  test('need what makes them true', () => {
    const draft = { ...COMPLETE, state: 'draft', isFrozen: false } as const;
    expect(() => moved('finalise', draft)).toThrow(
      expect.objectContaining({ code: 'MEMORANDUM_INCOMPLETE' }),
    );
    expect(missingFor('sign', { ...COMPLETE, state: 'printed', signedOn: null })).toEqual(['ngày ký']);
    const bare = {
      ...COMPLETE,
      state: 'signed',
      signedOn: null,
      signed: { a: false, b: true },
      completeCopies: 0,
    } as const;
    expect(missingFor('file', bare)).toEqual(['ngày ký', 'người ký của Bên A', 'bản ký đầy đủ']);
    expect(() => moved('file', bare)).toThrow('ngày ký, người ký của Bên A, bản ký đầy đủ');
  });
});

describe('what follows from a recorded signing', () => {
  test('depends on what is there', () => {
    const from = (state: Standing['state'], changes: Partial<Standing> = {}) =>
      movesOfSigning({ ...COMPLETE, ...changes, state });
    expect(from('finalised')).toEqual(['print', 'sign', 'file']);
    expect(from('finalised', { completeCopies: 0 })).toEqual(['print', 'sign']);
    expect(from('printed')).toEqual(['sign', 'file']);
    expect(from('signed', { signed: { a: true, b: false } })).toEqual([]);
    expect(from('finalised', { signedOn: null })).toEqual([]);
    expect(from('draft')).toEqual([]);
    expect(from('cancelled')).toEqual([]);
  });
});
