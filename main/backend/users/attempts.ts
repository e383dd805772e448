import { AppError } from '../errors.ts';
import { isPassword } from './passwords.ts';
import type { User } from './people.ts';

/** So many wrong passwords in a row cost no waiting; everybody mistypes. */
const FREE = 3;
/** The first waiting; each further wrong password doubles it. */
const FIRST_WAIT = 5;
const LONGEST_WAIT = 300;

/**
 * Lets passwords be tried one after the other, the slower the oftener they were wrong. Until the program is started
 * anew it remembers; that is enough against a colleague who guesses.
 * @param now milliseconds
 */
export function passwordAttempts(now: () => number) {
  const failures = new Map<string, { readonly count: number; readonly until: number }>();
  let last: Promise<unknown> = Promise.resolve();

  const tryNow = async ({ id, hash }: User, password: string | null): Promise<void> => {
    if (hash === null) return;
    const before = failures.get(id);
    const left = Math.min(((before?.until ?? 0) - now()) / 1000, LONGEST_WAIT);
    if (left > 0) throw new AppError('SIGN_IN_DELAYED', { seconds: Math.ceil(left) });
    if (await isPassword(password ?? '', hash)) {
      failures.delete(id);
      return;
    }
    const count = (before?.count ?? 0) + 1;
    const seconds = count < FREE ? 0 : Math.min(FIRST_WAIT * 2 ** (count - FREE), LONGEST_WAIT);
    failures.set(id, { count, until: now() + seconds * 1000 });
    throw new AppError('PASSWORD_WRONG', { seconds });
  };

  return {
    /**
     * Passes when the password is the user's own, or he has none. Guesses that come at once wait for each other.
     * @throws AppError PASSWORD_WRONG, SIGN_IN_DELAYED with `seconds`
     */
    prove(user: User, password: string | null): Promise<void> {
      const turn = last.then(() => tryNow(user, password));
      last = turn.catch(() => {});
      return turn;
    },
    /** Whoever has proved it otherwise starts anew. */
    forgive: (userId: string) => void failures.delete(userId),
  };
}
