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

/** The element of the page that holds the answers, as `[name, input, value]` of all that was answered well. */
export const OPENING_ELEMENT = 'opening';
