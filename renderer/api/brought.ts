import { type Answers, OPENING_ELEMENT } from '../../preload/contract/opening.ts';

/** What the page brought along. */
export const broughtAnswers = (): Answers =>
  JSON.parse(document.getElementById(OPENING_ELEMENT)?.textContent ?? '[]');
