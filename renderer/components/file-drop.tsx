import { Button, FileButton } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import './file-drop.css';

interface FileDropProps {
  readonly title: string;
  readonly hint: string;
  readonly choose: string;
  /** As the file dialog takes it: ".xlsx,.csv". */
  readonly accept: string;
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes one file, dropped or chosen. */
export function FileDrop({ title, hint, choose, accept, busy, onFile }: FileDropProps) {
  const [over, setOver] = useState(false);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !busy) onFile(file);
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
      <IconFileSpreadsheet size={40} stroke={1.2} aria-hidden />
      <strong>{title}</strong>
      <FileButton accept={accept} onChange={(file) => file && onFile(file)}>
        {(props) => (
          <Button {...props} loading={busy} data-autofocus>
            {choose}
          </Button>
        )}
      </FileButton>
      <p>{hint}</p>
    </div>
  );
}
