import { MOST_CALLS } from '../../preload/contract/channels.ts';
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

/** A call that waits for its answer. */
interface Waiting {
  readonly name: ProcedureName;
  readonly input: unknown;
  readonly answer: (envelope: Envelope<never>) => void;
}

/** Calls by HTTP and events by one event stream, against the loopback shell that served this page. */
export function loopbackTransport(): Transport {
  const listeners = new Map<EventName, Set<AnyListener>>();
  let stream: EventSource | null = null;
  let turn: Waiting[] = [];

  const listen = (): EventSource => {
    const source = new EventSource('/events');
    source.addEventListener('message', (message: MessageEvent<string>) => {
      const event: { name: EventName; payload: never } = JSON.parse(message.data);
      for (const listener of listeners.get(event.name) ?? []) listener(event.payload);
    });
    return source;
  };

  return {
    invoke<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Envelope<OutputOf<N>>> {
      return new Promise((answer) => {
        if (turn.length === 0)
          queueMicrotask(() => {
            const calls = turn;
            turn = [];
            while (calls.length > 0) void ask(calls.splice(0, MOST_CALLS));
          });
        turn.push({ name, input, answer });
      });
    },
    subscribe<N extends EventName>(name: N, listener: (payload: EventOf<N>) => void): () => void {
      if (stream === null) stream = listen();
      const ofName = listeners.get(name) ?? new Set<AnyListener>();
      listeners.set(name, ofName.add(listener));
      return () => ofName.delete(listener);
    },
  };
}

/** What is asked in one turn travels together: each request takes its time, and a browser sends six at once. */
async function ask(calls: readonly Waiting[]): Promise<void> {
  const [call] = calls;
  try {
    if (call && calls.length === 1) {
      call.answer(await (await post(`/invoke/${call.name}`, call.input)).json());
    } else {
      const response = await post(
        '/invoke',
        calls.map(({ name, input }) => [name, input]),
      );
      for await (const line of linesOf(response)) {
        const [place, envelope]: [number, Envelope<never>] = JSON.parse(line);
        calls[place]?.answer(envelope);
      }
    }
  } catch {
    // What was answered already stays so.
    for (const each of calls) each.answer(unreachable());
  }
}

function post(address: string, content: unknown): Promise<Response> {
  const body = JSON.stringify(content);
  return fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body,
    // What is saved as the window closes still arrives.
    keepalive: body.length < KEPT_ALIVE,
  });
}

/** The lines of an answer as they come. @throws when it was cut off */
async function* linesOf({ body, ok, status }: Response): AsyncGenerator<string> {
  if (!ok || !body) throw new Error(`${status}`);
  let begun: string[] = [];
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const [end = '', ...more] = text.split('\n');
    begun.push(end);
    for (const next of more) {
      yield begun.join('');
      begun = [next];
    }
  }
}
