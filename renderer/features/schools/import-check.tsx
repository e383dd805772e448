import { Button, Tabs } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ToneSign } from '../../components/state-badge.tsx';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { type Checked, FILTERS, type Filter, layOut, type Preview, passes } from './import-rows.ts';
import { ImportTable } from './import-table.tsx';

const texts = vi.schoolImport;

/** A cell that was put right here, with the text that stands in the file. */
export interface MendedCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly original: string;
}

/** All of them, by row and column. */
export type Mended = ReadonlyMap<string, MendedCell>;

interface ImportCheckProps {
  readonly found: Preview;
  readonly mended: Mended;
  /** What was typed last is still being judged. */
  readonly isJudging: boolean;
  /** `back`: as in the file again. */
  readonly onMend: (cells: readonly (MendedCell & { readonly back?: boolean })[]) => void;
  readonly onColumns: () => void;
}

/** Every row of the file with what is wrong, was put right or will change; cells are put right in place. */
export function ImportCheck({ found, mended, isJudging, onMend, onColumns }: ImportCheckProps) {
  const checked = useMemo(() => layOut(found), [found]);
  const counts = useMemo(() => countRows(checked), [checked]);
  const [chosen, setChosen] = useState<Filter>();
  // Faults first; when the last one is put right, the whole list stands there.
  const wanted = chosen ?? (counts.fault > 0 ? 'fault' : 'all');
  const filter = wanted === 'fault' && counts.fault === 0 ? 'all' : wanted;
  const shown = useDeferredValue(filter);
  const rows = useMemo(() => checked.rows.filter((row) => passes(row, shown)), [checked, shown]);
  return (
    <div className="import-check">
      <Verdict found={found} isJudging={isJudging} onColumns={onColumns} />
      {checked.notes.length > 0 && <Notes notes={checked.notes} />}
      <Tabs
        value={filter}
        onChange={(value) => setChosen(FILTERS.find((one) => one === value))}
        className="import-filters"
      >
        <Tabs.List aria-label={texts.filterLabel}>
          {FILTERS.map((one) => (
            <Tabs.Tab
              key={one}
              value={one}
              rightSection={<span className="ct-dim">{formatCount(counts[one])}</span>}
            >
              {texts.filters[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {rows.length === 0 ? (
        <EmptyState
          icon={IconFilter}
          text={checked.rows.length === 0 ? texts.noRows : texts.noneShown}
          {...(checked.rows.length === 0
            ? { action: <Button onClick={onColumns}>{texts.toColumns}</Button> }
            : {})}
        />
      ) : (
        <ImportTable checked={checked} rows={rows} filter={shown} mended={mended} onMend={onMend} />
      )}
    </div>
  );
}

const countRows = ({ rows }: Checked): Record<Filter, number> => {
  const counts: Record<Filter, number> = {
    all: 0,
    fault: 0,
    warning: 0,
    repair: 0,
    create: 0,
    update: 0,
    unchanged: 0,
  };
  for (const row of rows) for (const filter of FILTERS) if (passes(row, filter)) counts[filter] += 1;
  return counts;
};

function Verdict({
  found,
  isJudging,
  onColumns,
}: Pick<ImportCheckProps, 'found' | 'isJudging' | 'onColumns'>) {
  const faults = found.faults.length;
  const said =
    faults > 0 ? texts.faults(faults) : found.created + found.updated === 0 ? texts.nothing : texts.fine;
  return (
    <div className="import-verdict">
      <ToneSign tone={faults > 0 ? 'bad' : 'good'} />
      <span role="status">{isJudging ? texts.judging : said}</span>
      {found.unknownColumns.length > 0 && (
        <>
          <span className="ct-dim import-unknown">
            {vi.schools.unknownColumns(found.unknownColumns.join(', '))}
          </span>
          <Button size="compact-sm" variant="subtle" onClick={onColumns}>
            {texts.toColumns}
          </Button>
        </>
      )}
    </div>
  );
}

function Notes({ notes }: { readonly notes: Checked['notes'] }) {
  return (
    <details className="import-notes">
      <summary>{texts.notes(notes.length)}</summary>
      <ul>
        {notes.map(({ cell, message }) => (
          <li key={`${cell} ${message}`}>
            {cell && <span className="ct-dim">{cell} </span>}
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
