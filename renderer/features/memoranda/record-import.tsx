import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useJob } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FaultTable } from '../../components/fault-table.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { vi } from '../../i18n/vi.ts';
import { rowFaults } from './record-faults.ts';

/** Takes the Excel file back that was filled in elsewhere: seen first, then taken in all or nothing. */
export function RecordImport({ onClose }: { readonly onClose: () => void }) {
  const texts = vi.memoranda.grid;
  const client = useClient();
  const look = useJob('memoranda.importRecords');
  const take = useJob('memoranda.importRecords');
  const [file, setFile] = useState<FileRef>();
  const upload = useMutation<FileRef, ApiError, File>({
    mutationFn: (given) => client.upload(given),
    onSuccess: (ref) => {
      setFile(ref);
      take.reset();
      look.mutate({ fileId: ref.fileId, dryRun: true });
    },
  });
  const failure = upload.error ?? look.error ?? take.error;
  const faults = failure ? rowFaults(failure) : [];
  const found = failure ? undefined : look.data;
  const importNow = () =>
    file &&
    take.mutate(
      { fileId: file.fileId },
      {
        onSuccess: ({ updated }) => {
          notifyDone(texts.saved(updated));
          onClose();
        },
      },
    );
  return (
    <SidePanel
      wide
      title={texts.importTitle}
      onClose={onClose}
      footer={
        <Button
          loading={take.isPending}
          disabled={!found || look.isPending || found.updated === 0}
          onClick={importNow}
        >
          {texts.importNow(found?.updated ?? 0)}
        </Button>
      }
    >
      <FileDrop
        title={file?.fileName ?? texts.importDrop}
        hint={texts.importHint}
        choose={texts.importChoose}
        accept=".xlsx"
        busy={upload.isPending || look.isPending}
        onFiles={([given]) => given && upload.mutate(given)}
      />
      {failure && faults.length === 0 && <ErrorNotice error={failure} />}
      {faults.length > 0 && (
        <>
          <p role="alert">{texts.importFaults}</p>
          <FaultTable label={vi.errors.faults} faults={faults} />
        </>
      )}
      {found && (
        <>
          <p>{texts.importFound(found.updated)}</p>
          {found.warnings.length > 0 && (
            <FaultTable label={vi.schools.warnings(found.warnings.length)} faults={found.warnings} />
          )}
        </>
      )}
    </SidePanel>
  );
}
