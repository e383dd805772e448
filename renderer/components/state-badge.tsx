import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
} from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import './state-badge.css';

/** What a state means for the person; always shown with a sign and a word, never by colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain' | 'accent';

const SIGNS: Record<Tone, Icon | null> = {
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  plain: null,
  accent: null,
};

interface StateBadgeProps extends Pick<ComponentProps<'span'>, 'title'> {
  readonly tone: Tone;
  readonly text: string;
}

/** A small mark of a state. */
export function StateBadge({ tone, text, title }: StateBadgeProps) {
  const Sign = SIGNS[tone];
  return (
    <span className="state-badge" data-tone={tone} title={title}>
      {Sign && <Sign size={14} aria-hidden />}
      {text}
    </span>
  );
}

/** The sign of a tone alone, beside a text of its own. */
export function ToneSign({ tone }: { readonly tone: Tone }) {
  const Sign = SIGNS[tone] ?? IconInfoCircle;
  return (
    <span className="tone-sign" data-tone={tone}>
      <Sign size={16} aria-hidden />
    </span>
  );
}
