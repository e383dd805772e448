import { Button, Checkbox, Group, Modal, Stack } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import { useJob } from '../../api/hooks.ts';
import { notifyError } from '../../components/notices.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';

const texts = vi.reports.exporting;

/** The button that had the focus is gone: the keyboard goes on here. */
const takeFocus = (button: HTMLButtonElement | null): void => button?.focus();

/** Asks what is to leave the office, makes it, and hands out the files. */
export function ExportButton({ figures }: { readonly figures: ReportFigures | undefined }) {
  const { params } = useRoute();
  const { export: asked, ...others } = params;
  const close = () => navigate('reports', others);
  return (
    <>
      <Button
        leftSection={<IconFileSpreadsheet size={16} />}
        disabled={!figures}
        onClick={() => navigate('reports', { ...others, export: '1' })}
      >
        {vi.reports.export}
      </Button>
      {figures && (
        <Modal
          opened={asked !== undefined}
          onClose={close}
          title={texts.title(figures.period.label)}
          size="lg"
        >
          <ExportForm figures={figures} onClose={close} />
        </Modal>
      )}
    </>
  );
}

function ExportForm({ figures, onClose }: { readonly figures: ReportFigures; readonly onClose: () => void }) {
  const [pdf, setPdf] = useState(true);
  const [word, setWord] = useState(false);
  const [withPhones, setWithPhones] = useState(false);
  const [photos, setPhotos] = useState(true);
  const job = useJob('reports.export');
  const save = useSaveFile();
  const chosen = figures.photos.length;
  if (job.data) {
    const files = [job.data, job.data.pdf, job.data.word].filter((file) => file !== null);
    return (
      <Stack gap="sm">
        <div role="status">{texts.done}</div>
        {files.map((file) => (
          <Button
            key={file.fileId}
            variant="default"
            justify="flex-start"
            leftSection={<IconDownload size={16} />}
            onClick={() => save(file)}
          >
            {texts.save(file.fileName)}
          </Button>
        ))}
        <Group justify="flex-end">
          <Button ref={takeFocus} onClick={onClose}>
            {vi.common.close}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Checkbox label={texts.workbook} checked disabled />
      <Checkbox label={texts.pdf} checked={pdf} onChange={(event) => setPdf(event.currentTarget.checked)} />
      <Checkbox
        label={texts.word}
        checked={word}
        onChange={(event) => setWord(event.currentTarget.checked)}
      />
      <Checkbox
        label={texts.phones}
        checked={withPhones}
        onChange={(event) => setWithPhones(event.currentTarget.checked)}
      />
      {chosen > 0 && (pdf || word) && (
        <Checkbox
          label={texts.photos(chosen)}
          description={texts.photosHint}
          checked={photos}
          onChange={(event) => setPhotos(event.currentTarget.checked)}
        />
      )}
      <Group justify="flex-end" mt="sm" gap="sm">
        <Button variant="default" onClick={onClose}>
          {vi.common.cancel}
        </Button>
        <Button
          data-autofocus
          loading={job.isPending}
          onClick={() =>
            job.mutate(
              { period: figures.period.code, map: figures.map ?? 'then', pdf, word, withPhones, photos },
              { onError: notifyError },
            )
          }
        >
          {texts.run}
        </Button>
      </Group>
    </Stack>
  );
}
