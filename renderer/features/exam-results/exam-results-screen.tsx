import { Button, Select } from '@mantine/core';
import { IconFileUpload, IconSchool } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { SchoolResult } from '../../../preload/contract/exam-results.ts';
import { useProcedure } from '../../api/hooks.ts';
import { BinLink } from '../../components/bin-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FollowUpTabs } from '../../components/follow-up-tabs.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useStatusText } from '../../components/status-text.ts';
import type { CellWriting } from '../../components/use-cell-writer.ts';
import { formatCount, formatShare } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import {
  COUNTS,
  changeOf,
  type Figure,
  formatMark,
  formatMarkChange,
  formatRateChange,
  SUBJECTS,
} from './exam-values.ts';
import { ExamImport } from './import-view.tsx';
import { ResultPanel } from './result-panel.tsx';
import './exam-results.css';
import { Can } from '../../components/rights.tsx';

const texts = vi.examResults;
/** Stands for the row of the city, which is no school. */
const CITY = 'city';
const NO_ROWS: readonly SchoolResult[] = [];

type Subjects = Readonly<Record<(typeof SUBJECTS)[number], string>>;

/** Results of the exam to grade 10, or the way into them from Excel. */
export function ExamResultsScreen() {
  const { params } = useRoute();
  return params.view === 'import' ? <ExamImport /> : <Results />;
}

function Results() {
  const { params } = useRoute();
  const list = useProcedure('examResults.list', params.year ? { schoolYear: params.year } : {});
  const found = list.data;
  const schools = found?.schools ?? NO_ROWS;
  const rows = useMemo(
    () =>
      found && (schools.length > 0 || found.city.result)
        ? [...schools, { id: CITY, name: texts.city, unit: '', ...found.city }]
        : NO_ROWS,
    [found, schools],
  );
  const columns = useMemo(() => columnsOf(found?.subjects), [found?.subjects]);
  const writing: CellWriting<SchoolResult> = {
    table: 'examResults',
    row: ({ id }) => (found ? `${found.schoolYear}/${id}` : null),
  };
  const known = schools.filter(({ result }) => result !== null);
  const sum = (of: 'candidates' | 'admitted') =>
    known.reduce((total, { result }) => total + (result?.[of] ?? 0), 0);
  const counts = texts.counts(schools.length, known.length);
  useStatusText(`${counts} · ${texts.total(sum('candidates'), sum('admitted'))}`);

  const year = params.year ? { year: params.year } : {};
  const opened = rows.find(({ id }) => id === params.id);
  return (
    <div className="ct-screen">
      <PageHeader title={texts.title} note={counts}>
        <Can do="examResults.import">
          <Button
            leftSection={<IconFileUpload size={16} />}
            variant="default"
            onClick={() => navigate('exam-results', { ...year, view: 'import' })}
          >
            {texts.import}
          </Button>
        </Can>
      </PageHeader>
      <FollowUpTabs />
      <div className="ct-toolbar">
        <Select
          w={200}
          aria-label={texts.schoolYear}
          data={(found?.schoolYears ?? []).map((value) => ({ value, label: texts.year(value) }))}
          value={found?.schoolYear ?? null}
          onChange={(value) => value && navigate('exam-results', { year: value })}
        />
        <BinLink kind="examResult" />
      </div>
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <DataTable
              label={texts.title}
              rows={rows}
              columns={columns}
              rowId={({ id }) => id}
              loading={list.isPending}
              settingsKey="exam-results"
              writing={writing}
              openId={params.id}
              onOpen={({ id }) => navigate('exam-results', { ...year, id })}
              empty={
                <EmptyState
                  icon={IconSchool}
                  title={texts.emptyTitle}
                  text={texts.empty}
                  action={<Button onClick={() => navigate('pairs')}>{texts.pairs}</Button>}
                />
              }
            />
          )}
        </div>
        {opened && found && (
          <ResultPanel
            key={`${opened.id} ${found.schoolYear}`}
            of={{ schoolId: opened.id === CITY ? null : opened.id, schoolYear: found.schoolYear }}
            row={opened}
            subjects={found.subjects}
            onClose={() => navigate('exam-results', year)}
          />
        )}
      </div>
    </div>
  );
}

const countColumn = (id: (typeof COUNTS)[number]): Column<SchoolResult> => ({
  id,
  header: texts.columns[id],
  value: ({ result }) => result?.[id] ?? null,
  cell: ({ result }) => formatCount(result?.[id] ?? null),
  edit: {},
  align: 'right',
  width: 88,
});

/** A figure, and beside it what changed since the year before. */
const compared = (
  id: Figure | 'rate',
  header: string,
  format: (value: number | null) => string,
  formatChange: (change: number) => string,
): Column<SchoolResult> => ({
  id,
  header,
  value: ({ result }) => result?.[id] ?? null,
  cell: ({ result, previous }) => {
    const change = changeOf(result?.[id], previous?.[id]);
    return (
      <Compared value={format(result?.[id] ?? null)} change={change === null ? null : formatChange(change)} />
    );
  },
  ...(id === 'rate' ? {} : { edit: {} }),
  align: 'right',
  width: 110,
});

const Compared = ({ value, change }: { readonly value: ReactNode; readonly change: string | null }) => (
  <span className="exam-compared">
    {value}
    <span className="exam-change">{change}</span>
  </span>
);

const columnsOf = (subjects: Subjects | undefined): readonly Column<SchoolResult>[] => [
  {
    id: 'name',
    header: texts.columns.school,
    value: ({ name }) => name,
    cell: ({ id, name }) => (id === CITY ? <strong>{name}</strong> : name),
    minWidth: 200,
    wrap: true,
  },
  { id: 'unit', header: texts.columns.unit, value: ({ unit }) => unit, width: 104, wrap: true },
  ...COUNTS.map(countColumn),
  compared('rate', texts.columns.rate, formatShare, formatRateChange),
  {
    id: 'before',
    header: texts.columns.before,
    value: ({ previous }) => previous?.rate ?? null,
    cell: ({ previous }) => formatShare(previous?.rate ?? null),
    align: 'right',
    width: 88,
  },
  ...SUBJECTS.map((subject) => compared(subject, subjects?.[subject] ?? '', formatMark, formatMarkChange)),
];
