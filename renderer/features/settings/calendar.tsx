import { Skeleton } from '@mantine/core';
import { useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { formatDay, formatSchoolYear } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.settings.calendar;

/** School years and semesters by which the reports count. */
export function Calendar() {
  const calendar = useProcedure('calendar.list', {});
  if (calendar.error) return <ErrorNotice error={calendar.error} onRetry={() => calendar.refetch()} />;
  if (!calendar.data) return <Skeleton height={200} />;
  return (
    <>
      <p className="ct-dim settings-hint">{texts.hint}</p>
      <table className="ct-plain-table ct-card">
        <thead>
          <tr>
            <th scope="col">{texts.year}</th>
            <th scope="col">{texts.startsOn}</th>
            <th scope="col">{texts.semester1EndsOn}</th>
            <th scope="col">{texts.semester2StartsOn}</th>
            <th scope="col">{texts.endsOn}</th>
            <th scope="col">{texts.note}</th>
          </tr>
        </thead>
        <tbody>
          {calendar.data.schoolYears.map((year) => (
            <tr key={year.code}>
              <th scope="row" className="settings-year">
                {formatSchoolYear(year.code)}
              </th>
              <td>{formatDay(year.startsOn)}</td>
              <td>{formatDay(year.semester1EndsOn)}</td>
              <td>{formatDay(year.semester2StartsOn)}</td>
              <td>{formatDay(year.endsOn)}</td>
              <td className="ct-dim ct-small">{year.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
