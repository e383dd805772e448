import {
  Button,
  MultiSelect,
  NumberInput,
  Pill,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Ref } from 'react';
import { type ActivityForm, type ActivityKind, activityForm } from '../../../preload/contract/activities.ts';
import type { Pair } from '../../../preload/contract/pairs.ts';
import { level } from '../../../preload/contract/schools.ts';
import type { ApiError } from '../../api/client.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { optionsFilter } from '../../components/options-filter.ts';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { errorsOf } from '../../components/validation.ts';
import { vi } from '../../i18n/vi.ts';
import {
  type ActivityValues,
  activityErrors,
  chosenPairs,
  kindsFor,
  shortPairName,
  toActivityForm,
  wholeLevel,
} from './activity-values.ts';

const { fields } = vi.activities;
const NO_KINDS: readonly ActivityKind[] = [];

interface ActivityFormOptions {
  /** Of the form, for what is typed and not saved yet. */
  readonly name: string;
  readonly initial: ActivityValues;
  /** null adds a new one. */
  readonly id: string | null;
  /** Said with the way back once it is saved. */
  readonly saved: (values: ActivityValues) => string;
  readonly onSaved: () => void;
  /** Fields whose change alone is nothing to keep. */
  readonly except?: readonly (keyof ActivityValues)[];
}

/** Everything that the ways to fill in an activity share: values, choices, and saving. */
export function useActivityForm({ name, initial, id, saved, onSaved, except = [] }: ActivityFormOptions) {
  const catalogue = useProcedure('activities.kinds', {}).data;
  const pairs = useProcedure('pairs.list', {}).data?.pairs ?? [];
  const create = useCommand('activities.create');
  const update = useCommand('activities.update');
  const undoLast = useUndoLast();
  const kinds = catalogue?.kinds ?? NO_KINDS;
  const form = useForm<ActivityValues>({
    initialValues: initial,
    validate: (values) => activityErrors(values, kinds),
  });
  const kept = useKeptForm(`activity.${name}`, form, except);

  const chosen = pairs.filter((pair) => pair.id !== null && form.values.pairIds.includes(pair.id));
  const kind = kinds.find((candidate) => candidate.code === form.values.kind);
  const failure = create.error ?? update.error;
  const names = Object.keys(form.values);

  const saveAs = (confirmed: boolean) =>
    form.onSubmit((values) => {
      const parsed: ActivityForm = activityForm.parse(toActivityForm(values));
      const options = {
        onSuccess: () => {
          notifyDone(saved(values), {
            label: vi.common.undo,
            run: () => undoLast(id === null ? 'activities.create' : 'activities.update'),
          });
          kept.forget();
          onSaved();
        },
        onError: (error: ApiError) => {
          if (error.code !== 'COUNT_UNLIKELY') form.setErrors(errorsOf(error, names));
        },
      };
      const input = confirmed ? { ...parsed, confirmed } : parsed;
      if (id === null) create.mutate(input, options);
      else update.mutate({ id, ...input }, options);
    });
  const mend = () => {
    create.reset();
    update.reset();
    form.getInputNode(`${failure?.details.field}`)?.focus();
  };
  return {
    form,
    kept,
    save: saveAs(false),
    pairs,
    kind,
    kinds: kindsFor(
      kinds,
      chosen.map((pair) => pair.level),
    ),
    subjects: catalogue?.subjects ?? [],
    saving: create.isPending || update.isPending,
    /** Counts that look like a slip, and the two answers to that. */
    unlikely:
      failure?.code === 'COUNT_UNLIKELY' ? { text: failure.message, confirm: saveAs(true), mend } : null,
    /** A failure that no field shows. */
    failure:
      failure && failure.code !== 'COUNT_UNLIKELY' && Object.keys(errorsOf(failure, names)).length === 0
        ? failure
        : null,
  };
}

export type ActivityFormState = ReturnType<typeof useActivityForm>;

/** All pairs by level, each level with the choice of all of them at once. */
const pairOptions = (pairs: readonly Pair[]) =>
  level.options.flatMap((of) => {
    const items = pairs.flatMap(({ id, level, supporting, partner }) =>
      id === null || level !== of
        ? []
        : [{ value: id, label: vi.common.pairName(supporting.name, partner.name) }],
    );
    if (items.length === 0) return [];
    const whole = {
      value: wholeLevel(of),
      label: vi.activities.pairsOfLevel(vi.levelsLong[of], items.length),
    };
    return [{ group: vi.levelsLong[of], items: items.length > 1 ? [whole, ...items] : items }];
  });

interface PartProps {
  readonly state: ActivityFormState;
}

