import type { ServerResponse } from 'node:http';
import type { Backend, BackendEvent } from '../backend/index.ts';
import { SECURITY_HEADERS } from '../web/page.ts';

/** Writes the backend's events to one window as Server-Sent Events until it leaves. */
export function streamEvents(backend: Pick<Backend, 'subscribe'>, response: ServerResponse): void {
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
  });
  response.write(': opened\n\n');
  const unsubscribe = backend.subscribe((event: BackendEvent) => {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  response.on('close', unsubscribe);
}
