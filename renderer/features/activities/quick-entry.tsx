import { Button } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { Activity } from '../../../preload/contract/activities.ts';
import { DayField } from '../../components/day-field.tsx';
import { vi } from '../../i18n/vi.ts';
import {
  FormAnswer,
  KindField,
  NumberField,
  PairsField,
  SubjectField,
  TopicLine,
  useActivityForm,
} from './activity-form.tsx';
import {
  type ActivityValues,
  activityValues,
  copiedValues,
  isPlanned,
  nextValues,
  TURNS,
} from './activity-values.ts';

/** What nearly every activity counts; the others come with the kinds that ask for them. */
const ALWAYS: ReadonlySet<string> = new Set(['managerTurns', 'teacherTurns', 'pupilTurns']);

interface QuickEntryProps {
  /** The activity that the row starts as a copy of; a new copy needs a new key. */
  readonly copyOf: Activity | null;
  /** Absent as long as nothing was logged. */
  readonly onRepeatLast: (() => void) | undefined;
}

/** One row above the table: an activity in seconds. What it has no room for is edited afterwards. */
export function QuickEntry({ copyOf, onRepeatLast }: QuickEntryProps) {
  const day = useRef<HTMLInputElement>(null);
  const topic = useRef<HTMLInputElement>(null);
  const state = useActivityForm({
    name: copyOf ? `copy.${copyOf.id}` : 'quick',
    // These stay for the next activity.
    except: ['heldOn', 'kind', 'pairIds', 'status'],
    initial: copyOf ? copiedValues(copyOf) : activityValues(null),
    id: null,
    saved: (values) => (values.status === 'planned' ? vi.activities.planned : vi.activities.logged),
    onSaved: () => {
      state.form.setValues(nextValues(state.form.values));
      topic.current?.focus();
    },
  });
  const { heldOn, status } = state.form.values;
  const planned = isPlanned(heldOn);
  const { setFieldValue } = state.form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the status follows the day alone
  useEffect(() => {
    const due = planned ? 'planned' : 'done';
    if (status !== due) setFieldValue('status', due);
  }, [planned, status]);
  useEffect(() => {
    if (copyOf) day.current?.select();
  }, [copyOf]);

  const needs = (field: string) => state.kind?.requires.includes(field) ?? false;
  const unseen = unseenParts(state.form.values);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    state.save();
  };
  return (
    <form
      className="ct-card quick-entry"
      aria-label={vi.activities.quick}
      onSubmit={state.save}
      onKeyDown={onKeyDown}
      noValidate
    >
      <Slot size="day">
        <DayField
          ref={day}
          label={vi.activities.fields.heldOn}
          withAsterisk
          {...state.form.getInputProps('heldOn')}
        />
      </Slot>
      <Slot size="widest">
        <PairsField state={state} />
      </Slot>
      <Slot size="wide">
        <KindField state={state} />
      </Slot>
      <Slot size="widest">
        <TopicLine state={state} ref={topic} />
      </Slot>
      {needs('subject') && (
        <Slot size="day">
          <SubjectField state={state} />
        </Slot>
      )}
      {TURNS.filter((name) => ALWAYS.has(name) || needs(name)).map((name) => (
        <Slot key={name} size="number">
          <NumberField state={state} name={name} short />
        </Slot>
      ))}
      {needs('cost') && (
        <Slot size="day">
          <NumberField state={state} name="cost" short />
        </Slot>
      )}
      <Button type="submit" loading={state.saving}>
        {planned ? vi.activities.logPlan : vi.activities.log}
      </Button>
      <div className="quick-entry-foot ct-dim ct-small">
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconRepeat size={16} />}
          disabled={!onRepeatLast}
          onClick={onRepeatLast}
        >
          {vi.activities.repeatLast}
        </Button>
        <span>
          {planned ? vi.activities.planHint : vi.activities.quickHint}
          {unseen.length > 0 && ` ${vi.activities.alsoCopied(unseen)}`}
        </span>
      </div>
      <FormAnswer state={state} />
    </form>
  );
}

/** What a copy brought that the row has no field for. */
function unseenParts(values: ActivityValues): readonly string[] {
  const { fields, forms } = vi.activities;
  return [
    ...(values.form === 'truc_tuyen' ? [forms.truc_tuyen] : []),
    ...(['grade', 'venue', 'host'] as const).flatMap((name) =>
      values[name] === '' ? [] : [vi.activities.named(fields[name], values[name])],
    ),
    ...values.speakers.split('\n').filter((speaker) => speaker !== ''),
  ];
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
