import { Button } from '@mantine/core';
import { IconCopy, IconFolderOpen } from '@tabler/icons-react';
import { useProcedure } from '../../api/hooks.ts';
import { copyText } from '../../components/copy-text.ts';
import { notifyDone } from '../../components/notices.tsx';
import { useOpenDataFolder } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.settings.about;

/** Version, where the data lies, and what the program promises about it. */
export function About() {
  const status = useProcedure('app.status', {}).data;
  const openDataFolder = useOpenDataFolder();
  return (
    <div className="settings-form settings-about">
      <h2>{vi.app.name}</h2>
      {status && <p className="ct-dim">{texts.version(status.version)}</p>}
      <p>{texts.lead}</p>
      <p>{texts.privacy}</p>
      {status && (
        <dl>
          <dt>{texts.dataDir}</dt>
          <dd>
            {status.dataDir}
            <div className="settings-about-acts">
              {status.canSaveAs && (
                <Button variant="default" leftSection={<IconFolderOpen size={16} />} onClick={openDataFolder}>
                  {vi.common.openFolder}
                </Button>
              )}
              <Button
                variant="default"
                leftSection={<IconCopy size={16} />}
                onClick={() => {
                  copyText(status.dataDir);
                  notifyDone(texts.pathCopied);
                }}
              >
                {texts.copyPath}
              </Button>
            </div>
          </dd>
          <dt>{texts.actor}</dt>
          <dd>{status.actor}</dd>
        </dl>
      )}
      <p className="ct-dim">{texts.historyNote}</p>
      <p className="ct-dim">{texts.fonts}</p>
    </div>
  );
}
