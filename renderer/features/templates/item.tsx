import { ActionIcon, Menu } from '@mantine/core';
import {
  IconAlertCircle,
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyOf } from '../../components/item-keys.ts';
import { notifyDone } from '../../components/notices.tsx';
import { SortableList } from '../../components/sortable-list.tsx';
import { vi } from '../../i18n/vi.ts';
import type { Path } from './draft.ts';
import { useEditorParts, useProblems } from './editor-context.ts';

const texts = vi.templates;

interface ItemMenuProps {
  /** Of the list that holds the item. */
  readonly list: Path;
  readonly index: number;
  readonly count: number;
  readonly item: unknown;
  /** What the item is called: "khoản 2". */
  readonly name: string;
  /** Makes the copy; without it the item can't be doubled. */
  readonly copy?: () => unknown;
  readonly copyLabel?: string;
  /** One thing more that this kind of item can do. */
  readonly extra?: { readonly label: string; readonly run: () => void };
}

/** What can be done with an item of a list; removing it can be taken back at once. */
export function ItemMenu(props: ItemMenuProps) {
  const { list, index, count, item, name, copy, copyLabel, extra } = props;
  const { change, editable } = useEditorParts();
  if (!editable) return null;
  const move = (to: number) => change({ type: 'move', path: list, from: index, to });
  const remove = () => {
    change({ type: 'remove', path: list, index });
    notifyDone(texts.removed(name), {
      label: vi.common.undo,
      run: () => change({ type: 'insert', path: list, index, value: item }),
    });
  };
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon aria-label={texts.more(name)}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {extra && (
          <Menu.Item leftSection={<IconPlus size={16} />} onClick={extra.run}>
            {extra.label}
          </Menu.Item>
        )}
        {copy && (
          <Menu.Item
            leftSection={<IconCopy size={16} />}
            onClick={() => change({ type: 'insert', path: list, index: index + 1, value: copy() })}
          >
            {copyLabel ?? texts.duplicate}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconArrowUp size={16} />}
          disabled={index === 0}
          onClick={() => move(index - 1)}
        >
          {texts.moveUp}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} />}
          disabled={index === count - 1}
          onClick={() => move(index + 1)}
        >
          {texts.moveDown}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} />} color="red" onClick={remove}>
          {texts.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ProblemMarkProps {
  readonly path: Path;
  /** Tells of problems inside too, where these are not in sight. */
  readonly deep?: boolean;
}

/** A red mark on a card in which something is wrong. */
export function ProblemMark({ path, deep = false }: ProblemMarkProps) {
  const { here, inside } = useProblems(path);
  const said = here.length > 0 ? here.join('; ') : deep && inside ? texts.needsWork : null;
  return (
    said && (
      <span className="template-mark">
        <IconAlertCircle size={16} aria-hidden />
        {said}
      </span>
    )
  );
}

interface ItemListProps<T extends object> {
  readonly path: Path;
  readonly label: string;
  readonly items: readonly T[];
  readonly nameOf: (index: number) => string;
  readonly children: (item: T, index: number) => ReactNode;
}

/** A list whose order is the person's; of a published version only looked at. */
export function ItemList<T extends object>({ path, label, items, nameOf, children }: ItemListProps<T>) {
  const { change, editable } = useEditorParts();
  if (!editable) {
    return (
      <ol className="sortable-list" aria-label={label}>
        {items.map((item, index) => (
          <li key={keyOf(item)}>
            <div className="sortable-list-content">{children(item, index)}</div>
          </li>
        ))}
      </ol>
    );
  }
  return (
    <SortableList
      label={label}
      items={items}
      idOf={keyOf}
      nameOf={(_, index) => nameOf(index)}
      onMove={(from, to) => change({ type: 'move', path, from, to })}
    >
      {children}
    </SortableList>
  );
}
