import { Button, Group, PasswordInput } from '@mantine/core';
import { IconLock, IconUser } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Person, Session } from '../../../preload/contract/users.ts';
import { useCommand } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { vi } from '../../i18n/vi.ts';
import { Forgotten } from './forgotten.tsx';
import './sign-in.css';

const texts = vi.signIn;

/** Who works? Those without a password are let in by one click. */
export function SignIn({ session }: { readonly session: Session }) {
  const { state, person, people } = session;
  const signIn = useCommand('session.signIn');
  const before = state === 'locked' ? people.find(({ id }) => id === person?.id) : undefined;
  const [chosen, setChosen] = useState<Person | undefined>(before?.hasPassword ? before : undefined);
  const [forgotten, setForgotten] = useState(false);
  const choose = (next: Person) => {
    signIn.reset();
    setForgotten(false);
    setChosen(next.hasPassword ? next : undefined);
    if (!next.hasPassword) signIn.mutate({ userId: next.id, password: null });
  };
  return (
    <main className="ct-start">
      {/* A dialog, so that no key reaches what lies behind the lock. */}
      <div className="sign-in" role="dialog" aria-modal="true" aria-labelledby="sign-in-title">
        <h1 id="sign-in-title">
          {state === 'locked' && <IconLock size={28} stroke={1.6} aria-hidden />}
          {state === 'locked' ? texts.locked : texts.title}
        </h1>
        <p className="ct-dim sign-in-lead">{state === 'locked' ? texts.lockedHint : texts.hint}</p>
        <ul className="sign-in-people" aria-label={texts.people}>
          {people.map((each) => (
            <li key={each.id}>
              <PersonCard
                person={each}
                chosen={each.id === chosen?.id}
                focused={chosen === undefined && each.id === (before ?? people[0])?.id}
                disabled={signIn.isPending}
                onChoose={() => choose(each)}
              />
            </li>
          ))}
        </ul>
        {chosen && !forgotten && (
          <PasswordForm
            key={chosen.id}
            person={chosen}
            busy={signIn.isPending}
            fault={signIn.error?.message ?? null}
            onSubmit={(password) => signIn.mutate({ userId: chosen.id, password })}
            onForgotten={() => setForgotten(true)}
          />
        )}
        {chosen && forgotten && (
          <Forgotten key={chosen.id} person={chosen} onBack={() => setForgotten(false)} />
        )}
        {!chosen && signIn.error && <ErrorNotice error={signIn.error} />}
      </div>
    </main>
  );
}

interface PersonCardProps {
  readonly person: Person;
  readonly chosen: boolean;
  readonly focused: boolean;
  readonly disabled: boolean;
  readonly onChoose: () => void;
}

function PersonCard({ person, chosen, focused, disabled, onChoose }: PersonCardProps) {
  const card = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the screen comes up
  useEffect(() => {
    if (focused) card.current?.focus();
  }, []);
  return (
    <button
      ref={card}
      type="button"
      className="sign-in-person"
      aria-pressed={person.hasPassword ? chosen : undefined}
      disabled={disabled}
      onClick={onChoose}
    >
      <IconUser size={24} stroke={1.6} aria-hidden />
      <strong>{person.name}</strong>
      <span className="ct-dim ct-small">
        {vi.users.roles[person.role]}
        {person.hasPassword && ` · ${texts.withPassword}`}
      </span>
    </button>
  );
}

interface PasswordFormProps {
  readonly person: Person;
  readonly busy: boolean;
  readonly fault: string | null;
  readonly onSubmit: (password: string) => void;
  readonly onForgotten: () => void;
}

function PasswordForm({ person, busy, fault, onSubmit, onForgotten }: PasswordFormProps) {
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(password);
  };
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    // What was wrong is typed over.
    if (fault !== null) field.current?.select();
  }, [fault]);
  return (
    <form className="sign-in-password" onSubmit={submit}>
      <PasswordInput
        ref={field}
        label={texts.passwordOf(person.name)}
        autoComplete="off"
        error={fault}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': texts.show }}
      />
      <Group justify="space-between">
        <Button type="submit" loading={busy}>
          {texts.enter}
        </Button>
        <Button variant="subtle" onClick={onForgotten}>
          {texts.forgotten}
        </Button>
      </Group>
    </form>
  );
}
