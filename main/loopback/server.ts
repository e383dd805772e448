import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MOST_CALLS } from '../../preload/contract/channels.ts';
import { AppError } from '../backend/errors.ts';
import type { Backend, Logger } from '../backend/index.ts';
import { envelopeResponse, errorResponse, readBody } from '../web/files.ts';
import { createWebHandler } from '../web/handler.ts';
import { noticePage, pageResponse, SECURITY_HEADERS } from '../web/page.ts';
import { createDoor } from './door.ts';
import { eventStreams } from './events.ts';

/** Largest input of a call, in bytes; files go to `POST /files`. */
const MAX_INPUT_BYTES = 8 * 1024 * 1024;

/** How long a request may take to arrive whole, ms; the largest file needs seconds on this machine. */
const PATIENCE = 120_000;

/** Connections at a time: a browser opens six for each window. */
const MAX_CONNECTIONS = 64;

/** Windows that are told of events at a time. */
const MAX_STREAMS = 16;

const REFUSED = {
  title: 'Không mở được cửa sổ này',
  text: 'Địa chỉ mở chương trình chỉ dùng được một lần và chỉ trên máy này. Hãy khởi động lại Chung Tay rồi mở địa chỉ mới được in ra.',
  code: 'FORBIDDEN',
};

export interface LoopbackOptions {
  readonly backend: Backend;
  /** Absolute path of the built window. */
  readonly rendererDir: string;
  /** Default: any free port. */
  readonly port?: number;
  readonly logger?: Logger;
  /** How long a request may take to arrive whole, ms. Default: two minutes. */
  readonly patience?: number;
}

export interface Loopback {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** The address that opens the window, once. */
  readonly address: string;
  /** Ends every connection. The backend stays open: it belongs to the caller. */
  close(): Promise<void>;
}

/** A call of a window, as its name and input. */
type Call = readonly [name: string, input: unknown];

const isCallList = (value: unknown): value is readonly Call[] =>
  Array.isArray(value) &&
  value.length <= MOST_CALLS &&
  value.every((call) => Array.isArray(call) && call.length === 2 && typeof call[0] === 'string');

/**
 * Runs the call of `POST /invoke/<name>`, or, without a name, a list of calls; then each envelope comes as a line of its
 * own, `[place, envelope]`, as soon as it is there.
 */
async function invoke(
  backend: Pick<Backend, 'dispatch'>,
  name: string | null,
  request: Request,
): Promise<Response> {
  // A form of another site can send text/plain without asking first, but never this type.
  if (request.headers.get('Content-Type')?.split(';')[0]?.trim() !== 'application/json') {
    return errorResponse(new AppError('INVALID_INPUT', { field: 'Content-Type' }), 415);
  }
  const body = await readBody(request, MAX_INPUT_BYTES);
  if (!body) return errorResponse(new AppError('INVALID_INPUT', { reason: 'dài quá 8 MB' }), 413);
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return errorResponse(new AppError('INVALID_INPUT', { reason: 'không phải JSON' }), 400);
  }
  if (name !== null) return envelopeResponse(await backend.dispatch(name, input));
  if (!isCallList(input)) return errorResponse(new AppError('INVALID_INPUT', { field: 'calls' }), 400);
  return new Response(envelopeLines(backend, input).pipeThrough(new TextEncoderStream()), {
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' },
  });
}

const envelopeLines = (backend: Pick<Backend, 'dispatch'>, calls: readonly Call[]): ReadableStream<string> =>
  new ReadableStream<string>({
    async start(lines) {
      const run = async ([name, input]: Call, place: number) =>
        lines.enqueue(`${JSON.stringify([place, await backend.dispatch(name, input)])}\n`);
      await Promise.all(calls.map(run));
      lines.close();
    },
  });

/** Opens the window; whoever comes again with the session's cookie just gets there. */
const toWindow = (cookie: string | null): Response =>
  new Response(null, {
    status: 303,
    headers: { ...SECURITY_HEADERS, Location: '/', ...(cookie && { 'Set-Cookie': cookie }) },
  });

/** The body is pulled only when somebody reads it, so that a refusal is answered before an upload is taken in. */
const toRequest = (incoming: IncomingMessage, url: URL): Request =>
  new Request(url, {
    method: incoming.method ?? 'GET',
    headers: Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    ),
    ...(incoming.method === 'POST' && {
      body: ReadableStream.from(incoming.iterator({ destroyOnReturn: false })),
      duplex: 'half',
    }),
  });

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing);
  else outgoing.end();
}

const refusal = (headers: IncomingHttpHeaders): Response =>
  headers.accept?.includes('text/html')
    ? pageResponse(noticePage(REFUSED), 403)
    : errorResponse(new AppError('FORBIDDEN'), 403);

async function listen(server: Server, port: number): Promise<number> {
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening').catch((cause: unknown) => {
    const reason = `không dùng được cổng ${port}, có thể chương trình khác đang dùng`;
    throw new AppError('INVALID_INPUT', { field: '--port', reason }, { cause });
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The loopback has no port.');
  return bound.port;
}

/**
 * Shows the window in a browser of this machine: for development, tests and where Electron cannot run.
 * Nothing listens on a network, and only the browser that opened the address is answered.
 * @throws AppError INVALID_INPUT when the port is taken
 */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { backend, logger } = options;
  const serveWindow = createWebHandler(options);
  const patience = options.patience ?? PATIENCE;
  const server = createServer({
    headersTimeout: patience,
    requestTimeout: patience,
    connectionsCheckingInterval: Math.min(patience, 10_000),
  });
  server.maxConnections = MAX_CONNECTIONS;
  let streams = 0;
  const port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  const door = createDoor(port);
  const events = eventStreams(backend);

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = 'GET', headers } = incoming;
    const url = URL.parse(incoming.url ?? '', origin);
    // A whole address, as one sends it to a proxy, may name another server than Host does.
    if (url?.origin !== origin) return send(refusal(headers), outgoing);

    const opening = method === 'GET' && url.pathname.startsWith('/open/');
    if (opening && door.isThisServer(incoming)) {
      const cookie = door.redeem(url.pathname);
      if (cookie || door.isKnown(headers)) return send(toWindow(cookie), outgoing);
    }
    if (opening || !door.isOurs(incoming) || !door.isKnown(headers)) {
      return send(refusal(headers), outgoing);
    }
    if (method !== 'GET' && method !== 'POST') {
      return send(errorResponse(new AppError('FORBIDDEN'), 405), outgoing);
    }
    if (method === 'GET' && url.pathname === '/events') {
      if (streams >= MAX_STREAMS) return send(errorResponse(new AppError('FORBIDDEN'), 429), outgoing);
      streams += 1;
      outgoing.on('close', () => {
        streams -= 1;
      });
      return events.open(outgoing);
    }

    const call = method === 'POST' ? /^\/invoke(?:\/([\w.]{1,100}))?$/.exec(url.pathname) : null;
    const request = toRequest(incoming, url);
    await send(await (call ? invoke(backend, call[1] ?? null, request) : serveWindow(request)), outgoing);
    incoming.resume();
  };

  server.on('request', (incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      // A window that closes while it is being answered is no fault.
      if (outgoing.destroyed) return;
      logger?.error('loopback.failed', { error });
      if (outgoing.headersSent) outgoing.destroy();
      else send(errorResponse(error, 500), outgoing).catch(() => outgoing.destroy());
    });
  });

  return {
    origin,
    address: `${origin}${door.openingPath}`,
    async close() {
      events.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
