import { Select } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useJob, useProcedure } from '../../api/hooks.ts';
import { ListImport } from '../../components/list-import.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { formatCount, formatSchoolYear, formatShare } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import { formatMark, SUBJECTS } from './exam-values.ts';

const texts = vi.examResults;
type Row = OutputOf<'examResults.previewImport'>['rows'][number];

/** Takes in the results that schools sent. */
export function ExamImport() {
  const preview = useJob('examResults.previewImport');
  const take = useJob('examResults.import');
  const known = useProcedure('examResults.list', {}).data;
  const [year, setYear] = useState('');
  const close = (schoolYear?: string) => navigate('exam-results', schoolYear ? { year: schoolYear } : {});
  return (
    <ListImport<Row, { schoolYear?: string }>
      of="exam-results"
      title={texts.importTitle}
      hint={texts.importHint}
      options={year ? { schoolYear: year } : {}}
      controls={
        <Select
          w={190}
          aria-label={texts.schoolYear}
          data={[
            { value: '', label: texts.yearFromFile },
            ...(known?.schoolYears ?? []).map((value) => ({ value, label: texts.year(value) })),
          ]}
          value={year}
          onChange={(value) => setYear(value ?? '')}
        />
      }
      preview={preview}
      take={take}
      takeIn={texts.importNow}
      columns={[
        { heading: texts.columns.school, cell: ({ school }) => school ?? texts.city },
        { heading: texts.schoolYear, cell: ({ schoolYear }) => formatSchoolYear(schoolYear) },
        {
          heading: texts.columns.grade9Pupils,
          cell: (row) => formatCount(row.grade9Pupils),
          isNumber: true,
        },
        { heading: texts.columns.candidates, cell: (row) => formatCount(row.candidates), isNumber: true },
        { heading: texts.columns.admitted, cell: (row) => formatCount(row.admitted), isNumber: true },
        { heading: texts.columns.rate, cell: (row) => formatShare(row.rate), isNumber: true },
        ...SUBJECTS.map((subject) => ({
          heading: known?.subjects[subject] ?? subject,
          cell: (row: Row) => formatMark(row[subject]),
          isNumber: true,
        })),
      ]}
      onTaken={({ created, updated }) => {
        notifyDone(texts.imported(created, updated));
        close(preview.data?.rows[0]?.schoolYear);
      }}
      onClose={() => close()}
    />
  );
}
