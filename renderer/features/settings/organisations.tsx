import { Accordion, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type Organisation, programmeProcedures } from '../../../preload/contract/programmes.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { Can, Editable } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { isSameUnit, useOwnUnit } from '../../components/use-own-unit.ts';
import { errorsBy } from '../../components/validation.ts';
import { formatDay, formatUnit } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { useRoute } from '../../route.ts';
import { UnitHistory } from './succession.tsx';

const texts = vi.settings.organisations;
const updateForm = programmeProcedures['organisations.update'].input;
const createForm = programmeProcedures['organisations.create'].input;
const FIELDS = ['name', 'committee', 'office', 'officeShort', 'officeSymbol', 'officeHead'] as const;
const CONTACTS = ['address', 'phone', 'email'] as const;

/** The managing units with the names in force today. */
export function Organisations() {
  const list = useProcedure('organisations.list', {});
  const [adding, setAdding] = useState(false);
  const { unit } = useRoute().params;
  if (list.error) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  const organisations = list.data?.organisations ?? [];
  return (
    <div className="settings-form">
      {list.data && organisations.length === 0 && !adding && (
        <EmptyState icon={IconBuilding} text={texts.empty} />
      )}
      {organisations.length > 0 && <OwnUnitField organisations={organisations} />}
      <Accordion variant="separated" multiple key={unit} defaultValue={unit ? [unit] : []}>
        {organisations.map((organisation) => (
          <Accordion.Item key={organisation.id} value={organisation.id}>
            <Accordion.Control>
              <Group justify="space-between" pr="md">
                <span>{formatUnit(organisation)}</span>
                {organisation.endedOn === null ? (
                  <StateBadge
                    tone={organisation.confirmed ? 'good' : 'warn'}
                    text={organisation.confirmed ? texts.confirmed : texts.unconfirmed}
                  />
                ) : (
                  <StateBadge tone="plain" text={vi.succession.ended(formatDay(organisation.endedOn))} />
                )}
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <NamesForm key={organisation.name} organisation={organisation} />
              <UnitHistory unit={organisation} others={organisations} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      {adding ? (
        <AddForm onClose={() => setAdding(false)} />
      ) : (
        <Can do="organisations.create">
          <Button
            variant="default"
            mt="md"
            leftSection={<IconPlus size={16} />}
            onClick={() => setAdding(true)}
          >
            {texts.add}
          </Button>
        </Can>
      )}
    </div>
  );
}

/** Which of the units the person at this computer works for. */
function OwnUnitField({ organisations }: { readonly organisations: readonly Organisation[] }) {
  const [own, setOwn] = useOwnUnit();
  const chosen = organisations.find((unit) => own && isSameUnit(unit, own));
  return (
    <Select
      mb="md"
      maw={320}
      clearable
      label={texts.own}
      description={texts.ownHint}
      placeholder={own?.name}
      data={organisations.map((unit) => ({ value: unit.id, label: formatUnit(unit) }))}
      value={chosen?.id ?? null}
      onChange={(id) => {
        const unit = organisations.find((each) => each.id === id);
        setOwn(unit ? { kind: unit.kind, name: unit.name } : null);
      }}
    />
  );
}

function NamesForm({ organisation }: { readonly organisation: Organisation }) {
  const update = useCommand('organisations.update');
  const { id, name, committee, office, officeShort, officeSymbol, officeHead } = organisation;
  const { address, phone, email } = organisation;
  const form = useForm({
    initialValues: {
      name,
      committee,
      office,
      officeShort,
      officeSymbol,
      officeHead,
      address: address ?? '',
      phone: phone ?? '',
      email: email ?? '',
    },
    validate: (values) => errorsBy(updateForm, { id, ...values }),
    validateInputOnBlur: true,
  });
  const kept = useKeptForm(`unit.${id}`, form);
  const save = form.onSubmit((values) =>
    update.mutate(
      { id, ...values },
      {
        onSuccess: () => {
          form.resetDirty();
          notifyDone(vi.common.saved);
        },
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Editable do="organisations.update">
        <Stack gap="md">
          {kept.note}
          {!organisation.confirmed && <p className="ct-dim settings-hint">{texts.unconfirmedHint}</p>}
          <div className="ct-fields-2">
            {FIELDS.map((field) => (
              <TextInput key={field} label={texts[field]} withAsterisk {...form.getInputProps(field)} />
            ))}
            {CONTACTS.map((field) => (
              <TextInput key={field} label={texts[field]} {...form.getInputProps(field)} />
            ))}
          </div>
          {update.error && <ErrorNotice error={update.error} />}
          <Group>
            <Button
              type="submit"
              loading={update.isPending}
              disabled={organisation.confirmed && !form.isDirty()}
            >
              {organisation.confirmed ? vi.common.save : texts.confirm}
            </Button>
          </Group>
        </Stack>
      </Editable>
    </form>
  );
}

function AddForm({ onClose }: { readonly onClose: () => void }) {
  const kinds = useProcedure('organisations.kinds', {}).data?.kinds ?? [];
  const create = useCommand('organisations.create');
  const form = useForm({
    initialValues: { kind: '', name: '' },
    validate: (values) => ({
      ...errorsBy(createForm, values),
      ...(values.kind === '' ? { kind: vi.validation.choose } : {}),
    }),
  });
  const kept = useKeptForm('unit.new', form);
  const leave = () => {
    kept.forget();
    onClose();
  };
  const save = form.onSubmit((values) =>
    create.mutate(values, {
      onSuccess: () => {
        notifyDone(texts.created(values.name));
        leave();
      },
    }),
  );
  return (
    <form className="ct-card settings-add" onSubmit={save} noValidate>
      <Editable do="organisations.create">
        {kept.note}
        <div className="ct-fields-2">
          <Select
            label={texts.kind}
            withAsterisk
            data={kinds.map(({ kind, word }) => ({ value: kind, label: word }))}
            {...form.getInputProps('kind')}
          />
          <TextInput
            label={texts.name}
            description={texts.nameHint}
            withAsterisk
            {...form.getInputProps('name')}
          />
        </div>
        {create.error && <ErrorNotice error={create.error} />}
        <Group mt="md" gap="sm">
          <Button type="submit" loading={create.isPending}>
            {texts.add}
          </Button>
          <Button variant="default" onClick={leave}>
            {vi.common.cancel}
          </Button>
        </Group>
      </Editable>
    </form>
  );
}
