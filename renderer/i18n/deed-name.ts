import { vi } from './vi.ts';

/** What a journal row's deed is called; one of a later version keeps its own name. */
export function deedName(command: string): string {
  const deeds: Readonly<Record<string, string>> = vi.deeds;
  return deeds[command] ?? command;
}
