import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';
import { KindField, PairsField, SubjectField, TurnField, useActivityForm } from './activity-form.tsx';
import { activityValues, TURNS } from './activity-values.ts';

/** What nearly every activity counts; the others come with the kinds that ask for them. */
const ALWAYS: ReadonlySet<string> = new Set(['managerTurns', 'teacherTurns', 'pupilTurns']);

/** One row above the table: an activity in seconds. What it has no room for is edited afterwards. */
export function QuickEntry() {
  const state = useActivityForm(null, () => {
    const { heldOn, pairIds } = state.form.values;
    // The next one is often of the same day and pair.
    state.form.setValues({ ...activityValues(null), heldOn, pairIds });
    notifyDone(vi.activities.logged);
  });
  const needs = (field: string) => state.kind?.requires.includes(field) ?? false;
  return (
    <form className="ct-card quick-entry" aria-label={vi.activities.quick} onSubmit={state.save} noValidate>
      <Slot size="day">
        <DayField label={vi.activities.fields.heldOn} withAsterisk {...state.form.getInputProps('heldOn')} />
      </Slot>
      <Slot size="widest">
        <PairsField state={state} />
      </Slot>
      <Slot size="wide">
        <KindField state={state} />
      </Slot>
      <Slot size="widest">
        <TextInput label={vi.activities.fields.topic} withAsterisk {...state.form.getInputProps('topic')} />
      </Slot>
      {needs('subject') && (
        <Slot size="day">
          <SubjectField state={state} />
        </Slot>
      )}
      {TURNS.filter((name) => ALWAYS.has(name) || needs(name)).map((name) => (
        <Slot key={name} size="number">
          <TurnField state={state} name={name} short />
        </Slot>
      ))}
      <Button type="submit" loading={state.saving}>
        {vi.activities.log}
      </Button>
      {state.failure && <ErrorNotice error={state.failure} />}
    </form>
  );
}

interface SlotProps {
  readonly size: 'number' | 'day' | 'wide' | 'widest';
  readonly children: ReactNode;
}

const Slot = ({ size, children }: SlotProps) => (
  <div className="quick-entry-slot" data-size={size}>
    {children}
  </div>
);
