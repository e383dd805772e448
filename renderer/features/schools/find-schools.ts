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

/** Whether a place of a text with all fields, -1 for none, lies in the name. */
const isInName = (place: number, said: string): boolean => place >= 0 && place < said.indexOf('\n');

/** Makes a finder for one list. */
export function schoolFinder(schools: readonly RegisteredSchool[]): SchoolFinder {
  const ready: Findable[] = [];
  const readyNext = (): boolean => {
    for (const school of schools.slice(ready.length, ready.length + SLICE)) ready.push(findable(school));
    return ready.length < schools.length;
  };
  // Of a text that goes on where the last one ended only what was found before is looked through.
  let last: { readonly key: string; readonly saying: readonly Findable[] } = { key: '', saying: ready };
  return {
    find(text) {
      while (readyNext());
      const [key, typed] = [searchKey(inOneLine(text)), accentKey(inOneLine(text))];
      const words = key.split(' ');
      const among = key.startsWith(last.key) ? last.saying : ready;
      const rankOf = ({ folded, accented }: Findable): number => {
        const place = accented.indexOf(typed);
        if (place >= 0) return isInName(place, accented) ? 0 : 1;
        return isInName(folded.indexOf(key), folded) ? 2 : 3;
      };
      const saying: Findable[] = [];
      const ranks: RegisteredSchool[][] = [[], [], [], []];
      for (const each of among) {
        if (!words.every((word) => each.folded.includes(word))) continue;
        saying.push(each);
        ranks[rankOf(each)]?.push(each.school);
      }
      last = { key, saying };
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
