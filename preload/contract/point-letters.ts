// Without zod, which a thread that makes papers needs for nothing else.

/** The letters of points, in the order of the Vietnamese alphabet without ă, â, ê, ô, ơ, ư (Nghị định 30/2020/NĐ-CP). */
const POINT_LETTERS = 'abcdđeghiklmnopqrstuvxy';

/** The letter of a point; after "y" letters are doubled: "aa", "ab", … */
export function pointLetter(index: number): string {
  const letter = POINT_LETTERS.charAt(index % POINT_LETTERS.length);
  return index < POINT_LETTERS.length
    ? letter
    : pointLetter(Math.floor(index / POINT_LETTERS.length) - 1) + letter;
}
