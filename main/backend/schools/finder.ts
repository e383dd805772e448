import { fold } from '../../../db/text.ts';
import type { StoredSchool } from './register.ts';

/** "Trường THCS Hoa Sen", "THCS Hoa Sen" and "Trường trung học cơ sở Hoa Sen" are one school. */
const shortName = (text: string): string =>
  fold(text)
    .replace(/^truong /, '')
    .replace(/^(?:trung hoc co so|mam non|tieu hoc)\b/, (level) => LEVEL_WORDS[level] ?? level);

const LEVEL_WORDS: Readonly<Record<string, string>> = {
  'trung hoc co so': 'thcs',
  'mam non': 'mn',
  'tieu hoc': 'th',
};

/** Looks up the schools that a list may mean by a code or a name: the surest kind of match that has any. */
export function schoolFinder(
  schools: readonly StoredSchool[],
): (text: string, unit?: string) => readonly StoredSchool[] {
  const byCode = Map.groupBy(schools, (school) => school.code);
  const byName = Map.groupBy(schools, (school) => fold(school.name));
  const byShortName = Map.groupBy(schools, (school) => shortName(school.name));
  return (text, unit) => {
    const found = byCode.get(text) ?? byName.get(fold(text)) ?? byShortName.get(shortName(text)) ?? [];
    if (unit === undefined) return found;
    return found.filter((school) => fold(unit).endsWith(fold(school.unit)));
  };
}
