import { Button, FileButton } from '@mantine/core';
import { type Icon, IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import './file-drop.css';

interface FileDropProps {
  readonly title: string;
  readonly hint: string;
  readonly choose: string;
  /** As the file dialog takes it: ".xlsx,.csv". */
  readonly accept: string;
  readonly busy: boolean;
  readonly icon?: Icon;
  /** Takes several files at once; else only the first of those dropped. */
  readonly multiple?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes files, dropped or chosen. */
export function FileDrop(props: FileDropProps) {
  const { title, hint, choose, accept, busy, icon: Drawing = IconFileSpreadsheet, multiple = false } = props;
  const give = (files: readonly File[]) => {
    const taken = multiple ? files : files.slice(0, 1);
    if (taken.length > 0 && !busy) props.onFiles(taken);
  };
  const [over, setOver] = useState(false);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    give([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      className="file-drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={take}
    >
      <Drawing size={40} stroke={1.2} aria-hidden />
      <strong>{title}</strong>
      <FileButton
        multiple={multiple}
        accept={accept}
        onChange={(chosen: File | File[] | null) => give(chosen === null ? [] : [chosen].flat())}
      >
        {(button) => (
          <Button {...button} loading={busy} data-autofocus>
            {choose}
          </Button>
        )}
      </FileButton>
      <p>{hint}</p>
    </div>
  );
}
