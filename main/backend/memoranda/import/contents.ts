import { fold } from '../../../../db/text.ts';

interface Choice {
  readonly code: string;
  readonly text: string;
}

/** What may stand between two contents: marks, and the numbering that a person types. */
const BETWEEN = /^[\s;,.:+*•–-]*(?:(?:\d{1,2}|[a-z])[.)]\s*)?$/u;

/**
 * Which contents a cell names, by their words or their codes, in whatever way they are parted: the words may hold
 * commas and semicolons themselves. Answers the codes in the order of the wording, or what nobody knows.
 */
export function readContents(
  text: string,
  choices: readonly Choice[],
): { readonly codes: readonly string[] } | { readonly unknown: string } {
  const chosen = new Set<string>();
  const wanted = choices
    .flatMap(({ code, text: words }) => [
      { code, key: fold(words) },
      { code, key: fold(code) },
    ])
    // A content may begin like a longer one.
    .sort((left, right) => right.key.length - left.key.length);
  let rest = [fold(text)];
  for (const { code, key } of wanted) {
    const parts = rest.flatMap((part) => part.split(key));
    if (parts.length > rest.length) chosen.add(code);
    rest = parts;
  }
  const [unknown] = rest.filter((part) => !BETWEEN.test(part)).map((part) => part.trim());
  if (unknown !== undefined) return { unknown };
  return { codes: choices.map(({ code }) => code).filter((code) => chosen.has(code)) };
}
