import type { RowChange } from '../../preload/contract/reports.ts';
import { vi } from '../i18n/vi.ts';
import { StateBadge, type Tone } from './state-badge.tsx';

const TONES: Record<RowChange['change'], Tone> = { added: 'good', changed: 'accent', removed: 'plain' };

interface RowChangeLineProps {
  readonly row: Omit<RowChange, 'at' | 'actor'>;
  /** Who did it and when, where that is not said once for all. */
  readonly by?: string;
}

/** What became of one row: its name, and each field before and after. */
export const RowChangeLine = ({ row: { what, name, change, fields }, by }: RowChangeLineProps) => (
  <>
    <div>
      <StateBadge tone={TONES[change]} text={vi.differences[change]} />{' '}
      <strong>
        {what}: {name}
      </strong>{' '}
      {by && <span className="ct-dim ct-small">{by}</span>}
    </div>
    {fields.map((field) => (
      <p key={field.name}>
        <span className="ct-dim">{field.name}:</span> {vi.reports.sent.changed(field.before, field.after)}
      </p>
    ))}
  </>
);
