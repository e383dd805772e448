import { Button, Select, Tabs } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { encoding } from '../../../preload/contract/imports.ts';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useJob } from '../../api/hooks.ts';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FaultTable } from '../../components/fault-table.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { StateBadge, type Tone, ToneSign } from '../../components/state-badge.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { usePastedCells } from '../../components/use-pasted-cells.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatBytes, formatCount, formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import './import-view.css';

const texts = vi.activities.import;

type Preview = OutputOf<'activities.previewImport'>;
type Change = Preview['rows'][number]['change'];
type Encoding = (typeof encoding.options)[number];

const CHANGES: readonly Change[] = ['new', 'changed', 'known'];
const TONES: Record<Change, Tone> = { new: 'good', changed: 'accent', known: 'plain' };
/** A pasted block is handed in as a file of this name. */
const PASTED = 'dan-tu-excel.txt';

interface ImportViewProps {
  /** Cells that were pasted before this was open. */
  readonly pasted: string | null;
  readonly onClose: () => void;
}

/** From Excel to the log in two steps: see every row first, then take in all or nothing. */
export function ImportView({ pasted, onClose }: ImportViewProps) {
  const client = useClient();
  const preview = useJob('activities.previewImport');
  const take = useJob('activities.import');
  const undoLast = useUndoLast();
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
  const start = (given: File, as: Encoding) => upload.mutate(given, { onSuccess: (ref) => look(ref, as) });
  const paste = (text: string) => start(new File([text], PASTED, { type: 'text/plain' }), 'utf8');
  usePastedCells(paste);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came with the screen is read once
  useEffect(() => {
    if (pasted !== null) paste(pasted);
  }, [pasted]);
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
          notifyDone(texts.imported(result.created, result.updated), {
            label: vi.common.undo,
            run: () => undoLast('activities.import'),
          });
          onClose();
        },
      },
    );
  };

  const failure = upload.error ?? preview.error ?? take.error;
  const found = preview.data;
  const changing = found ? found.created + found.updated : 0;
  const isPasted = file?.fileName === PASTED;
  return (
    <div className="ct-screen">
      <PageHeader
        title={texts.title}
        note={file && (isPasted ? texts.pasted : `${file.fileName} · ${formatBytes(file.byteSize)}`)}
        before={<BackLink to="activities" />}
      >
        {file && (
          <>
            {!isPasted && (
              <Select
                w={180}
                aria-label={vi.schools.encoding}
                data={encoding.options.map((value) => ({ value, label: vi.schools.encodings[value] }))}
                value={chosen}
                onChange={(value) => look(file, encoding.catch('auto').parse(value))}
              />
            )}
            <Button variant="default" onClick={startOver}>
              {texts.again}
            </Button>
            <Button
              onClick={importNow}
              loading={take.isPending}
              disabled={!found || preview.isPending || found.faults.length > 0 || changing === 0}
            >
              {texts.takeIn(changing)}
            </Button>
          </>
        )}
      </PageHeader>
      <div className="ct-scroll activity-import">
        {failure && failure.code !== 'CANCELLED' && (
          <ErrorNotice
            error={failure}
            {...(file && preview.error ? { onRetry: () => look(file, chosen) } : {})}
          />
        )}
        {!file && (
          <FileDrop
            title={texts.drop}
            hint={texts.hint}
            choose={texts.choose}
            accept=".xlsx,.csv,.txt"
            busy={upload.isPending}
            onFiles={([given]) => given && start(given, 'auto')}
          />
        )}
        {found && <Findings key={file?.fileId} found={found} />}
      </div>
    </div>
  );
}

function Findings({ found }: { readonly found: Preview }) {
  const { faults, warnings, rows, unknownColumns } = found;
  const counts: Record<Change, number> = {
    new: found.created,
    changed: found.updated,
    known: found.unchanged,
  };
  const hasFaults = faults.length > 0;
  const nothing = found.created + found.updated === 0;
  return (
    <>
      <dl className="activity-import-counts">
        {CHANGES.map((change) => (
          <div key={change} className="ct-card">
            <dt className="ct-dim">{texts.changes[change]}</dt>
            <dd>{formatCount(counts[change])}</dd>
          </div>
        ))}
      </dl>
      <Verdict
        tone={hasFaults ? 'bad' : 'good'}
        text={hasFaults ? texts.faultsHint : nothing ? texts.nothing : texts.fine}
      />
      {unknownColumns.length > 0 && (
        <Verdict tone="plain" text={texts.unknownColumns(unknownColumns.join(', '))} />
      )}
      <Tabs className="ct-card" defaultValue={hasFaults ? 'faults' : 'rows'}>
        <Tabs.List>
          {hasFaults && <Tabs.Tab value="faults">{texts.faults(faults.length)}</Tabs.Tab>}
          <Tabs.Tab value="rows">{texts.rows(rows.length)}</Tabs.Tab>
          {warnings.length > 0 && <Tabs.Tab value="warnings">{texts.warnings(warnings.length)}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="faults">
          <FaultTable label={vi.errors.faults} faults={faults} />
        </Tabs.Panel>
        <Tabs.Panel value="rows">
          <Rows rows={rows} />
        </Tabs.Panel>
        <Tabs.Panel value="warnings">
          <FaultTable label={texts.warnings(warnings.length)} faults={warnings} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const Verdict = ({ tone, text }: { readonly tone: Tone; readonly text: string }) => (
  <p className="activity-import-verdict">
    <ToneSign tone={tone} />
    {text}
  </p>
);

const Rows = ({ rows }: { readonly rows: Preview['rows'] }) => (
  <table className="ct-plain-table" aria-label={texts.rows(rows.length)}>
    <thead>
      <tr>
        <th scope="col">{texts.row}</th>
        <th scope="col">{texts.change}</th>
        <th scope="col">{vi.activities.fields.heldOn}</th>
        <th scope="col">{vi.activities.fields.pairIds}</th>
        <th scope="col">{vi.activities.fields.kind}</th>
        <th scope="col">{vi.activities.fields.topic}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ row, change, heldOn, pairs, kind, topic }) => (
        <tr key={row}>
          <td className="ct-number">{formatCount(row)}</td>
          <td>
            <StateBadge tone={TONES[change]} text={texts.changes[change]} />
          </td>
          <td>{formatDay(heldOn)}</td>
          <td>{pairs.join('; ')}</td>
          <td>{kind}</td>
          <td>{topic}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
