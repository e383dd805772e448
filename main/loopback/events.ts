import type { ServerResponse } from 'node:http';
import type { Backend, BackendEvent } from '../backend/index.ts';
import { SECURITY_HEADERS } from '../web/page.ts';

/** How old a change may be that a window which has just come is told of, ms: its page may be from before. */
const RECENT = 5_000;

export interface EventStreams {
  /** Writes the backend's events to one window as Server-Sent Events until it leaves. */
  readonly open: (response: ServerResponse) => void;
  readonly close: () => void;
}

export function eventStreams(backend: Pick<Backend, 'subscribe'>): EventStreams {
  const latest = new Map<string, { readonly event: BackendEvent; readonly at: number }>();
  const close = backend.subscribe((event) => {
    if (event.name === 'job.progress') return;
    // Behind the lock nothing is told of what was done before.
    if (event.name === 'session.changed') latest.clear();
    latest.set(event.name, { event, at: performance.now() });
  });
  return {
    close,
    open(response) {
      const tell = (event: BackendEvent) => void response.write(`data: ${JSON.stringify(event)}\n\n`);
      response.writeHead(200, {
        ...SECURITY_HEADERS,
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
      });
      response.write(': opened\n\n');
      for (const { event, at } of latest.values()) if (performance.now() - at < RECENT) tell(event);
      response.on('close', backend.subscribe(tell));
    },
  };
}
