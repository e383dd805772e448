import { Button, Stack } from '@mantine/core';
import { IconAlertTriangle, IconFolderOpen, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupSource } from '../../../preload/contract/backups.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useJob, useProcedure } from '../../api/hooks.ts';
import { JobBar } from '../../components/job-bar.tsx';
import { notifyError } from '../../components/notices.tsx';
import { useOpenDataFolder } from '../../components/save-file.ts';
import { failures } from '../../i18n/failures.ts';
import { vi } from '../../i18n/vi.ts';
import { BackupTable } from './backup-table.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { SalvagedDialog } from './salvaged-dialog.tsx';
import './failure-screen.css';

const texts = vi.backups;

type Status = OutputOf<'app.status'>;

/** What a backup helps against; the other failures pass or want the program, not the data, to be changed. */
const RESTORABLE: ReadonlySet<string> = new Set(['DATA_FOLDER_DAMAGED', 'MIGRATION_FAILED']);

interface FailureScreenProps {
  readonly status: Status;
  readonly failure: NonNullable<Status['failure']>;
}

/** Where there is no folder, there is none to be shown. */
const hasFolder = (code: string): boolean => code !== 'DATA_FOLDER_MISSING';

/** The data folder can't be opened: what happened, what is safe, and the ways on. */
export function FailureScreen({ status, failure }: FailureScreenProps) {
  const queries = useQueryClient();
  const tryAgain = useCommand('app.tryAgain');
  const salvage = useJob('backups.salvage');
  const openDataFolder = useOpenDataFolder();
  const isRestorable = RESTORABLE.has(failure.code);
  const list = useProcedure('backups.list', {}, { enabled: isRestorable }).data;
  const [looked, setLooked] = useState<BackupSource>();
  const told = failures[failure.code];
  return (
    <main className="ct-start">
      <Stack gap="md" className="failure ct-card">
        <div className="failure-head">
          <IconAlertTriangle size={28} stroke={1.6} aria-hidden />
          <h1>{told?.title ?? texts.failureTitle}</h1>
        </div>
        <div role="alert" className="failure-told">
          {told ? (
            <>
              <p>{told.what(status.dataDir)}</p>
              <p>{told.safe}</p>
              <p>
                <strong>{told.next}</strong>
              </p>
            </>
          ) : (
            <p>{failure.message}</p>
          )}
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
          {status.canSaveAs && hasFolder(failure.code) && (
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
            <div className="backups-acts">
              <Button
                variant="default"
                loading={salvage.isPending}
                onClick={() => salvage.mutate({}, { onError: notifyError })}
              >
                {texts.salvage}
              </Button>
              <JobBar />
            </div>
          </section>
        )}
      </Stack>
      {salvage.data && <SalvagedDialog salvaged={salvage.data} />}
      {looked && <RestoreDialog source={looked} replaces={false} onClose={() => setLooked(undefined)} />}
    </main>
  );
}
