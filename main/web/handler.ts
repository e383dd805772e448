import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrawPicture } from '../../preload/contract/opening.ts';
import { AppError } from '../backend/errors.ts';
import type { Backend } from '../backend/index.ts';
import { errorResponse, receiveFile, staticFile, storedFile } from './files.ts';
import { withOpening } from './opening.ts';
import { pageResponse, withNonce } from './page.ts';
import { pictureOf } from './picture.ts';

/** Answers one request of a window. Whoever calls it has checked where the request comes from. */
export type WebHandler = (request: Request) => Promise<Response>;

/** What a window needs that is not a call: the page with its files, and stored files. */
export interface WebOptions {
  readonly backend: Pick<Backend, 'dispatch' | 'openFile' | 'receiveBackup' | 'receiveFile'>;
  /** Absolute path of the built window. */
  readonly rendererDir: string;
  /** What draws its first picture; loaded from beside it unless given. */
  readonly drawPicture?: DrawPicture;
}

/** The half of a window's shell that is the same over `app://` and over HTTP. */
export function createWebHandler({
  backend,
  rendererDir,
  drawPicture = pictureOf(rendererDir),
}: WebOptions): WebHandler {
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const notFound = () => errorResponse(new AppError('NOT_FOUND'), 404);

    if (pathname === '/files' && request.method === 'POST') return receiveFile(backend, request);
    if (request.method !== 'GET') return errorResponse(new AppError('FORBIDDEN'), 405);

    const fileId = /^\/files\/([\w-]{1,200})$/.exec(pathname)?.[1];
    if (fileId) {
      try {
        const file = await backend.openFile(fileId);
        return file ? storedFile(file, searchParams.get('download') === '1') : notFound();
      } catch (error) {
        if (error instanceof AppError && error.code === 'NOT_SIGNED_IN') return errorResponse(error, 403);
        throw error;
      }
    }
    if (pathname === '/') {
      const html = await readFile(join(rendererDir, 'index.html'), 'utf8');
      return pageResponse((nonce) =>
        withOpening(withNonce(html, nonce), { backend, draw: (answers) => drawPicture(answers, nonce) }),
      );
    }
    return (await staticFile(rendererDir, pathname)) ?? notFound();
  };
}
