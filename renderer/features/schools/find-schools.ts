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

/** Whether a place of a text with all fields, -1 for none, lies in the name. */
const isInName = (place: number, said: string): boolean => place >= 0 && place < said.indexOf('\n');

/**
 * The schools of which every word of a text is said, as `schools.list` finds them: exact accents in the name first, then
 * elsewhere, then the text in the name, each in the order of the list.
 */
export function findSchools(schools: readonly FindableSchool[], text: string): readonly RegisteredSchool[] {
  const key = searchKey(text);
  const words = key.split(/\s+/);
  const typed = accentKey(text);
  const rankOf = ({ folded, accented }: FindableSchool): number => {
    const place = accented.indexOf(typed);
    if (place >= 0) return isInName(place, accented) ? 0 : 1;
    return isInName(folded.indexOf(key), folded) ? 2 : 3;
  };
  const ranks: RegisteredSchool[][] = [[], [], [], []];
  for (const each of schools) {
    if (words.every((word) => each.folded.includes(word))) ranks[rankOf(each)]?.push(each.school);
  }
  return ranks.flat();
}
