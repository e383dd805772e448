import { Button, FileButton } from '@mantine/core';
import { IconDatabaseExport, IconDownload, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupSource } from '../../../preload/contract/backups.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useCommand, useJob, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can, ReadOnlyNote } from '../../components/rights.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { ToneSign } from '../../components/state-badge.tsx';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { AsideSection } from './aside-section.tsx';
import { BackupTable } from './backup-table.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProblemList } from './problem-list.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import './backups.css';

const texts = vi.backups;

type Listed = OutputOf<'backups.list'>;

/** Backs up now, says how the last one went, and restores. */
export function Backups() {
  const client = useClient();
  const queries = useQueryClient();
  const list = useProcedure('backups.list', {});
  const create = useJob('backups.create');
  const toFile = useJob('backups.export');
  const save = useSaveFile();
  const { params } = useRoute();
  const [chosen, setChosen] = useState<BackupSource>();
  // A double click on a backup leads here with the file in the address.
  const looked = chosen ?? (params.file ? { fileId: params.file } : undefined);
  const close = () => {
    setChosen(undefined);
    if (params.file) navigate('settings', { section: 'backups' });
  };
  const upload = useMutation<FileRef, ApiError, File>({
    mutationFn: (file) => client.upload(file),
    onSuccess: ({ fileId }) => setChosen({ fileId }),
    onError: notifyError,
  });
  const onError = notifyError;
  const again = () => void queries.invalidateQueries();
  const said = ({ problems }: { readonly problems: readonly unknown[] }) =>
    problems.length === 0 ? notifyDone(texts.made) : notifyError(new Error(texts.madeRed));
  return (
    <div className="settings-form backups">
      <p className="ct-dim settings-hint">{texts.hint}</p>
      <ReadOnlyNote do="backups.create" />
      {list.error && <ErrorNotice error={list.error} onRetry={() => list.refetch()} />}
      {list.data && <Last list={list.data} />}
      <div className="backups-acts">
        <Can do="backups.create">
          <Button
            leftSection={<IconDatabaseExport size={16} />}
            loading={create.isPending}
            onClick={() => create.mutate({}, { onSuccess: said, onError, onSettled: again })}
          >
            {texts.now}
          </Button>
        </Can>
        <Can do="backups.export">
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            loading={toFile.isPending}
            onClick={() =>
              toFile.mutate(
                {},
                { onSuccess: (made) => (made.problems.length === 0 ? save(made) : said(made)), onError },
              )
            }
          >
            {texts.toFile}
          </Button>
        </Can>
        <Can do="backups.restore">
          <FileButton accept=".ctbackup" onChange={(file) => file && upload.mutate(file)}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                leftSection={<IconUpload size={16} />}
                loading={upload.isPending}
              >
                {texts.fromFile}
              </Button>
            )}
          </FileButton>
        </Can>
      </div>
      {list.data && <PasswordSection since={list.data.lockedSince} />}
      {list.data && <SecondPlace list={list.data} />}
      {list.data && list.data.backups.length > 0 && (
        <section aria-label={texts.listTitle}>
          <h3>{texts.listTitle}</h3>
          <div className="ct-card">
            <BackupTable
              backups={list.data.backups}
              onLook={({ place, name }) => setChosen({ place, name })}
            />
          </div>
        </section>
      )}
      {list.data && <AsideSection aside={list.data.aside} />}
      {looked && <RestoreDialog source={looked} replaces onClose={close} />}
    </div>
  );
}

function Last({ list: { last, changed } }: { readonly list: Listed }) {
  if (!last) return <p>{texts.none}</p>;
  if (last.problems.length > 0)
    return <ProblemList title={texts.lastRed(last.createdAt)} problems={last.problems} />;
  return (
    <p className="backup-verdict">
      <ToneSign tone="good" /> {texts.last(last.createdAt)} {changed ? texts.changed : texts.unchanged}
    </p>
  );
}

/** Where a copy goes, too. Only a desktop shell can ask for a folder. */
function SecondPlace({ list: { last, second } }: { readonly list: Listed }) {
  const queries = useQueryClient();
  const canChoose = useProcedure('app.status', {}).data?.canSaveAs ?? false;
  const choose = useCommand('backups.choosePlace');
  const forget = useCommand('backups.forgetPlace');
  const then = { onSuccess: () => void queries.invalidateQueries(), onError: notifyError };
  if (!canChoose && !second) return null;
  return (
    <section className="ct-card backups-second" aria-label={texts.second}>
      <div>
        <h3>{texts.second}</h3>
        <p className="ct-dim">{texts.secondHint}</p>
      </div>
      <p>{second ? <bdi>{second.path}</bdi> : texts.secondNone}</p>
      {second && !second.reachable && (
        <p className="backup-verdict">
          <ToneSign tone="warn" /> {texts.secondAway}
        </p>
      )}
      {second && last?.copiedAt && <p className="ct-dim">{texts.copied(last.copiedAt)}</p>}
      <Can do="backups.choosePlace">
        <div className="backups-acts">
          {canChoose && (
            <Button variant="default" loading={choose.isPending} onClick={() => choose.mutate({}, then)}>
              {texts.choosePlace}
            </Button>
          )}
          {second && (
            <Button variant="subtle" loading={forget.isPending} onClick={() => forget.mutate({}, then)}>
              {texts.forgetPlace}
            </Button>
          )}
        </div>
      </Can>
    </section>
  );
}
