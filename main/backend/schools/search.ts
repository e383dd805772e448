import { sql } from 'kysely';
import { everyWordIn } from '../../../db/read.ts';
import type { schoolsOn } from '../../../db/repositories/schools.ts';
import { accentKey, compareVietnamese, fold } from '../../../db/text.ts';

type SchoolQuery = ReturnType<typeof schoolsOn>;
type SchoolRow = Awaited<ReturnType<SchoolQuery['execute']>>[number];

const SEARCHED = [
  ...['n.folded', 'p.folded', 'o.folded', 'h.folded'].map((column) => sql.ref<string>(column)),
  sql<string>`fold(s.code)`,
];

/** Keeps the schools in which every word of the text occurs: in name, commune, unit, principal or code. */
export const matching = (query: SchoolQuery, text: string): SchoolQuery =>
  query.where(everyWordIn(SEARCHED, text));

/** Sorts hits: the text with its exact accents first, then in the name before elsewhere, then by name. */
export function rankHits<T extends Pick<SchoolRow, 'name' | 'commune' | 'principal' | 'unit'>>(
  hits: readonly T[],
  text: string,
): T[] {
  const accented = accentKey(text);
  const folded = fold(text);
  const rank = ({ name, commune, principal, unit }: T): number => {
    if (accentKey(name).includes(accented)) return 0;
    if ([commune, principal, unit].some((field) => field !== null && accentKey(field).includes(accented)))
      return 1;
    return fold(name).includes(folded) ? 2 : 3;
  };
  return hits
    .map((hit) => ({ hit, rank: rank(hit) }))
    .sort((left, right) => left.rank - right.rank || compareVietnamese(left.hit.name, right.hit.name))
    .map(({ hit }) => hit);
}
