import { List } from '@mantine/core';
import { useCommand } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { BeginAnew } from '../../components/begin-anew.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { ReadOnlyNote } from '../../components/rights.tsx';
import { vi } from '../../i18n/vi.ts';

const texts = vi.rehearsal;

interface StartRealProps {
  readonly dataDir: string;
  readonly onClose: () => void;
}

/** The way out of a rehearsal: what will happen, and where everything is afterwards. */
export function StartReal({ dataDir, onClose }: StartRealProps) {
  const start = useCommand('app.startReal');
  const canStart = useCan('app.startReal');
  if (start.data) {
    return (
      <BeginAnew title={texts.done} act={texts.go}>
        <p>{texts.kept}</p>
        <p>
          <bdi>{start.data.keptIn}</bdi>
        </p>
      </BeginAnew>
    );
  }
  return (
    <Confirm
      opened
      title={texts.title}
      act={texts.act}
      busy={start.isPending}
      disabled={!canStart}
      onConfirm={() => start.mutate({})}
      onClose={onClose}
    >
      <p>{texts.lead}</p>
      <ReadOnlyNote do="app.startReal" />
      <List spacing="xs" size="sm">
        {texts.points(dataDir).map((point) => (
          <List.Item key={point}>{point}</List.Item>
        ))}
      </List>
      {start.error && <ErrorNotice error={start.error} />}
    </Confirm>
  );
}
