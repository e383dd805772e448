import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { notifyError } from '../../components/notices.tsx';
import { formatBytes } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.backups.aside;

interface AsideSectionProps {
  readonly aside: OutputOf<'backups.list'>['aside'];
}

/** What the program has put aside instead of deleting it. */
export function AsideSection({ aside }: AsideSectionProps) {
  const canOpen = useProcedure('app.status', {}).data?.canSaveAs ?? false;
  const open = useCommand('backups.openAside');
  if (aside.length === 0) return null;
  return (
    <section className="ct-card backups-second" aria-label={texts.title}>
      <div>
        <h3>{texts.title}</h3>
        <p className="ct-dim">{texts.hint}</p>
      </div>
      {aside.map(({ part, path, files, byteSize }) => (
        <div key={part} className="backup-aside">
          <div>
            <p>
              {texts.parts[part]}: {texts.size(files, formatBytes(byteSize))}
            </p>
            <bdi className="backup-path ct-dim ct-small">{path}</bdi>
          </div>
          {canOpen && (
            <Button
              variant="default"
              leftSection={<IconFolderOpen size={16} />}
              onClick={() => open.mutate({ part }, { onError: notifyError })}
            >
              {vi.common.openFolder}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
