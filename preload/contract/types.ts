import type { z } from 'zod';
import type { Envelope } from './errors.ts';
import type { EVENTS } from './events.ts';
import type { ProcedureKind } from './procedure.ts';
import type { PROCEDURES } from './procedures.ts';

type Table = typeof PROCEDURES;

export type ProcedureName = keyof Table;
/** Names of the procedures of one kind. */
export type NamesOf<K extends ProcedureKind> = {
  [N in ProcedureName]: Table[N]['kind'] extends K ? N : never;
}[ProcedureName];
/** What a caller sends. */
export type InputOf<N extends ProcedureName> = z.input<Table[N]['input']>;
/** What the handler gets: parsed, with defaults. */
export type ParsedInputOf<N extends ProcedureName> = z.output<Table[N]['input']>;
export type OutputOf<N extends ProcedureName> = z.output<Table[N]['output']>;

export type EventName = keyof typeof EVENTS;
export type EventOf<N extends EventName> = z.output<(typeof EVENTS)[N]>;

/** The only two ways between a window and the backend; each shell carries them. */
export interface Transport {
  invoke<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Envelope<OutputOf<N>>>;
  /** Calls the listener for every event of that name; the answer stops it. */
  subscribe<N extends EventName>(name: N, listener: (payload: EventOf<N>) => void): () => void;
}
