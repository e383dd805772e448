import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { ActionIcon } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { IconGripVertical } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { vi } from '../i18n/vi.ts';
import './sortable-list.css';

interface SortableListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly idOf: (item: T, index: number) => string;
  /** What a screen reader calls an item. */
  readonly nameOf: (item: T, index: number) => string;
  readonly onMove: (from: number, to: number) => void;
  readonly children: (item: T, index: number) => ReactNode;
}

/** A list whose order is changed by dragging, or by keyboard: space takes an item up, arrows move it, space puts it down. */
export function SortableList<T>(props: SortableListProps<T>) {
  const { label, items, idOf, nameOf, onMove, children } = props;
  const ids = items.map(idOf);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const nameOfId = (id: string | number) => {
    const index = ids.indexOf(String(id));
    const item = items[index];
    return item === undefined ? '' : nameOf(item, index);
  };
  const place = (id: string | number) => ids.indexOf(String(id)) + 1;
  const announcements: Announcements = {
    onDragStart: ({ active }) => vi.sortable.taken(nameOfId(active.id)),
    onDragOver: ({ active, over }) =>
      over ? vi.sortable.over(nameOfId(active.id), place(over.id), ids.length) : undefined,
    onDragEnd: ({ active, over }) =>
      over ? vi.sortable.dropped(nameOfId(active.id), place(over.id)) : undefined,
    onDragCancel: ({ active }) => vi.sortable.cancelled(nameOfId(active.id)),
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const [from, to] = [ids.indexOf(String(active.id)), ids.indexOf(String(over?.id))];
    if (from !== to && to >= 0) onMove(from, to);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions: { draggable: vi.sortable.how } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="sortable-list" aria-label={label}>
          {items.map((item, index) => (
            <SortableItem key={ids[index]} id={ids[index] ?? ''} name={nameOf(item, index)}>
              {children(item, index)}
            </SortableItem>
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

interface SortableItemProps {
  readonly id: string;
  readonly name: string;
  readonly children: ReactNode;
}

function SortableItem({ id, name, children }: SortableItemProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({ id, attributes: { roleDescription: vi.sortable.role } });
  const still = useReducedMotion();
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition: still ? undefined : transition }}
      data-dragging={isDragging}
    >
      <ActionIcon
        ref={setActivatorNodeRef}
        className="sortable-list-grip"
        {...attributes}
        {...listeners}
        aria-label={vi.sortable.grip(name)}
      >
        <IconGripVertical size={16} />
      </ActionIcon>
      <div className="sortable-list-content">{children}</div>
    </li>
  );
}

/** The same list with one item elsewhere. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}
