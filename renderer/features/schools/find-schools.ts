import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import { accentKey, searchKey } from '../../i18n/format.ts';

/** Finds schools for a text that grows with every key. */
export interface SchoolFinder {
  /**
   * The schools of which every word of a text is said, as `schools.list` finds them: exact accents in the name first, then
   * elsewhere, then the text in the name, each in the order of the list.
   */
  readonly find: (text: string) => readonly RegisteredSchool[];
  /** Makes all ready while nothing else is to be done, so that no first letter waits; gives the way to stop it. */
  readonly prepare: () => () => void;
}

/** A school with all that a text may occur in, a field a line and the name on the first. */
interface Findable {
  readonly school: RegisteredSchool;
  readonly folded: string;
  readonly accented: string;
}

/** So many schools are made ready in a quarter of a millisecond. */
const SLICE = 50;

const inOneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** A list that is asked for anew has the same schools but for what was changed. */
const known = new WeakMap<RegisteredSchool, Findable>();

function findable(school: RegisteredSchool): Findable {
  const made = known.get(school);
  if (made) return made;
  const { name, commune, unit, principal, code } = school;
  const said = [name, commune, unit, principal].map((field) => inOneLine(field ?? '')).join('\n');
  const fresh = { school, folded: searchKey(`${said}\n${code ?? ''}`), accented: accentKey(said) };
  known.set(school, fresh);
  return fresh;
}

const isInName = (place: number, said: string): boolean => place < said.indexOf('\n');

/** What tells how well a school fits a text, from 0 for the best to 3; null where it does not. */
function judgeOf(text: string): (school: Findable) => number | null {
  const [key, typed] = [searchKey(text), accentKey(text)];
  const words = key.split(' ');
  return ({ folded, accented }) => {
    // Where the text is said as it is typed, or without accents, all its words are said: mostly one look is enough.
    const exact = accented.indexOf(typed);
    if (exact >= 0) return isInName(exact, accented) ? 0 : 1;
    const place = folded.indexOf(key);
    if (place >= 0) return isInName(place, folded) ? 2 : 3;
    return words.length > 1 && words.every((word) => folded.includes(word)) ? 3 : null;
  };
}

/** Makes a finder for one list. */
export function schoolFinder(schools: readonly RegisteredSchool[]): SchoolFinder {
  const ready: Findable[] = [];
  const readyNext = (): boolean => {
    for (const school of schools.slice(ready.length, ready.length + SLICE)) ready.push(findable(school));
    return ready.length < schools.length;
  };
  // Of a text that goes on where the last one ended only what was found before is looked through.
  let last: { readonly text: string; readonly saying: readonly Findable[] } = { text: '', saying: ready };
  return {
    find(typed) {
      while (readyNext());
      const text = inOneLine(typed);
      const judge = judgeOf(text);
      const saying: Findable[] = [];
      const ranks: RegisteredSchool[][] = [[], [], [], []];
      for (const each of text.startsWith(last.text) ? last.saying : ready) {
        const rank = judge(each);
        if (rank === null) continue;
        saying.push(each);
        ranks[rank]?.push(each.school);
      }
      last = { text, saying };
      return ranks.flat();
    },
    prepare() {
      const go = (idle: IdleDeadline) => {
        while (idle.timeRemaining() > 1) if (!readyNext()) return;
        waiting = requestIdleCallback(go);
      };
      let waiting = requestIdleCallback(go);
      return () => cancelIdleCallback(waiting);
    },
  };
}
