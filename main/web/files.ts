import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError, toErrorBody } from '../backend/errors.ts';
import { BACKUP_ENDING } from '../backend/files/endings.ts';
import { MAX_RECEIVED_BYTES } from '../backend/files/limits.ts';
import type { Backend, ServedFile } from '../backend/index.ts';
import { SECURITY_HEADERS } from './page.ts';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * An address of the built window is a chain of plain names. Two dots, escapes, backslashes and drive letters
 * do not fit the pattern, so no address leads out of the folder.
 */
const PLAIN_PATH = /^(?:\/\w[\w-]*(?:\.[\w-]+)*)+$/;

/** One file of the built window, or null. */
export async function staticFile(rendererDir: string, pathname: string): Promise<Response | null> {
  const mediaType = MEDIA_TYPES[extname(pathname)];
  if (!mediaType || !PLAIN_PATH.test(pathname)) return null;
  const bytes = await readFile(join(rendererDir, pathname)).catch(() => null);
  return (
    bytes &&
    new Response(bytes, {
      headers: {
        ...SECURITY_HEADERS,
        'Content-Type': mediaType,
        'Content-Length': `${bytes.byteLength}`,
        // The build puts a hash into the name of everything below /assets.
        'Cache-Control': pathname.startsWith('/assets/')
          ? 'private, max-age=31536000, immutable'
          : 'no-cache',
      },
    })
  );
}

/** Types that a browser shows without running anything of them in our origin. */
const SHOWN_IN_PLACE = new Set(['application/pdf', 'image/jpeg', 'image/png', 'image/webp']);

/** `Content-Disposition` with the Vietnamese name as of RFC 5987, and one in plain letters for old programs. */
function contentDisposition(kind: 'inline' | 'attachment', fileName: string): string {
  const plain = fileName
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w. ()-]/g, '_');
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** A stored file as a stream; personal data, so nothing may keep a copy. */
export function storedFile(file: ServedFile, download: boolean): Response {
  const inPlace = !download && SHOWN_IN_PLACE.has(file.mediaType);
  return new Response(Readable.toWeb(createReadStream(file.path)), {
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': file.mediaType,
      'Content-Length': `${file.byteSize}`,
      'Content-Disposition': contentDisposition(inPlace ? 'inline' : 'attachment', file.fileName),
      'Cache-Control': 'no-store',
    },
  });
}

/** An envelope as JSON. The window reads the envelope; the status is for other readers. */
export function envelopeResponse(envelope: unknown, status = 200): Response {
  const json = JSON.stringify(envelope);
  return new Response(json, {
    status,
    headers: {
      ...SECURITY_HEADERS,
      'Content-Type': 'application/json',
      'Content-Length': `${Buffer.byteLength(json)}`,
      'Cache-Control': 'no-store',
    },
  });
}

/** An error as an envelope. */
export const errorResponse = (error: unknown, status: number): Response =>
  envelopeResponse({ ok: false, error: toErrorBody(error) }, status);

/** What is said of a file beyond the limit. */
export const tooLarge = (file: string): AppError =>
  new AppError('FILE_TOO_LARGE', { file, limit: `${MAX_RECEIVED_BYTES / 1024 / 1024} MB` });

/** Reads a body, and no more of it than the limit. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('Content-Length')) > limit) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Takes the bytes of one file, its name URI-encoded in `X-File-Name`; answers with its reference. */
export async function receiveFile(
  backend: Pick<Backend, 'receiveBackup' | 'receiveFile'>,
  request: Request,
): Promise<Response> {
  let fileName: string;
  try {
    fileName = decodeURIComponent(request.headers.get('X-File-Name') ?? '').normalize('NFC');
  } catch {
    fileName = '';
  }
  if (!fileName) return errorResponse(new AppError('INVALID_INPUT', { field: 'X-File-Name' }), 400);
  try {
    if (extname(fileName).toLowerCase() === BACKUP_ENDING) {
      const kept = await backend.receiveBackup(fileName, request.body ?? Readable.from([]));
      return envelopeResponse({ ok: true, value: kept });
    }
    const bytes = await readBody(request, MAX_RECEIVED_BYTES);
    if (!bytes) return errorResponse(tooLarge(fileName), 413);
    return envelopeResponse({ ok: true, value: await backend.receiveFile(fileName, bytes) });
  } catch (error) {
    return errorResponse(error, 400);
  }
}
