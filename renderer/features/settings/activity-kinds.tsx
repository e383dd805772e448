import { ActionIcon, Button, Checkbox, Group, Select, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type ActivityKind,
  activityProcedures,
  REQUIRABLE_FIELDS,
} from '../../../preload/contract/activities.ts';
import { level } from '../../../preload/contract/schools.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can, Editable, ReadOnlyNote } from '../../components/rights.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { errorsBy, errorsOf } from '../../components/validation.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.activities.kinds;
const saveForm = activityProcedures['activities.saveKind'].input;

type Indicators = OutputOf<'activities.kinds'>['indicators'];

/** What is known as an activity, what each kind asks for, and what it counts for. */
export function ActivityKinds() {
  const catalogue = useProcedure('activities.kinds', {});
  const remove = useCommand('activities.removeKind');
  const undoLast = useUndoLast();
  const [edited, setEdited] = useState<ActivityKind['code'] | 'new' | null>(null);
  if (catalogue.error) return <ErrorNotice error={catalogue.error} onRetry={() => catalogue.refetch()} />;
  if (!catalogue.data) return <Skeleton height={320} />;
  const { kinds, indicators } = catalogue.data;
  const nameOf = (code: string) => indicators.find((indicator) => indicator.code === code)?.name ?? code;
  const removeNow = ({ code, name }: ActivityKind) =>
    remove.mutate(
      { code },
      {
        onSuccess: () =>
          notifyDone(texts.removed(name), {
            label: vi.common.undo,
            run: () => undoLast('activities.removeKind'),
          }),
        onError: notifyError,
      },
    );
  return (
    <>
      <p className="ct-dim settings-hint">{texts.hint}</p>
      <ReadOnlyNote do="activities.saveKind" />
      <table className="ct-plain-table ct-card" aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.indicator}</th>
            <th scope="col">{texts.requires}</th>
            <th scope="col">{texts.levels}</th>
            <th aria-hidden />
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) =>
            kind.code === edited ? (
              <tr key={kind.code}>
                <td colSpan={5}>
                  <KindForm kind={kind} indicators={indicators} onClose={() => setEdited(null)} />
                </td>
              </tr>
            ) : (
              <tr key={kind.code}>
                <td>{kind.name}</td>
                <td>{nameOf(kind.indicator)}</td>
                <td>{requiredNames(kind) || <span className="ct-dim">{texts.nothingRequired}</span>}</td>
                <td>
                  {kind.levels?.map((of) => vi.levels[of]).join(', ') ?? (
                    <span className="ct-dim">{texts.allLevels}</span>
                  )}
                </td>
                <td className="settings-row-acts">
                  <Can do="activities.saveKind">
                    <ActionIcon
                      aria-label={texts.edit(kind.name)}
                      title={texts.edit(kind.name)}
                      onClick={() => setEdited(kind.code)}
                    >
                      <IconPencil size={16} />
                    </ActionIcon>
                  </Can>
                  <Can do="activities.removeKind">
                    <ActionIcon
                      aria-label={texts.remove(kind.name)}
                      title={texts.remove(kind.name)}
                      onClick={() => removeNow(kind)}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Can>
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {edited === 'new' ? (
        <div className="ct-card settings-add">
          <KindForm kind={null} indicators={indicators} onClose={() => setEdited(null)} />
        </div>
      ) : (
        <Can do="activities.saveKind">
          <Button
            variant="default"
            mt="md"
            leftSection={<IconPlus size={16} />}
            onClick={() => setEdited('new')}
          >
            {texts.add}
          </Button>
        </Can>
      )}
    </>
  );
}

const requiredNames = ({ requires }: ActivityKind): string =>
  REQUIRABLE_FIELDS.filter((field) => requires.includes(field))
    .map((field) => texts.required[field])
    .join(', ');

interface KindFormProps {
  /** null adds a new one. */
  readonly kind: ActivityKind | null;
  readonly indicators: Indicators;
  readonly onClose: () => void;
}

function KindForm({ kind, indicators, onClose }: KindFormProps) {
  const save = useCommand('activities.saveKind');
  const form = useForm({
    initialValues: {
      name: kind?.name ?? '',
      indicator: kind?.indicator ?? '',
      requires: REQUIRABLE_FIELDS.filter((field) => kind?.requires.includes(field)),
      levels: [...(kind?.levels ?? level.options)],
    },
    validate: (values) => ({
      ...errorsBy(saveForm, { ...values, code: null }),
      ...(values.indicator === '' ? { indicator: vi.validation.choose } : {}),
      ...(values.levels.length === 0 ? { levels: vi.validation.choose } : {}),
    }),
  });
  const kept = useKeptForm(`kind.${kind?.code ?? 'new'}`, form);
  const leave = () => {
    kept.forget();
    onClose();
  };
  const submit = form.onSubmit(({ levels, ...values }) =>
    save.mutate(
      {
        ...values,
        code: kind?.code ?? null,
        levels: levels.length === level.options.length ? null : levels,
      },
      {
        onSuccess: () => {
          notifyDone(vi.common.saved);
          leave();
        },
        onError: (error) => form.setErrors(errorsOf(error, Object.keys(form.values))),
      },
    ),
  );
  const failure =
    save.error && Object.keys(errorsOf(save.error, Object.keys(form.values))).length === 0
      ? save.error
      : null;
  return (
    <form
      className="settings-kind"
      aria-label={kind ? texts.edit(kind.name) : texts.add}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
        if (event.key === 'Enter' && event.ctrlKey) submit();
      }}
      noValidate
    >
      <Editable do="activities.saveKind">
        {kept.note}
        <div className="ct-fields-2">
          <TextInput label={texts.name} withAsterisk autoFocus {...form.getInputProps('name')} />
          <Select
            label={texts.indicator}
            withAsterisk
            disabled={kind?.isShipped ?? false}
            data={indicators.map(({ code, name }) => ({ value: code, label: name }))}
            {...form.getInputProps('indicator')}
          />
          <Checkbox.Group label={texts.requires} {...form.getInputProps('requires')}>
            <Group gap="md" mt={4}>
              {REQUIRABLE_FIELDS.map((field) => (
                <Checkbox key={field} value={field} label={texts.required[field]} />
              ))}
            </Group>
          </Checkbox.Group>
          <Checkbox.Group label={texts.levels} {...form.getInputProps('levels')}>
            <Group gap="md" mt={4}>
              {level.options.map((of) => (
                <Checkbox key={of} value={of} label={vi.levels[of]} />
              ))}
            </Group>
          </Checkbox.Group>
        </div>
        {failure && <ErrorNotice error={failure} />}
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {vi.common.save}
          </Button>
          <Button variant="default" onClick={leave}>
            {vi.common.cancel}
          </Button>
        </Group>
      </Editable>
    </form>
  );
}
