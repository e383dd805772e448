import { ActionIcon, Button, Checkbox, Progress, TextInput } from '@mantine/core';
import { IconFileTypePdf, IconInfoCircle, IconLink, IconPhoto, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type Evidence, type EvidenceOwner, evidenceProcedures } from '../../preload/contract/evidence.ts';
import { ApiError } from '../api/client.ts';
import { useClient, useCommand, useProcedure, useRunningJobs } from '../api/hooks.ts';
import { useCan } from '../api/session.ts';
import { vi } from '../i18n/vi.ts';
import { fileUrl } from '../transport/http.ts';
import { ErrorNotice } from './error-notice.tsx';
import { FileDrop } from './file-drop.tsx';
import { notifyDone, notifyError } from './notices.tsx';
import { useOpenFile } from './save-file.ts';
import { useUndoLast } from './use-undo.ts';
import './evidence-list.css';
import { Can, Editable } from './rights.tsx';

const texts = vi.evidence;
const addLinkInput = evidenceProcedures['evidence.addLink'].input;

interface EvidenceListProps {
  readonly of: EvidenceOwner;
}

/** Photos, PDF files and links that show what was done: added, named, chosen for the report, removed. */
export function EvidenceList({ of }: EvidenceListProps) {
  const list = useProcedure('evidence.list', { of });
  const adding = useAddFiles(of);
  usePastedFiles(adding.add, useCan('evidence.addFiles'));
  const evidence = list.data?.evidence ?? [];
  return (
    <div className="evidence">
      <Can do="evidence.addFiles">
        <FileDrop
          title={texts.drop}
          hint={texts.hint}
          choose={texts.choose}
          accept=".jpg,.jpeg,.png,.pdf"
          icon={IconPhoto}
          multiple
          busy={adding.busy}
          onFiles={adding.add}
        />
      </Can>
      {adding.progress}
      {adding.failure && <ErrorNotice error={adding.failure} />}
      {list.error && <ErrorNotice error={list.error} onRetry={() => list.refetch()} />}
      {evidence.some(({ kind }) => kind === 'photo') && (
        <p className="evidence-reminder" role="note">
          <IconInfoCircle size={16} aria-hidden />
          {texts.reminder}
        </p>
      )}
      {list.data && evidence.length === 0 && <p className="ct-dim">{texts.empty}</p>}
      <ol className="evidence-items" aria-label={texts.list}>
        {evidence.map((item, index) => (
          <Item key={item.id} item={item} name={nameOf(item, index + 1)} />
        ))}
      </ol>
      <Can do="evidence.addLink">
        <LinkForm of={of} />
      </Can>
    </div>
  );
}

const nameOf = ({ kind, caption, file, url }: Evidence, place: number): string =>
  caption ?? (kind === 'photo' ? texts.photo(place) : (file?.fileName ?? url ?? ''));

