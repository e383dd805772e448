import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import './empty-state.css';

interface EmptyStateProps {
  readonly icon: Icon;
  readonly title?: string;
  readonly text: string;
  /** At most one button. */
  readonly action?: ReactNode;
}

/** What to do where there is nothing yet. */
export function EmptyState({ icon: Drawing, title, text, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Drawing size={40} stroke={1.2} aria-hidden />
      {title && <h2>{title}</h2>}
      <p>{text}</p>
      {action}
    </div>
  );
}
