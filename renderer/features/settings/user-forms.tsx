import { Button, Group, Modal, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type FormEvent, useState } from 'react';
import { ROLES, type Role } from '../../../preload/contract/rights.ts';
import { newPassword, type Person, userProcedures } from '../../../preload/contract/users.ts';
import type { ApiError } from '../../api/client.ts';
import { useCommand, useJob } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { errorsBy, errorsOf } from '../../components/validation.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.users;
const saveForm = userProcedures['users.update'].input;
const FIELDS = ['name', 'role', 'password'];

const isRole = (value: string): value is Role => ROLES.some((role) => role === value);

interface UserFormProps {
  /** null adds a new one. */
  readonly user: Person | null;
  /** The first one has all rights, whatever is chosen. */
  readonly isFirst: boolean;
  readonly onClose: () => void;
}

/** Name and role of a user; of a new one, a password, too. */
export function UserForm({ user, isFirst, onClose }: UserFormProps) {
  const create = useJob('users.create');
  const update = useCommand('users.update');
  const initialRole: Role = user?.role ?? (isFirst ? 'admin' : 'editor');
  // Nothing of it is kept while it waits: it may hold a password.
  const form = useForm({
    initialValues: { name: user?.name ?? '', role: initialRole, password: '' },
    validate: ({ name, role, password }) => ({
      ...errorsBy(saveForm, { id: crypto.randomUUID(), name, role }),
      ...(password !== '' && !newPassword.safeParse(password).success ? { password: texts.tooShort } : {}),
    }),
  });
  const settled = (done: string) => ({
    onSuccess: () => {
      notifyDone(done);
      onClose();
    },
    onError: (error: ApiError) => form.setErrors(errorsOf(error, FIELDS)),
  });
  const submit = form.onSubmit(({ name, role, password }) =>
    user
      ? update.mutate({ id: user.id, name, role }, settled(vi.common.saved))
      : create.mutate({ name, role, password: password || null }, settled(texts.added(name))),
  );
  const error = create.error ?? update.error;
  const failure = error && Object.keys(errorsOf(error, FIELDS)).length === 0 ? error : null;
  return (
    <form
      className="user-form"
      aria-label={user ? texts.edit(user.name) : texts.add}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
        if (event.key === 'Enter' && event.ctrlKey) submit();
      }}
      noValidate
    >
      <TextInput
        label={texts.name}
        withAsterisk
        autoFocus
        placeholder={texts.nameHint}
        {...form.getInputProps('name')}
      />
      <Radio.Group
        label={texts.role}
        value={form.values.role}
        onChange={(value) => isRole(value) && form.setFieldValue('role', value)}
        error={form.errors.role}
      >
        <Stack gap="xs" mt={4}>
          {ROLES.map((role) => (
            <Radio
              key={role}
              value={role}
              label={texts.roles[role]}
              description={texts.roleHints[role]}
              disabled={isFirst && role !== 'admin'}
            />
          ))}
        </Stack>
      </Radio.Group>
      {!user && (
        <PasswordInput
          label={texts.optionalPassword}
          description={texts.passwordHint}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': vi.signIn.show }}
          {...form.getInputProps('password')}
        />
      )}
      {failure && <ErrorNotice error={failure} />}
      <Group gap="sm">
        <Button type="submit" loading={create.isPending || update.isPending}>
          {user ? vi.common.save : vi.common.add}
        </Button>
        <Button variant="default" onClick={onClose}>
          {vi.common.cancel}
        </Button>
      </Group>
    </form>
  );
}

/** Sets a user's password, or takes it away. */
export function PasswordDialog({ user, onClose }: { readonly user: Person; readonly onClose: () => void }) {
  const set = useJob('users.setPassword');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const send = (next: string | null, done: string) =>
    set.mutate(
      { id: user.id, password: next },
      {
        onSuccess: () => {
          notifyDone(done);
          onClose();
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fits = newPassword.safeParse(password).success;
    setFault(fits ? null : texts.tooShort);
    if (fits) send(password, texts.passwordSet(user.name));
  };
  return (
    <Modal opened onClose={onClose} title={texts.setPassword(user.name)}>
      <form onSubmit={submit} noValidate>
        <PasswordInput
          data-autofocus
          label={texts.newPassword}
          description={texts.passwordHint}
          autoComplete="off"
          error={fault}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': vi.signIn.show }}
        />
        {set.error && <ErrorNotice error={set.error} />}
        <Group justify="flex-end" mt="lg" gap="sm">
          {user.hasPassword && (
            <Button variant="default" onClick={() => send(null, texts.passwordRemoved(user.name))}>
              {texts.removePassword}
            </Button>
          )}
          <Button type="submit" loading={set.isPending}>
            {vi.signIn.savePassword}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
