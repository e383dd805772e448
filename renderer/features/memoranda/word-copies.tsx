import { ActionIcon } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import { useClient, useRunningJobs } from '../../api/hooks.ts';
import { createStore, useStore } from '../../api/store.ts';
import { notifyError } from '../../components/notices.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { ToneSign } from '../../components/state-badge.tsx';
import { formatBytes } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

/** The Word documents that were made last; they stay until the person puts them away. */
const lastCopies = createStore<readonly FileRef[]>([]);

/** Makes the Word documents of several memoranda, one after the other; being stopped keeps those that are made. */
export function useWordCopies(): {
  readonly running: boolean;
  readonly start: (ids: readonly string[]) => void;
} {
  const client = useClient();
  const running = useRunningJobs().some((job) => job.name === 'memoranda.word');
  const start = async (ids: readonly string[]) => {
    lastCopies.set([]);
    try {
      for (const id of ids) {
        const copy = await client.run('memoranda.word', { id });
        lastCopies.set([...lastCopies.get(), copy]);
      }
    } catch (error) {
      notifyError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return { running, start };
}

/** The documents that can be taken away. */
export function WordCopies() {
  const copies = useStore(lastCopies);
  const save = useSaveFile();
  if (copies.length === 0) return null;
  const title = vi.memoranda.wordDone(copies.length);
  return (
    <section className="ct-card generate-result" aria-label={title}>
      <header>
        <ToneSign tone="good" />
        <strong>{title}</strong>
        <div className="generate-result-acts">
          <ActionIcon size={32} aria-label={vi.common.close} onClick={() => lastCopies.set([])}>
            <IconX size={18} />
          </ActionIcon>
        </div>
      </header>
      <ul>
        {copies.map((file) => (
          <li key={file.fileId}>
            <span className="generate-result-name">{file.fileName}</span>
            <span className="ct-dim">{formatBytes(file.byteSize)}</span>
            <ActionIcon aria-label={`${vi.common.download}: ${file.fileName}`} onClick={() => save(file)}>
              <IconDownload size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </section>
  );
}
