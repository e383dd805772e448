import { Button, Select, Tabs } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Fault } from '../../preload/contract/errors.ts';
import { encoding } from '../../preload/contract/imports.ts';
import type { FileRef } from '../../preload/contract/procedure.ts';
import type { ApiError } from '../api/client.ts';
import { useClient } from '../api/hooks.ts';
import { formatBytes, formatCount } from '../i18n/format.ts';
import { vi } from '../i18n/vi.ts';
import type { Screen } from '../route.ts';
import { BackLink } from './back-link.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { FaultTable } from './fault-table.tsx';
import { FileDrop } from './file-drop.tsx';
import { PageHeader } from './page-header.tsx';
import { StateBadge, type Tone, ToneSign } from './state-badge.tsx';
import { useKeys } from './use-keys.ts';
import './list-import.css';

const texts = vi.listImport;

const CHANGES = ['new', 'changed', 'known'] as const;
type Change = (typeof CHANGES)[number];
const TONES: Record<Change, Tone> = { new: 'good', changed: 'accent', known: 'plain' };

/** A file, and how it is to be read. */
interface Source {
  readonly fileId: string;
  readonly encoding: (typeof encoding.options)[number];
}

interface Counts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

interface Row {
  readonly row: number;
  readonly change: Change;
}

/** What a preview tells about a list. */
interface Judged<R extends Row> extends Counts {
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly unknownColumns: readonly string[];
  readonly rows: readonly R[];
}

/** As much of a job as is needed here. */
interface Job<Input, Output> {
  readonly mutate: (input: Input, then?: { readonly onSuccess: (output: Output) => void }) => void;
  readonly reset: () => void;
  readonly isPending: boolean;
  readonly error: ApiError | null;
  readonly data: Output | undefined;
}

interface ImportColumn<R> {
  readonly heading: string;
  readonly cell: (row: R) => ReactNode;
  readonly isNumber?: boolean;
}

interface ListImportProps<R extends Row, O> {
  /** The screen that the list is for. */
  readonly of: Screen;
  readonly title: string;
  readonly hint: string;
  /** What else the person says about the file; another answer judges it anew. */
  readonly options: O;
  /** Where the options are chosen. */
  readonly controls?: ReactNode;
  readonly preview: Job<Source & O, Judged<R>>;
  readonly take: Job<Source & O, Counts>;
  /** The verb on the button, with how many rows change something. */
  readonly takeIn: (changing: number) => string;
  readonly columns: readonly ImportColumn<R>[];
  readonly onTaken: (counts: Counts) => void;
  readonly onClose: () => void;
}

/** From a file to the program in two steps: see every row first, then take in all or nothing. */
export function ListImport<R extends Row, O extends object>(props: ListImportProps<R, O>) {
  const { preview, take, options } = props;
  const client = useClient();
  const [file, setFile] = useState<FileRef>();
  const [chosen, setChosen] = useState<Source['encoding']>('auto');
  const upload = useMutation<FileRef, ApiError, File>({ mutationFn: (given) => client.upload(given) });
  useKeys({ escape: props.onClose });

  const fileId = file?.fileId;
  const look = () => {
    take.reset();
    if (fileId) preview.mutate({ ...options, fileId, encoding: chosen });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: judged anew whenever something else is said about the file
  useEffect(look, [fileId, chosen, JSON.stringify(options)]);
  const start = (given: File) =>
    upload.mutate(given, {
      onSuccess: (ref) => {
        setChosen('auto');
        setFile(ref);
      },
    });
  const startOver = () => {
    setFile(undefined);
    preview.reset();
    upload.reset();
    take.reset();
  };

  const failure = upload.error ?? preview.error ?? take.error;
  const found = preview.data;
  const changing = found ? found.created + found.updated : 0;
  return (
    <div className="ct-screen">
      <PageHeader
        title={props.title}
        note={file && `${file.fileName} · ${formatBytes(file.byteSize)}`}
        before={<BackLink to={props.of} />}
      >
        {props.controls}
        {file && (
          <>
            <Select
              w={160}
              aria-label={vi.schools.encoding}
              data={encoding.options.map((value) => ({ value, label: vi.schools.encodings[value] }))}
              value={chosen}
              onChange={(value) => setChosen(encoding.catch('auto').parse(value))}
            />
            <Button variant="default" onClick={startOver}>
              {texts.again}
            </Button>
            <Button
              onClick={() =>
                take.mutate(
                  { ...options, fileId: file.fileId, encoding: chosen },
                  { onSuccess: props.onTaken },
                )
              }
              loading={take.isPending}
              disabled={!found || preview.isPending || found.faults.length > 0 || changing === 0}
            >
              {props.takeIn(changing)}
            </Button>
          </>
        )}
      </PageHeader>
      <div className="ct-scroll list-import">
        {failure && failure.code !== 'CANCELLED' && (
          <ErrorNotice error={failure} {...(file && preview.error ? { onRetry: look } : {})} />
        )}
        {!file && (
          <FileDrop
            title={texts.drop}
            hint={props.hint}
            choose={texts.choose}
            accept=".xlsx,.csv,.txt"
            busy={upload.isPending}
            onFiles={([given]) => given && start(given)}
          />
        )}
        {found && <Findings key={JSON.stringify([fileId, options])} found={found} columns={props.columns} />}
      </div>
    </div>
  );
}

interface FindingsProps<R extends Row> {
  readonly found: Judged<R>;
  readonly columns: readonly ImportColumn<R>[];
}

function Findings<R extends Row>({ found, columns }: FindingsProps<R>) {
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
      <dl className="list-import-counts">
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
          <Rows rows={rows} columns={columns} />
        </Tabs.Panel>
        <Tabs.Panel value="warnings">
          <FaultTable label={texts.warnings(warnings.length)} faults={warnings} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const Verdict = ({ tone, text }: { readonly tone: Tone; readonly text: string }) => (
  <p className="list-import-verdict">
    <ToneSign tone={tone} />
    {text}
  </p>
);

function Rows<R extends Row>({
  rows,
  columns,
}: {
  readonly rows: readonly R[];
  readonly columns: readonly ImportColumn<R>[];
}) {
  return (
    <table className="ct-plain-table" aria-label={texts.rows(rows.length)}>
      <thead>
        <tr>
          <th scope="col">{texts.row}</th>
          <th scope="col">{texts.change}</th>
          {columns.map(({ heading, isNumber }) => (
            <th key={heading} scope="col" className={isNumber ? 'ct-number' : undefined}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.row}>
            <td>{formatCount(row.row)}</td>
            <td>
              <StateBadge tone={TONES[row.change]} text={texts.changes[row.change]} />
            </td>
            {columns.map(({ heading, cell, isNumber }) => (
              <td key={heading} className={isNumber ? 'ct-number' : undefined}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
