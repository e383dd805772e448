import { ActionIcon, Button, Group, Skeleton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconTrash, IconUsersGroup } from '@tabler/icons-react';
import { type WorkingGroupMember, workingGroupProcedures } from '../../../preload/contract/working-group.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { Editable } from '../../components/rights.tsx';
import { SortableList } from '../../components/sortable-list.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useActKeys, useSaveKey } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { errorsBy } from '../../components/validation.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.workingGroup;
const saveForm = workingGroupProcedures['workingGroup.save'].input;
const FIELDS = ['fullName', 'role', 'post', 'body', 'task'] as const;

/** The group that steers the programme, in the order of its papers. */
export function WorkingGroup() {
  const group = useProcedure('workingGroup.list', {});
  if (group.error) return <ErrorNotice error={group.error} onRetry={() => group.refetch()} />;
  return group.data ? (
    // What was stored elsewhere, or taken back, is shown afresh.
    <Form key={JSON.stringify(group.data.members)} members={group.data.members} />
  ) : (
    <Skeleton height={240} />
  );
}

/** A member as the fields hold it. The form copies its values on every change, so each carries a key of its own. */
const valuesOf = (member?: WorkingGroupMember) => ({
  key: crypto.randomUUID(),
  fullName: member?.fullName ?? '',
  role: member?.role ?? '',
  post: member?.post ?? '',
  body: member?.body ?? '',
  task: member?.task ?? '',
});

const toInput = (values: { readonly members: readonly ReturnType<typeof valuesOf>[] }) => ({
  members: values.members.map(({ key: _, ...member }) => member),
});

function Form({ members }: { readonly members: readonly WorkingGroupMember[] }) {
  const save = useCommand('workingGroup.save');
  const undoLast = useUndoLast();
  const form = useForm({
    initialValues: { members: members.map(valuesOf) },
    validate: (values) => errorsBy(saveForm, toInput(values)),
  });
  const kept = useKeptForm('working-group', form);
  const submit = form.onSubmit((values) =>
    save.mutate(toInput(values), {
      onSuccess: () => {
        kept.forget();
        notifyDone(texts.saved, { label: vi.common.undo, run: () => undoLast('workingGroup.save') });
      },
    }),
  );
  const add = () => form.insertListItem('members', valuesOf());
  useSaveKey('workingGroup.save', () => submit());
  useActKeys('workingGroup.save', { insert: add });
  const listed = form.values.members;
  return (
    <form className="settings-form working-group" onSubmit={submit} noValidate>
      <Editable do="workingGroup.save">
        <p className="ct-dim settings-hint">{texts.hint}</p>
        {kept.note}
        {listed.length === 0 && <EmptyState icon={IconUsersGroup} text={texts.empty} />}
        <SortableList
          label={texts.title}
          items={listed}
          idOf={({ key }) => key}
          nameOf={(member) => member.fullName || texts.unnamed}
          onMove={(from, to) => form.reorderListItem('members', { from, to })}
        >
          {(member, index) => (
            <div className="working-group-member">
              {FIELDS.map((field) => (
                <TextInput
                  key={field}
                  className={`working-group-${field}`}
                  label={texts.fields[field]}
                  withAsterisk={field === 'fullName'}
                  {...(field === 'role' ? { placeholder: texts.roleHint } : {})}
                  {...form.getInputProps(`members.${index}.${field}`)}
                />
              ))}
              <ActionIcon
                aria-label={texts.remove(member.fullName || texts.unnamed)}
                onClick={() => form.removeListItem('members', index)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          )}
        </SortableList>
        {save.error && <ErrorNotice error={save.error} />}
        <Group mt="md">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {vi.common.save}
          </Button>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={add}>
            {texts.add}
          </Button>
        </Group>
      </Editable>
    </form>
  );
}
