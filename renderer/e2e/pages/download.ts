import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** A file that the program handed over. */
export interface Download {
  readonly name: string;
  readonly bytes: Buffer;
  /** Its first four bytes, by which kinds of file are known. */
  readonly start: string;
}

/** Does something that hands over a file, and takes it. */
export async function downloadOf(page: Page, act: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes, start: bytes.subarray(0, 4).toString('latin1') };
}
