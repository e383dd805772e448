import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { ApiError } from '../api/client.ts';
import { vi } from '../i18n/vi.ts';

const ERROR_ID = 'error';
const LONG = 12_000;
const SHORT = 4_000;

/** One thing to do from a notice, such as taking back what was just done. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

let lastDone: string | undefined;

/**
 * Says that something is done, with at most one way on or back. It takes the place of what was said before: only the
 * last deed can be taken back, and notices one below the other would hide the screen.
 */
export function notifyDone(text: string, action?: NoticeAction): void {
  if (lastDone) notifications.hide(lastDone);
  // Of its own id, so that it has its own time to stay.
  const id = notifications.show({
    color: 'teal',
    icon: <IconCheck size={16} />,
    autoClose: action ? LONG : SHORT,
    closeButtonProps: { 'aria-label': vi.common.close },
    message: action ? (
      <Group justify="space-between" wrap="nowrap">
        <span>{text}</span>
        <Button
          variant="subtle"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      </Group>
    ) : (
      text
    ),
  });
  lastDone = id;
}

/** Takes the last failure away, once the person has gone on to something else. */
export function forgetError(): void {
  notifications.hide(ERROR_ID);
}

/** Says that something could not be done. A job that the person stopped is no failure worth a notice. */
export const notifyError = (error: Error): void => notifyErrorWith(error, []);

/** The same with ways on: it stays until one of them is taken. */
export function notifyErrorWith(error: Error, ways: readonly NoticeAction[]): void {
  if (error instanceof ApiError && error.code === 'CANCELLED') return;
  forgetError();
  notifications.show({
    id: ERROR_ID,
    color: 'red',
    icon: <IconAlertCircle size={16} />,
    autoClose: ways.length > 0 ? false : LONG,
    closeButtonProps: { 'aria-label': vi.common.close },
    title: vi.errors.title,
    message: (
      <>
        {error.message}
        {error instanceof ApiError && <div className="ct-dim ct-small">{vi.errors.code(error.code)}</div>}
        {ways.length > 0 && (
          <Group gap="xs" mt="xs">
            {ways.map(({ label, run }) => (
              <Button
                key={label}
                variant="default"
                onClick={() => {
                  forgetError();
                  run();
                }}
              >
                {label}
              </Button>
            ))}
          </Group>
        )}
      </>
    ),
  });
}
