import type { Finding } from '../../../preload/contract/memoranda.ts';

/** What the pre-flight found, by memorandum. */
export interface FindingGroup {
  readonly memorandumId: string;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** Groups findings by memorandum, in the order in which they came. */
export function groupFindings(findings: readonly Finding[]): ReadonlyMap<string, FindingGroup> {
  const groups = Map.groupBy(findings, (finding) => finding.memorandumId);
  return new Map(
    [...groups].map(([memorandumId, found]) => [
      memorandumId,
      {
        memorandumId,
        errors: found.filter((finding) => finding.severity === 'error'),
        warnings: found.filter((finding) => finding.severity === 'warning'),
      },
    ]),
  );
}
