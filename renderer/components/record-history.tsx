import { Button, Skeleton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import { rightToUndo } from '../../preload/contract/rights.ts';
import type { InputOf, OutputOf } from '../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../api/hooks.ts';
import { deedName } from '../i18n/deed-name.ts';
import { formatInstant } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';
import { ErrorNotice } from './error-notice.tsx';
import { keyOf } from './item-keys.ts';
import { notifyDone, notifyError } from './notices.tsx';
import { May } from './rights.tsx';
import { RowChangeLine } from './row-change.tsx';
import './record-history.css';

type Subject = NonNullable<InputOf<'history.list'>['subject']>;
type Entry = OutputOf<'history.list'>['entries'][number];

interface RecordHistoryProps {
  readonly subject: Subject;
  /** A form beside it holds what was there before, and must not stay. */
  readonly onUndone: () => void;
  /** Where nothing else is shown of the record. */
  readonly opened?: boolean;
}

/** What was done to one record, folded until it is asked for. */
export function RecordHistory({ opened = false, ...props }: RecordHistoryProps) {
  const [open, setOpen] = useState(opened);
  return (
    <details className="record-history" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{vi.history.title}</summary>
      {open && <Entries {...props} />}
    </details>
  );
}

function Entries({ subject, onUndone }: Omit<RecordHistoryProps, 'opened'>) {
  const list = useProcedure('history.list', { subject });
  const undo = useCommand('history.undo');
  if (list.error) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  if (!list.data) return <Skeleton height={80} />;
  const { entries } = list.data;
  if (entries.length === 0) return <p className="ct-dim">{vi.history.empty}</p>;
  const undoNow = ({ sequence, command }: Entry) =>
    undo.mutate(
      { sequence },
      {
        onSuccess: () => {
          notifyDone(vi.history.undone(deedName(command)));
          onUndone();
        },
        onError: notifyError,
      },
    );
  return (
    <ol className="row-changes">
      {entries.map((entry) => (
        <li key={entry.sequence}>
          <div>
            <strong>{deedName(entry.command)}</strong>{' '}
            <span className="ct-dim ct-small">
              {vi.reports.sent.by(entry.actor, formatInstant(entry.at))}
            </span>{' '}
            {entry.undoable && (
              <May right={rightToUndo(entry.deed)}>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  leftSection={<IconArrowBackUp size={14} />}
                  aria-label={vi.settings.history.undoOf(deedName(entry.command), entry.sequence)}
                  onClick={() => undoNow(entry)}
                >
                  {vi.common.undo}
                </Button>
              </May>
            )}
          </div>
          <EntryChanges entry={entry} />
        </li>
      ))}
    </ol>
  );
}

/** What a deed changed and why. */
export const EntryChanges = ({ entry: { changes, more, reason, redacted } }: { readonly entry: Entry }) => (
  <>
    {reason && <p>{vi.history.reason(reason)}</p>}
    {redacted && <p className="ct-dim">{vi.history.redacted}</p>}
    <ul className="row-changes">
      {changes.map((row) => (
        <li key={keyOf(row)}>
          <RowChangeLine row={row} />
        </li>
      ))}
    </ul>
    {more > 0 && <p className="ct-dim">{vi.history.more(more)}</p>}
  </>
);
