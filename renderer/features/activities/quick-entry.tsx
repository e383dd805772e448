import { Button, TextInput } from '@mantine/core';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';
import { KindField, PairsField, SubjectField, TurnField, useActivityForm } from './activity-form.tsx';
import { activityValues } from './activity-values.ts';

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
      <DayField label={vi.activities.fields.heldOn} withAsterisk {...state.form.getInputProps('heldOn')} />
      <PairsField state={state} />
      <KindField state={state} />
      <TextInput label={vi.activities.fields.topic} withAsterisk {...state.form.getInputProps('topic')} />
      {needs('subject') && <SubjectField state={state} />}
      {needs('demoLessons') && <TurnField state={state} name="demoLessons" short />}
      {needs('materials') && <TurnField state={state} name="materials" short />}
      <TurnField state={state} name="managerTurns" short />
      <TurnField state={state} name="teacherTurns" short />
      <TurnField state={state} name="pupilTurns" short />
      <Button type="submit" loading={state.saving}>
        {vi.activities.log}
      </Button>
      {state.failure && <ErrorNotice error={state.failure} />}
    </form>
  );
}
