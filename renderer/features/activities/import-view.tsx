import type { OutputOf } from '../../../preload/contract/types.ts';
import { useJob } from '../../api/hooks.ts';
import { ListImport } from '../../components/list-import.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.activities.import;
const { fields } = vi.activities;

type Row = OutputOf<'activities.previewImport'>['rows'][number];

interface ImportViewProps {
  /** Cells that were pasted before this was open. */
  readonly pasted: string | null;
  readonly onClose: () => void;
}

const NO_OPTIONS = {};

/** Takes activities in, from a file or pasted. */
export function ImportView({ pasted, onClose }: ImportViewProps) {
  const undoLast = useUndoLast();
  return (
    <ListImport<Row, object>
      of="activities"
      title={texts.title}
      hint={texts.hint}
      options={NO_OPTIONS}
      preview={useJob('activities.previewImport')}
      take={useJob('activities.import')}
      takeIn={texts.takeIn}
      columns={[
        { heading: fields.heldOn, cell: ({ heldOn }) => formatDay(heldOn) },
        { heading: fields.pairIds, cell: ({ pairs }) => pairs.join('; ') },
        { heading: fields.kind, cell: ({ kind }) => kind },
        { heading: fields.topic, cell: ({ topic }) => topic },
      ]}
      pasting={{ pasted, name: texts.pasted }}
      words={texts.words}
      onTaken={({ created, updated }) => {
        notifyDone(texts.imported(created, updated), {
          label: vi.common.undo,
          run: () => undoLast('activities.import'),
        });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
