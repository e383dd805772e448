import type { ReadDb } from '../../../../db/read.ts';
import { fold } from '../../../../db/text.ts';

/** What a list means by a text about pairs. */
export type MeantPairs =
  | { readonly pairIds: readonly string[] }
  | { readonly unknown: string }
  | { readonly ambiguous: string; readonly count: number };

/** The form in which pairs are compared: every dash alike, without space around it. */
const key = (text: string): string => fold(text.replace(/\s*[-–—]+\s*/gu, '-'));

/** What may stand between two pairs: marks, and the numbering that a person types. */
const BETWEEN = /^[\s;,.:+*•-]*(?:\d{1,2}[.)]\s*)?[\s;,]*$/u;

/**
 * Finds pairs by what people call them: both schools with a dash between, in either order, or one school that has no
 * other pair; by any name that a school has borne.
 */
export async function pairNames(db: ReadDb, programmeId: string): Promise<(text: string) => MeantPairs> {
  const pairs = await db
    .selectFrom('school_pair')
    .select(['id', 'supporting_school_id', 'partner_school_id'])
    .where('programme_id', '=', programmeId)
    .where('deleted_at', 'is', null)
    .execute();
  const names = Map.groupBy(
    await db
      .selectFrom('school_name')
      .select(['school_id', 'name'])
      .where('deleted_at', 'is', null)
      .execute(),
    ({ school_id }) => school_id,
  );
  const known = new Map<string, Set<string>>();
  const add = (name: string, pairId: string) => known.set(name, (known.get(name) ?? new Set()).add(pairId));
  for (const { id, supporting_school_id, partner_school_id } of pairs) {
    for (const { name: supporting } of names.get(supporting_school_id) ?? []) {
      add(key(supporting), id);
      for (const { name: partner } of names.get(partner_school_id) ?? []) {
        add(key(`${supporting} - ${partner}`), id);
        add(key(`${partner} - ${supporting}`), id);
      }
    }
    for (const { name } of names.get(partner_school_id) ?? []) add(key(name), id);
  }
  const longestFirst = [...known.keys()].sort((left, right) => right.length - left.length);

  /** Takes known names out of a text that is parted in no way a program could rely on. */
  function taken(text: string): { readonly found: readonly string[]; readonly unknown: string | undefined } {
    let rest = [text];
    const found = longestFirst.filter((name) => {
      if (!rest.some((part) => part.includes(name))) return false;
      rest = rest.flatMap((part) => part.split(name));
      return true;
    });
    return { found, unknown: rest.find((part) => !BETWEEN.test(part))?.trim() };
  }

  return (text) => {
    const parts = text
      .split(';')
      .map(key)
      .filter((part) => part !== '');
    const { found, unknown } = parts.every((part) => known.has(part))
      ? { found: parts, unknown: undefined }
      : taken(key(text));
    if (unknown !== undefined || found.length === 0) return { unknown: unknown ?? text };
    const ids = new Set<string>();
    for (const name of found) {
      const [id, ...others] = known.get(name) ?? [];
      if (id === undefined || others.length > 0) return { ambiguous: name, count: others.length + 1 };
      ids.add(id);
    }
    return { pairIds: [...ids] };
  };
}
