import { mayDo, RIGHTS, type Right, type Role } from '../../../preload/contract/rights.ts';
import type { ProcedureName } from '../../../preload/contract/types.ts';
import type { Session as SessionState } from '../../../preload/contract/users.ts';
import { AppError } from '../errors.ts';
import type { Folder } from '../folder.ts';
import { type User, usersOf } from './people.ts';
import { rightsOfWhatItTouches } from './rights.ts';

/** Who acts: a user of this computer, or the system's user, who has no key. */
export interface Worker {
  readonly id: string | null;
  readonly name: string;
  readonly role: Role;
}

/** Who works now, and who can be chosen. */
export interface Seen {
  readonly state: SessionState['state'];
  readonly person: Worker | null;
  readonly users: readonly User[];
}

export type Session = ReturnType<typeof openSession>;

/**
 * Holds who works. A shell without a window does not ask: there the system's user acts with all rights, and so does
 * everybody while the folder names nobody, or where no folder can be opened.
 */
export function openSession({
  asks,
  systemUser,
  folder,
}: {
  readonly asks: boolean;
  readonly systemUser: string;
  readonly folder: () => Folder | null;
}) {
  const system: Worker = { id: null, name: systemUser, role: 'admin' };
  let chosen: string | null = null;
  let locked = false;
  /** Somebody has left: the next one has to be chosen, even where there is but one. */
  let left = false;
  /** The folder named nobody when it was last looked at: whoever names the first user is that user. */
  let unnamed = false;
  let hears = !asks;

  const enter = (userId: string) => {
    chosen = userId;
    locked = false;
    left = false;
  };

  const look = async (): Promise<Seen> => {
    const open = folder();
    const users = asks && open ? await usersOf(open.query.db) : [];
    const [first] = users;
    if (!first) {
      unnamed = open !== null;
      hears = true;
      return { state: 'open', person: system, users };
    }
    const byHimself = users.length === 1 && (unnamed || (chosen === null && !left && first.hash === null));
    if (byHimself) enter(first.id);
    unnamed = false;
    const person = users.find(({ id }) => id === chosen) ?? null;
    const state = person === null ? 'signedOut' : locked ? 'locked' : 'open';
    hears = state === 'open';
    return { state, person, users };
  };

  return {
    look,
    enter,
    lock() {
      locked = true;
      hears = false;
    },
    leave() {
      chosen = null;
      locked = false;
      left = true;
      hears = false;
    },
    /** Other people stand in the folder now. */
    startAnew() {
      chosen = null;
      locked = false;
      left = false;
      unnamed = false;
      hears = !asks;
    },
    /** Whether what happens may be told to a window. */
    hears: () => hears,
    /**
     * Lets a call through, and tells who makes it.
     * @throws AppError NOT_SIGNED_IN, NOT_ALLOWED
     */
    async admit(name: ProcedureName, input: unknown): Promise<Worker> {
      const right: Right = RIGHTS[name];
      // Also where the data can't be read.
      if (right === 'anyone') return system;
      const { state, person } = await look();
      if (state !== 'open' || !person) throw new AppError('NOT_SIGNED_IN');
      const open = folder();
      const needed = [right, ...(open ? await rightsOfWhatItTouches(open.query.db, name, input) : [])];
      for (const each of needed) {
        if (!mayDo(person.role, each)) throw new AppError('NOT_ALLOWED', { needed: each, role: person.role });
      }
      return person;
    },
    /** @throws AppError NOT_SIGNED_IN */
    async requireSomebody(): Promise<void> {
      if ((await look()).state !== 'open') throw new AppError('NOT_SIGNED_IN');
    },
  };
}
