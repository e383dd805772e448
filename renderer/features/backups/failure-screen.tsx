import { Button, Stack } from '@mantine/core';
import { IconAlertTriangle, IconFolderOpen, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupSource } from '../../../preload/contract/backups.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useJob, useProcedure } from '../../api/hooks.ts';
import { BeginAnew } from '../../components/begin-anew.tsx';
import { notifyError } from '../../components/notices.tsx';
import { useOpenDataFolder } from '../../components/save-file.ts';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { BackupTable } from './backup-table.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import './failure-screen.css';

const texts = vi.backups;

type Status = OutputOf<'app.status'>;

/** What a backup helps against; the other failures pass or want the program, not the data, to be changed. */
const RESTORABLE: ReadonlySet<string> = new Set(['DATA_FOLDER_DAMAGED', 'MIGRATION_FAILED']);

interface FailureScreenProps {
  readonly status: Status;
  readonly failure: NonNullable<Status['failure']>;
}

/** The data folder can't be opened: what happened, what is safe, and the ways on. */
export function FailureScreen({ status, failure }: FailureScreenProps) {
  const queries = useQueryClient();
  const tryAgain = useCommand('app.tryAgain');
  const salvage = useJob('backups.salvage');
  const openDataFolder = useOpenDataFolder();
  const isRestorable = RESTORABLE.has(failure.code);
  const list = useProcedure('backups.list', {}, { enabled: isRestorable }).data;
  const [looked, setLooked] = useState<BackupSource>();
  return (
    <main className="ct-start">
      <Stack gap="md" className="failure ct-card">
        <div className="failure-head">
          <IconAlertTriangle size={28} stroke={1.6} aria-hidden />
          <h1>{texts.failureTitle}</h1>
        </div>
        <div role="alert">
          <p>{failure.message}</p>
          <p className="ct-dim ct-small">{vi.errors.code(failure.code)}</p>
        </div>
        <div className="backups-acts">
          <Button
            autoFocus
            leftSection={<IconRefresh size={16} />}
            loading={tryAgain.isPending}
            onClick={() =>
              tryAgain.mutate({}, { onSuccess: () => void queries.invalidateQueries(), onError: notifyError })
            }
          >
            {texts.tryAgain}
          </Button>
          {status.canSaveAs && (
            <Button variant="default" leftSection={<IconFolderOpen size={16} />} onClick={openDataFolder}>
              {vi.common.openFolder}
            </Button>
          )}
        </div>
        {list && (
          <section aria-label={texts.listTitle}>
            <p>{list.backups.length > 0 ? texts.failureBackups : texts.failureNoBackups}</p>
            {list.backups.length > 0 && (
              <BackupTable backups={list.backups} onLook={({ place, name }) => setLooked({ place, name })} />
            )}
          </section>
        )}
        {failure.code === 'DATA_FOLDER_DAMAGED' && (
          <section aria-label={texts.salvage}>
            <p className="ct-dim">{texts.salvageHint}</p>
            <Button
              variant="default"
              loading={salvage.isPending}
              onClick={() => salvage.mutate({}, { onError: notifyError })}
            >
              {texts.salvage}
            </Button>
          </section>
        )}
      </Stack>
      {salvage.data && <SalvagedDialog salvaged={salvage.data} />}
      {looked && <RestoreDialog source={looked} replaces={false} onClose={() => setLooked(undefined)} />}
    </main>
  );
}

/** What was saved, for the person to judge. */
function SalvagedDialog({ salvaged }: { readonly salvaged: OutputOf<'backups.salvage'> }) {
  const { rows, torn, fromBackup, orphans, figures } = salvaged;
  return (
    <BeginAnew title={texts.salvaged} act={texts.salvagedGo}>
      <p>{texts.salvagedRows(rows)}</p>
      <p title={torn.join(', ')}>{texts.salvagedTorn(torn.length)}</p>
      {fromBackup > 0 && <p>{texts.salvagedFromBackup(fromBackup)}</p>}
      {orphans > 0 && <p>{texts.salvagedOrphans(orphans)}</p>}
      <table className="ct-plain-table">
        <tbody>
          {figures.map(({ what, count }) => (
            <tr key={what}>
              <td>{texts.figures[what]}</td>
              <td className="ct-number">{formatCount(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{texts.salvagedCheck}</p>
    </BeginAnew>
  );
}
