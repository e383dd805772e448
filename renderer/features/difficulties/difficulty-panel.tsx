import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { type Difficulty, difficultyForm } from '../../../preload/contract/difficulties.ts';
import type { ApiError } from '../../api/client.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormActions } from '../../components/form-actions.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { optionsFilter } from '../../components/options-filter.ts';
import { Editable } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { fieldOf, reasonOf } from '../../components/validation.ts';
import { formatDay, formatUnit } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { difficultyErrors, difficultyValues, raiserValue, toDifficultyForm } from './difficulty-values.ts';

const texts = vi.difficulties;
const { fields } = texts;

interface DifficultyPanelProps {
  /** null adds a new one. */
  readonly difficulty: Difficulty | null;
  readonly onClose: () => void;
  readonly onRemove: (difficulty: Difficulty) => void;
}

/** All fields of one difficulty, with what solved similar ones before. */
export function DifficultyPanel({ difficulty, onClose, onRemove }: DifficultyPanelProps) {
  const { form, save, saving, failure, kept, leave } = useDifficultyForm(difficulty, onClose);
  const raisers = useRaisers();
  useSaveKey('difficulties.update', () => save());
  const area = (name: 'advantages' | 'difficulty' | 'proposal' | 'outcome') => (
    <Textarea label={fields[name]} autosize minRows={2} maxRows={8} {...form.getInputProps(name)} />
  );
  return (
    <SidePanel
      title={difficulty ? texts.editTitle : texts.newTitle}
      onClose={onClose}
      footer={
        <FormActions
          save={{
            do: 'difficulties.update',
            run: () => save(),
            running: saving,
            disabled: difficulty !== null && !form.isDirty(),
          }}
          onCancel={leave}
          remove={difficulty && { do: 'difficulties.remove', run: () => onRemove(difficulty) }}
        />
      }
    >
      <form onSubmit={save} noValidate>
        <Editable do="difficulties.update">
          {kept.note}
          {failure && <ErrorNotice error={failure} />}
          <FormSection title={texts.sections.what}>
            <Select
              label={fields.raisedBy}
              withAsterisk
              searchable
              filter={optionsFilter}
              data={raisers}
              data-autofocus={difficulty === null || undefined}
              {...form.getInputProps('raisedBy')}
              value={form.values.raisedBy || null}
            />
            <DayField label={fields.raisedOn} withAsterisk w={140} {...form.getInputProps('raisedOn')} />
            <Textarea
              label={fields.difficulty}
              withAsterisk
              autosize
              minRows={3}
              maxRows={10}
              {...form.getInputProps('difficulty')}
            />
            {difficulty?.state !== 'resolved' && (
              <SimilarSolutions
                text={form.values.difficulty}
                exceptId={difficulty?.id}
                onUse={(outcome) => form.setFieldValue('proposal', outcome)}
              />
            )}
            {area('advantages')}
          </FormSection>
          <FormSection title={texts.sections.answer}>
            {area('proposal')}
            <div className="ct-fields-2">
              <TextInput label={fields.resolver} {...form.getInputProps('resolver')} />
              <DayField label={fields.dueOn} {...form.getInputProps('dueOn')} />
            </div>
          </FormSection>
          <FormSection title={texts.sections.outcome} hint={texts.resolveHint}>
            {area('outcome')}
            <DayField label={fields.resolvedOn} w={140} {...form.getInputProps('resolvedOn')} />
          </FormSection>
          <button type="submit" hidden />
        </Editable>
      </form>
    </SidePanel>
  );
}

/** Values, checks and saving; an outcome alone is stored as what it is, the answer to an open difficulty. */
function useDifficultyForm(difficulty: Difficulty | null, onClose: () => void) {
  const create = useCommand('difficulties.create');
  const update = useCommand('difficulties.update');
  const resolve = useCommand('difficulties.resolve');
  const undoLast = useUndoLast();
  const form = useForm({ initialValues: difficultyValues(difficulty), validate: difficultyErrors });
  const kept = useKeptForm(`difficulty.${difficulty?.id ?? 'new'}`, form);
  const leave = () => {
    kept.forget();
    onClose();
  };
  const names = Object.keys(form.values);

  const save = form.onSubmit((values) => {
    const parsed = difficultyForm.parse(toDifficultyForm(values));
    const done = (text: string, command: Parameters<typeof undoLast>[0]) => ({
      onSuccess: () => {
        notifyDone(text, { label: vi.common.undo, run: () => undoLast(command) });
        leave();
      },
      onError: (error: ApiError) => {
        const field = fieldOf(error, names);
        if (field) form.setFieldError(field, reasonOf(error));
      },
    });
    const { outcome, resolvedOn } = parsed;
    const answerAlone = names
      .filter((name) => name !== 'outcome' && name !== 'resolvedOn')
      .every((name) => !form.isDirty(name));
    if (!difficulty) create.mutate(parsed, done(texts.logged, 'difficulties.create'));
    else if (difficulty.state !== 'resolved' && answerAlone && outcome && resolvedOn) {
      resolve.mutate(
        { id: difficulty.id, outcome, resolvedOn },
        done(texts.resolved, 'difficulties.resolve'),
      );
    } else update.mutate({ id: difficulty.id, ...parsed }, done(vi.common.saved, 'difficulties.update'));
  });
  const failure = create.error ?? update.error ?? resolve.error;
  return {
    form,
    kept,
    leave,
    save,
    saving: create.isPending || update.isPending || resolve.isPending,
    /** A failure that no field shows. */
    failure: failure && fieldOf(failure, names) === null ? failure : null,
  };
}

/** Who can raise a difficulty: the schools with their unit, and the units. */
function useRaisers() {
  const schools = useProcedure('schools.list', {}).data?.schools ?? [];
  const units = useProcedure('organisations.list', {}).data?.organisations ?? [];
  return [
    {
      group: texts.schools,
      items: schools.map(({ id, name, unit }) => ({
        value: raiserValue({ kind: 'school', id }),
        label: `${name} (${unit})`,
      })),
    },
    {
      group: texts.units,
      items: units.map((unit) => ({
        value: raiserValue({ kind: 'unit', id: unit.id }),
        label: formatUnit(unit),
      })),
    },
  ];
}

interface SimilarSolutionsProps {
  readonly text: string;
  readonly exceptId: string | undefined;
  readonly onUse: (outcome: string) => void;
}

/** How similar difficulties were solved, while the person still types. */
function SimilarSolutions({ text, exceptId, onUse }: SimilarSolutionsProps) {
  const [typed] = useDebouncedValue(text.trim(), 300);
  const found = useProcedure(
    'difficulties.similar',
    { text: typed, ...(exceptId ? { exceptId } : {}) },
    { enabled: typed !== '' },
  );
  const solutions = typed === '' ? [] : (found.data?.solutions ?? []);
  if (solutions.length === 0) return null;
  return (
    <section className="similar-solutions" aria-label={texts.similar}>
      <h3>{texts.similar}</h3>
      <ul>
        {solutions.map((solution) => (
          <li key={solution.id}>
            <p className="ct-dim ct-small">
              {solution.raisedByName}: {solution.difficulty}
            </p>
            <p>{solution.outcome}</p>
            <div>
              <span className="ct-dim ct-small">
                {texts.solvedBy(solution.resolver, formatDay(solution.resolvedOn))}
              </span>
              <Button variant="subtle" size="compact-xs" onClick={() => onUse(solution.outcome)}>
                {texts.useAsProposal}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
