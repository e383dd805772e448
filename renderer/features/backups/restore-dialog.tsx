import { Button, Group, Loader, Modal, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BackupSource } from '../../../preload/contract/backups.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { BeginAnew } from '../../components/begin-anew.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Can } from '../../components/rights.tsx';
import { ToneSign } from '../../components/state-badge.tsx';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { ProblemList } from './problem-list.tsx';
import './backups.css';

const texts = vi.backups;

const ABOUT_PASSWORD: ReadonlySet<string> = new Set(['BACKUP_PASSWORD_NEEDED', 'BACKUP_PASSWORD_WRONG']);

interface RestoreDialogProps {
  readonly source: BackupSource;
  /** Whether there are data that it would replace. */
  readonly replaces: boolean;
  readonly onClose: () => void;
}

/** A look into a backup before it takes the place of the data. */
export function RestoreDialog({ source, replaces, onClose }: RestoreDialogProps) {
  const queries = useQueryClient();
  const [password, setPassword] = useState<string>();
  const input = { source, ...(password !== undefined && { password }) };
  const seen = useProcedure('backups.inspect', input);
  // A password stays nowhere, not even in what this window remembers of its questions.
  useEffect(() => () => queries.removeQueries({ queryKey: ['backups.inspect'] }), [queries]);
  const restore = useCommand('backups.restore');
  if (restore.data) {
    return (
      <BeginAnew title={texts.done} act={texts.go}>
        {restore.data.keptAs && <p>{texts.keptAs(restore.data.keptAs)}</p>}
      </BeginAnew>
    );
  }
  const asks = seen.error !== null && ABOUT_PASSWORD.has(seen.error.code);
  const isWhole = !seen.error && seen.data?.problems.length === 0;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={seen.data ? texts.title(seen.data.createdAt) : vi.settings.sections.backups}
    >
      <div className="backup-look" role="status" data-waiting={seen.isFetching || undefined}>
        {(seen.isPending || seen.isFetching) && (
          <span className="backup-verdict">
            <Loader size={16} /> {texts.looking}
          </span>
        )}
        {seen.data && !seen.error && <Contents seen={seen.data} />}
      </div>
      {seen.error && !asks && <ErrorNotice error={seen.error} />}
      {asks && (
        <PasswordQuestion
          error={seen.error?.code === 'BACKUP_PASSWORD_WRONG' ? seen.error.message : null}
          isPending={seen.isFetching}
          onAnswer={setPassword}
        />
      )}
      {isWhole && <p>{replaces ? texts.consequence : texts.consequenceDamaged}</p>}
      {restore.error && <ErrorNotice error={restore.error} />}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {vi.common.cancel}
        </Button>
        <Can do="backups.restore">
          <Button disabled={!isWhole} loading={restore.isPending} onClick={() => restore.mutate(input)}>
            {texts.restore}
          </Button>
        </Can>
      </Group>
    </Modal>
  );
}

interface PasswordQuestionProps {
  /** Why the last answer was none. */
  readonly error: string | null;
  readonly isPending: boolean;
  readonly onAnswer: (password: string) => void;
}

/** Asks for the password of a backup. */
function PasswordQuestion({ error, isPending, onAnswer }: PasswordQuestionProps) {
  const [typed, setTyped] = useState('');
  return (
    <form
      className="backup-password"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') onAnswer(typed);
      }}
    >
      <PasswordInput
        data-autofocus
        autoFocus
        autoComplete="off"
        label={texts.password.ask}
        description={texts.password.askHint}
        value={typed}
        error={error}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={isPending}>
          {texts.password.open}
        </Button>
      </Group>
    </form>
  );
}

function Contents({ seen }: { readonly seen: OutputOf<'backups.inspect'> }) {
  const hasNow = seen.figures.some(({ now }) => now !== null);
  return (
    <>
      {seen.problems.length === 0 ? (
        <p className="backup-verdict">
          <ToneSign tone="good" /> {texts.whole}
        </p>
      ) : (
        <ProblemList title={texts.broken(seen.problems.length)} problems={seen.problems} />
      )}
      {seen.rehearsal && <p>{texts.rehearsal}</p>}
      <table className="ct-plain-table">
        <thead>
          <tr>
            <th scope="col">{texts.figure}</th>
            <th scope="col" className="ct-number">
              {texts.inBackup}
            </th>
            {hasNow && (
              <th scope="col" className="ct-number">
                {texts.atPresent}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {seen.figures.map(({ what, inBackup, now }) => (
            <tr key={what}>
              <td>{texts.figures[what]}</td>
              <td className="ct-number">{formatCount(inBackup)}</td>
              {hasNow && <td className="ct-number">{now === null ? '' : formatCount(now)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
