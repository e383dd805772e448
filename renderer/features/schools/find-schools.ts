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

/** All that a text may occur in, a field a line and the name on the first: without accents, and as it is typed with them. */
interface Said {
  readonly folded: string;
  readonly accented: string;
}

/** So many schools are made ready in a quarter of a millisecond. */
const SLICE = 50;

const inOneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** A list that is asked for anew has the same schools but for what was changed. */
const known = new WeakMap<RegisteredSchool, Said>();

function saidOf(school: RegisteredSchool): Said {
  const made = known.get(school);
  if (made) return made;
  const { name, commune, unit, principal, code } = school;
  const said = [name, commune, unit, principal].map((field) => inOneLine(field ?? '')).join('\n');
  const fresh = { folded: searchKey(`${said}\n${code ?? ''}`), accented: accentKey(said) };
  known.set(school, fresh);
  return fresh;
}

/** Where a school says a text: in its name, elsewhere, nowhere. */
const [IN_NAME, ELSEWHERE, NOWHERE] = [0, 1, 2];
/** How well a school fits a text: both are added where it is said without its accents. */
const [BEST, WORST] = [IN_NAME, NOWHERE + ELSEWHERE];

/**
 * Looks for a text in what is said of each school. One that goes on where the last one ended is not said before the place
 * where that was, so that nearly every look for one more letter is a look at the right place.
 */
function looker(count: number) {
  const texts: string[] = [];
  const nameEnds = new Uint32Array(count);
  const places = new Int32Array(count);
  let wanted = '';
  return {
    add(text: string) {
      nameEnds[texts.length] = text.indexOf('\n');
      texts.push(text);
    },
    lookFor(text: string) {
      if (!text.startsWith(wanted)) places.fill(0);
      wanted = text;
    },
    whereIn(index: number): number {
      const from = places[index] ?? -1;
      const place = from < 0 ? -1 : (texts[index]?.indexOf(wanted, from) ?? -1);
      places[index] = place;
      if (place < 0) return NOWHERE;
      return place < (nameEnds[index] ?? 0) ? IN_NAME : ELSEWHERE;
    },
    saysAll: (index: number, words: readonly string[]): boolean =>
      words.every((word) => texts[index]?.includes(word)),
  };
}

/** Makes a finder for one list. */
export function schoolFinder(schools: readonly RegisteredSchool[]): SchoolFinder {
  const accented = looker(schools.length);
  const folded = looker(schools.length);
  let ready = 0;
  const readyNext = (): boolean => {
    const end = Math.min(ready + SLICE, schools.length);
    for (const school of schools.slice(ready, end)) {
      const said = saidOf(school);
      accented.add(said.accented);
      folded.add(said.folded);
    }
    ready = end;
    return ready < schools.length;
  };

  const everyone = new Uint32Array(schools.length).map((_, index) => index);
  /** The places in the list of those that say the last text; the first `count` count. */
  const saying = everyone.slice();
  let count = 0;
  /** How well each of them does, from the best to the worst. */
  const ranks = new Uint8Array(schools.length);
  /** How many of them do so well. */
  const counts = new Uint32Array(WORST + 1);
  let last: { readonly text: string; readonly words: readonly string[] } | undefined;
  let found: readonly RegisteredSchool[] = [];

  /** Looks through those that said the last text; whether anything is found otherwise now. */
  const sift = (newWords: readonly string[]): boolean => {
    let isChanged = false;
    let kept = 0;
    counts.fill(0);
    for (let place = 0; place < count; place++) {
      const index = saying[place] ?? 0;
      // Where a text is said as it is typed, or without accents, all its words are said: mostly one look is enough.
      let rank = accented.whereIn(index);
      if (rank === NOWHERE) rank += folded.whereIn(index);
      if (rank === 2 * NOWHERE) {
        if (!folded.saysAll(index, newWords)) continue;
        rank = WORST;
      }
      if (ranks[index] !== rank) isChanged = true;
      ranks[index] = rank;
      counts[rank] = (counts[rank] ?? 0) + 1;
      saying[kept] = index;
      kept += 1;
    }
    if (kept < count) isChanged = true;
    count = kept;
    return isChanged;
  };

  /** Those that say the text, the best first. */
  const inOrder = (): readonly RegisteredSchool[] => {
    // All of them, and none better than another.
    if (counts.includes(schools.length)) return schools;
    // As long as it will be, for to let it grow takes as long as to find what goes into it.
    const ordered = new Array<RegisteredSchool>(count);
    let end = 0;
    const next = counts.map((ofRank) => {
      end += ofRank;
      return end - ofRank;
    });
    for (let place = 0; place < count; place++) {
      const index = saying[place] ?? 0;
      const rank = ranks[index] ?? BEST;
      const school = schools[index];
      const to = next[rank] ?? 0;
      if (school) ordered[to] = school;
      next[rank] = to + 1;
    }
    return ordered;
  };

  return {
    find(typed) {
      while (readyNext());
      const text = inOneLine(typed);
      const words = searchKey(text).split(' ');
      // Of a text that goes on where the last one ended only what was found before is looked through.
      const before = last && text.startsWith(last.text) ? last : undefined;
      last = { text, words };
      accented.lookFor(accentKey(text));
      folded.lookFor(searchKey(text));
      if (!before) {
        count = schools.length;
        saying.set(everyone);
      }
      const newWords = words.filter((word) => !before?.words.includes(word));
      // The same list says to whoever shows it that there is nothing to be drawn.
      if (sift(newWords) || !before) found = inOrder();
      return found;
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
