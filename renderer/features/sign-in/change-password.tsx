import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { newPassword } from '../../../preload/contract/users.ts';
import { useCommand } from '../../api/hooks.ts';
import { useSession } from '../../api/session.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';

const texts = vi.signIn;

/** A new password of one's own, or none any more. */
export function ChangePassword({ onClose }: { readonly onClose: () => void }) {
  const session = useSession().data;
  const change = useCommand('session.changePassword');
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const hasPassword = session?.people.find(({ id }) => id === session.person?.id)?.hasPassword ?? false;
  const send = (next: string | null, done: string) =>
    change.mutate(
      { current: hasPassword ? current : null, password: next },
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
    setFault(fits ? null : vi.users.tooShort);
    if (fits) send(password, texts.passwordChanged);
  };
  const isWrong = ['PASSWORD_WRONG', 'SIGN_IN_DELAYED'].includes(change.error?.code ?? '');
  return (
    <Modal opened onClose={onClose} title={texts.changePassword}>
      <form onSubmit={submit} noValidate>
        {hasPassword && (
          <PasswordInput
            data-autofocus
            label={texts.currentPassword}
            autoComplete="off"
            mb="sm"
            error={isWrong && change.error?.message}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': texts.show }}
          />
        )}
        <PasswordInput
          data-autofocus={hasPassword ? undefined : true}
          label={vi.users.newPassword}
          description={vi.users.passwordHint}
          autoComplete="off"
          error={fault}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': texts.show }}
        />
        {change.error && !isWrong && <ErrorNotice error={change.error} />}
        <Group justify="flex-end" mt="lg" gap="sm">
          {hasPassword && (
            <Button variant="default" onClick={() => send(null, texts.passwordRemoved)}>
              {vi.users.removePassword}
            </Button>
          )}
          <Button type="submit" loading={change.isPending}>
            {texts.savePassword}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
