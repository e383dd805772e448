import { setImmediate, setTimeout } from 'node:timers/promises';
import { OPENING } from '../../preload/contract/opening.ts';
import type { Backend } from '../backend/index.ts';

/** How long the page waits for its answers, ms: what takes longer the window asks itself, and says that it waits. */
const PATIENCE = 250;

/** The page in two parts: its head, with which a browser begins to load, and then what the first picture says. */
export async function* withAnswers(
  html: string,
  backend: Pick<Backend, 'dispatch'>,
  patience = PATIENCE,
): AsyncGenerator<string> {
  const [head = '', tail] = html.split('"__OPENING__"');
  yield head;
  if (tail === undefined) return;
  // The database answers without a pause: the head is on its way before.
  await setImmediate();
  yield `${await openingAnswers(backend, patience)}${tail}`;
}

/** Answers what the first picture says, as JSON that can stand in a page. What is refused is left to the window. */
async function openingAnswers(backend: Pick<Backend, 'dispatch'>, patience: number): Promise<string> {
  const inTime = new AbortController();
  const late = setTimeout(patience, null, { signal: inTime.signal }).catch(() => null);
  const answers = await Promise.all(
    OPENING.map(async ([name, input]) => {
      const answer = await Promise.race([backend.dispatch(name, input), late]);
      return answer?.ok ? [[name, input, answer.value]] : [];
    }),
  );
  inTime.abort();
  // Nothing that somebody typed may end the element that it stands in.
  return JSON.stringify(answers.flat()).replaceAll('<', '\\u003c');
}
