import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import { useJob } from '../../api/hooks.ts';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { useOpenFile, useSaveFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';

interface RegisterDialogProps {
  readonly opened: boolean;
  readonly memoranda: readonly Memorandum[];
  readonly onClose: () => void;
}

const ALL_YEARS = '';

/** The register of memoranda of a year, to be printed or worked on. */
export function RegisterDialog({ opened, memoranda, onClose }: RegisterDialogProps) {
  const register = useJob('memoranda.register');
  const save = useSaveFile();
  const open = useOpenFile();
  const years = [...new Set(memoranda.flatMap(({ signedOn }) => signedOn?.slice(0, 4) ?? []))].sort();
  const [chosen, setChosen] = useState<string>();
  const year = chosen ?? years.at(-1) ?? ALL_YEARS;

  const make = (format: 'pdf' | 'xlsx') =>
    register.mutate(
      { format, ...(year === ALL_YEARS ? {} : { year: Number(year) }) },
      {
        onSuccess: (file) => {
          notifyDone(vi.memoranda.register.done(file.rows));
          onClose();
          if (format === 'pdf') open(file);
          else save(file);
        },
        onError: notifyError,
      },
    );
  return (
    <Modal opened={opened} onClose={onClose} title={vi.memoranda.register.title}>
      <Stack gap="md">
        <div>{vi.memoranda.register.text}</div>
        <Select
          label={vi.memoranda.register.year}
          w={200}
          data={[
            ...years.toReversed().map((value) => ({ value, label: value })),
            { value: ALL_YEARS, label: vi.memoranda.register.allYears },
          ]}
          value={year}
          onChange={(value) => setChosen(value ?? ALL_YEARS)}
        />
      </Stack>
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {vi.common.cancel}
        </Button>
        <Button variant="default" loading={register.isPending} onClick={() => make('xlsx')}>
          {vi.memoranda.register.xlsx}
        </Button>
        <Button loading={register.isPending} onClick={() => make('pdf')} data-autofocus>
          {vi.memoranda.register.pdf}
        </Button>
      </Group>
    </Modal>
  );
}
