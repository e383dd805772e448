import { Button, Select, Tabs } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { encoding } from '../../../preload/contract/imports.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useJob } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FaultTable } from '../../components/fault-table.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { type Tone, ToneSign } from '../../components/state-badge.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { formatBytes, formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import './import-panel.css';

type Preview = OutputOf<'schools.previewImport'>;
type Encoding = (typeof encoding.options)[number];

/** From a file to the register in two steps: see everything first, then take in all or nothing. */
export function ImportPanel({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const preview = useJob('schools.previewImport');
  const take = useJob('schools.import');
  const [file, setFile] = useState<FileRef>();
  const [chosen, setChosen] = useState<Encoding>('auto');
  const upload = useMutation<FileRef, ApiError, File>({ mutationFn: (given) => client.upload(given) });
  useKeys({ escape: onClose });

  const look = (given: FileRef, as: Encoding) => {
    setFile(given);
    setChosen(as);
    take.reset();
    preview.mutate({ fileId: given.fileId, encoding: as });
  };
  const start = (given: File) => upload.mutate(given, { onSuccess: (ref) => look(ref, 'auto') });
  const startOver = () => {
    setFile(undefined);
    preview.reset();
    upload.reset();
    take.reset();
  };
  const importNow = () => {
    if (!file) return;
    take.mutate(
      { fileId: file.fileId, encoding: chosen },
      {
        onSuccess: (result) => {
          notifyDone(vi.schools.imported(result.created, result.updated));
          onClose();
        },
      },
    );
  };

  const failure = upload.error ?? preview.error ?? take.error;
  const found = preview.data;
  const changing = found ? found.created + found.updated : 0;
  return (
    <div className="ct-screen">
      <PageHeader
        title={vi.schools.importTitle}
        note={file && `${file.fileName} · ${formatBytes(file.byteSize)}`}
        before={
          <Button variant="subtle" color="gray" leftSection={<IconArrowLeft size={16} />} onClick={onClose}>
            {vi.common.back}
          </Button>
        }
      >
        {file && (
          <>
            <Select
              w={180}
              aria-label={vi.schools.encoding}
              data={encoding.options.map((value) => ({ value, label: vi.schools.encodings[value] }))}
              value={chosen}
              onChange={(value) => look(file, encoding.catch('auto').parse(value))}
            />
            <Button variant="default" onClick={startOver}>
              {vi.schools.otherFile}
            </Button>
            <Button
              onClick={importNow}
              loading={take.isPending}
              disabled={!found || preview.isPending || found.faults.length > 0 || changing === 0}
            >
              {vi.schools.importNow(changing)}
            </Button>
          </>
        )}
      </PageHeader>
      <div className="ct-scroll import-panel">
        {failure && (
          <ErrorNotice
            error={failure}
            {...(file && preview.error ? { onRetry: () => look(file, chosen) } : {})}
          />
        )}
        {!file && (
          <FileDrop
            title={vi.schools.drop}
            hint={vi.schools.dropHint}
            choose={vi.schools.choose}
            accept=".xlsx,.csv,.txt"
            busy={upload.isPending}
            onFiles={([given]) => given && start(given)}
          />
        )}
        {found && <Findings found={found} />}
      </div>
    </div>
  );
}

function Findings({ found }: { readonly found: Preview }) {
  const hasFaults = found.faults.length > 0;
  const changes = found.changes.filter((change) => change.action !== 'unchanged');
  return (
    <>
      <dl className="import-counts">
        <Count label={vi.schools.willCreate} value={found.created} />
        <Count label={vi.schools.willUpdate} value={found.updated} />
        <Count label={vi.schools.willKeep} value={found.unchanged} />
        <Count label={vi.schools.willMakeUnits} value={found.unitsCreated} />
      </dl>
      <Verdict
        tone={hasFaults ? 'bad' : 'good'}
        text={
          hasFaults
            ? vi.schools.faultsHint
            : changes.length === 0
              ? vi.schools.nothingToImport
              : vi.schools.noFaults
        }
      />
      {found.unknownColumns.length > 0 && (
        <Verdict tone="plain" text={vi.schools.unknownColumns(found.unknownColumns.join(', '))} />
      )}
      <Tabs
        className="ct-card"
        defaultValue={hasFaults ? 'faults' : found.warnings.length > 0 ? 'warnings' : 'changes'}
      >
        <Tabs.List>
          {hasFaults && <Tabs.Tab value="faults">{vi.schools.faults(found.faults.length)}</Tabs.Tab>}
          <Tabs.Tab value="warnings">{vi.schools.warnings(found.warnings.length)}</Tabs.Tab>
          <Tabs.Tab value="changes">{vi.schools.changes(changes.length)}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="faults">
          <FaultTable label={vi.errors.faults} faults={found.faults} />
        </Tabs.Panel>
        <Tabs.Panel value="warnings">
          <FaultTable label={vi.schools.warnings(found.warnings.length)} faults={found.warnings} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <Changes changes={changes} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const Count = ({ label, value }: { readonly label: string; readonly value: number }) => (
  <div className="ct-card">
    <dt className="ct-dim">{label}</dt>
    <dd>{formatCount(value)}</dd>
  </div>
);

const Verdict = ({ tone, text }: { readonly tone: Tone; readonly text: string }) => (
  <p className="import-verdict">
    <ToneSign tone={tone} />
    {text}
  </p>
);

function Changes({ changes }: { readonly changes: Preview['changes'] }) {
  return (
    <table className="ct-plain-table">
      <thead>
        <tr>
          <th scope="col">{vi.importChanges.row}</th>
          <th scope="col">{vi.importChanges.action}</th>
          <th scope="col">{vi.importChanges.name}</th>
          <th scope="col">{vi.importChanges.unit}</th>
          <th scope="col">{vi.importChanges.fields}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.row}>
            <td>{change.row}</td>
            <td>{vi.schools.actions[change.action]}</td>
            <td>{change.name}</td>
            <td>{change.unit}</td>
            <td>
              {change.action === 'update' &&
                change.fields
                  .map(({ field, before, after }) => vi.schools.change(field, before, after))
                  .join('; ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
