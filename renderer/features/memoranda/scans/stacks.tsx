import { ActionIcon } from '@mantine/core';
import { IconDownload, IconFiles } from '@tabler/icons-react';
import { useProcedure } from '../../../api/hooks.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useSaveFile } from '../../../components/save-file.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { vi } from '../../../i18n/vi.ts';

/** The stacks as they came, newest first. */
export function Stacks() {
  const texts = vi.memoranda.scans;
  const stacks = useProcedure('scans.stacks', {});
  const save = useSaveFile();
  if (stacks.error) return <ErrorNotice error={stacks.error} onRetry={() => stacks.refetch()} />;
  if (!stacks.data) return null;
  if (stacks.data.stacks.length === 0) return <EmptyState icon={IconFiles} text={texts.noStacks} />;
  return (
    <ul className="ct-card stacks" aria-label={texts.tabs.stacks}>
      {stacks.data.stacks.map(({ id, file, pages, filed, waiting, addedAt }) => (
        <li key={id}>
          <div>
            <div>{file.fileName}</div>
            <div className="ct-dim ct-small">
              {formatInstant(addedAt)} · {texts.stackCounts(pages, filed, waiting)}
            </div>
          </div>
          <ActionIcon
            aria-label={texts.download(file.fileName)}
            title={texts.download(file.fileName)}
            onClick={() => save(file)}
          >
            <IconDownload size={16} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
