import type { ReactNode } from 'react';
import './page-header.css';

interface PageHeaderProps {
  readonly title: string;
  /** Beside the title: a state, a total. */
  readonly note?: ReactNode;
  /** Before the title: the way back. */
  readonly before?: ReactNode;
  /** The screen's acts, the main one last. */
  readonly children?: ReactNode;
}

/** Title and acts of a screen. */
export function PageHeader({ title, note, before, children }: PageHeaderProps) {
  return (
    <header className="page-header">
      {before}
      <h1>{title}</h1>
      {note && <div className="page-header-note">{note}</div>}
      <div className="page-header-acts">{children}</div>
    </header>
  );
}
