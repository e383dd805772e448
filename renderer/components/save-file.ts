import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FileRef } from '../../preload/contract/procedure.ts';
import type { NamesOf } from '../../preload/contract/types.ts';
import { ApiError } from '../api/client.ts';
import { useClient, useProcedure } from '../api/hooks.ts';
import { vi } from '../i18n/vi.ts';
import { fileUrl } from '../transport/http.ts';
import { notifyDone, notifyError, notifyErrorWith } from './notices.tsx';

type SavedFile = Pick<FileRef, 'fileId' | 'fileName'>;

/** What a person can put right: a file that is open elsewhere, a place that can't be written, a full disk. */
const WRITE_FAILURES: ReadonlySet<string> = new Set([
  'FILE_LOCKED',
  'FILE_WRITE_FAILED',
  'DISK_FULL',
  'DISK_FAILED',
]);

/**
 * Hands a file to the person: with the system's save dialog where the shell has one, as a download elsewhere.
 */
export function useSaveFile(): (file: SavedFile) => void {
  const client = useClient();
  const canSaveAs = useProcedure('app.status', {}).data?.canSaveAs ?? false;
  const queries = useQueryClient();
  const showInFolder = useShowInFolder();
  const save = useMutation({
    mutationFn: async ({ again = false, ...file }: SavedFile & { readonly again?: boolean }) => {
      if (!canSaveAs) {
        download(file);
        return null;
      }
      return (await client.call('files.saveAs', { fileId: file.fileId, again })).path;
    },
    onSuccess: (path) => {
      if (!path) return;
      void queries.invalidateQueries({ queryKey: RECENT });
      notifyDone(vi.common.savedTo(path), {
        label: vi.common.openFolder,
        run: () => showInFolder(path),
      });
    },
    onError: (error, { fileId, fileName }) => {
      const canTryAgain = error instanceof ApiError && WRITE_FAILURES.has(error.code);
      if (!canTryAgain) return notifyError(error);
      notifyErrorWith(error, [
        { label: vi.common.retry, run: () => save.mutate({ fileId, fileName, again: true }) },
        { label: vi.common.saveElsewhere, run: () => save.mutate({ fileId, fileName }) },
      ]);
    },
  });
  return save.mutate;
}

/** What asks for the files that were kept lately. */
const RECENT: readonly NamesOf<'control'>[] = ['files.recent'];

/** Does something with a file that was kept lately; one that has gone is no longer listed then. */
function useSavedFile(procedure: 'files.showInFolder' | 'files.openRecent'): (path: string) => void {
  const client = useClient();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (path: string) => client.call(procedure, { path }),
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: RECENT });
      notifyError(error);
    },
  });
  return act.mutate;
}

/** Opens the folder of a file that was kept lately. */
export const useShowInFolder = () => useSavedFile('files.showInFolder');

/** Opens a file that was kept lately with the system's own program. */
export const useOpenRecent = () => useSavedFile('files.openRecent');

/** Opens the data folder in the system's own window. */
export function useOpenDataFolder(): () => void {
  const client = useClient();
  const open = useMutation({
    mutationFn: () => client.call('app.openDataFolder', {}),
    onError: notifyError,
  });
  return open.mutate;
}

/**
 * Opens a file with the program that people know for it: the system's own where the shell can, else a tab of this
 * browser. There its print dialog prints what is on screen, as vectors.
 */
export function useOpenFile(): (file: SavedFile) => void {
  const client = useClient();
  const hasSystem = useProcedure('app.status', {}).data?.canSaveAs ?? false;
  const open = useMutation({
    mutationFn: async (file: SavedFile) => {
      if (hasSystem) await client.call('files.open', { fileId: file.fileId });
      else if (!window.open(fileUrl(file.fileId), '_blank')) offerTab(file);
    },
    onError: notifyError,
  });
  return open.mutate;
}

/** A browser opens a tab only shortly after a click; when the work before took longer, it is asked for again. */
const offerTab = (file: SavedFile): void =>
  notifyDone(vi.common.fileReady(file.fileName), {
    label: vi.common.open,
    run: () => void window.open(fileUrl(file.fileId), '_blank'),
  });

function download(file: SavedFile): void {
  const link = document.createElement('a');
  link.href = fileUrl(file.fileId, { download: true });
  link.download = file.fileName;
  link.click();
}
