import { Button, Group, Progress } from '@mantine/core';
import { IconScan } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../../../preload/contract/types.ts';
import { ApiError } from '../../../api/client.ts';
import { useClient, useProcedure, useRunningJobs } from '../../../api/hooks.ts';
import { createStore, useStore } from '../../../api/store.ts';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { FileDrop } from '../../../components/file-drop.tsx';
import { vi } from '../../../i18n/vi.ts';
import { navigate } from '../../../route.ts';
import { ScanResult } from './scan-result.tsx';

type Scanned = OutputOf<'scans.file'>;

/** What the last stack brought; stays, whatever screen is open, until another comes. */
const lastScanned = createStore<Scanned | null>(null);

/** Takes a stack, shows how far it is read, and says what became of it. */
export function TakeScans({ waiting }: { readonly waiting: number }) {
  const texts = vi.memoranda.scans;
  const client = useClient();
  const running = useRunningJobs().find((job) => job.name === 'scans.file');
  const memoranda = useProcedure('memoranda.list', {}).data?.memoranda;
  const result = useStore(lastScanned);
  const [uploading, setUploading] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);

  const take = async (files: readonly File[]) => {
    setFailure(null);
    setUploading(true);
    try {
      // One after the other: a stack may be hundreds of megabytes.
      const fileIds: string[] = [];
      for (const file of files) fileIds.push((await client.upload(file)).fileId);
      setUploading(false);
      lastScanned.set(await client.run('scans.file', { fileIds }));
    } catch (error) {
      const stopped = error instanceof ApiError && error.code === 'CANCELLED';
      if (!stopped) setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setUploading(false);
    }
  };

  if (running) {
    return (
      <div className="ct-card scans-running" role="status">
        <strong>{running.label}</strong>
        <Progress
          aria-label={running.label}
          value={running.total > 0 ? (100 * running.done) / running.total : 100}
          animated={running.total === 0}
          striped={running.total === 0}
        />
        <Group justify="space-between">
          <span className="ct-dim">
            {running.total > 0 ? vi.app.jobProgress(running.done, running.total) : texts.running}
          </span>
          <Button
            variant="default"
            disabled={running.cancelling}
            onClick={() => client.cancel(running.jobId)}
          >
            {running.cancelling ? vi.app.cancellingJob : texts.stop}
          </Button>
        </Group>
      </div>
    );
  }
  return (
    <>
      {failure && <ErrorNotice error={failure} />}
      {result && memoranda ? (
        <>
          <ScanResult result={result} memoranda={memoranda} />
          <Group gap="sm">
            {waiting > 0 && (
              <Button onClick={() => navigate('memoranda', { view: 'scans', part: 'tray' })}>
                {texts.toTray(waiting)}
              </Button>
            )}
            <Button variant="default" onClick={() => lastScanned.set(null)}>
              {texts.again}
            </Button>
          </Group>
        </>
      ) : (
        <FileDrop
          icon={IconScan}
          title={texts.drop}
          hint={texts.hint}
          choose={texts.choose}
          accept=".pdf,.jpg,.jpeg,.png"
          multiple
          busy={uploading}
          onFiles={take}
        />
      )}
    </>
  );
}
