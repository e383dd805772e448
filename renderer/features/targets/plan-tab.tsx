import { NumberInput, Select, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Editable } from '../../components/rights.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatCount, formatSchoolYear, today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.targets.plan;
type Plan = OutputOf<'targets.list'>;
type Semester = 1 | 2;
const SEMESTERS = [
  { semester: 1, name: texts.semesterOne },
  { semester: 2, name: texts.semesterTwo },
] as const;

/** The programme's own plan, by indicator and semester of a school year. */
export function PlanTab() {
  const plan = useProcedure('targets.list', {});
  const [chosen, setChosen] = useState<string | null>(null);
  if (plan.error) return <ErrorNotice error={plan.error} onRetry={() => plan.refetch()} />;
  if (!plan.data) return <Skeleton height={92} radius="sm" />;
  const { schoolYears } = plan.data;
  // A school year opens in September: the one of today is the last that is named by this year or the one before.
  const [year, month] = today().split('-').map(Number);
  const opened = Number(month) >= 9 ? Number(year) : Number(year) - 1;
  const current = schoolYears.find((code) => code.startsWith(`${opened}-`)) ?? schoolYears.at(-1);
  const schoolYear = chosen ?? current;
  return (
    <div className="ct-scroll">
      <div className="targets-toolbar">
        <Select
          w={160}
          aria-label={vi.targets.ledger.schoolYear}
          data={schoolYears.map((code) => ({ value: code, label: formatSchoolYear(code) }))}
          value={schoolYear ?? null}
          allowDeselect={false}
          onChange={setChosen}
        />
        <span className="ct-dim">{texts.about}</span>
      </div>
      {schoolYear && <PlanTable key={schoolYear} plan={plan.data} schoolYear={schoolYear} />}
    </div>
  );
}

function PlanTable({ plan, schoolYear }: { readonly plan: Plan; readonly schoolYear: string }) {
  const planned = (indicator: string, semester: Semester) =>
    plan.targets.find(
      (each) => each.indicator === indicator && each.semester === semester && each.schoolYear === schoolYear,
    )?.quantity ?? null;
  const whole = (indicator: string) => {
    const known = SEMESTERS.flatMap(({ semester }) => planned(indicator, semester) ?? []);
    return known.length === 0 ? null : known.reduce((sum, quantity) => sum + quantity, 0);
  };
  return (
    <table className="ct-plain-table ct-card targets-plan">
      <thead>
        <tr>
          <th scope="col">{vi.targets.progress.indicator}</th>
          <th scope="col">{vi.targets.progress.unit}</th>
          {SEMESTERS.map(({ semester, name }) => (
            <th key={semester} scope="col" className="ct-number">
              {name}
            </th>
          ))}
          <th scope="col" className="ct-number">
            {texts.year}
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.indicators.map(({ code, name, unit, promised }) => (
          <tr key={code}>
            <th scope="row">{name}</th>
            <td>{unit}</td>
            {promised ? (
              <td colSpan={3} className="ct-dim ct-number">
                {texts.promised}
              </td>
            ) : (
              <>
                {SEMESTERS.map(({ semester, name: semesterName }) => (
                  <td key={semester}>
                    <Quantity
                      key={planned(code, semester)}
                      label={texts.field(name, semesterName)}
                      schoolYear={schoolYear}
                      indicator={code}
                      semester={semester}
                      stored={planned(code, semester)}
                    />
                  </td>
                ))}
                <td className="ct-number">{formatCount(whole(code))}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface QuantityProps {
  readonly label: string;
  readonly schoolYear: string;
  readonly indicator: string;
  readonly semester: Semester;
  readonly stored: number | null;
}

/** Saved when the field is left or Enter is pressed; empty takes the plan away. */
function Quantity({ label, schoolYear, indicator, semester, stored }: QuantityProps) {
  const [value, setValue] = useState<string | number>(stored ?? '');
  const save = useCommand('targets.save');
  const undoLast = useUndoLast();
  const commit = () => {
    const quantity = value === '' ? null : Number(value);
    if (quantity === stored) return;
    save.mutate(
      { schoolYear, targets: [{ indicator, semester, quantity }] },
      {
        onSuccess: () =>
          notifyDone(texts.saved, { label: vi.common.undo, run: () => undoLast('targets.save') }),
        onError: notifyError,
      },
    );
  };
  return (
    <Editable do="targets.save" silent>
      <NumberInput
        aria-label={label}
        className="targets-quantity"
        min={0}
        max={1_000_000_000_000}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        thousandSeparator="."
        decimalSeparator=","
        value={value}
        onChange={setValue}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </Editable>
  );
}
