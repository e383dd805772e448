import { Button, Checkbox, Group, Modal, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { SHORTEST_BACKUP_PASSWORD } from '../../../preload/contract/backups.ts';
import { useCommand } from '../../api/hooks.ts';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can } from '../../components/rights.tsx';
import { vi } from '../../i18n/vi.ts';

const texts = vi.backups.password;

/** Whether new backups have a password, and the ways to set, change and give it up. */
export function PasswordSection({ since }: { readonly since: string | null }) {
  const queries = useQueryClient();
  const remove = useCommand('backups.removePassword');
  const [open, setOpen] = useState<'set' | 'remove'>();
  const close = () => setOpen(undefined);
  return (
    <section className="ct-card backups-second" aria-label={texts.title}>
      <h3>{texts.title}</h3>
      <p>{since === null ? texts.off : texts.on(since)}</p>
      <Can do="backups.setPassword">
        <div className="backups-acts">
          <Button variant="default" onClick={() => setOpen('set')}>
            {since === null ? texts.set : texts.change}
          </Button>
          {since !== null && (
            <Button variant="subtle" onClick={() => setOpen('remove')}>
              {texts.remove}
            </Button>
          )}
        </div>
      </Can>
      {open === 'set' && <PasswordDialog onClose={close} />}
      <Confirm
        opened={open === 'remove'}
        title={texts.remove}
        act={texts.remove}
        busy={remove.isPending}
        onClose={close}
        onConfirm={() =>
          remove.mutate(
            {},
            {
              onSuccess: () => notifyDone(texts.removed),
              onError: notifyError,
              onSettled: () => {
                void queries.invalidateQueries();
                close();
              },
            },
          )
        }
      >
        {texts.removeAsk}
      </Confirm>
    </section>
  );
}

/** Asks for a new password twice, and says what it means to forget it. */
function PasswordDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const set = useCommand('backups.setPassword');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [understood, setUnderstood] = useState(false);
  const [tried, setTried] = useState(false);
  const isShort = first.length < SHORTEST_BACKUP_PASSWORD;
  const differs = first.normalize('NFC') !== second.normalize('NFC');
  const save = () => {
    setTried(true);
    if (isShort || differs || !understood || set.isPending) return;
    set.mutate(
      { password: first },
      {
        onSuccess: () => {
          notifyDone(texts.done);
          void queries.invalidateQueries();
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title={texts.title} size="lg">
      <form
        className="backup-password"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="ct-dim">{texts.scope}</p>
        <PasswordInput
          data-autofocus
          autoComplete="new-password"
          label={texts.first}
          description={texts.hint(SHORTEST_BACKUP_PASSWORD)}
          value={first}
          error={tried && isShort && texts.short(SHORTEST_BACKUP_PASSWORD)}
          onChange={(event) => setFirst(event.currentTarget.value)}
        />
        <PasswordInput
          autoComplete="new-password"
          label={texts.second}
          value={second}
          error={tried && !isShort && differs && texts.differs}
          onChange={(event) => setSecond(event.currentTarget.value)}
        />
        <p>{texts.warning}</p>
        <Checkbox
          label={texts.understood}
          checked={understood}
          error={tried && !understood && texts.tick}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
        />
        {set.error && <ErrorNotice error={set.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {vi.common.cancel}
          </Button>
          <Button type="submit" loading={set.isPending}>
            {texts.save}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
