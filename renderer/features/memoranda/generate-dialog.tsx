import { Checkbox, NumberInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import { type Duplex, duplex as duplexSchema } from '../../../preload/contract/printing.ts';
import type { InputOf } from '../../../preload/contract/types.ts';
import { Confirm } from '../../components/confirm.tsx';
import { vi } from '../../i18n/vi.ts';
import type { FindingGroup } from './findings.ts';

/** What is asked for: the files alone, or one file for the printer as well. */
export interface GenerateAsk {
  readonly forPrinter: boolean;
  /** Cancelled ones are left out by the caller. */
  readonly memoranda: readonly Memorandum[];
}

interface GenerateDialogProps {
  /** Closed when null. */
  readonly ask: GenerateAsk | null;
  readonly findings: ReadonlyMap<string, FindingGroup>;
  readonly onStart: (input: InputOf<'memoranda.generate'>) => void;
  readonly onClose: () => void;
}

/** Asks before drafts become final, and how the file for the printer shall lie. */
export function GenerateDialog({ ask, findings, onStart, onClose }: GenerateDialogProps) {
  const [copies, setCopies] = useState<number | string>('');
  const [duplex, setDuplex] = useState<Duplex>('none');
  const [strict, setStrict] = useState(false);

  const memoranda = ask?.memoranda ?? [];
  const forPrinter = ask?.forPrinter ?? false;
  const drafts = memoranda.filter((memorandum) => memorandum.state === 'draft');
  const stopped = drafts.filter((draft) => {
    const found = findings.get(draft.id);
    return (found?.errors.length ?? 0) > 0 || (strict && (found?.warnings.length ?? 0) > 0);
  });
  const count = memoranda.length - stopped.length;
  const finalising = drafts.length - stopped.length;
  const start = () => {
    onStart({
      ids: memoranda.map((memorandum) => memorandum.id),
      strict,
      ...(forPrinter ? { printSet: { duplex, ...(typeof copies === 'number' ? { copies } : {}) } } : {}),
    });
    onClose();
  };
  return (
    <Confirm
      opened={memoranda.length > 0}
      title={forPrinter ? vi.memoranda.printTitle : vi.memoranda.generateTitle}
      act={forPrinter ? vi.memoranda.printNow : vi.memoranda.generateNow(count)}
      disabled={count === 0}
      onConfirm={start}
      onClose={onClose}
    >
      <Stack gap="md">
        <div>
          {forPrinter ? (
            <>
              {vi.memoranda.printText(count)}
              {finalising > 0 && <> {vi.memoranda.printDrafts(finalising)}</>}
            </>
          ) : (
            <>
              {vi.memoranda.generateText(finalising)}
              {drafts.length > 0 && drafts.length < memoranda.length && (
                <> {vi.memoranda.generateFinal(memoranda.length - drafts.length)}</>
              )}
            </>
          )}
          {stopped.length > 0 && <> {vi.memoranda.withErrors(stopped.length)}</>}
        </div>
        {forPrinter && (
          <>
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
            <Select
              label={vi.memoranda.duplex}
              description={duplex === 'none' ? null : vi.memoranda.duplexHint}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              data={duplexSchema.options.map((value) => ({ value, label: vi.memoranda.duplexes[value] }))}
              value={duplex}
              onChange={(value) => setDuplex(duplexSchema.catch('none').parse(value))}
            />
          </>
        )}
        {drafts.length > 0 && (
          <Checkbox
            label={vi.memoranda.strict}
            checked={strict}
            onChange={(event) => setStrict(event.currentTarget.checked)}
          />
        )}
      </Stack>
    </Confirm>
  );
}
