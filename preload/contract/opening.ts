import { OWN_UNIT, SCHEME } from './setting-keys.ts';
import type { InputOf, NamesOf } from './types.ts';

type Question = {
  [N in NamesOf<'query'> | NamesOf<'control'>]: readonly [name: N, input: InputOf<N>];
}[NamesOf<'query'> | NamesOf<'control'>];

/** What the first picture says. The page brings the answers along, so that the window need not ask. */
export const OPENING = [
  ['app.status', {}],
  ['session.get', {}],
  ['programmes.get', {}],
  // What stands round every screen, as it was left.
  ['settings.get', { key: SCHEME }],
  ['settings.get', { key: 'frame.folded' }],
  ['settings.get', { key: 'appearance.density' }],
  ['settings.get', { key: OWN_UNIT }],
  ['overview.get', {}],
] as const satisfies readonly Question[];

/** What was answered well of `OPENING`. */
export type Answers = readonly (readonly [name: string, input: { readonly key?: string }, value: unknown])[];

/**
 * Draws the window as it first stands, as HTML for the page's root; the nonce is for its style elements. Null where the
 * window has to draw itself: nobody has been let in, or what is to be seen needs styles that the page's policy refuses.
 */
export type DrawPicture = (answers: Answers, nonce: string) => string | null;

/** The element of the page that holds the answers, as `[name, input, value]` of all that was answered well. */
export const OPENING_ELEMENT = 'opening';
