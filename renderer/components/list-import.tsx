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
import { usePastedCells } from './use-pasted-cells.ts';
import './list-import.css';

const texts = vi.listImport;
/** A pasted block is handed in as a file of this name. */
const PASTED = 'dan-tu-excel.txt';

/** Words that a screen says in its own way. */
type OwnWords = Partial<Record<'drop' | 'again' | 'known' | 'nothing' | 'faultsHint', string>>;

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
  /** Lets rows be pasted, too: those that were before this was open, and what such rows are called. */
  readonly pasting?: { readonly pasted: string | null; readonly name: string };
  readonly words?: OwnWords;
  readonly onTaken: (counts: Counts) => void;
  readonly onClose: () => void;
}

/** From a file to the program in two steps: see every row first, then take in all or nothing. */
export function ListImport<R extends Row, O extends object>(props: ListImportProps<R, O>) {
  const { preview, take, options, pasting, words = {} } = props;
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
  const start = (given: File, as: Source['encoding']) =>
    upload.mutate(given, {
      onSuccess: (ref) => {
        setChosen(as);
        setFile(ref);
      },
    });
  const paste = (text: string) => {
    if (pasting) start(new File([text], PASTED, { type: 'text/plain' }), 'utf8');
  };
  usePastedCells(paste, pasting !== undefined);
  const pasted = pasting?.pasted ?? null;
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

  const failure = upload.error ?? preview.error ?? take.error;
  const found = preview.data;
  const changing = found ? found.created + found.updated : 0;
  const isPasted = file?.fileName === PASTED;
  return (
    <div className="ct-screen">
      <PageHeader
        title={props.title}
        note={file && (isPasted ? pasting?.name : `${file.fileName} · ${formatBytes(file.byteSize)}`)}
        before={<BackLink to={props.of} />}
      >
        {props.controls}
        {file && (
          <>
            {!isPasted && (
              <Select
                w={160}
                aria-label={vi.schools.encoding}
                data={encoding.options.map((value) => ({ value, label: vi.schools.encodings[value] }))}
                value={chosen}
                onChange={(value) => setChosen(encoding.catch('auto').parse(value))}
              />
            )}
            <Button variant="default" onClick={startOver}>
              {words.again ?? texts.again}
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
            title={words.drop ?? texts.drop}
            hint={props.hint}
            choose={texts.choose}
            accept=".xlsx,.csv,.txt"
            busy={upload.isPending}
            onFiles={([given]) => given && start(given, 'auto')}
          />
        )}
        {found && (
          <Findings
            key={JSON.stringify([fileId, options])}
            found={found}
            columns={props.columns}
            words={words}
          />
        )}
      </div>
    </div>
  );
}

interface FindingsProps<R extends Row> {
  readonly found: Judged<R>;
  readonly columns: readonly ImportColumn<R>[];
  readonly words: OwnWords;
}

function Findings<R extends Row>({ found, columns, words }: FindingsProps<R>) {
  const { faults, warnings, rows, unknownColumns } = found;
  const counts: Record<Change, number> = {
    new: found.created,
    changed: found.updated,
    known: found.unchanged,
  };
  const hasFaults = faults.length > 0;
  const unchanged = found.created + found.updated === 0;
  const nameOf = (change: Change) => (change === 'known' && words.known) || texts.changes[change];
  return (
    <>
      <dl className="list-import-counts">
        {CHANGES.map((change) => (
          <div key={change} className="ct-card">
            <dt className="ct-dim">{nameOf(change)}</dt>
            <dd>{formatCount(counts[change])}</dd>
          </div>
        ))}
      </dl>
      <Verdict
        tone={hasFaults ? 'bad' : 'good'}
        text={
          hasFaults
            ? (words.faultsHint ?? texts.faultsHint)
            : unchanged
              ? (words.nothing ?? texts.nothing)
              : texts.fine
        }
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
          <Rows rows={rows} columns={columns} nameOf={nameOf} />
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
  nameOf,
}: {
  readonly rows: readonly R[];
  readonly columns: readonly ImportColumn<R>[];
  readonly nameOf: (change: Change) => string;
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
              <StateBadge tone={TONES[row.change]} text={nameOf(row.change)} />
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
