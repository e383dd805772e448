import { Button, Group, List, PasswordInput, Skeleton } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { newPassword, type Person } from '../../../preload/contract/users.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { copyText } from '../../components/copy-text.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { vi } from '../../i18n/vi.ts';

const texts = vi.signIn.forgot;

interface ForgottenProps {
  readonly person: Person;
  readonly onBack: () => void;
}

/** The honest way to a new password: an admin proves that the data are his own, everybody else asks an admin. */
export function Forgotten({ person, onBack }: ForgottenProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="sign-in-forgotten">
      <h2 ref={title} tabIndex={-1}>
        {texts.title}
      </h2>
      {person.role === 'admin' ? <Reset person={person} /> : <p>{texts.askAdmin}</p>}
      <Button variant="default" onClick={onBack}>
        {vi.common.back}
      </Button>
    </section>
  );
}

function Reset({ person }: { readonly person: Person }) {
  const proof = useProcedure('session.forgot', { userId: person.id });
  const reset = useCommand('session.resetPassword');
  const openFolder = useCommand('app.openDataFolder');
  const status = useProcedure('app.status', {}).data;
  const [password, setPassword] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (newPassword.safeParse(password).success) {
      setFault(null);
      reset.mutate({ userId: person.id, password });
    } else setFault(vi.users.tooShort);
  };
  const failure = reset.error ?? openFolder.error;
  if (proof.error) return <ErrorNotice error={proof.error} />;
  if (!proof.data) return <Skeleton height={120} />;
  const { fileName, folder } = proof.data;
  return (
    <form onSubmit={submit} noValidate>
      <p>{texts.lead}</p>
      <List type="ordered" size="sm" spacing="xs">
        <List.Item>
          {texts.openFolder} <bdi className="sign-in-path">{folder}</bdi>{' '}
          {status?.canSaveAs && (
            <Button size="compact-xs" variant="subtle" onClick={() => openFolder.mutate({})}>
              {vi.common.openFolder}
            </Button>
          )}
        </List.Item>
        <List.Item>
          {texts.makeFile} <code>{fileName}</code>{' '}
          <Button size="compact-xs" variant="subtle" onClick={() => copyText(fileName)}>
            {texts.copyName}
          </Button>
        </List.Item>
        <List.Item>{texts.newPassword}</List.Item>
      </List>
      <PasswordInput
        label={vi.users.newPassword}
        description={vi.users.passwordHint}
        autoComplete="off"
        error={fault}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': vi.signIn.show }}
      />
      {failure && <ErrorNotice error={failure} />}
      <Group mt="sm" mb="sm">
        <Button type="submit" loading={reset.isPending}>
          {texts.act}
        </Button>
      </Group>
      <p className="ct-dim ct-small">{texts.journalled}</p>
    </form>
  );
}
