import type { Envelope } from '../../preload/contract/errors.ts';
import type {
  EventName,
  EventOf,
  InputOf,
  OutputOf,
  ProcedureName,
  Transport,
} from '../../preload/contract/types.ts';
import { unreachable } from './http.ts';

/** Browsers carry no more than 64 kB past the end of a page; a letter may take three bytes. */
const KEPT_ALIVE = 20_000;

type AnyListener = (payload: never) => void;

/** Calls by HTTP and events by one event stream, against the loopback shell that served this page. */
export function loopbackTransport(): Transport {
  const listeners = new Map<EventName, Set<AnyListener>>();
  let stream: EventSource | null = null;

  const listen = (): EventSource => {
    const source = new EventSource('/events');
    source.addEventListener('message', (message: MessageEvent<string>) => {
      const event: { name: EventName; payload: never } = JSON.parse(message.data);
      for (const listener of listeners.get(event.name) ?? []) listener(event.payload);
    });
    return source;
  };

  return {
    async invoke<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Envelope<OutputOf<N>>> {
      try {
        const body = JSON.stringify(input);
        const response = await fetch(`/invoke/${name}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body,
          // What is saved as the window closes still arrives.
          keepalive: body.length < KEPT_ALIVE,
        });
        return await response.json();
      } catch {
        return unreachable();
      }
    },
    subscribe<N extends EventName>(name: N, listener: (payload: EventOf<N>) => void): () => void {
      if (stream === null) stream = listen();
      const ofName = listeners.get(name) ?? new Set<AnyListener>();
      listeners.set(name, ofName.add(listener));
      return () => ofName.delete(listener);
    },
  };
}
