import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { type GoodModel, goodModelForm } from '../../../preload/contract/good-models.ts';
import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import type { ApiError } from '../../api/client.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { EvidenceList } from '../../components/evidence-list.tsx';
import { FormActions } from '../../components/form-actions.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { optionsFilter } from '../../components/options-filter.ts';
import { Can, Editable } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { errorsBy, fieldOf, reasonOf } from '../../components/validation.ts';
import { formatDay, today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.goodModels;
const { fields } = texts;
const NO_SCHOOLS: readonly RegisteredSchool[] = [];

interface ModelPanelProps {
  /** null adds a new one. */
  readonly model: GoodModel | null;
  readonly onClose: () => void;
  /** A new model is stored and can be shown with all its parts. */
  readonly onCreated: (id: string) => void;
  readonly onRemove: (model: GoodModel) => void;
}

/** One good model: what it is, which schools took it up, and what shows it. */
export function ModelPanel({ model, onClose, onCreated, onRemove }: ModelPanelProps) {
  const schools = useProcedure('schools.list', {}).data?.schools ?? NO_SCHOOLS;
  const create = useCommand('goodModels.create');
  const update = useCommand('goodModels.update');
  const undoLast = useUndoLast();
  const form = useForm({
    initialValues: {
      schoolId: model?.schoolId ?? '',
      title: model?.title ?? '',
      summary: model?.summary ?? '',
      sharedOn: model?.sharedOn ?? today(),
    },
    validate: (values) => ({
      ...errorsBy(goodModelForm, values),
      ...(values.schoolId === '' ? { schoolId: vi.validation.choose } : {}),
    }),
  });
  const kept = useKeptForm(`model.${model?.id ?? 'new'}`, form);
  const names = Object.keys(form.values);
  const onError = (error: ApiError) => {
    const field = fieldOf(error, names);
    if (field) form.setFieldError(field, reasonOf(error));
  };
  const save = form.onSubmit((values) => {
    if (model) {
      update.mutate(
        { id: model.id, ...values },
        {
          onSuccess: () => {
            form.resetDirty();
            notifyDone(vi.common.saved, { label: vi.common.undo, run: () => undoLast('goodModels.update') });
          },
          onError,
        },
      );
    } else {
      create.mutate(values, {
        onSuccess: ({ id }) => {
          kept.forget();
          notifyDone(texts.logged, { label: vi.common.undo, run: () => undoLast('goodModels.create') });
          onCreated(id);
        },
        onError,
      });
    }
  });
  useSaveKey('goodModels.update', () => save());
  const leave = () => {
    kept.forget();
    onClose();
  };
  const failure = create.error ?? update.error;
  return (
    <SidePanel
      title={model ? texts.editTitle : texts.newTitle}
      onClose={onClose}
      footer={
        <FormActions
          save={{
            do: 'goodModels.update',
            run: () => save(),
            running: create.isPending || update.isPending,
            disabled: model !== null && !form.isDirty(),
          }}
          onCancel={leave}
          remove={model && { do: 'goodModels.remove', run: () => onRemove(model) }}
        />
      }
    >
      <form onSubmit={save} noValidate>
        <Editable do="goodModels.update">
          {kept.note}
          {failure && fieldOf(failure, names) === null && <ErrorNotice error={failure} />}
          <FormSection title={texts.sections.what}>
            <TextInput
              label={fields.title}
              withAsterisk
              data-autofocus={model === null || undefined}
              {...form.getInputProps('title')}
            />
            <Select
              label={fields.schoolId}
              withAsterisk
              searchable
              filter={optionsFilter}
              data={schoolOptions(schools)}
              {...form.getInputProps('schoolId')}
              value={form.values.schoolId || null}
            />
            <DayField label={fields.sharedOn} withAsterisk w={140} {...form.getInputProps('sharedOn')} />
            <Textarea
              label={fields.summary}
              autosize
              minRows={4}
              maxRows={14}
              {...form.getInputProps('summary')}
            />
          </FormSection>
          <button type="submit" hidden />
        </Editable>
      </form>
      {model ? (
        <>
          <Adoptions model={model} schools={schools} />
          <FormSection title={texts.sections.evidence}>
            <EvidenceList of={{ goodModelId: model.id }} />
          </FormSection>
        </>
      ) : (
        <p className="ct-dim ct-small">{texts.saveFirst}</p>
      )}
    </SidePanel>
  );
}

const schoolOptions = (schools: readonly RegisteredSchool[]) =>
  schools.map(({ id, name, unit }) => ({ value: id, label: `${name} (${unit})` }));

interface AdoptionsProps {
  readonly model: GoodModel;
  readonly schools: readonly RegisteredSchool[];
}

/** The schools that took the model up, and a line to add one. */
function Adoptions({ model, schools }: AdoptionsProps) {
  const adopt = useCommand('goodModels.adopt');
  const unadopt = useCommand('goodModels.unadopt');
  const undoLast = useUndoLast();
  const form = useForm({ initialValues: { schoolId: '', adoptedOn: '', note: '' } });
  const kept = useKeptForm(`model.${model.id}.adopter`, form);
  const taken = new Set([model.schoolId, ...model.adoptions.map(({ schoolId }) => schoolId)]);
  const free = schools.filter(({ id }) => !taken.has(id));
  const add = form.onSubmit(({ schoolId, adoptedOn, note }) => {
    if (schoolId === '') return form.setFieldError('schoolId', vi.validation.choose);
    const name = schools.find(({ id }) => id === schoolId)?.name ?? '';
    adopt.mutate(
      { id: model.id, schoolId, adoptedOn: adoptedOn || null, note },
      {
        onSuccess: () => {
          form.reset();
          notifyDone(texts.adopted(name), { label: vi.common.undo, run: () => undoLast('goodModels.adopt') });
        },
        onError: (error) => {
          const field = fieldOf(error, Object.keys(form.values));
          if (field) form.setFieldError(field, reasonOf(error));
          else notifyError(error);
        },
      },
    );
  });
  const drop = (schoolId: string, school: string) =>
    unadopt.mutate(
      { id: model.id, schoolId },
      {
        onSuccess: () =>
          notifyDone(texts.unadopted(school), {
            label: vi.common.undo,
            run: () => undoLast('goodModels.unadopt'),
          }),
        onError: notifyError,
      },
    );
  return (
    <FormSection title={texts.sections.adoptions}>
      {model.adoptions.length === 0 && <p className="ct-dim">{texts.noAdopters}</p>}
      <ul className="model-adopters">
        {model.adoptions.map(({ schoolId, school, adoptedOn, note }) => (
          <li key={schoolId}>
            <div>
              <span>{school}</span>
              <span className="ct-dim ct-small">
                {[adoptedOn && formatDay(adoptedOn), note].filter(Boolean).join(' · ')}
              </span>
            </div>
            <Can do="goodModels.unadopt">
              <ActionIcon aria-label={texts.unadopt(school)} onClick={() => drop(schoolId, school)}>
                <IconTrash size={16} />
              </ActionIcon>
            </Can>
          </li>
        ))}
      </ul>
      <Can do="goodModels.adopt">
        <form className="model-adopt" onSubmit={add} noValidate>
          {kept.note}
          <Select
            label={texts.adopter}
            searchable
            filter={optionsFilter}
            data={schoolOptions(free)}
            {...form.getInputProps('schoolId')}
            value={form.values.schoolId || null}
            onChange={(value) => form.setFieldValue('schoolId', value ?? '')}
          />
          <div className="ct-fields-2">
            <DayField label={texts.adoptedOn} {...form.getInputProps('adoptedOn')} />
            <TextInput label={texts.note} {...form.getInputProps('note')} />
          </div>
          <Button type="submit" variant="default" loading={adopt.isPending}>
            {texts.adopt}
          </Button>
        </form>
      </Can>
    </FormSection>
  );
}
