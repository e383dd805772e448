import { Button, Select, Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { DepartmentForm, FormBinding } from '../../../preload/contract/department-forms.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useJob, useProcedure } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can } from '../../components/rights.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { vi } from '../../i18n/vi.ts';
import { SheetGrid } from './department-forms-grid.tsx';
import { CellPanel } from './department-forms-panel.tsx';
import {
  addressOf,
  cellFor,
  filledCells,
  mapSheet,
  nameOf,
  placeOf,
  withBinding,
  withoutBinding,
} from './department-forms-places.ts';

const texts = vi.departmentForms;
type Shown = OutputOf<'departmentForms.sheets'>;
type Figures = OutputOf<'departmentForms.fields'>;

interface BoundFormProps {
  readonly form: DepartmentForm;
  readonly period: string;
}

/** A form with its sheets as they were sent, and the figures that go into it. */
export function BoundForm({ form, period }: BoundFormProps) {
  const { id } = form;
  const client = useClient();
  const shown = useQuery<Shown, ApiError>({
    queryKey: ['departmentForms.sheets', { id }],
    queryFn: () => client.run('departmentForms.sheets', { id }),
    placeholderData: (last) => last,
  });
  const figures = useProcedure('departmentForms.fields', { period });
  const failed = shown.error ? shown : figures.error ? figures : null;
  if (failed?.error) return <ErrorNotice error={failed.error} onRetry={() => failed.refetch()} />;
  if (!shown.data || !figures.data) return <Skeleton className="department-loading" />;
  return <Sheets form={form} shown={shown.data} figures={figures.data} />;
}

interface SheetsProps {
  readonly form: DepartmentForm;
  readonly shown: Shown;
  readonly figures: Figures;
}

function Sheets({ form, shown, figures }: SheetsProps) {
  const { sheets, bindings } = shown;
  const { fields, tables } = figures;
  const update = useJob('departmentForms.update');
  const canBind = useCan('departmentForms.update');
  const how = canBind ? texts.how : texts.howToRead;
  const undoLast = useUndoLast();
  const [sheetName, setSheetName] = useState<string>();
  const [chosen, setChosen] = useState('A1');
  const [overFormula, setOverFormula] = useState<FormBinding>();
  const grid = useRef<HTMLTableElement>(null);
  const panel = useRef<HTMLElement>(null);

  const sheet = sheets.find(({ name }) => name === sheetName) ?? sheets.find(({ hidden }) => !hidden);
  const map = useMemo(() => sheet && mapSheet(sheet), [sheet]);
  const filled = useMemo(
    () => map && filledCells(map, bindings, fields, tables),
    [map, bindings, fields, tables],
  );
  const choose = useCallback((address: string) => {
    setChosen(address);
    grid.current?.focus({ preventScroll: true });
  }, []);
  if (!map || !filled) return null;
  const address = addressOf(cellFor(map, placeOf(chosen)));
  const here = filled.get(address);

  const store = (next: FormBinding[], done: string, confirmed = false) =>
    update.mutate(
      { id: form.id, bindings: next, confirmed },
      {
        onSuccess: () =>
          notifyDone(done, { label: vi.common.undo, run: () => undoLast('departmentForms.update') }),
        onError: notifyError,
      },
    );
  const bind = (binding: FormBinding) => {
    const old = here?.placed.binding;
    // A figure in the middle of a table is a place of its own.
    const instead = old && (old.cell === binding.cell || old.kind === binding.kind) ? old : undefined;
    store(
      withBinding(bindings, binding, instead),
      texts.bound(binding.cell, nameOf(binding, fields, tables)),
    );
    grid.current?.focus({ preventScroll: true });
  };
  const ask = (binding: FormBinding) => {
    if (binding.kind === 'cell' && map.cells.get(binding.cell)?.formula) setOverFormula(binding);
    else bind(binding);
  };
  const unbind = () => {
    const gone = here?.placed.binding;
    if (!gone || !canBind) return;
    const all = bindings.map(({ binding }) => binding);
    store(withoutBinding(all, gone), texts.unbound(gone.cell));
    grid.current?.focus({ preventScroll: true });
  };

  return (
    <>
      <Troubles
        shown={shown}
        onShow={(binding) => {
          setSheetName(binding.sheet);
          choose(binding.cell);
        }}
        onConfirm={() =>
          store(
            bindings.map(({ binding }) => binding),
            texts.confirmed,
            true,
          )
        }
        onMove={(from, to) =>
          store(
            bindings.map(({ binding }) => (binding.sheet === from ? { ...binding, sheet: to } : binding)),
            texts.moved,
          )
        }
      />
      <div className="department-split">
        <div className="department-sheet">
          <div className="department-grid-box">
            <SheetGrid
              map={map}
              filled={filled}
              chosen={address}
              onChoose={choose}
              onEnter={() => panel.current?.querySelector<HTMLElement>('input:not([type="radio"])')?.focus()}
              onClear={unbind}
              gridRef={grid}
            />
          </div>
          <div className="department-foot">
            <div role="tablist" aria-label={texts.sheets}>
              {sheets.map(({ name, hidden }) => (
                <button
                  key={name}
                  type="button"
                  role="tab"
                  aria-selected={name === map.sheet.name}
                  onClick={() => {
                    setSheetName(name);
                    setChosen('A1');
                  }}
                >
                  {hidden ? texts.hiddenSheet(name) : name}
                </button>
              ))}
            </div>
            <span className="ct-dim ct-small department-foot-note">
              {map.sheet.truncated ? texts.truncated : how}
            </span>
          </div>
        </div>
        <Can do="departmentForms.update">
          <CellPanel
            key={`${map.sheet.name}!${here?.placed.binding.cell ?? address}`}
            map={map}
            address={address}
            filled={here}
            fields={fields}
            tables={tables}
            busy={update.isPending}
            panelRef={panel}
            onBind={ask}
            onUnbind={unbind}
            onLeave={() => grid.current?.focus()}
          />
        </Can>
      </div>
      <Confirm
        opened={overFormula !== undefined}
        title={texts.replaceFormulaTitle}
        act={texts.replaceFormulaAct}
        onClose={() => setOverFormula(undefined)}
        onConfirm={() => {
          if (overFormula?.kind === 'cell') bind({ ...overFormula, replacesFormula: true });
          setOverFormula(undefined);
        }}
      >
        {overFormula && texts.replaceFormula(overFormula.cell, nameOf(overFormula, fields, tables))}
      </Confirm>
    </>
  );
}

interface TroublesProps {
  readonly shown: Shown;
  readonly onShow: (binding: FormBinding) => void;
  readonly onConfirm: () => void;
  readonly onMove: (from: string, to: string) => void;
}

/** Places that a newer file of the department no longer has, with what can be done about each. */
function Troubles({ shown: { sheets, bindings }, onShow, onConfirm, onMove }: TroublesProps) {
  const wrong = bindings.filter(({ state }) => state !== 'ok');
  if (wrong.length === 0) return null;
  const goneSheets = [
    ...new Set(wrong.flatMap(({ binding, state }) => (state === 'sheet_gone' ? [binding.sheet] : []))),
  ];
  const others = wrong.filter(({ state }) => state !== 'sheet_gone');
  return (
    <div className="department-troubles" role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <div>
        <strong>{texts.troubles(wrong.length)}</strong>
        {goneSheets.map((name) => (
          <div key={name} className="department-moved">
            <span>{texts.moveSheet(name)}</span>
            <Can do="departmentForms.update">
              <Select
                w={220}
                size="xs"
                aria-label={texts.moveSheet(name)}
                placeholder={texts.chooseSheet}
                data={sheets.map((sheet) => sheet.name)}
                value={null}
                onChange={(to) => to && onMove(name, to)}
              />
            </Can>
          </div>
        ))}
        {others.length > 0 && (
          <ul>
            {others.map(({ binding, state, label }) => (
              <li key={`${binding.sheet}!${binding.cell}`}>
                <button type="button" onClick={() => onShow(binding)}>
                  {binding.sheet}!{binding.cell}
                </button>{' '}
                {texts.states[state]}
                {label && <span className="ct-dim"> ({label})</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      {others.some(({ state }) => state === 'cell_gone') && (
        <Can do="departmentForms.update">
          <Button variant="default" onClick={onConfirm}>
            {texts.confirm}
          </Button>
        </Can>
      )}
    </div>
  );
}
