import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { ApiError } from '../api/client.ts';
import { vi } from '../i18n/vi.ts';
import './error-notice.css';

interface ErrorNoticeProps {
  readonly error: Error;
  readonly title?: string;
  readonly onRetry?: () => void;
}

/** What happened, what is safe and what to do, with the code small at the end. */
export function ErrorNotice({ error, title = vi.errors.title, onRetry }: ErrorNoticeProps) {
  return (
    <div className="error-notice" role="alert">
      <IconAlertCircle size={20} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>{error.message}</p>
        {error instanceof ApiError && <p className="ct-dim ct-small">{vi.errors.code(error.code)}</p>}
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {vi.common.retry}
          </Button>
        )}
      </div>
    </div>
  );
}
