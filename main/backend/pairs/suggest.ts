import { compareVietnamese } from '../../../db/text.ts';
import { type Level, level } from '../../../preload/contract/schools.ts';

/** What pairing looks at in a school. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly unitId: string;
  readonly pupils: number | null;
}

export interface Suggestion {
  readonly level: Level;
  readonly supporting: Candidate;
  readonly partner: Candidate;
}

export interface Proposal {
  readonly pairs: readonly Suggestion[];
  /** Who is left, in the given order. */
  readonly left: readonly Candidate[];
}

/** Levels in the order of schooling. */
export const LEVELS = level.options;

/** Schools of alike size work best together: the largest meets the largest; unknown sizes come last, by name. */
const bySize = (left: Candidate, right: Candidate): number =>
  (right.pupils ?? -1) - (left.pupils ?? -1) || compareVietnamese(left.name, right.name);

/**
 * Proposes pairs of one level across different units, as many as there can be.
 *
 * Within a level the two units with most schools left give one each, which is the way to leave the fewest
 * over. The unit that stands first in the programme supports.
 * @param schools those without a pair.
 * @param unitOrder the programme's units, supporting side first.
 * @param hosts for 1–n pairs: the pairs that there are; a school that is left over then joins a school of
 *   another unit, the one with the fewest partners first. Null: 1–1 only.
 */
export function suggestPairs(
  schools: readonly Candidate[],
  unitOrder: readonly string[],
  hosts: readonly Suggestion[] | null,
): Proposal {
  const pairs: Suggestion[] = [];
  for (const each of LEVELS) {
    const free = schools.filter((school) => school.level === each);
    pairs.push(...pairLevel(free, unitOrder, hosts?.filter((pair) => pair.level === each) ?? null));
  }
  const paired = new Set(pairs.flatMap(({ supporting, partner }) => [supporting.id, partner.id]));
  return { pairs, left: schools.filter((school) => !paired.has(school.id)) };
}

function pairLevel(
  schools: readonly Candidate[],
  unitOrder: readonly string[],
  existing: readonly Suggestion[] | null,
): Suggestion[] {
  const rank = (school: Candidate) => {
    const position = unitOrder.indexOf(school.unitId);
    return position < 0 ? unitOrder.length : position;
  };
  const join = (one: Candidate, other: Candidate): Suggestion =>
    rank(one) <= rank(other)
      ? { level: one.level, supporting: one, partner: other }
      : { level: one.level, supporting: other, partner: one };

  const groups = [...Map.groupBy(schools, (school) => school.unitId).values()]
    .map((group) => group.toSorted(bySize))
    .sort((left, right) => (left[0] && right[0] ? rank(left[0]) - rank(right[0]) : 0));
  const pairs: Suggestion[] = [];
  for (;;) {
    const [largest, second] = groups
      .filter((group) => group.length > 0)
      .sort((left, right) => right.length - left.length);
    const one = second && largest?.shift();
    const other = one && second?.shift();
    if (!one || !other) break;
    pairs.push(join(one, other));
  }
  if (!existing) return pairs;

  const partners = new Map<Candidate['id'], { readonly school: Candidate; count: number }>();
  for (const { supporting, partner } of [...existing, ...pairs]) {
    for (const school of [supporting, partner]) {
      const host = partners.get(school.id) ?? { school, count: 0 };
      partners.set(school.id, { school, count: host.count + 1 });
    }
  }
  for (const school of groups.flat()) {
    const [host] = [...partners.values()]
      .filter((each) => each.school.unitId !== school.unitId)
      .sort((left, right) => left.count - right.count);
    if (!host) continue;
    pairs.push(join(host.school, school));
    host.count += 1;
  }
  return pairs;
}
