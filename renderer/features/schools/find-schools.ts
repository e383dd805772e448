import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import { accentKey, searchKey } from '../../i18n/format.ts';

/** A school with all that a text may occur in, the name on the first line, made once for all letters. */
export interface FindableSchool {
  readonly school: RegisteredSchool;
  readonly folded: string;
  readonly accented: string;
}

/** Makes schools ready to be looked through at each letter. */
export const findableSchools = (schools: readonly RegisteredSchool[]): readonly FindableSchool[] =>
  schools.map((school) => {
    const { name, commune, unit, principal, code } = school;
    const said = [name, commune, unit, principal].map((field) => field ?? '').join('\n');
    return { school, folded: searchKey(`${said}\n${code ?? ''}`), accented: accentKey(said) };
  });

/**
 * The schools of which every word of a text is said, as `schools.list` finds them: exact accents in the name first, then
 * elsewhere, then the text in the name, each in the order of the list.
 */
export function findSchools(schools: readonly FindableSchool[], text: string): readonly RegisteredSchool[] {
  const key = searchKey(text);
  const words = key.split(/\s+/);
  const typed = accentKey(text);
  const ranks: RegisteredSchool[][] = [[], [], [], []];
  for (const { school, folded, accented } of schools) {
    if (!words.every((word) => folded.includes(word))) continue;
    const place = accented.indexOf(typed);
    const isInName = (at: number, whole: string) => at >= 0 && at < whole.indexOf('\n');
    const rank = isInName(place, accented)
      ? 0
      : place >= 0
        ? 1
        : isInName(folded.indexOf(key), folded)
          ? 2
          : 3;
    ranks[rank]?.push(school);
  }
  return ranks.flat();
}
