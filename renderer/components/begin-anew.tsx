import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { href } from '../route.ts';

/** Loads the window anew: everything that it remembers speaks of the data before. */
const beginAnew = (): void => {
  window.location.hash = href('overview');
  window.location.reload();
};

interface BeginAnewProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly act: string;
}

/** Other data have taken the place of those before: what was done, and the only way on. */
export function BeginAnew({ title, children, act }: BeginAnewProps) {
  return (
    <Modal opened onClose={beginAnew} title={title}>
      {children}
      <Group justify="flex-end" mt="lg">
        <Button data-autofocus onClick={beginAnew}>
          {act}
        </Button>
      </Group>
    </Modal>
  );
}
