import { ActionIcon, Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconCheck, IconChevronLeft, IconChevronRight, IconClock } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Activity } from '../../../preload/contract/activities.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { formatDay, today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { addDays, addMonths, monthOf, weekday, weeksOf } from './month.ts';
import './month-view.css';

const texts = vi.activities.month;
const DAY_HEAD = 24;
const ITEM_HEIGHT = 22;

interface MonthViewProps {
  readonly activities: readonly Activity[];
  /** The day that the arrow keys are on; its month is shown. */
  readonly day: string;
  readonly onDay: (day: string) => void;
  readonly onOpen: (activity: Activity) => void;
  /** A day with no or several activities. */
  readonly onOpenDay: (day: string) => void;
  /** null for somebody who may not. */
  readonly onAdd: ((day: string) => void) | null;
}

/** A month with its activities on their days. */
export function MonthView({ activities, day, onDay, onOpen, onOpenDay, onAdd }: MonthViewProps) {
  const { ref: sizer, height } = useElementSize<HTMLDivElement>();
  const grid = useRef<HTMLTableElement>(null);
  const [walked, setWalked] = useState(false);
  const month = monthOf(day);
  const weeks = weeksOf(month);
  const byDay = Map.groupBy(activities, (activity) => activity.heldOn);
  const perDay = Math.max(1, Math.floor((height / weeks.length - DAY_HEAD) / ITEM_HEIGHT));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the day, but never comes by itself
  useEffect(() => {
    if (walked) grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
  }, [day]);
  const open = (of: string) => {
    const [first, ...others] = byDay.get(of) ?? [];
    if (first && others.length === 0) onOpen(first);
    else onOpenDay(of);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const target = {
      ArrowLeft: addDays(day, -1),
      ArrowRight: addDays(day, 1),
      ArrowUp: addDays(day, -7),
      ArrowDown: addDays(day, 7),
      Home: addDays(day, -weekday(day)),
      End: addDays(day, 6 - weekday(day)),
      PageUp: addMonths(day, -1),
      PageDown: addMonths(day, 1),
    }[event.key];
    if (target) {
      setWalked(true);
      onDay(target);
    } else if (event.key === 'Enter' && event.target instanceof HTMLTableCellElement) open(day);
    else if (event.key === 'Insert' && onAdd) onAdd(day);
    else return;
    event.preventDefault();
  };
  return (
    <div className="month">
      <div className="month-bar">
        <ActionIcon aria-label={texts.previous} onClick={() => onDay(addMonths(day, -1))}>
          <IconChevronLeft size={18} />
        </ActionIcon>
        <h2 aria-live="polite">{texts.label(month)}</h2>
        <ActionIcon aria-label={texts.next} onClick={() => onDay(addMonths(day, 1))}>
          <IconChevronRight size={18} />
        </ActionIcon>
        <Button variant="default" onClick={() => onDay(today())}>
          {texts.today}
        </Button>
        <span className="ct-dim ct-small">{texts.hint(onAdd !== null)}</span>
      </div>
      <div className="month-days ct-card">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that the arrow keys walk
          role="grid"
          aria-label={texts.label(month)}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              {texts.weekdays.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]} style={{ height: height / weeks.length }}>
                {week.map((of) => (
                  <Day
                    key={of}
                    day={of}
                    activities={byDay.get(of) ?? []}
                    outside={monthOf(of) !== month}
                    active={of === day}
                    most={perDay}
                    onPick={() => onDay(of)}
                    onOpen={onOpen}
                    onOpenDay={() => open(of)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <div className="month-sizer" ref={sizer} />
      </div>
    </div>
  );
}

interface DayProps {
  readonly day: string;
  readonly activities: readonly Activity[];
  /** Of the month before or after. */
  readonly outside: boolean;
  readonly active: boolean;
  /** How many activities there is room for. */
  readonly most: number;
  readonly onPick: () => void;
  readonly onOpen: (activity: Activity) => void;
  readonly onOpenDay: () => void;
}

function Day({ day, activities, outside, active, most, onPick, onOpen, onOpenDay }: DayProps) {
  const shown = activities.length > most ? activities.slice(0, most - 1) : activities;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
    <td
      data-day={day}
      data-outside={outside || undefined}
      data-active={active || undefined}
      aria-label={texts.day(formatDay(day), activities.length)}
      aria-current={day === today() ? 'date' : undefined}
      tabIndex={active ? 0 : -1}
      onClick={onPick}
    >
      <span className="month-number">{Number(day.slice(8))}</span>
      {shown.map((activity) => (
        <DayItem key={activity.id} activity={activity} onOpen={() => onOpen(activity)} />
      ))}
      {activities.length > shown.length && (
        <button
          type="button"
          className="month-more"
          tabIndex={-1}
          onClick={(event) => {
            event.stopPropagation();
            onOpenDay();
          }}
        >
          {texts.more(activities.length - shown.length)}
        </button>
      )}
    </td>
  );
}

/** One activity on its day: what is planned has a clock and a broken line. */
function DayItem({ activity, onOpen }: { readonly activity: Activity; readonly onOpen: () => void }) {
  const { status, topic, kindName } = activity;
  const Sign = status === 'done' ? IconCheck : IconClock;
  return (
    <button
      type="button"
      className="month-item"
      data-status={status}
      title={`${vi.activities.statuses[status]} · ${kindName} · ${topic}`}
      aria-label={`${vi.activities.statuses[status]}: ${topic}`}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      <Sign size={12} aria-hidden />
      <span>{topic}</span>
    </button>
  );
}

interface DayListProps {
  readonly activities: readonly Activity[];
  readonly onOpen: (activity: Activity) => void;
}

/** The activities of one day, whole. */
export const DayList = ({ activities, onOpen }: DayListProps) =>
  activities.length === 0 ? (
    <p className="ct-dim">{texts.emptyDay}</p>
  ) : (
    <ul className="day-list">
      {activities.map((activity, index) => (
        <li key={activity.id}>
          <button
            type="button"
            className="ct-card"
            data-autofocus={index === 0 || undefined}
            onClick={() => onOpen(activity)}
          >
            <span className="day-list-topic">{activity.topic}</span>
            <span className="ct-dim ct-small">{activity.kindName}</span>
            <span className="ct-dim ct-small">{activity.pairs.map((pair) => pair.name).join('; ')}</span>
            <StateBadge
              tone={activity.status === 'done' ? 'good' : 'plain'}
              text={vi.activities.statuses[activity.status]}
            />
          </button>
        </li>
      ))}
    </ul>
  );
