import type { Pair, Unpaired } from '../../../preload/contract/pairs.ts';
import { type Level, level, type RegisteredSchool } from '../../../preload/contract/schools.ts';
import { compareNames } from '../../i18n/format.ts';

/** A school as the board shows it. */
export interface BoardSchool {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly level: Level;
  /** Why it has no pair; null when it has one. */
  readonly reason: string | null;
}

/** A pair with both its schools. */
export interface BoardPair {
  readonly id: string;
  readonly supporting: BoardSchool;
  readonly partner: BoardSchool;
}

/** One level of the board: its pairs, and on each side the schools that have none. */
export interface BoardLevel {
  readonly level: Level;
  readonly pairs: readonly BoardPair[];
  readonly left: readonly BoardSchool[];
  readonly right: readonly BoardSchool[];
}

/**
 * Sorts pairs and unpaired schools into levels and sides. Unpaired schools of the first unit stand on the
 * supporting side, those of all others opposite.
 */
export function boardOf(
  pairing: { readonly pairs: readonly Pair[]; readonly unpaired: readonly Unpaired[] },
  schools: readonly RegisteredSchool[],
  firstUnitId: string | undefined,
): readonly BoardLevel[] {
  const registered = new Map(schools.map((school) => [school.id, school]));
  const place = (party: { id: string; name: string }, of: Level, reason: string | null): BoardSchool => ({
    id: party.id,
    name: party.name,
    unit: registered.get(party.id)?.unit ?? '',
    level: of,
    reason,
  });
  const byName = (a: BoardSchool, b: BoardSchool) => compareNames(a.name, b.name);

  return level.options
    .map((of) => {
      const single = pairing.unpaired
        .filter((school) => school.level === of)
        .map((school) => place(school, of, school.reason))
        .toSorted(byName);
      const isLeft = (school: BoardSchool) => registered.get(school.id)?.unitId === firstUnitId;
      return {
        level: of,
        pairs: pairing.pairs
          .filter((pair) => pair.level === of)
          .map((pair) => ({
            id: pair.id ?? `${pair.supporting.id} ${pair.partner.id}`,
            supporting: place(pair.supporting, of, null),
            partner: place(pair.partner, of, null),
          }))
          .toSorted((a, b) => byName(a.supporting, b.supporting) || byName(a.partner, b.partner)),
        left: single.filter(isLeft),
        right: single.filter((school) => !isLeft(school)),
      };
    })
    .filter((row) => row.pairs.length + row.left.length + row.right.length > 0);
}

/** One line of the board from top to bottom: a level's heading, a pair, or unpaired schools beside each other. */
export type BoardLine =
  | { readonly kind: 'level'; readonly key: Level; readonly row: BoardLevel }
  | { readonly kind: 'pair'; readonly key: string; readonly pair: BoardPair }
  | {
      readonly kind: 'single';
      readonly key: string;
      readonly left: BoardSchool | undefined;
      readonly right: BoardSchool | undefined;
    };

/** The lines of one level; its heading comes first. */
export function linesOf(row: BoardLevel): readonly BoardLine[] {
  const { left, right, pairs } = row;
  return [
    { kind: 'level', key: row.level, row },
    ...pairs.map((pair) => ({ kind: 'pair' as const, key: pair.id, pair })),
    ...Array.from({ length: Math.max(left.length, right.length) }, (_, index) => ({
      kind: 'single' as const,
      key: `${left[index]?.id} ${right[index]?.id}`,
      left: left[index],
      right: right[index],
    })),
  ];
}