/** What was refused and no field shows, the question about counts that can hardly be meant, or what was kept. */
export function FormAnswer({ state: { failure, unlikely, saving, kept } }: PartProps) {
  if (failure) return <ErrorNotice error={failure} />;
  if (!unlikely) return kept.note;
  return (
    <div className="unlikely" role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <strong>{vi.activities.unlikelyTitle}</strong>
        <p>{unlikely.text}</p>
      </div>
      <div className="unlikely-answers">
        {/* First, so that an Enter too many confirms nothing. */}
        <Button variant="default" autoFocus onClick={unlikely.mend}>
          {vi.activities.unlikelyNo}
        </Button>
        <Button variant="light" loading={saving} onClick={() => unlikely.confirm()}>
          {vi.activities.unlikelyYes}
        </Button>
      </div>
    </div>
  );
}

export const PairsField = ({ state }: PartProps) => (
  <MultiSelect
    label={fields.pairIds}
    withAsterisk
    searchable
    hidePickedOptions
    selectFirstOptionOnChange
    nothingFoundMessage={vi.common.noChoice}
    filter={optionsFilter}
    data={pairOptions(state.pairs)}
    renderPill={({ option, onRemove }) => (
      <Pill withRemoveButton {...(onRemove && { onRemove })} title={option?.label}>
        {shortPairName(option?.label ?? '')}
      </Pill>
    )}
    {...state.form.getInputProps('pairIds')}
    onChange={(chosen) => state.form.setFieldValue('pairIds', chosenPairs(chosen, state.pairs))}
  />
);

export const KindField = ({ state }: PartProps) => (
  <Select
    label={fields.kind}
    withAsterisk
    searchable
    selectFirstOptionOnChange
    nothingFoundMessage={vi.common.noChoice}
    filter={optionsFilter}
    data={state.kinds.map(({ code, name }) => ({ value: code, label: name }))}
    {...state.form.getInputProps('kind')}
  />
);

export const SubjectField = ({ state }: PartProps) => (
  <Select
    label={fields.subject}
    withAsterisk={state.kind?.requires.includes('subject') ?? false}
    clearable
    allowDeselect
    searchable
    selectFirstOptionOnChange
    filter={optionsFilter}
    data={[...state.subjects]}
    {...state.form.getInputProps('subject')}
    value={state.form.values.subject || null}
    onChange={(value) => state.form.setFieldValue('subject', value ?? '')}
  />
);

interface NumberFieldProps extends PartProps {
  readonly name: 'managerTurns' | 'teacherTurns' | 'pupilTurns' | 'demoLessons' | 'materials' | 'cost';
  /** A short word where the row is narrow; the full one is still read aloud. */
  readonly short?: boolean;
  readonly autofocus?: boolean;
}

export const NumberField = ({ state, name, short, autofocus }: NumberFieldProps) => (
  <NumberInput
    label={short ? vi.activities.shortFields[name] : fields[name]}
    aria-label={fields[name]}
    withAsterisk={state.kind?.requires.includes(name) ?? false}
    min={0}
    {...(autofocus ? { 'data-autofocus': true } : {})}
    {...state.form.getInputProps(name)}
  />
);

export const FormField = ({ state }: PartProps) => (
  <Select
    label={fields.form}
    data={[
      { value: 'truc_tiep', label: vi.activities.forms.truc_tiep },
      { value: 'truc_tuyen', label: vi.activities.forms.truc_tuyen },
    ]}
    {...state.form.getInputProps('form')}
  />
);

export const StatusField = ({ state }: PartProps) => (
  <SegmentedControl
    aria-label={fields.status}
    data={[
      { value: 'done', label: vi.activities.statuses.done },
      { value: 'planned', label: vi.activities.statuses.planned },
    ]}
    {...state.form.getInputProps('status')}
  />
);

export const TopicField = ({ state }: PartProps) => (
  <Textarea label={fields.topic} withAsterisk autosize minRows={2} {...state.form.getInputProps('topic')} />
);

/** The topic where there is one line for it. */
export const TopicLine = ({ state, ref }: PartProps & { readonly ref: Ref<HTMLInputElement> }) => (
  <TextInput ref={ref} label={fields.topic} withAsterisk {...state.form.getInputProps('topic')} />
);

export const SpeakersField = ({ state }: PartProps) => (
  <Textarea
    label={fields.speakers}
    description={vi.activities.speakersHint}
    autosize
    minRows={1}
    {...state.form.getInputProps('speakers')}
  />
);

export const LineField = ({
  state,
  name,
}: PartProps & { readonly name: 'grade' | 'venue' | 'host' | 'evidence' }) => (
  <TextInput label={fields[name]} {...state.form.getInputProps(name)} />
);
