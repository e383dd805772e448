import type { HostileFile } from './book.ts';
import { HOSTILE_PACKAGES } from './packages.ts';
import { HOSTILE_SHEETS } from './sheets.ts';
import { HOSTILE_TEXTS } from './texts.ts';

/** Every file that is made to harm. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  ...HOSTILE_PACKAGES,
  ...HOSTILE_SHEETS,
  ...HOSTILE_TEXTS,
];
