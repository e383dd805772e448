import { NumberInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Ceremony } from '../../../preload/contract/ceremonies.ts';
import { duplex as duplexes } from '../../../preload/contract/printing.ts';
import { useClient, useProcedure } from '../../api/hooks.ts';
import { Confirm } from '../../components/confirm.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { useOpenFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.ceremonies;

interface BinderDialogProps {
  readonly ceremony: Ceremony;
  readonly onClose: () => void;
}

/** Asks how many and how, then makes the binder in the background. */
export function BinderDialog({ ceremony, onClose }: BinderDialogProps) {
  const client = useClient();
  const open = useOpenFile();
  const [copies, setCopies] = useState<number | string>('');
  const [duplex, setDuplex] = useState<(typeof duplexes.options)[number]>('none');
  const wanted = { id: ceremony.id, ...(typeof copies === 'number' ? { copies } : {}) };
  const outline = useProcedure('ceremonies.outline', wanted);

  const start = () => {
    onClose();
    client.run('ceremonies.binder', { ...wanted, duplex }).then((made) => {
      const left = new Set(
        made.findings.filter(({ severity }) => severity === 'error').map(({ memorandumId }) => memorandumId),
      ).size;
      notifyDone([texts.result(made.pages), left > 0 ? texts.left(left) : ''].join('. ').trim(), {
        label: texts.open,
        run: () => open(made),
      });
      open(made);
    }, notifyError);
  };
  return (
    <Confirm
      opened
      title={texts.printTitle}
      act={texts.printNow(outline.data?.pages ?? 0)}
      disabled={!outline.data}
      onConfirm={start}
      onClose={onClose}
    >
      <Stack gap="md">
        <div>{texts.printText}</div>
        <NumberInput
          label={texts.copies}
          placeholder={texts.copiesOwn}
          min={1}
          max={99}
          clampBehavior="strict"
          w={220}
          value={copies}
          onChange={setCopies}
        />
        <Select
          label={texts.duplex}
          allowDeselect={false}
          data={duplexes.options.map((value) => ({ value, label: texts.duplexes[value] }))}
          value={duplex}
          description={duplex === 'oddPages' || duplex === 'evenPages' ? texts.duplexHint : null}
          onChange={(chosen) => setDuplex(duplexes.options.find((each) => each === chosen) ?? 'none')}
        />
      </Stack>
    </Confirm>
  );
}
