import type { Finding } from '../../../preload/contract/memoranda.ts';
import { ToneSign } from '../../components/state-badge.tsx';
import { vi } from '../../i18n/vi.ts';
import { href } from '../../route.ts';
import './memoranda.css';

/** Findings of one memorandum, errors first; each leads to the field that mends it. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const ordered = findings.toSorted(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
  return (
    <ul className="finding-list">
      {ordered.map((finding) => (
        <li key={`${finding.code} ${finding.message}`} title={vi.memoranda.severity[finding.severity]}>
          <ToneSign tone={finding.severity === 'error' ? 'bad' : 'warn'} />
          {finding.target ? (
            <a href={targetHref(finding.target)}>{finding.message}</a>
          ) : (
            <span>{finding.message}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

const targetHref = ({ screen, params, field }: NonNullable<Finding['target']>): string =>
  href(screen, field === null ? params : { ...params, field });
