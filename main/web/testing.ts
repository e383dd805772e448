import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend, BackendEvent, ServedFile } from '../backend/index.ts';
import { temporaryFolder } from '../backend/testing.ts';

/** A backend that keeps files and repeats calls, to test the shells without the program behind them. */
export interface EchoBackend extends Backend {
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  emit(event: BackendEvent): void;
  /** How many listeners there are now. */
  listeners(): number;
  readonly closed: () => boolean;
}

/** Answers every call with its own input; `mediaType` is what every received file is said to be. */
export async function echoBackend(mediaType = 'application/pdf'): Promise<EchoBackend> {
  const folder = temporaryFolder();
  const files = new Map<string, ServedFile>();
  const calls: { name: string; input: unknown }[] = [];
  const listeners = new Set<(event: BackendEvent) => void>();
  let closed = false;

  return {
    calls,
    closed: () => closed,
    listeners: () => listeners.size,
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    async dispatch(name, input) {
      calls.push({ name, input });
      return { ok: true, value: { name, input } };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async receiveFile(fileName, bytes) {
      const fileId = `file-${files.size + 1}`;
      const path = join(folder, fileId);
      await writeFile(path, bytes);
      const ref = { fileId, fileName, mediaType, byteSize: bytes.byteLength };
      files.set(fileId, { ...ref, path });
      return ref;
    },
    async receiveBackup(fileName, chunks) {
      const fileId = `file-${files.size + 1}`;
      const path = join(folder, fileId);
      await writeFile(path, chunks);
      const ref = { fileId, fileName, mediaType, byteSize: (await stat(path)).size };
      files.set(fileId, { ...ref, path });
      return ref;
    },
    async openFile(fileId) {
      return files.get(fileId) ?? null;
    },
    async close() {
      closed = true;
    },
  };
}

/** A built window of three files, in a folder that also has a neighbour to steal from. */
export async function sampleWindow(): Promise<string> {
  const folder = temporaryFolder();
  const rendererDir = join(folder, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.json'), '{}');
  await writeFile(
    join(rendererDir, 'index.html'),
    '<!doctype html><html lang="vi"><head><meta name="csp-nonce" content="__CSP_NONCE__"><title>Chung Tay</title></head><body><p>Nhà trường cùng chung tay</p><div id="root">__PICTURE__</div><script type="application/json" id="opening">"__OPENING__"</script></body></html>',
  );
  await writeFile(join(rendererDir, 'assets', 'main-A1b2_-.js'), 'export {};');
  return rendererDir;
}
