import type { Envelope } from '../../preload/contract/errors.ts';
import type { FileRef } from '../../preload/contract/procedure.ts';
import { vi } from '../i18n/vi.ts';

/** The envelope for a request that never reached the backend. */
export const unreachable = (): Envelope<never> => ({
  ok: false,
  error: { code: 'INTERNAL', message: vi.errors.unreachable, details: {} },
});

/** Address of a stored file; both shells serve it beside the window. */
export function fileUrl(fileId: string, options: { readonly download?: boolean } = {}): string {
  return `/files/${encodeURIComponent(fileId)}${options.download ? '?download=1' : ''}`;
}

/** Hands a file that the person chose to the backend; both shells take it at the same address. */
export async function uploadFile(file: File): Promise<Envelope<FileRef>> {
  try {
    const response = await fetch('/files', {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) },
      body: file,
    });
    return await response.json();
  } catch {
    return (await canBeRead(file)) ? unreachable() : inUse(file.name);
  }
}

/** The envelope for a file that another program holds, or that was saved anew since it was chosen. */
const inUse = (name: string): Envelope<never> => ({
  ok: false,
  error: { code: 'FILE_IN_USE', message: vi.errors.fileInUse(name), details: { file: name } },
});

const canBeRead = (file: File): Promise<boolean> =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
