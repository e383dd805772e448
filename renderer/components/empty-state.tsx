import { type Icon, IconBook } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { TOPIC_OF } from '../guide-topics.ts';
import { vi } from '../i18n/vi.ts';
import { href, useRoute } from '../route.ts';
import './empty-state.css';

interface EmptyStateProps {
  readonly icon: Icon;
  /** Given where work has not begun yet; there the guide's page is offered, too. */
  readonly title?: string;
  readonly text: string;
  /** At most one button. */
  readonly action?: ReactNode;
}

/** What to do where there is nothing yet. */
export function EmptyState({ icon: Drawing, title, text, action }: EmptyStateProps) {
  const { screen } = useRoute();
  return (
    <div className="empty-state">
      <Drawing size={40} stroke={1.2} aria-hidden />
      {title && <h2>{title}</h2>}
      <p>{text}</p>
      {action}
      {title && (
        <a href={href('guide', { topic: TOPIC_OF[screen] })}>
          <IconBook size={16} aria-hidden />
          {vi.guide.howTo}
        </a>
      )}
    </div>
  );
}
