import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { vi } from '../i18n/vi.ts';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly act: string;
  readonly dangerous?: boolean;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A question before something that can't be undone; it names the thing and the consequence. */
export function Confirm(props: ConfirmProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      {props.children}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={props.onClose}>
          {vi.common.cancel}
        </Button>
        <Button
          {...(props.dangerous ? { color: 'red' } : {})}
          loading={props.busy ?? false}
          disabled={props.disabled ?? false}
          onClick={props.onConfirm}
          data-autofocus
        >
          {props.act}
        </Button>
      </Group>
    </Modal>
  );
}
