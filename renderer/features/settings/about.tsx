import { Button } from '@mantine/core';
import { IconCopy, IconFileAlert, IconFolderOpen } from '@tabler/icons-react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { copyText } from '../../components/copy-text.ts';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { useOpenDataFolder, useSaveFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';
import { LicenceList } from './licence-list.tsx';

const texts = vi.settings.about;

type Parts = OutputOf<'app.about'>;

/** What the program runs on, as name and version; what is not there is left out. */
const partsOf = ({
  system,
  electron,
  chromium,
  node,
  sqlite,
}: Parts): readonly (readonly [string, string])[] =>
  [
    [texts.system, system] as const,
    ['Electron', electron] as const,
    ['Chromium', chromium] as const,
    ['Node.js', node] as const,
    ['SQLite', sqlite] as const,
  ].flatMap(([name, version]) => (version === null ? [] : [[name, version] as const]));

/** All of it as lines, to be sent to whoever helps. */
const asText = (status: OutputOf<'app.status'>, parts: Parts): string =>
  [
    `${vi.app.name} ${status.version}`,
    `${texts.dataDir}: ${status.dataDir}`,
    ...partsOf(parts).map(([name, version]) => `${name}: ${version}`),
  ].join('\n');

/** What each version brought; of the one that runs it is the first thing to see after an update. */
function Changes() {
  const releases = useProcedure('app.changes', {}).data?.releases ?? [];
  return releases.map(({ version, changes }) => (
    <details key={version} className="settings-changes">
      <summary>
        {texts.changes} · {texts.changesOf(version)}
      </summary>
      <ul>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </details>
  ));
}

/** Version, where the data lies, and what the program promises about it. */
export function About() {
  const status = useProcedure('app.status', {}).data;
  const about = useProcedure('app.about', {}).data;
  const openDataFolder = useOpenDataFolder();
  const errorLog = useCommand('app.errorLog');
  const save = useSaveFile();
  return (
    <div className="settings-form settings-about">
      <h2>{vi.app.name}</h2>
      {status && <p className="ct-dim">{texts.version(status.version)}</p>}
      <p>{texts.lead}</p>
      <p>{texts.privacy}</p>
      <Changes />
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
          {about && (
            <>
              <dt>{texts.parts}</dt>
              <dd>
                {partsOf(about).map(([name, version]) => (
                  <div key={name}>
                    {name} {version}
                  </div>
                ))}
                <div className="settings-about-acts">
                  <Button
                    variant="default"
                    leftSection={<IconCopy size={16} />}
                    onClick={() => {
                      copyText(asText(status, about));
                      notifyDone(texts.allCopied);
                    }}
                  >
                    {texts.copyAll}
                  </Button>
                </div>
              </dd>
            </>
          )}
        </dl>
      )}
      <div className="settings-about-acts">
        <Button
          variant="default"
          leftSection={<IconFileAlert size={16} />}
          loading={errorLog.isPending}
          onClick={() => errorLog.mutate({}, { onSuccess: save, onError: notifyError })}
        >
          {texts.errorLog}
        </Button>
      </div>
      <p className="ct-dim">{texts.errorLogHint}</p>
      <p className="ct-dim">{texts.historyNote}</p>
      <p className="ct-dim">{texts.fonts}</p>
      <p className="ct-dim">{texts.licences}</p>
      <LicenceList />
    </div>
  );
}
