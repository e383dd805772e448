import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Organisation } from '../../../preload/contract/programmes.ts';
import type { RegisteredSchool } from '../../../preload/contract/schools.ts';
import { successionProcedures } from '../../../preload/contract/succession.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { optionsFilter } from '../../components/options-filter.ts';
import { Can, Editable } from '../../components/rights.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { errorsBy, fieldOf, reasonOf } from '../../components/validation.ts';
import { formatDay, formatUnit } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import {
  NEW_UNIT,
  type SuccessionValues,
  successionErrors,
  successorValues,
  toSuccession,
} from './succession-values.ts';

const texts = vi.succession;
const renameForm = successionProcedures['organisations.rename'].input;
const NO_SCHOOLS: readonly RegisteredSchool[] = [];

interface UnitProps {
  readonly unit: Organisation;
}

/** A unit's names through the times, and the acts that change what it is called or end it. */
export function UnitHistory({ unit, others }: UnitProps & { readonly others: readonly Organisation[] }) {
  const [act, setAct] = useState<'rename' | 'succeed' | null>(null);
  const close = () => setAct(null);
  return (
    <Stack gap="sm" mt="lg">
      {unit.names.length > 1 && (
        <section>
          <h3 className="unit-names-title">{texts.names}</h3>
          <ul className="unit-names">
            {unit.names.map(({ name, validFrom, validTo }) => (
              <li key={validFrom}>
                {name}{' '}
                <span className="ct-dim">
                  {[validFrom && texts.from(formatDay(validFrom)), validTo && texts.until(formatDay(validTo))]
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {unit.endedOn !== null && (
        <p className="ct-dim settings-hint">{texts.followedBy(unit.successors.join(', '))}</p>
      )}
      {act === null && unit.endedOn === null && (
        <Group gap="sm">
          <Can do="organisations.rename">
            <Button variant="default" onClick={() => setAct('rename')}>
              {texts.rename}
            </Button>
          </Can>
          <Can do="organisations.succeed">
            <Button variant="default" onClick={() => setAct('succeed')}>
              {texts.succeed}
            </Button>
          </Can>
        </Group>
      )}
      {act === 'rename' && <RenameForm unit={unit} onClose={close} />}
      {act === 'succeed' && <SucceedForm unit={unit} others={others} onClose={close} />}
    </Stack>
  );
}

function RenameForm({ unit, onClose }: UnitProps & { readonly onClose: () => void }) {
  const rename = useCommand('organisations.rename');
  const undoLast = useUndoLast();
  const form = useForm({
    initialValues: { name: unit.name, from: '' },
    validate: (values) => errorsBy(renameForm, { id: unit.id, ...values }),
  });
  const kept = useKeptForm(`unit.${unit.id}.rename`, form);
  const leave = () => {
    kept.forget();
    onClose();
  };
  const save = form.onSubmit((values) =>
    rename.mutate(
      { id: unit.id, ...values },
      {
        onSuccess: () => {
          notifyDone(texts.renamed(values.name), {
            label: vi.common.undo,
            run: () => undoLast('organisations.rename'),
          });
          leave();
        },
        onError: (error) => {
          const field = fieldOf(error, ['name', 'from']);
          if (field) form.setFieldError(field, reasonOf(error));
        },
      },
    ),
  );
  return (
    <form className="ct-card unit-act" aria-label={texts.rename} onSubmit={save} noValidate>
      <Editable do="organisations.rename">
        {kept.note}
        <p className="ct-dim">{texts.renameHint}</p>
        <div className="ct-fields-2">
          <TextInput label={texts.newName} withAsterisk data-autofocus {...form.getInputProps('name')} />
          <DayField label={texts.nameFrom} withAsterisk {...form.getInputProps('from')} />
        </div>
        {rename.error && fieldOf(rename.error, ['name', 'from']) === null && (
          <ErrorNotice error={rename.error} />
        )}
        <Group gap="sm">
          <Button type="submit" loading={rename.isPending}>
            {texts.rename}
          </Button>
          <Button variant="default" onClick={leave}>
            {vi.common.cancel}
          </Button>
        </Group>
      </Editable>
    </form>
  );
}

interface SucceedFormProps extends UnitProps {
  readonly others: readonly Organisation[];
  readonly onClose: () => void;
}

/** Which units follow one that ends, and where each of its schools goes. */
function SucceedForm({ unit, others, onClose }: SucceedFormProps) {
  const kinds = useProcedure('organisations.kinds', {}).data?.kinds ?? [];
  const schools = useProcedure('schools.list', { unitId: unit.id }).data?.schools ?? NO_SCHOOLS;
  const succeed = useCommand('organisations.succeed');
  const undoLast = useUndoLast();
  const form = useForm<SuccessionValues>({
    initialValues: { on: '', successors: [successorValues()], schools: {} },
    validate: (values) => successionErrors(values),
  });
  const kept = useKeptForm(`unit.${unit.id}.succeed`, form);
  const leave = () => {
    kept.forget();
    onClose();
  };
  const { successors } = form.values;
  const living = others.filter((other) => other.id !== unit.id && other.endedOn === null);
  const nameOf = (place: number): string => {
    const successor = successors[place];
    const known = living.find(({ id }) => id === successor?.choice);
    if (known) return formatUnit(known);
    const word = kinds.find(({ kind }) => kind === successor?.kind)?.word;
    return successor?.name && word
      ? formatUnit({ kindWord: word, name: successor.name })
      : texts.successor(place + 1);
  };
  const fields = ['on', ...successors.map((_, place) => `successors.${place}`)];
  const failedField = succeed.error && fieldOf(succeed.error, fields);
  const save = form.onSubmit((values) =>
    succeed.mutate(toSuccession(unit.id, values, schools), {
      onSuccess: () => {
        notifyDone(texts.done(unit.name), {
          label: vi.common.undo,
          run: () => undoLast('organisations.succeed'),
        });
        leave();
      },
      onError: (error) => {
        const field = fieldOf(error, fields);
        if (field === 'on') form.setFieldError('on', reasonOf(error));
        else if (field) form.setFieldError(`${field}.choice`, reasonOf(error));
      },
    }),
  );
  return (
    <form className="ct-card unit-act" aria-label={texts.succeed} onSubmit={save} noValidate>
      <Editable do="organisations.succeed">
        {kept.note}
        <p className="ct-dim">{texts.succeedHint}</p>
        <DayField label={texts.on} withAsterisk w={140} {...form.getInputProps('on')} />
        <fieldset className="unit-successors">
          <legend>{texts.successors}</legend>
          {successors.map((successor, place) => (
            <div key={successor.key} className="unit-successor">
              <Select
                aria-label={texts.successor(place + 1)}
                data={[
                  { value: NEW_UNIT, label: texts.newUnit },
                  ...living.map((other) => ({ value: other.id, label: formatUnit(other) })),
                ]}
                {...form.getInputProps(`successors.${place}.choice`)}
              />
              {successor.choice === NEW_UNIT && (
                <>
                  <Select
                    aria-label={`${texts.successor(place + 1)}: ${texts.kind}`}
                    placeholder={texts.kind}
                    data={kinds.map(({ kind, word }) => ({ value: kind, label: word }))}
                    {...form.getInputProps(`successors.${place}.kind`)}
                    value={successor.kind || null}
                  />
                  <TextInput
                    aria-label={`${texts.successor(place + 1)}: ${texts.name}`}
                    placeholder={texts.name}
                    {...form.getInputProps(`successors.${place}.name`)}
                  />
                </>
              )}
              {place > 0 && place === successors.length - 1 && (
                <ActionIcon
                  aria-label={texts.removeSuccessor(place + 1)}
                  onClick={() => form.removeListItem('successors', place)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              )}
            </div>
          ))}
          <Button
            variant="subtle"
            leftSection={<IconPlus size={16} />}
            onClick={() => form.insertListItem('successors', successorValues())}
          >
            {texts.addSuccessor}
          </Button>
        </fieldset>
        {schools.length === 0 ? (
          <p className="ct-dim">{texts.noSchools}</p>
        ) : (
          <table className="ct-plain-table unit-schools" aria-label={texts.schools}>
            <thead>
              <tr>
                <th scope="col">{texts.school}</th>
                <th scope="col">{texts.goesTo}</th>
                <th scope="col">{texts.commune}</th>
              </tr>
            </thead>
            <tbody>
              {schools.map(({ id, name }) => (
                <tr key={id}>
                  <td>{name}</td>
                  <td>
                    <Select
                      aria-label={texts.goesToOf(name)}
                      filter={optionsFilter}
                      data={successors.map((_, place) => ({ value: `${place}`, label: nameOf(place) }))}
                      {...form.getInputProps(`schools.${id}.successor`)}
                      value={form.values.schools[id]?.successor ?? '0'}
                    />
                  </td>
                  <td>
                    <TextInput
                      aria-label={texts.communeOf(name)}
                      placeholder={texts.communeHint}
                      {...form.getInputProps(`schools.${id}.commune`)}
                      value={form.values.schools[id]?.commune ?? ''}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {succeed.error && failedField === null && <ErrorNotice error={succeed.error} />}
        <Group gap="sm">
          <Button type="submit" loading={succeed.isPending}>
            {texts.run(schools.length)}
          </Button>
          <Button variant="default" onClick={leave}>
            {vi.common.cancel}
          </Button>
        </Group>
      </Editable>
    </form>
  );
}
