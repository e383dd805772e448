import { Button, Group, Modal } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { Activity } from '../../../preload/contract/activities.ts';
import { DayField } from '../../components/day-field.tsx';
import { vi } from '../../i18n/vi.ts';
import { FormAnswer, NumberField, SubjectField, useActivityForm } from './activity-form.tsx';
import { doneValues, TURNS } from './activity-values.ts';

interface DoneDialogProps {
  readonly activity: Activity;
  readonly onClose: () => void;
}

/** A plan becomes a deed: on which day, and how many took part. */
export function DoneDialog({ activity, onClose }: DoneDialogProps) {
  const state = useActivityForm({
    name: `done.${activity.id}`,
    initial: doneValues(activity),
    id: activity.id,
    saved: () => vi.activities.done,
    onSaved: onClose,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.ctrlKey) state.save();
  };
  return (
    <Modal opened onClose={onClose} title={vi.activities.doneTitle}>
      <form className="done-form" onSubmit={state.save} onKeyDown={onKeyDown} noValidate>
        <p>{activity.topic}</p>
        <div className="ct-fields-2">
          <DayField
            label={vi.activities.fields.heldOn}
            withAsterisk
            {...state.form.getInputProps('heldOn')}
          />
          {state.kind?.requires.includes('subject') ? <SubjectField state={state} /> : <span />}
          {TURNS.map((name) => (
            <NumberField key={name} state={state} name={name} autofocus={name === 'managerTurns'} />
          ))}
          <NumberField state={state} name="cost" />
        </div>
        <FormAnswer state={state} />
        <Group justify="flex-end" gap="sm">
          <Button
            variant="default"
            onClick={() => {
              state.kept.forget();
              onClose();
            }}
          >
            {vi.common.cancel}
          </Button>
          <Button type="submit" loading={state.saving}>
            {vi.activities.markDone}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
