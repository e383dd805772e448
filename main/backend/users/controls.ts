import type { OutputOf, ParsedInputOf } from '../../../preload/contract/types.ts';
import { AppError } from '../errors.ts';
import type { Folder } from '../folder.ts';
import type { BackendOptions } from '../ports.ts';
import { passwordAttempts } from './attempts.ts';
import { idleMinutes } from './idle.ts';
import { personOf, type User } from './people.ts';
import { folderProofs } from './proof.ts';
import type { Session, Worker } from './session.ts';
import { hashOf, storePassword } from './users.ts';

/** What letting people in needs of the program. */
export interface Door {
  readonly options: BackendOptions;
  readonly session: Session;
  readonly folder: () => Folder | null;
  /** Runs work whose journal rows are somebody's own. */
  readonly actAs: <T>(worker: Worker, work: () => Promise<T>) => Promise<T>;
  /** Tells the windows that somebody came or went. */
  readonly changed: () => void;
}

type Names = 'get' | 'signIn' | 'lock' | 'signOut' | 'changePassword' | 'forgot' | 'resetPassword';
type SessionControls = {
  readonly [N in `session.${Names}`]: (none: null, input: ParsedInputOf<N>) => Promise<OutputOf<N>>;
};

/** Handlers that let people in and out. */
export function sessionControls({ options, session, folder, actAs, changed }: Door): SessionControls {
  const { dataDir, now = () => new Date() } = options;
  const attempts = passwordAttempts(() => now().getTime());
  const proofs = folderProofs(dataDir);

  const opened = (): Folder => {
    const open = folder();
    if (!open) throw new AppError('DATA_FOLDER_NOT_INITIALISED', { dataDir });
    return open;
  };
  const userOf = async (userId: string | null | undefined): Promise<User> => {
    const user = (await session.look()).users.find(({ id }) => id === userId);
    if (!user) throw new AppError('NOT_FOUND', { what: 'người dùng này' });
    return user;
  };
  /** Only an admin helps himself; all others have an admin who sets their password anew. */
  const adminOf = async (userId: string): Promise<User> => {
    const user = await userOf(userId);
    if (user.role !== 'admin') throw new AppError('NOT_ALLOWED', { needed: 'admin', role: user.role });
    return user;
  };

  return {
    async 'session.get'() {
      const { state, person, users } = await session.look();
      const open = folder();
      return {
        state,
        person: person && { id: person.id, name: person.name, role: person.role },
        people: users.map(personOf),
        idleMinutes: open && users.length > 0 ? await idleMinutes(open.query.db) : null,
      };
    },

    async 'session.signIn'(_, { userId, password }) {
      await attempts.prove(await userOf(userId), password);
      session.enter(userId);
      changed();
      return {};
    },

    async 'session.lock'() {
      // Nobody could open again what the system's user locks.
      if ((await session.look()).users.length === 0) return {};
      session.lock();
      changed();
      return {};
    },

    async 'session.signOut'() {
      if ((await session.look()).users.length === 0) return {};
      session.leave();
      changed();
      return {};
    },

    async 'session.changePassword'(_, { current, password }) {
      const user = await userOf((await session.look()).person?.id);
      await attempts.prove(user, current);
      const hash = await hashOf(password);
      await opened().command('session.changePassword', (context) => storePassword(context, user.id, hash));
      changed();
      return {};
    },

    async 'session.forgot'(_, { userId }) {
      const { id } = await adminOf(userId);
      return { fileName: proofs.ask(id), folder: dataDir };
    },

    async 'session.resetPassword'(_, { userId, password }) {
      const user = await adminOf(userId);
      await proofs.require(user.id);
      const hash = await hashOf(password);
      await actAs(user, () =>
        opened().command('session.resetPassword', async (context) => {
          await storePassword(context, user.id, hash);
          context.note('quên mật khẩu; đã chứng minh bằng tệp trong thư mục dữ liệu');
        }),
      );
      await proofs.spend(user.id);
      attempts.forgive(user.id);
      session.enter(user.id);
      changed();
      return {};
    },
  };
}
