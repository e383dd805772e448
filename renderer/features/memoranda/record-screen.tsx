import { Button, Group, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconArrowBarDown, IconFileDownload, IconFileUpload, IconNumbers } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import { useCommand, useJob, useProcedure } from '../../api/hooks.ts';
import { BackLink } from '../../components/back-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { useStatusText } from '../../components/status-text.ts';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useActKeys, useKeys } from '../../components/use-keys.ts';
import { parseDay, today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import { RecordCells } from './record-cells.tsx';
import { rowFaults } from './record-faults.ts';
import {
  type Cells,
  cellKey,
  columnOf,
  type Edits,
  faultsOf,
  fillDown,
  GRID_COLUMNS,
  type GridRow,
  numberOn,
  type Place,
  rowsToSend,
  rowsWith,
  unnumbered,
} from './record-grid.ts';
import { RecordImport } from './record-import.tsx';
import './record-screen.css';
import { Can, Editable, ReadOnlyNote } from '../../components/rights.tsx';

const NO_EDITS: Edits = new Map();
const NO_FAULTS: ReadonlyMap<string, string> = new Map();

const isFinal = ({ state }: Memorandum): boolean => state !== 'draft' && state !== 'cancelled';
const isOpen = ({ number, signedOn, signers }: Memorandum): boolean =>
  !number || !signedOn || !['a', 'b'].every((side) => signers.some((signer) => signer.side === side));

/** Number, day and signers of all memoranda in one grid; saved all at once or not at all. */
export function RecordScreen() {
  const texts = vi.memoranda.grid;
  const list = useProcedure('memoranda.list', {});
  const record = useCommand('memoranda.record');
  const form = useForm<{ edits: Record<string, Partial<Cells>> }>({ initialValues: { edits: {} } });
  // How many changes wait, and the way to drop them, stand in the screen itself.
  const { forget } = useKeptForm('record-grid', form);
  const edits = useMemo((): Edits => new Map(Object.entries(form.values.edits)), [form.values.edits]);
  const type = (next: Edits) => form.setValues({ edits: Object.fromEntries(next) });
  const [scope, setScope] = useState<'open' | 'all'>('open');
  const [told, setTold] = useState(NO_FAULTS);
  const [active, setActive] = useState<Place | null>(null);
  const [importing, setImporting] = useState(false);
  const past = useRef<Edits[]>([]);
  const future = useRef<Edits[]>([]);

  const final = useMemo(() => (list.data?.memoranda ?? []).filter(isFinal), [list.data]);
  const all = useMemo(() => rowsWith(final, edits), [final, edits]);
  // A row stays in sight while it is filled in.
  const rows = useMemo(
    () =>
      scope === 'all' ? all : all.filter(({ memorandum }) => isOpen(memorandum) || edits.has(memorandum.id)),
    [all, scope, edits],
  );
  const seen = useMemo(() => faultsOf(all), [all]);
  const faults = useMemo(() => new Map([...told, ...seen]), [told, seen]);

  const change = (next: Edits) => {
    past.current.push(edits);
    future.current = [];
    type(next);
    setTold(NO_FAULTS);
  };
  const step = (from: typeof past, to: typeof past) => {
    const state = from.current.pop();
    if (!state) return;
    to.current.push(edits);
    type(state);
    setTold(NO_FAULTS);
  };
  const save = () => {
    const sent = rowsToSend(all, edits);
    if (sent.length === 0 || seen.size > 0 || record.isPending) return;
    record.mutate(
      { rows: sent },
      {
        onSuccess: ({ updated }) => {
          form.reset();
          forget();
          past.current = [];
          future.current = [];
          notifyDone(texts.saved(updated));
        },
        onError: (error) => {
          const found = rowFaults(error);
          if (found.length === 0) notifyError(error);
          setTold(
            new Map(
              found.map(({ row, column, message }) => [
                cellKey(sent[(row ?? 1) - 1]?.id ?? '', columnOf(column)),
                message,
              ]),
            ),
          );
        },
      },
    );
  };
  const leave = () => (importing ? setImporting(false) : navigate('memoranda'));
  useActKeys('memoranda.record', { 'ctrl+s': save, 'ctrl+enter': save });
  useKeys({ escape: leave });
  const status = edits.size > 0 ? texts.changed(edits.size) : vi.memoranda.count(rows.length);
  useStatusText(faults.size > 0 ? texts.faults(faults.size) : status);

  const column = active && GRID_COLUMNS[active.column];
  return (
    <div className="ct-screen">
      <PageHeader
        title={texts.title}
        note={edits.size > 0 && texts.changed(edits.size)}
        before={<BackLink to="memoranda" />}
      >
        <SheetButton />
        <Can do="memoranda.importRecords">
          <Button
            variant="default"
            leftSection={<IconFileUpload size={16} />}
            onClick={() => setImporting(true)}
          >
            {texts.importAct}
          </Button>
        </Can>
        <Can do="memoranda.record">
          <Button
            loading={record.isPending}
            disabled={edits.size === 0 || seen.size > 0}
            aria-keyshortcuts="Control+Enter"
            onClick={save}
          >
            {texts.save(edits.size)}
          </Button>
        </Can>
      </PageHeader>
      <div className="ct-toolbar">
        <SegmentedControl
          aria-label={texts.show}
          data={(['open', 'all'] as const).map((value) => ({ value, label: texts.filters[value] }))}
          value={scope}
          onChange={(value) => setScope(value === 'all' ? 'all' : 'open')}
        />
        <Can do="memoranda.record">
          <Numbering rows={rows} onNumber={(first, taken) => change(numberOn(rows, edits, first, taken))} />
          <Button
            variant="default"
            leftSection={<IconArrowBarDown size={16} />}
            title={texts.fillDownHint}
            disabled={!column || rows.length < 2}
            onClick={() =>
              active && column && change(fillDown(rows, edits, column, active.row, rows.length - 1))
            }
          >
            {texts.fillDown}
          </Button>
        </Can>
        {edits.size > 0 && (
          <Button variant="subtle" color="gray" onClick={() => change(NO_EDITS)}>
            {texts.drop}
          </Button>
        )}
        {faults.size > 0 && (
          <span className="record-fault-count" role="status">
            {texts.faults(faults.size)}
          </span>
        )}
      </div>
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : rows.length === 0 ? (
            !list.isPending && (
              <EmptyState icon={IconNumbers} text={final.length === 0 ? texts.empty : texts.emptyOpen} />
            )
          ) : (
            <Editable do="memoranda.record" silent>
              <RecordCells
                rows={rows}
                edits={edits}
                faults={faults}
                onChange={change}
                onActive={setActive}
                onUndo={() => step(past, future)}
                onRedo={() => step(future, past)}
                onLeave={leave}
              />
            </Editable>
          )}
          <Can do="memoranda.record">
            <p className="ct-dim ct-small record-keys">{texts.keys}</p>
          </Can>
          <ReadOnlyNote do="memoranda.record" />
        </div>
        {importing && <RecordImport onClose={() => setImporting(false)} />}
      </div>
    </div>
  );
}

