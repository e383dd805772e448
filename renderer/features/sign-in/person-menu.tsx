import { Menu } from '@mantine/core';
import { IconKey, IconLock, IconUserShare, IconUsers } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useClient } from '../../api/hooks.ts';
import { lock, useSession } from '../../api/session.ts';
import { notifyError } from '../../components/notices.tsx';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import { Person, type PersonProps } from './person.tsx';

const texts = vi.signIn;

const ChangePassword = lazy(() =>
  import('./change-password.tsx').then((m) => ({ default: m.ChangePassword })),
);

/** Who works, and the ways to lock and to give the place to somebody else. */
export function PersonMenu(shown: PersonProps) {
  const client = useClient();
  const session = useSession().data;
  const [changing, setChanging] = useState(false);
  const named = session !== undefined && session.people.length > 0;
  const leave = (how: 'session.lock' | 'session.signOut') => void lock(client, how).catch(notifyError);
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <button type="button" className="frame-person-button" title={vi.app.person}>
            <Person {...shown} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {named && (
            <>
              <Menu.Item
                leftSection={<IconLock size={16} />}
                rightSection={<kbd>Ctrl Shift L</kbd>}
                onClick={() => leave('session.lock')}
              >
                {texts.lockNow}
              </Menu.Item>
              <Menu.Item leftSection={<IconUserShare size={16} />} onClick={() => leave('session.signOut')}>
                {texts.change}
              </Menu.Item>
              <Menu.Item leftSection={<IconKey size={16} />} onClick={() => setChanging(true)}>
                {texts.changePassword}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Item
            leftSection={<IconUsers size={16} />}
            onClick={() => navigate('settings', { section: 'users' })}
          >
            {named ? texts.users : texts.nameUsers}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>{changing && <ChangePassword onClose={() => setChanging(false)} />}</Suspense>
    </>
  );
}
