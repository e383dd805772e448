import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { Activity } from '../../../preload/contract/activities.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { vi } from '../../i18n/vi.ts';
import {
  FormField,
  KindField,
  LineField,
  PairsField,
  StatusField,
  SubjectField,
  TopicField,
  TurnField,
  useActivityForm,
} from './activity-form.tsx';
import { TURNS } from './activity-values.ts';

interface ActivityPanelProps {
  /** null adds a new one. */
  readonly activity: Activity | null;
  readonly onClose: () => void;
  readonly onRemove: (activity: Activity) => void;
}

/** All fields of one activity. */
export function ActivityPanel({ activity, onClose, onRemove }: ActivityPanelProps) {
  const state = useActivityForm(activity, () => {
    notifyDone(activity ? vi.common.saved : vi.activities.logged);
    onClose();
  });
  useHotkeys([['mod+Enter', () => state.save()]], []);
  return (
    <SidePanel
      title={activity ? vi.activities.editTitle : vi.activities.newTitle}
      onClose={onClose}
      footer={
        <>
          <Button
            loading={state.saving}
            disabled={activity !== null && !state.form.isDirty()}
            onClick={() => state.save()}
          >
            {vi.common.save}
          </Button>
          <Button variant="default" onClick={onClose}>
            {vi.common.cancel}
          </Button>
          {activity && (
            <Button variant="subtle" color="red" ml="auto" onClick={() => onRemove(activity)}>
              {vi.common.remove}
            </Button>
          )}
        </>
      }
    >
      <form onSubmit={state.save} noValidate>
        {state.failure && <ErrorNotice error={state.failure} />}
        <FormSection title={vi.activities.sections.what}>
          <StatusField state={state} />
          <div className="ct-fields-2">
            <DayField
              label={vi.activities.fields.heldOn}
              withAsterisk
              data-autofocus
              {...state.form.getInputProps('heldOn')}
            />
            <KindField state={state} />
          </div>
          <PairsField state={state} />
          <TopicField state={state} />
          <div className="ct-fields-2">
            <SubjectField state={state} />
            <LineField state={state} name="grade" />
          </div>
        </FormSection>
        <FormSection title={vi.activities.sections.where}>
          <FormField state={state} />
          <LineField state={state} name="venue" />
          <LineField state={state} name="host" />
        </FormSection>
        <FormSection title={vi.activities.sections.counts}>
          <div className="ct-fields-2">
            {TURNS.map((name) => (
              <TurnField key={name} state={state} name={name} />
            ))}
          </div>
          <LineField state={state} name="evidence" />
        </FormSection>
        <button type="submit" hidden />
      </form>
    </SidePanel>
  );
}
