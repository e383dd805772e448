import { ActionIcon, Button, Checkbox, NumberInput, Skeleton, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import {
  type Programme as ProgrammeData,
  programmeProcedures,
} from '../../../preload/contract/programmes.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { Editable } from '../../components/rights.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { errorsBy, fieldOf } from '../../components/validation.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.settings.programme;
const updateForm = programmeProcedures['programmes.update'].input;

/** Title, phase, wording and dates of the programme in force. */
export function Programme() {
  const programme = useProcedure('programmes.get', {});
  if (programme.error) {
    return <ErrorNotice error={programme.error} onRetry={() => programme.refetch()} />;
  }
  return programme.data ? (
    <Form key={programme.data.id} programme={programme.data} />
  ) : (
    <Skeleton height={320} />
  );
}

function valuesOf(programme: ProgrammeData) {
  return {
    title: programme.title,
    phase: programme.phase,
    planNumber: programme.planNumber ?? '',
    department: programme.department,
    startsOn: programme.startsOn,
    endsOn: programme.endsOn,
    pageCodes: programme.pageCodes,
    placeName: programme.placeName ?? '',
    copies: programme.copies,
    documentSymbol: programme.documentSymbol,
    legalBases: [...programme.legalBases],
    unitIds: programme.units.map((unit) => unit.id),
  };
}

const toForm = (values: ReturnType<typeof valuesOf>) => ({
  ...values,
});

function Form({ programme }: { readonly programme: ProgrammeData }) {
  const update = useCommand('programmes.update');
  const form = useForm({
    initialValues: valuesOf(programme),
    validate: (values) => ({
      ...(values.endsOn !== '' && values.endsOn <= values.startsOn ? { endsOn: vi.validation.order } : {}),
      ...errorsBy(updateForm, toForm(values)),
    }),
    validateInputOnBlur: true,
  });
  const kept = useKeptForm(`programme.${programme.id}`, form);
  const save = form.onSubmit((values) =>
    update.mutate(updateForm.parse(toForm(values)), {
      onSuccess: () => {
        form.resetDirty();
        notifyDone(vi.common.saved);
      },
      onError: (error) => {
        const field = fieldOf(error, Object.keys(values));
        if (field) form.setFieldError(field, error.message);
      },
    }),
  );
  useSaveKey('programmes.update', () => save());
  const names = new Map(programme.units.map((unit) => [unit.id, unit.name]));
  const { unitIds, legalBases } = form.values;
  return (
    <form className="settings-form" onSubmit={save} noValidate>
      <Editable do="programmes.update">
        {kept.note}
        <FormSection title={vi.settings.sections.programme}>
          <Textarea label={texts.title} withAsterisk autosize minRows={2} {...form.getInputProps('title')} />
          <div className="ct-fields-2">
            <TextInput label={texts.phase} withAsterisk {...form.getInputProps('phase')} />
            <TextInput label={texts.planNumber} {...form.getInputProps('planNumber')} />
            <DayField label={texts.startsOn} withAsterisk {...form.getInputProps('startsOn')} />
            <DayField label={texts.endsOn} withAsterisk {...form.getInputProps('endsOn')} />
          </div>
          <TextInput label={texts.department} withAsterisk {...form.getInputProps('department')} />
          <TextInput
            label={texts.documentSymbol}
            description={texts.documentSymbolHint}
            withAsterisk
            w={280}
            {...form.getInputProps('documentSymbol')}
          />
        </FormSection>
        <FormSection title={texts.dates}>
          <div className="ct-fields-2">
            <Checkbox
              label={texts.pageCodes}
              description={texts.pageCodesHint}
              {...form.getInputProps('pageCodes', { type: 'checkbox' })}
            />
            <TextInput
              label={texts.placeName}
              description={texts.placeNameHint}
              {...form.getInputProps('placeName')}
            />
            <NumberInput
              label={texts.copies}
              description={texts.copiesHint}
              withAsterisk
              hideControls={false}
              min={2}
              max={20}
              step={2}
              clampBehavior="blur"
              {...form.getInputProps('copies')}
            />
          </div>
        </FormSection>
        <FormSection title={texts.units} hint={texts.unitsHint}>
          {unitIds.length === 0 && <p className="ct-dim">{texts.noUnits}</p>}
          <ol className="settings-order">
            {unitIds.map((id, index) => {
              const name = names.get(id) ?? '';
              return (
                <li key={id}>
                  <span>{name}</span>
                  {index > 0 && (
                    <ActionIcon
                      aria-label={texts.moveUp(name)}
                      title={texts.moveUp(name)}
                      onClick={() => form.reorderListItem('unitIds', { from: index, to: index - 1 })}
                    >
                      <IconArrowUp size={16} />
                    </ActionIcon>
                  )}
                </li>
              );
            })}
          </ol>
        </FormSection>
        <FormSection title={texts.legalBases}>
          {legalBases.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a basis is nothing but its place in the list
            <div key={index} className="settings-basis">
              <Textarea
                aria-label={texts.legalBasis(index + 1)}
                autosize
                {...form.getInputProps(`legalBases.${index}`)}
              />
              <ActionIcon
                size={32}
                aria-label={texts.removeBasis(index + 1)}
                onClick={() => form.removeListItem('legalBases', index)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          ))}
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} />}
              onClick={() => form.insertListItem('legalBases', '')}
            >
              {texts.addBasis}
            </Button>
          </div>
        </FormSection>
        {update.error && <ErrorNotice error={update.error} />}
        <div className="settings-save">
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            {vi.common.save}
          </Button>
          <Button variant="default" disabled={!form.isDirty()} onClick={() => form.reset()}>
            {vi.common.cancel}
          </Button>
        </div>
      </Editable>
    </form>
  );
}
