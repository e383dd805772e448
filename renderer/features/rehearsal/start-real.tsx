import { Button, Group, List, Modal } from '@mantine/core';
import { useCommand } from '../../api/hooks.ts';
import { beginAnew } from '../../components/begin-anew.ts';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { vi } from '../../i18n/vi.ts';

const texts = vi.rehearsal;

interface StartRealProps {
  readonly dataDir: string;
  readonly onClose: () => void;
}

/** The way out of a rehearsal: what will happen, and where everything is afterwards. */
export function StartReal({ dataDir, onClose }: StartRealProps) {
  const start = useCommand('app.startReal');
  if (start.data) {
    return (
      <Modal opened onClose={beginAnew} title={texts.done}>
        <p>{texts.kept}</p>
        <p>
          <bdi>{start.data.keptIn}</bdi>
        </p>
        <Group justify="flex-end" mt="lg">
          <Button data-autofocus onClick={beginAnew}>
            {texts.go}
          </Button>
        </Group>
      </Modal>
    );
  }
  return (
    <Confirm
      opened
      title={texts.title}
      act={texts.act}
      busy={start.isPending}
      onConfirm={() => start.mutate({})}
      onClose={onClose}
    >
      <p>{texts.lead}</p>
      <List spacing="xs" size="sm">
        {texts.points(dataDir).map((point) => (
          <List.Item key={point}>{point}</List.Item>
        ))}
      </List>
      {start.error && <ErrorNotice error={start.error} />}
    </Confirm>
  );
}
