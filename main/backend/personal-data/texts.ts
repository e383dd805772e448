import type { Matcher } from './matcher.ts';

/** Every text in a JSON value, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsIn);
}

/** The same JSON value with another text in the place of what the matcher finds. */
export function replaceTexts(value: unknown, matcher: Matcher, by: string): unknown {
  if (typeof value === 'string') return matcher.replaceIn(value, by);
  if (Array.isArray(value)) return value.map((each) => replaceTexts(each, matcher, by));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, replaceTexts(each, matcher, by)]),
  );
}

/** Whether a stored value says it: as plain text, or in the texts of the JSON that it may be. */
export function saysIt(stored: string | number | null, matcher: Matcher): boolean {
  if (typeof stored !== 'string' || !matcher.mayStandIn(stored)) return false;
  return matcher.standsIn(stored) || (/^[[{]/.test(stored) && textsIn(parsed(stored)).some(matcher.standsIn));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How much of a long text is shown round what was found. */
const AROUND = 60;

/** The part of a text round what was found, the whole where it is short. */
export function excerpt(text: string, matcher: Matcher): string {
  if (text.length <= AROUND * 3) return text;
  const mark = '\u0000';
  const at = Math.max(0, matcher.replaceIn(text, mark).indexOf(mark));
  const from = Math.max(0, at - AROUND);
  const to = at + AROUND * 2;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}
