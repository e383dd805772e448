import { Button, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useJob } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useOpenFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.activities.print;
const PAPERS = ['attendance', 'certificates'] as const;

/** Attendance sheets and certificates of one activity. */
export function PrintTab({ activityId }: { readonly activityId: string }) {
  const [paper, setPaper] = useState<(typeof PAPERS)[number]>('attendance');
  const [typed, setTyped] = useState('');
  const print = useJob('activities.print');
  const open = useOpenFile();
  const names = typed
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return (
    <Stack gap="md" align="stretch">
      <SegmentedControl
        aria-label={texts.paper}
        data={PAPERS.map((value) => ({ value, label: texts.papers[value] }))}
        value={paper}
        onChange={(value) => {
          setPaper(PAPERS.find((name) => name === value) ?? 'attendance');
          print.reset();
        }}
      />
      <Textarea
        label={`${texts.names} · ${texts.count(names.length)}`}
        description={texts.namesHint[paper]}
        autosize
        minRows={8}
        maxRows={16}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          print.reset();
        }}
      />
      {print.error && print.error.code !== 'CANCELLED' && <ErrorNotice error={print.error} />}
      {print.data ? (
        <div className="print-result" role="status">
          <span>{texts.made(print.data.fileName, print.data.pages)}</span>
          <Button
            autoFocus
            leftSection={<IconPrinter size={16} />}
            onClick={() => print.data && open(print.data)}
          >
            {texts.open}
          </Button>
        </div>
      ) : (
        <Button
          leftSection={<IconPrinter size={16} />}
          loading={print.isPending}
          disabled={paper === 'certificates' && names.length === 0}
          onClick={() => print.mutate({ id: activityId, paper, names })}
        >
          {texts.make}
        </Button>
      )}
    </Stack>
  );
}
