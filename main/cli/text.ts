import type { Fault } from '../../preload/contract/errors.ts';
import type { Finding } from '../../preload/contract/memoranda.ts';

/** A table for the terminal: columns as wide as their longest cell, numbers to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => (cell === null ? '' : `${cell}`)));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = head.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '));
  return lines.join('\n');
}

/** Faults and warnings with their cells. */
export function faultLines(faults: readonly Fault[]): string {
  return faults
    .map(({ cell, row, message }) => `  ${cell ?? (row === null ? '–' : `dòng ${row}`)}: ${message}`)
    .join('\n');
}

/** Findings of the pre-flight by memorandum, errors first; the warnings of one memorandum share a line. */
export function findingLines(findings: readonly Finding[], nameOf: (memorandumId: string) => string): string {
  const byMemorandum = Map.groupBy(findings, (finding) => finding.memorandumId);
  return [...byMemorandum]
    .map(([id, own]) => {
      const errors = own
        .filter(({ severity }) => severity === 'error')
        .map(({ message }) => `    LỖI: ${message}`);
      const warnings = own.length - errors.length;
      return lines(
        `  ${nameOf(id)}`,
        ...errors,
        warnings > 0 && `    ${warnings} chỗ để điền tay hoặc xem lại`,
      );
    })
    .join('\n');
}

/** Lines that have something to say, one under another. */
export const lines = (...parts: readonly (string | false | null)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join('\n');
