import { execFileSync } from 'node:child_process';
import { MM } from './measures.ts';

/** What a tool that judges papers from outside says. */
export const run = (tool: string, ...options: string[]): string =>
  execFileSync(tool, options, { encoding: 'utf8' });

/** A word as it stands on a page (from 1); mm from the paper's top left corner. */
export type Box = {
  readonly page: number;
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
  readonly word: string;
};

/** Every word of a PDF with its box, as poppler sees it. */
export function boxes(path: string): readonly Box[] {
  const attribute = (tag: string, name: string): number =>
    Number(new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1]) / MM;
  return run('pdftotext', '-bbox', path, '-')
    .split('<page ')
    .slice(1)
    .flatMap((page, index) =>
      [...page.matchAll(/<word ([^>]*)>([^<]*)</g)].map(([, tag = '', word = '']) => ({
        page: index + 1,
        xMin: attribute(tag, 'xMin'),
        yMin: attribute(tag, 'yMin'),
        xMax: attribute(tag, 'xMax'),
        yMax: attribute(tag, 'yMax'),
        word,
      })),
    );
}
