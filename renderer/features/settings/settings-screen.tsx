import { NavLink } from '@mantine/core';
import {
  type Icon,
  IconActivity,
  IconBuilding,
  IconCalendar,
  IconDatabaseExport,
  IconFileText,
  IconFlag,
  IconHistory,
  IconInfoCircle,
  IconPalette,
  IconShieldCheck,
  IconTrash,
  IconUserShield,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import { vi } from '../../i18n/vi.ts';
import { href, useRoute } from '../../route.ts';
import { Backups } from '../backups/backups-section.tsx';
import { TemplateEditor } from '../templates/template-editor.tsx';
import { Templates } from '../templates/templates-section.tsx';
import { About } from './about.tsx';
import { ActivityKinds } from './activity-kinds.tsx';
import { Appearance } from './appearance.tsx';
import { Bin } from './bin.tsx';
import { Calendar } from './calendar.tsx';
import { DataCheck } from './data-check.tsx';
import { History } from './history.tsx';
import { Organisations } from './organisations.tsx';
import { PersonalData } from './personal-data.tsx';
import { Programme } from './programme.tsx';
import { Users } from './users.tsx';
import { WorkingGroup } from './working-group.tsx';
import './settings.css';

type Section = keyof typeof vi.settings.sections;

const SECTIONS: Record<Section, { readonly icon: Icon; readonly view: ComponentType }> = {
  programme: { icon: IconFlag, view: Programme },
  organisations: { icon: IconBuilding, view: Organisations },
  group: { icon: IconUsersGroup, view: WorkingGroup },
  calendar: { icon: IconCalendar, view: Calendar },
  kinds: { icon: IconActivity, view: ActivityKinds },
  templates: { icon: IconFileText, view: Templates },
  users: { icon: IconUsers, view: Users },
  appearance: { icon: IconPalette, view: Appearance },
  history: { icon: IconHistory, view: History },
  bin: { icon: IconTrash, view: Bin },
  privacy: { icon: IconUserShield, view: PersonalData },
  backups: { icon: IconDatabaseExport, view: Backups },
  check: { icon: IconShieldCheck, view: DataCheck },
  about: { icon: IconInfoCircle, view: About },
};
const NAMES = [
  'programme',
  'organisations',
  'group',
  'calendar',
  'kinds',
  'templates',
  'users',
  'appearance',
  'history',
  'bin',
  'privacy',
  'backups',
  'check',
  'about',
] as const;

/** What holds for the whole program. */
export function SettingsScreen() {
  const { params } = useRoute();
  const section = params.unit
    ? 'organisations'
    : (NAMES.find((name) => name === params.section) ?? 'programme');
  const { view: View } = SECTIONS[section];
  // A template takes the full width: its paper stands beside it.
  if (section === 'templates' && params.id) return <TemplateEditor key={params.id} id={params.id} />;
  return (
    <div className="ct-screen">
      <PageHeader title={vi.settings.title} />
      <div className="settings">
        <nav aria-label={vi.settings.title}>
          {NAMES.map((name) => {
            const { icon: Drawing } = SECTIONS[name];
            return (
              <NavLink
                key={name}
                href={href('settings', { section: name })}
                active={name === section}
                aria-current={name === section ? 'page' : undefined}
                label={vi.settings.sections[name]}
                leftSection={<Drawing size={18} stroke={1.6} />}
              />
            );
          })}
        </nav>
        <section className="settings-section" aria-label={vi.settings.sections[section]}>
          <View />
        </section>
      </div>
    </div>
  );
}
