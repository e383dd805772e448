import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCheck,
  IconCircleCheck,
  IconCopy,
  IconDots,
  IconPaperclip,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { Activity } from '../../../preload/contract/activities.ts';
import type { Column } from '../../components/data-table.tsx';
import { Can } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { formatCount, formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const { fields, shortFields, statuses } = vi.activities;

/** What can be done with one row. */
export interface RowActs {
  readonly open: (activity: Activity) => void;
  readonly copy: (activity: Activity) => void;
  readonly markDone: (activity: Activity) => void;
  readonly remove: (activity: Activity) => void;
}

const turns = (id: 'managerTurns' | 'teacherTurns' | 'pupilTurns' | 'demoLessons'): Column<Activity> => ({
  id,
  header: shortFields[id],
  value: (activity) => activity[id],
  // A plan has no counts yet.
  cell: (activity) =>
    activity.status === 'planned' && activity[id] === 0 ? null : formatCount(activity[id]),
  edit: {},
  align: 'right',
  width: 52,
});

const shownBy = ({ shownBy: { photos, files, links } }: Activity): number => photos + files + links;

/** What can be chosen in a cell. */
export interface Choices {
  readonly kinds: readonly string[];
  readonly subjects: readonly string[];
}

/** The columns of the log. */
export const columnsOf = (acts: RowActs, choices: Choices): readonly Column<Activity>[] => [
  {
    id: 'heldOn',
    header: fields.heldOn,
    value: (activity) => activity.heldOn,
    text: (activity) => formatDay(activity.heldOn),
    cell: (activity) => formatDay(activity.heldOn),
    edit: {},
    align: 'center',
    width: 104,
  },
  {
    id: 'pairs',
    header: fields.pairIds,
    value: (activity) => activity.pairs.map((pair) => pair.name).join('; '),
    cell: ({ pairs: [first, ...others] }) =>
      others.length === 0 ? first?.name : `${first?.name}, ${vi.activities.morePairs(others.length)}`,
    minWidth: 190,
    wrap: true,
  },
  {
    id: 'kind',
    header: fields.kind,
    value: (activity) => activity.kindName,
    edit: { choices: choices.kinds },
    width: 140,
    wrap: true,
  },
  {
    id: 'topic',
    header: fields.topic,
    value: (activity) => activity.topic,
    edit: {},
    minWidth: 172,
    wrap: true,
  },
  {
    id: 'subject',
    header: fields.subject,
    value: (activity) => activity.subject,
    edit: { choices: ['', ...choices.subjects] },
    width: 72,
    wrap: true,
  },
  {
    id: 'status',
    header: fields.status,
    value: (activity) => statuses[activity.status],
    cell: (activity) =>
      activity.status === 'done' ? (
        <StateBadge tone="good" text={statuses.done} />
      ) : (
        <Aside>
          <StateBadge tone="plain" text={statuses.planned} />
          <Can do="activities.update">
            <ActionIcon
              size={24}
              tabIndex={-1}
              aria-label={vi.activities.markDoneOf(activity.topic)}
              title={vi.activities.markDone}
              onClick={() => acts.markDone(activity)}
            >
              <IconCircleCheck size={18} />
            </ActionIcon>
          </Can>
        </Aside>
      ),
    width: 112,
  },
  turns('managerTurns'),
  turns('teacherTurns'),
  turns('pupilTurns'),
  turns('demoLessons'),
  {
    id: 'shownBy',
    header: vi.activities.shownBy,
    value: shownBy,
    cell: (activity) => {
      const count = shownBy(activity);
      return (
        count > 0 && (
          <span className="activity-proof" title={vi.activities.evidenceCount(count)}>
            <IconPaperclip size={14} aria-hidden />
            {formatCount(count)}
          </span>
        )
      );
    },
    align: 'right',
    width: 60,
  },
  {
    id: 'acts',
    header: '',
    value: () => null,
    cell: (activity) => (
      <Can do="activities.update">
        {/* An open menu is of its activity, not of whichever comes to stand in this place. */}
        <RowMenu key={activity.id} activity={activity} acts={acts} />
      </Can>
    ),
    align: 'center',
    width: 40,
  },
];

/** A click here does not open the row. */
const Aside = ({ children }: { readonly children: ReactNode }) => (
  // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: only keeps clicks from the row
  <span className="activity-aside" onClick={(event) => event.stopPropagation()}>
    {children}
  </span>
);

function RowMenu({ activity, acts }: { readonly activity: Activity; readonly acts: RowActs }) {
  const [used, setUsed] = useState(false);
  const dots = (
    <ActionIcon
      size={24}
      tabIndex={-1}
      aria-label={vi.activities.actsOf(activity.topic)}
      onClick={() => setUsed(true)}
    >
      <IconDots size={16} />
    </ActionIcon>
  );
  // A menu for every row would make scrolling heavy.
  if (!used) return <Aside>{dots}</Aside>;
  return (
    <Aside>
      <Menu position="bottom-end" withinPortal defaultOpened>
        <Menu.Target>{dots}</Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => acts.open(activity)}>
            {vi.common.open}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={16} />}
            rightSection={<kbd>{vi.activities.copyKeys}</kbd>}
            onClick={() => acts.copy(activity)}
          >
            {vi.activities.copy}
          </Menu.Item>
          {activity.status === 'planned' && (
            <Menu.Item leftSection={<IconCheck size={16} />} onClick={() => acts.markDone(activity)}>
              {vi.activities.markDone}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => acts.remove(activity)}>
            {vi.common.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Aside>
  );
}
