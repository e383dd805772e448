import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconFolderOpen, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useProcedure } from '../../api/hooks.ts';
import { useOpenRecent, useShowInFolder } from '../../components/save-file.ts';
import { formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.app;

/** The files that were kept last: each opens, or its folder does. */
export function RecentFiles() {
  const [opened, setOpened] = useState(false);
  const files = useProcedure('files.recent', {}).data?.files;
  const open = useOpenRecent();
  const showInFolder = useShowInFolder();
  const act = (run: (path: string) => void, path: string) => {
    setOpened(false);
    run(path);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={440} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={texts.recentFiles} disabled={opened}>
          <ActionIcon size={32} aria-label={texts.recentFiles} onClick={() => setOpened(!opened)}>
            <IconHistory size={18} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.recentFiles}>
        {files?.length === 0 && <p className="ct-dim">{texts.noRecentFiles}</p>}
        <ul className="recent-files">
          {files?.map(({ path, name, folder, savedAt }) => (
            <li key={path}>
              <button type="button" className="recent-file" onClick={() => act(open, path)}>
                <span>{name}</span>
                <span className="ct-dim ct-small" title={folder}>
                  {formatInstant(savedAt)} · {folder}
                </span>
              </button>
              <Tooltip label={vi.common.openFolder}>
                <ActionIcon aria-label={texts.openFolderOf(name)} onClick={() => act(showInFolder, path)}>
                  <IconFolderOpen size={18} />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
