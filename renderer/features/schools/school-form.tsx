import { NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import {
  level,
  type RegisteredSchool,
  type SchoolForm,
  schoolForm,
} from '../../../preload/contract/schools.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormActions } from '../../components/form-actions.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { RecordHistory } from '../../components/record-history.tsx';
import { Editable } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { useOwnOrganisation } from '../../components/use-own-unit.ts';
import { errorsBy, fieldOf } from '../../components/validation.ts';
import { formatUnit } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const TEXTS = [
  'name',
  'code',
  'symbol',
  'commune',
  'address',
  'principal',
  'position',
  'phone',
  'email',
] as const satisfies readonly (keyof SchoolForm)[];
const COUNTS = ['classes', 'pupils', 'teachers'] as const satisfies readonly (keyof SchoolForm)[];

/** What the fields hold: the contract's form with '' where a value is absent. */
type Values = Record<(typeof TEXTS)[number] | 'unitId' | 'level', string> &
  Record<(typeof COUNTS)[number], number | ''>;

function valuesOf(school: RegisteredSchool | null): Values {
  return {
    unitId: school?.unitId ?? '',
    level: school?.level ?? '',
    name: school?.name ?? '',
    code: school?.code ?? '',
    symbol: school?.symbol ?? '',
    commune: school?.commune ?? '',
    address: school?.address ?? '',
    principal: school?.principal ?? '',
    position: school?.position ?? '',
    phone: school?.phone ?? '',
    email: school?.email ?? '',
    classes: school?.classes ?? '',
    pupils: school?.pupils ?? '',
    teachers: school?.teachers ?? '',
  };
}

const toForm = (values: Values) => ({
  ...values,
  classes: values.classes === '' ? null : values.classes,
  pupils: values.pupils === '' ? null : values.pupils,
  teachers: values.teachers === '' ? null : values.teachers,
});

interface SchoolPanelProps {
  /** null adds a new one. */
  readonly school: RegisteredSchool | null;
  readonly onClose: () => void;
  readonly onRemove: (school: RegisteredSchool) => void;
}

/** One school beside the register: to read, to edit, to add. */
export function SchoolPanel({ school, onClose, onRemove }: SchoolPanelProps) {
  const organisations = (useProcedure('organisations.list', {}).data?.organisations ?? []).filter(
    // No school goes to a unit that is no more; one that stands under it still shows where.
    ({ id, endedOn }) => endedOn === null || id === school?.unitId,
  );
  const create = useCommand('schools.create');
  const update = useCommand('schools.update');
  const form = useForm<Values>({
    initialValues: valuesOf(school),
    validate: (values) => errorsBy(schoolForm, toForm(values)),
    validateInputOnBlur: true,
  });
  // A new school's unit fills itself in.
  const kept = useKeptForm(`school.${school?.id ?? 'new'}`, form, school ? [] : ['unitId']);
  const leave = () => {
    kept.forget();
    onClose();
  };
  const ownId = useOwnOrganisation()?.id;
  const { unitId } = form.values;
  const { setFieldValue } = form;
  // Known only when the register has come; what the person has chosen meanwhile stays.
  useEffect(() => {
    if (!school && ownId && unitId === '') setFieldValue('unitId', ownId);
  }, [school, ownId, unitId, setFieldValue]);
  const running = create.isPending || update.isPending;
  const failure = create.error ?? update.error;
  const failedField = failure && fieldOf(failure, Object.keys(form.values));

  const save = form.onSubmit((values) => {
    const parsed = schoolForm.parse(toForm(values));
    const options = {
      onSuccess: () => {
        notifyDone(school ? vi.common.saved : vi.schools.created(parsed.name));
        leave();
      },
      onError: (error: Parameters<typeof fieldOf>[0]) => {
        const field = fieldOf(error, Object.keys(values));
        if (field) form.setFieldError(field, error.message);
      },
    };
    if (school) update.mutate({ id: school.id, ...parsed }, options);
    else create.mutate(parsed, options);
  });
  useSaveKey('schools.update', () => save());

  const text = (name: (typeof TEXTS)[number]) => (
    <TextInput label={vi.schools.fields[name]} {...form.getInputProps(name)} />
  );
  return (
    <SidePanel
      title={school?.name ?? vi.schools.newTitle}
      onClose={onClose}
      footer={
        <FormActions
          save={{
            do: 'schools.update',
            run: () => save(),
            running,
            disabled: school !== null && !form.isDirty(),
          }}
          onCancel={leave}
          remove={school && { do: 'schools.remove', run: () => onRemove(school) }}
        />
      }
    >
      <form onSubmit={save} noValidate>
        <Editable do="schools.update">
          {kept.note}
          {failure && !failedField && <ErrorNotice error={failure} />}
          <FormSection title={vi.schools.sections.identity}>
            <TextInput
              label={vi.schools.fields.name}
              withAsterisk
              data-autofocus
              {...form.getInputProps('name')}
            />
            <div className="ct-fields-2">
              <Select
                label={vi.schools.fields.unitId}
                withAsterisk
                placeholder={organisations.length === 0 ? vi.schools.noUnits : undefined}
                data={organisations.map((unit) => ({
                  value: unit.id,
                  label: formatUnit(unit),
                }))}
                {...form.getInputProps('unitId')}
              />
              <Select
                label={vi.schools.fields.level}
                withAsterisk
                data={level.options.map((value) => ({ value, label: vi.levelsLong[value] }))}
                {...form.getInputProps('level')}
              />
              {text('code')}
              {text('symbol')}
            </div>
            {school && (
              <p className="ct-dim">
                {vi.schools.pairedWith}: {school.pairedWith.join('; ') || vi.schools.unpaired}
              </p>
            )}
          </FormSection>
          <FormSection title={vi.schools.sections.contact}>
            {text('address')}
            {text('commune')}
            <div className="ct-fields-2">
              {text('principal')}
              {text('position')}
              {text('phone')}
              {text('email')}
            </div>
          </FormSection>
          <FormSection title={vi.schools.sections.size}>
            <div className="ct-fields-3">
              {COUNTS.map((name) => (
                <NumberInput key={name} label={vi.schools.fields[name]} {...form.getInputProps(name)} />
              ))}
            </div>
          </FormSection>
          {/* Lets Enter in a field save, as in every form. */}
          <button type="submit" hidden />
        </Editable>
      </form>
      {school && <RecordHistory subject={{ kind: 'school', id: school.id }} onUndone={onClose} />}
    </SidePanel>
  );
}
