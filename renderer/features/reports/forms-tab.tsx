import { Tabs } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { vi } from '../../i18n/vi.ts';
import {
  activityColumns,
  difficultyColumns,
  exam10Columns,
  exam10Notes,
  memorandumColumns,
  type Numbered,
  numbered,
  schoolColumns,
  summaryColumns,
  supportColumns,
  targetColumns,
} from './sheets.tsx';

/** The forms exactly as the sheets will hold them. */
export function FormsTab({ figures }: { readonly figures: ReportFigures | undefined }) {
  return (
    <Tabs defaultValue="summary" variant="pills" className="report-sheets">
      <Tabs.List>
        {Object.entries(vi.reports.sheets).map(([key, name], index) => (
          <Tabs.Tab key={key} value={key}>
            {vi.reports.sheet(index + 1, name)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {figures && (
        <>
          <Sheet id="summary" rows={figures.summary} columns={summaryColumns} />
          <Sheet id="schools" rows={figures.schools} columns={schoolColumns(figures)} />
          <Sheet id="memoranda" rows={figures.memoranda} columns={memorandumColumns} />
          <Sheet id="activities" rows={figures.activities} columns={activityColumns} />
          <Sheet id="targets" rows={figures.targets.rows} columns={targetColumns(figures)} />
          <Sheet
            id="exam10"
            rows={figures.exam10}
            columns={exam10Columns(figures)}
            notes={exam10Notes(figures)}
          />
          <Sheet id="support" rows={figures.support} columns={supportColumns} />
          <Sheet id="difficulties" rows={figures.difficulties} columns={difficultyColumns} />
        </>
      )}
    </Tabs>
  );
}

interface SheetProps<T> {
  readonly id: keyof typeof vi.reports.sheets;
  readonly rows: readonly T[];
  readonly columns: readonly Column<Numbered<T>>[];
}

/** A form and the lines below it. */
const Sheet = <T extends object>({
  notes = [],
  ...table
}: SheetProps<T> & { readonly notes?: readonly string[] }) => (
  <Tabs.Panel value={table.id}>
    <SheetTable {...table} />
    {notes.map((note) => (
      <p key={note} className="report-sheet-note">
        {note}
      </p>
    ))}
  </Tabs.Panel>
);

// A part of its own, so that only the sheet on screen numbers its rows.
function SheetTable<T extends object>({ id, rows, columns }: SheetProps<T>) {
  return (
    <DataTable
      label={vi.reports.sheets[id]}
      rows={numbered(rows)}
      columns={columns}
      rowId={(row) => `${row.ordinal}`}
      settingsKey={`report.${id}`}
      empty={<EmptyState icon={IconChartBar} text={vi.reports.nothing} />}
    />
  );
}
