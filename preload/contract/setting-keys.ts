// Without zod, for what the window needs at its very start.

/** The setting that keeps the unit that the person works for. */
export const OWN_UNIT = 'ownUnit';

/** The setting that keeps whether the window is light or dark. */
export const SCHEME = 'appearance.scheme';
