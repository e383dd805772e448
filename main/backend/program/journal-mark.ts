import type { QueryContext } from '../context.ts';

/** How much of a row's hash is printed: enough that no two rows of a folder share it. */
const DIGITS = 16;

/** "Nhật ký: dòng 1.234 · 3f9a 12c4 5b6d 7e8f": the newest row, whose hash stands for all before it. */
export function journalMark({ journal }: Pick<QueryContext, 'journal'>): string {
  const sequence = journal.read(1)[0]?.sequence ?? 0;
  const groups = journal.top().slice(0, DIGITS).match(/.{4}/g) ?? [];
  return `Nhật ký: dòng ${sequence.toLocaleString('vi-VN')} · ${groups.join(' ')}`;
}

/** What a person typed off a paper; null where it is no mark. */
export function readMark(
  typed: string,
): { readonly sequence: number | null; readonly digits: string } | null {
  const [, row] = /dòng\s+([\d.]+)/iu.exec(typed.normalize('NFC')) ?? [];
  const rest = typed.includes('·')
    ? (typed.split('·').at(-1) ?? '')
    : typed.replace(/^.*dòng\s+[\d.]+/iu, '');
  const digits = rest.toLowerCase().replace(/[\s.:…-]/g, '');
  if (!/^[0-9a-f]{8,64}$/.test(digits)) return null;
  return { sequence: row ? Number(row.replaceAll('.', '')) : null, digits };
}
