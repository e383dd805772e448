import type { BackupProblem } from '../../../preload/contract/backups.ts';
import { ToneSign } from '../../components/state-badge.tsx';
import './backups.css';

interface ProblemListProps {
  readonly title: string;
  readonly problems: readonly BackupProblem[];
}

/** What makes a backup useless. */
export function ProblemList({ title, problems }: ProblemListProps) {
  return (
    <div role="alert">
      <p className="backup-verdict">
        <ToneSign tone="bad" /> <strong>{title}</strong>
      </p>
      <ul className="backup-problems">
        {problems.map(({ code, message }) => (
          <li key={`${code} ${message}`}>{message}</li>
        ))}
      </ul>
    </div>
  );
}