/** The Excel file to fill in elsewhere. */
function SheetButton() {
  const sheet = useJob('memoranda.recordSheet');
  const saveFile = useSaveFile();
  return (
    <Button
      variant="default"
      leftSection={<IconFileDownload size={16} />}
      loading={sheet.isPending}
      onClick={() => sheet.mutate({}, { onSuccess: saveFile, onError: notifyError })}
    >
      {vi.memoranda.grid.sheet}
    </Button>
  );
}

interface NumberingProps {
  readonly rows: readonly GridRow[];
  readonly onNumber: (first: string, taken: ReadonlySet<number>) => void;
}

/** Gives consecutive numbers to the rows that have none. */
function Numbering({ rows, onNumber }: NumberingProps) {
  const texts = vi.memoranda.grid;
  const [opened, setOpened] = useState(false);
  const [first, setFirst] = useState<string>();
  const day = rows.map(({ cells }) => parseDay(cells.signedOn)).find((each) => each !== null);
  const year = Number((day ?? today()).slice(0, 4));
  const numbering = useProcedure('memoranda.numbering', { year }, { enabled: opened }).data;
  const waiting = unnumbered(rows).length;
  const from = first ?? numbering?.next ?? '';
  const isNumber = /^\d{1,10}$/.test(from.trim());
  useEffect(() => {
    if (opened) setFirst(undefined);
  }, [opened]);
  const start = () => {
    if (!isNumber || waiting === 0) return;
    onNumber(from, new Set(numbering?.taken.map(({ number }) => Number.parseInt(number, 10))));
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={320}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconNumbers size={16} />}
          disabled={waiting === 0}
          onClick={() => setOpened(!opened)}
        >
          {texts.numbering}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            start();
          }}
        >
          <p className="record-numbering">{texts.numberingYear(year)}</p>
          <Group align="flex-end" gap="sm">
            <TextInput
              label={texts.numberingFrom}
              w={96}
              data-autofocus
              value={from}
              onChange={(event) => setFirst(event.currentTarget.value)}
            />
            <Button type="submit" disabled={!isNumber}>
              {texts.numberingNow(waiting)}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