/** Hands files in one after the other, then has them taken in as one. */
function useAddFiles(of: EvidenceOwner) {
  const client = useClient();
  const undoLast = useUndoLast();
  const running = useRunningJobs().find((job) => job.name === 'evidence.addFiles');
  const [uploaded, setUploaded] = useState<{ readonly done: number; readonly total: number }>();
  const [failure, setFailure] = useState<Error | null>(null);
  const add = async (files: readonly File[]) => {
    setFailure(null);
    try {
      const fileIds: string[] = [];
      for (const file of files) {
        setUploaded({ done: fileIds.length, total: files.length });
        fileIds.push((await client.upload(file)).fileId);
      }
      const { ids } = await client.run('evidence.addFiles', { of, fileIds });
      notifyDone(texts.added(ids.length), {
        label: vi.common.undo,
        run: () => undoLast('evidence.addFiles'),
      });
    } catch (error) {
      const stopped = error instanceof ApiError && error.code === 'CANCELLED';
      if (!stopped) setFailure(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setUploaded(undefined);
    }
  };
  const shown = running && running.total > 0 ? running : uploaded;
  const label = running?.label ?? (uploaded ? texts.uploading(uploaded.done, uploaded.total) : '');
  return {
    add,
    failure,
    busy: uploaded !== undefined,
    progress: shown && (
      <div role="status">
        <span className="ct-dim">{label}</span>
        <Progress aria-label={label} value={(100 * shown.done) / shown.total} />
      </div>
    ),
  };
}

/** Takes pictures and files from the clipboard, wherever on the screen they are pasted. */
function usePastedFiles(add: (files: readonly File[]) => void, listens: boolean): void {
  const current = useRef(add);
  current.current = add;
  useEffect(() => {
    if (!listens) return;
    const onPaste = ({ clipboardData }: ClipboardEvent) => {
      const files = [...(clipboardData?.files ?? [])];
      // Cells copied from Excel come with their picture, too; they are meant as text.
      if (files.length > 0 && !clipboardData?.types.includes('text/plain')) current.current(files);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [listens]);
}

function Item({ item, name }: { readonly item: Evidence; readonly name: string }) {
  const { id, kind, file, thumbnailFileId, url } = item;
  const update = useCommand('evidence.update');
  const remove = useCommand('evidence.remove');
  const undoLast = useUndoLast();
  const openFile = useOpenFile();
  const removeNow = () =>
    remove.mutate(
      { ids: [id] },
      {
        onSuccess: () =>
          notifyDone(texts.removed(name), {
            label: vi.common.undo,
            run: () => undoLast('evidence.remove'),
          }),
        onError: notifyError,
      },
    );
  const Drawing = kind === 'link' ? IconLink : IconFileTypePdf;
  return (
    <li className="ct-card evidence-item" data-kind={kind}>
      {kind === 'link' ? (
        <a className="evidence-file" href={url ?? ''} target="_blank" rel="noreferrer">
          <Drawing size={20} aria-hidden />
          <span>{url}</span>
        </a>
      ) : (
        <button
          type="button"
          className={kind === 'photo' ? 'evidence-photo' : 'evidence-file'}
          aria-label={texts.openOf(name)}
          onClick={() => file && openFile(file)}
        >
          {kind === 'photo' && thumbnailFileId ? (
            <img src={fileUrl(thumbnailFileId)} alt={name} loading="lazy" />
          ) : (
            <>
              <Drawing size={20} aria-hidden />
              <span>{file?.fileName}</span>
            </>
          )}
        </button>
      )}
      <Editable do="evidence.update" silent>
        <div className="evidence-words">
          <CaptionField
            key={item.caption}
            stored={item.caption ?? ''}
            label={texts.captionOf(name)}
            onSave={(caption) => update.mutate({ id, caption }, { onError: notifyError })}
          />
          <Can do="evidence.remove">
            <ActionIcon aria-label={texts.removeOf(name)} title={texts.removeOf(name)} onClick={removeNow}>
              <IconTrash size={16} />
            </ActionIcon>
          </Can>
        </div>
        {kind === 'photo' && (
          <InReportBox
            key={`${item.inReport}`}
            stored={item.inReport}
            onChange={(inReport, onError) => update.mutate({ id, inReport }, { onError })}
          />
        )}
      </Editable>
    </li>
  );
}

interface InReportBoxProps {
  readonly stored: boolean;
  readonly onChange: (inReport: boolean, onError: (error: Error) => void) => void;
}

/** Ticked at once; taken back when it could not be kept. */
function InReportBox({ stored, onChange }: InReportBoxProps) {
  const [checked, setChecked] = useState(stored);
  return (
    <Checkbox
      label={texts.inReport}
      checked={checked}
      onChange={(event) => {
        setChecked(event.currentTarget.checked);
        onChange(event.currentTarget.checked, (error) => {
          setChecked(stored);
          notifyError(error);
        });
      }}
    />
  );
}

interface CaptionFieldProps {
  readonly stored: string;
  readonly label: string;
  readonly onSave: (caption: string) => void;
}

/** Saved when it is left, or with Enter. */
function CaptionField({ stored, label, onSave }: CaptionFieldProps) {
  const [typed, setTyped] = useState(stored);
  const save = () => {
    if (typed.trim() !== stored) onSave(typed);
  };
  return (
    <TextInput
      aria-label={label}
      placeholder={texts.caption}
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.ctrlKey) save();
      }}
    />
  );
}

function LinkForm({ of }: EvidenceListProps) {
  const [url, setUrl] = useState('');
  const [wrong, setWrong] = useState(false);
  const addLink = useCommand('evidence.addLink');
  const undoLast = useUndoLast();
  return (
    <form
      className="evidence-link"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const parsed = addLinkInput.safeParse({ of, url: url.trim(), caption: null });
        setWrong(!parsed.success);
        if (!parsed.success) return;
        addLink.mutate(parsed.data, {
          onSuccess: () => {
            setUrl('');
            notifyDone(texts.added(1), {
              label: vi.common.undo,
              run: () => undoLast('evidence.addLink'),
            });
          },
          onError: notifyError,
        });
      }}
    >
      <TextInput
        label={texts.link}
        placeholder={texts.linkPlaceholder}
        value={url}
        error={wrong && texts.linkInvalid}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={addLink.isPending} disabled={url.trim() === ''}>
        {texts.addLink}
      </Button>
    </form>
  );
}
