import { MultiSelect, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  type Activity,
  type ActivityForm,
  type ActivityKind,
  activityForm,
} from '../../../preload/contract/activities.ts';
import type { Pair } from '../../../preload/contract/pairs.ts';
import type { ApiError } from '../../api/client.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { fieldOf } from '../../components/validation.ts';
import { vi } from '../../i18n/vi.ts';
import {
  type ActivityValues,
  activityErrors,
  activityValues,
  kindsFor,
  toActivityForm,
} from './activity-values.ts';

const { fields } = vi.activities;
const NO_KINDS: readonly ActivityKind[] = [];

/** Everything that the quick row and the full form share: values, choices, and saving. */
export function useActivityForm(activity: Activity | null, onSaved: () => void) {
  const catalogue = useProcedure('activities.kinds', {}).data;
  const pairs = useProcedure('pairs.list', {}).data?.pairs ?? [];
  const create = useCommand('activities.create');
  const update = useCommand('activities.update');
  const kinds = catalogue?.kinds ?? NO_KINDS;
  const form = useForm<ActivityValues>({
    initialValues: activityValues(activity),
    validate: (values) => activityErrors(values, kinds),
  });

  const chosen = pairs.filter((pair) => pair.id !== null && form.values.pairIds.includes(pair.id));
  const kind = kinds.find((candidate) => candidate.code === form.values.kind);
  const failure = create.error ?? update.error;
  const names = Object.keys(form.values);

  const save = form.onSubmit((values) => {
    const parsed: ActivityForm = activityForm.parse(toActivityForm(values));
    const options = {
      onSuccess: onSaved,
      onError: (error: ApiError) => {
        const field = fieldOf(error, names);
        if (field) form.setFieldError(field, error.message);
      },
    };
    if (activity) update.mutate({ id: activity.id, ...parsed }, options);
    else create.mutate(parsed, options);
  });
  return {
    form,
    save,
    pairs,
    kind,
    kinds: kindsFor(
      kinds,
      chosen.map((pair) => pair.level),
    ),
    subjects: catalogue?.subjects ?? [],
    saving: create.isPending || update.isPending,
    /** A failure that no field shows. */
    failure: failure && fieldOf(failure, names) === null ? failure : null,
  };
}

export type ActivityFormState = ReturnType<typeof useActivityForm>;

const pairOptions = (pairs: readonly Pair[]) =>
  pairs.flatMap(({ id, supporting, partner }) =>
    id === null ? [] : [{ value: id, label: vi.common.pairName(supporting.name, partner.name) }],
  );

interface PartProps {
  readonly state: ActivityFormState;
}

export const PairsField = ({ state, placeholder }: PartProps & { readonly placeholder?: string }) => (
  <MultiSelect
    label={fields.pairIds}
    withAsterisk
    searchable
    hidePickedOptions
    data={pairOptions(state.pairs)}
    {...(placeholder && state.form.values.pairIds.length === 0 ? { placeholder } : {})}
    {...state.form.getInputProps('pairIds')}
  />
);

export const KindField = ({ state }: PartProps) => (
  <Select
    label={fields.kind}
    withAsterisk
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
    data={[...state.subjects]}
    {...state.form.getInputProps('subject')}
    value={state.form.values.subject || null}
    onChange={(value) => state.form.setFieldValue('subject', value ?? '')}
  />
);

interface TurnFieldProps extends PartProps {
  readonly name: 'managerTurns' | 'teacherTurns' | 'pupilTurns' | 'demoLessons' | 'materials';
  /** A short word where the row is narrow; the full one is still read aloud. */
  readonly short?: boolean;
}

export const TurnField = ({ state, name, short }: TurnFieldProps) => (
  <NumberInput
    label={short ? vi.activities.shortFields[name] : fields[name]}
    aria-label={fields[name]}
    withAsterisk={state.kind?.requires.includes(name) ?? false}
    min={0}
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

export const LineField = ({
  state,
  name,
}: PartProps & { readonly name: 'grade' | 'venue' | 'host' | 'evidence' }) => (
  <TextInput label={fields[name]} {...state.form.getInputProps(name)} />
);
