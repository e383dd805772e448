import { ActionIcon, Button, Checkbox, Group, TextInput } from '@mantine/core';
import { IconFiles, IconFileTypePdf, IconRotateClockwise, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useJob } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { moved, SortableList } from '../../components/sortable-list.tsx';
import { vi } from '../../i18n/vi.ts';
import { fileUrl } from '../../transport/http.ts';
import './attach-form.css';

type Turn = 0 | 90 | 180 | 270;
const TURNS: readonly Turn[] = [0, 90, 180, 270];

/** A file that was given, as it shall lie. */
interface Piece {
  readonly file: FileRef;
  readonly rotation: Turn;
}

interface AttachFormProps {
  readonly memorandumId: string;
  readonly onDone: () => void;
  /** Null where there is nothing else to show. */
  readonly onClose: (() => void) | null;
}

/** Takes a signed copy: one PDF, or pictures put in order and turned upright. */
export function AttachForm({ memorandumId, onDone, onClose }: AttachFormProps) {
  const texts = vi.memoranda.copiesSigned;
  const client = useClient();
  const attach = useJob('memoranda.attach');
  const [pieces, setPieces] = useState<readonly Piece[]>([]);
  const [complete, setComplete] = useState(true);
  const [note, setNote] = useState('');
  const upload = useMutation<FileRef[], ApiError, readonly File[]>({
    mutationFn: (files) => Promise.all(files.map((file) => client.upload(file))),
    onSuccess: (files) =>
      setPieces((before) => [...before, ...files.map((file): Piece => ({ file, rotation: 0 }))]),
  });
  const mixed = pieces.length > 1 && pieces.some(({ file }) => !isPicture(file));
  const turn = (fileId: string) =>
    setPieces(
      pieces.map((piece) =>
        piece.file.fileId === fileId ? { ...piece, rotation: nextTurn(piece.rotation) } : piece,
      ),
    );
  const save = () =>
    attach.mutate(
      {
        id: memorandumId,
        files: pieces.map(({ file, rotation }) => ({ fileId: file.fileId, rotation })),
        complete,
        note,
      },
      {
        onSuccess: ({ pages, filed }) => {
          notifyDone(filed ? texts.savedFiled : texts.saved(pages));
          setPieces([]);
          setNote('');
          onDone();
        },
      },
    );
  const failure = upload.error ?? attach.error;
  return (
    <div className="attach-form">
      <FileDrop
        icon={IconFiles}
        title={texts.drop}
        hint={texts.hint}
        choose={texts.add}
        accept=".pdf,.jpg,.jpeg,.png"
        multiple
        busy={upload.isPending || attach.isPending}
        onFiles={(files) => upload.mutate(files)}
      />
      {pieces.length > 0 && (
        <>
          <SortableList
            label={texts.order}
            items={pieces}
            idOf={({ file }) => file.fileId}
            nameOf={({ file }) => file.fileName}
            onMove={(from, to) => setPieces(moved(pieces, from, to))}
          >
            {({ file, rotation }, index) => (
              <div className="attach-piece">
                <Thumbnail file={file} rotation={rotation} />
                <div>
                  {pieces.length > 1 && <div className="ct-dim ct-small">{texts.page(index + 1)}</div>}
                  <div className="attach-name">{file.fileName}</div>
                </div>
                <ActionIcon
                  aria-label={texts.rotate(file.fileName)}
                  title={texts.rotate(file.fileName)}
                  onClick={() => turn(file.fileId)}
                >
                  <IconRotateClockwise size={16} />
                </ActionIcon>
                <ActionIcon
                  aria-label={texts.remove(file.fileName)}
                  title={texts.remove(file.fileName)}
                  onClick={() => setPieces(pieces.filter((piece) => piece.file.fileId !== file.fileId))}
                >
                  <IconX size={16} />
                </ActionIcon>
              </div>
            )}
          </SortableList>
          {mixed && (
            <p className="attach-mixed" role="alert">
              {texts.onePdf}
            </p>
          )}
          <Checkbox
            label={texts.isComplete}
            checked={complete}
            onChange={(event) => setComplete(event.currentTarget.checked)}
          />
          <TextInput
            label={texts.note}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      )}
      {failure && <ErrorNotice error={failure} />}
      {(pieces.length > 0 || onClose) && (
        <Group gap="sm">
          {pieces.length > 0 && (
            <Button loading={attach.isPending} disabled={mixed} onClick={save}>
              {texts.save}
            </Button>
          )}
          {onClose && (
            <Button variant="default" onClick={onClose}>
              {vi.common.cancel}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}

const isPicture = ({ mediaType }: FileRef): boolean => mediaType.startsWith('image/');

const nextTurn = (rotation: Turn): Turn => TURNS[(TURNS.indexOf(rotation) + 1) % TURNS.length] ?? 0;

/** What a piece looks like; the picture itself, small and as it shall lie. */
function Thumbnail({ file, rotation }: Piece) {
  return (
    <span className="attach-thumbnail" data-rotation={rotation}>
      {isPicture(file) ? (
        <img src={fileUrl(file.fileId)} alt="" loading="lazy" />
      ) : (
        <IconFileTypePdf size={28} stroke={1.2} aria-hidden />
      )}
    </span>
  );
}
