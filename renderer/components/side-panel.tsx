import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { vi } from '../i18n/vi.ts';
import './side-panel.css';

interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays at the foot while the rest scrolls. */
  readonly footer?: ReactNode;
  readonly wide?: boolean;
}

/** The detail beside a list. Takes the focus when it opens, gives it back when Esc closes it. */
export function SidePanel({ title, onClose, children, footer, wide }: SidePanelProps) {
  const titleId = useId();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const first = panel.current?.querySelector<HTMLElement>('[data-autofocus]') ?? panel.current;
    // A link may have led to one of its fields already.
    if (!panel.current?.contains(before)) first?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      ref={panel}
      className="side-panel"
      data-wide={wide}
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        <ActionIcon aria-label={vi.common.close} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <div className="side-panel-body">{children}</div>
      {footer && <footer>{footer}</footer>}
    </aside>
  );
}
