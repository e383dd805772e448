import { Checkbox, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import type { InputOf } from '../../../preload/contract/types.ts';
import { Confirm } from '../../components/confirm.tsx';
import { vi } from '../../i18n/vi.ts';
import type { FindingGroup } from './findings.ts';

interface GenerateDialogProps {
  /** Closed when empty. Cancelled ones are left out by the caller. */
  readonly memoranda: readonly Memorandum[];
  readonly findings: ReadonlyMap<string, FindingGroup>;
  readonly onStart: (input: InputOf<'memoranda.generate'>) => void;
  readonly onClose: () => void;
}

/** Asks before drafts become final. */
export function GenerateDialog({ memoranda, findings, onStart, onClose }: GenerateDialogProps) {
  const [printSet, setPrintSet] = useState(false);
  const [copies, setCopies] = useState<number | string>('');
  const [strict, setStrict] = useState(false);

  const drafts = memoranda.filter((memorandum) => memorandum.state === 'draft');
  const stopped = drafts.filter((draft) => {
    const found = findings.get(draft.id);
    return (found?.errors.length ?? 0) > 0 || (strict && (found?.warnings.length ?? 0) > 0);
  });
  const count = memoranda.length - stopped.length;
  const start = () => {
    onStart({
      ids: memoranda.map((memorandum) => memorandum.id),
      strict,
      ...(printSet ? { printSet: typeof copies === 'number' ? { copies } : {} } : {}),
    });
    onClose();
  };
  return (
    <Confirm
      opened={memoranda.length > 0}
      title={vi.memoranda.generateTitle}
      act={vi.memoranda.generateNow(count)}
      disabled={count === 0}
      onConfirm={start}
      onClose={onClose}
    >
      <Stack gap="md">
        <div>
          {vi.memoranda.generateText(drafts.length - stopped.length)}
          {drafts.length > 0 && drafts.length < memoranda.length && (
            <> {vi.memoranda.generateFinal(memoranda.length - drafts.length)}</>
          )}
          {stopped.length > 0 && <> {vi.memoranda.withErrors(stopped.length)}</>}
        </div>
        {drafts.length > 0 && (
          <Checkbox
            label={vi.memoranda.strict}
            checked={strict}
            onChange={(event) => setStrict(event.currentTarget.checked)}
          />
        )}
        <Checkbox
          label={vi.memoranda.withPrintSet}
          checked={printSet}
          onChange={(event) => setPrintSet(event.currentTarget.checked)}
        />
        {printSet && (
          <NumberInput
            label={vi.memoranda.copiesFor}
            placeholder={vi.memoranda.copiesOwn}
            min={1}
            max={99}
            clampBehavior="strict"
            w={200}
            value={copies}
            onChange={setCopies}
          />
        )}
      </Stack>
    </Confirm>
  );
}
