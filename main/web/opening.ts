import { setImmediate, setTimeout } from 'node:timers/promises';
import { type Answers, OPENING } from '../../preload/contract/opening.ts';
import type { Backend } from '../backend/index.ts';

/** How long the page waits for its answers, ms: what takes longer the window asks itself, and says that it waits. */
const PATIENCE = 250;

export interface OpeningOptions {
  readonly backend: Pick<Backend, 'dispatch'>;
  /** The first picture as HTML, from the answers. */
  readonly draw: (answers: Answers) => string | null;
  readonly patience?: number;
}

/** The page in two parts: its head, with which a browser begins to load, and then the first picture and what it says. */
export async function* withOpening(
  html: string,
  { backend, draw, patience = PATIENCE }: OpeningOptions,
): AsyncGenerator<string> {
  const [head = '', between, tail] = html.split(/__PICTURE__|"__OPENING__"/);
  yield head;
  if (between === undefined || tail === undefined) return;
  // The database answers without a pause: the head is on its way before.
  await setImmediate();
  const answers = await openingAnswers(backend, patience);
  // Nothing that somebody typed may end the element that it stands in.
  const json = JSON.stringify(answers).replaceAll('<', '\\u003c');
  yield `${draw(answers) ?? ''}${between}${json}${tail}`;
}

/** Answers what the first picture says. What is refused is left to the window. */
async function openingAnswers(backend: Pick<Backend, 'dispatch'>, patience: number): Promise<Answers> {
  const inTime = new AbortController();
  const late = setTimeout(patience, null, { signal: inTime.signal }).catch(() => null);
  const answers = await Promise.all(
    OPENING.map(async ([name, input]) => {
      const answer = await Promise.race([backend.dispatch(name, input), late]);
      return answer?.ok ? [[name, input, answer.value] as const] : [];
    }),
  );
  inTime.abort();
  return answers.flat();
}
