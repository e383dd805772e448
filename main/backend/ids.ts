import { v7 as uuidv7 } from 'uuid';

/** A new row's key: UUIDv7 text, in order of its making. */
export const newId = (): string => uuidv7();

/** The stamps of a new row. */
export const created = (at: string) => ({ created_at: at, updated_at: at, deleted_at: null });
