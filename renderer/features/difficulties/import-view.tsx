import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';
import { fault } from '../../../preload/contract/errors.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useJob } from '../../api/hooks.ts';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FaultTable } from '../../components/fault-table.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { usePastedCells } from '../../components/use-pasted-cells.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.difficulties;

/** A pasted block is handed in as a file of this name. */
const PASTED = 'dan-tu-excel.txt';

interface ImportViewProps {
  /** Cells that were pasted before this was open. */
  readonly pasted: string | null;
  readonly onClose: () => void;
}

/** Takes a list with the headings of form 08 in: all of it, or none with every fault at its cell. */
export function ImportView({ pasted, onClose }: ImportViewProps) {
  const client = useClient();
  const take = useJob('difficulties.import');
  const upload = useMutation<FileRef, ApiError, File>({ mutationFn: (given) => client.upload(given) });
  useKeys({ escape: onClose });

  const start = (given: File, encoding: 'auto' | 'utf8') => {
    take.reset();
    upload.mutate(given, {
      onSuccess: ({ fileId }) =>
        take.mutate(
          { fileId, encoding },
          {
            onSuccess: ({ created, updated, unchanged }) => {
              notifyDone(texts.imported(created, updated, unchanged));
              onClose();
            },
          },
        ),
    });
  };
  const paste = (text: string) => start(new File([text], PASTED, { type: 'text/plain' }), 'utf8');
  usePastedCells(paste);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came with the screen is read once
  useEffect(() => {
    if (pasted !== null) paste(pasted);
  }, [pasted]);

  const failure = upload.error ?? take.error;
  const faults = z.array(fault).safeParse(failure?.details.errors).data ?? [];
  return (
    <div className="ct-screen">
      <PageHeader title={texts.importTitle} before={<BackLink to="difficulties" />} />
      <div className="ct-scroll difficulty-import">
        <FileDrop
          title={texts.importDrop}
          hint={texts.importHint}
          choose={texts.importChoose}
          accept=".xlsx,.csv,.txt"
          busy={upload.isPending || take.isPending}
          onFiles={([given]) => given && start(given, 'auto')}
        />
        {failure && failure.code !== 'CANCELLED' && <ErrorNotice error={failure} />}
        {faults.length > 0 && (
          <div className="ct-card">
            <FaultTable label={vi.errors.faults} faults={faults} />
          </div>
        )}
      </div>
    </div>
  );
}
