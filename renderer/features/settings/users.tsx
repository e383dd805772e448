import { ActionIcon, Button, Group, Select, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconKey, IconPencil, IconPlus, IconTrash, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { useCan, useSession } from '../../api/session.ts';
import { Confirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can, ReadOnlyNote } from '../../components/rights.tsx';
import { vi } from '../../i18n/vi.ts';
import { PasswordDialog, UserForm } from './user-forms.tsx';
import './users.css';

const texts = vi.users;
const IDLE = [5, 10, 15, 30] as const;

type User = OutputOf<'users.list'>['users'][number];

/** Who shares this computer, and what each of them may do. */
export function Users() {
  const list = useProcedure('users.list', {});
  const me = useSession().data?.person?.id ?? null;
  const [edited, setEdited] = useState<User['id'] | 'new' | null>(null);
  const [keyed, setKeyed] = useState<User | null>(null);
  const [leaving, setLeaving] = useState<User | null>(null);
  const mayEdit = useCan('users.update');
  if (list.error) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  if (!list.data) return <Skeleton height={240} />;
  const { users, openAdmins, idleMinutes } = list.data;
  const close = () => setEdited(null);
  return (
    <div className="users">
      <p className="ct-dim settings-hint">
        {texts.lead} {texts.guard}
      </p>
      <ReadOnlyNote do="users.update" />
      {openAdmins.length > 0 && (
        <p className="users-warning" role="note">
          <IconAlertTriangle size={18} aria-hidden />
          {texts.openAdmins(openAdmins.join(', '))}
        </p>
      )}
      {users.length === 0 && edited !== 'new' && <EmptyState icon={IconUsers} text={texts.empty} />}
      {users.length > 0 && (
        <table className="ct-plain-table ct-card" aria-label={vi.settings.sections.users}>
          <thead>
            <tr>
              <th scope="col">{texts.name}</th>
              <th scope="col">{texts.role}</th>
              <th scope="col">{texts.password}</th>
              <th aria-hidden />
            </tr>
          </thead>
          <tbody>
            {users.map((user) =>
              user.id === edited ? (
                <tr key={user.id}>
                  <td colSpan={4}>
                    <UserForm user={user} isFirst={false} onClose={close} />
                  </td>
                </tr>
              ) : (
                <tr key={user.id}>
                  <td>
                    {user.name}
                    {user.id === me && <span className="ct-dim"> ({texts.you})</span>}
                  </td>
                  <td>
                    {texts.roles[user.role]}
                    <div className="ct-dim ct-small">{texts.roleHints[user.role]}</div>
                  </td>
                  <td>{user.hasPassword ? texts.withPassword : texts.withoutPassword}</td>
                  <td className="settings-row-acts">
                    {mayEdit && (
                      <>
                        <RowAct
                          icon={IconPencil}
                          label={texts.edit(user.name)}
                          act={() => setEdited(user.id)}
                        />
                        <RowAct
                          icon={IconKey}
                          label={texts.setPassword(user.name)}
                          act={() => setKeyed(user)}
                        />
                        <RowAct
                          icon={IconTrash}
                          label={texts.remove(user.name)}
                          act={() => setLeaving(user)}
                        />
                      </>
                    )}
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      )}
      {edited === 'new' ? (
        <div className="ct-card settings-add">
          <UserForm user={null} isFirst={users.length === 0} onClose={close} />
        </div>
      ) : (
        <Can do="users.create">
          <Button
            variant={users.length === 0 ? 'filled' : 'default'}
            mt="md"
            leftSection={<IconPlus size={16} />}
            onClick={() => setEdited('new')}
          >
            {texts.add}
          </Button>
        </Can>
      )}
      {users.length > 0 && <IdleLock minutes={idleMinutes} />}
      {keyed && <PasswordDialog user={keyed} onClose={() => setKeyed(null)} />}
      {leaving && <Leaving user={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}

interface RowActProps {
  readonly icon: typeof IconKey;
  readonly label: string;
  readonly act: () => void;
}

const RowAct = ({ icon: Drawing, label, act }: RowActProps) => (
  <ActionIcon aria-label={label} title={label} onClick={act}>
    <Drawing size={16} />
  </ActionIcon>
);

function IdleLock({ minutes }: { readonly minutes: number | null }) {
  const save = useCommand('users.setIdleLock');
  const mayEdit = useCan('users.setIdleLock');
  return (
    <Select
      mt="lg"
      w={360}
      label={texts.idle}
      description={texts.idleHint}
      allowDeselect={false}
      disabled={!mayEdit}
      data={[
        { value: 'off', label: texts.idleOff },
        ...IDLE.map((each) => ({ value: `${each}`, label: texts.idleAfter(each) })),
      ]}
      value={minutes === null ? 'off' : `${minutes}`}
      onChange={(value) =>
        save.mutate(
          { minutes: IDLE.find((each) => `${each}` === value) ?? null },
          { onSuccess: () => notifyDone(vi.common.saved), onError: notifyError },
        )
      }
    />
  );
}

function Leaving({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const remove = useCommand('users.remove');
  return (
    <Confirm
      opened
      dangerous
      title={texts.removeTitle(user.name)}
      act={vi.common.remove}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(
          { id: user.id },
          {
            onSuccess: () => {
              notifyDone(texts.removed(user.name));
              onClose();
            },
          },
        )
      }
    >
      <Group>{texts.removeHint}</Group>
      {remove.error && <ErrorNotice error={remove.error} />}
    </Confirm>
  );
}
