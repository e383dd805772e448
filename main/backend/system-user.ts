import { userInfo } from 'node:os';

/** Who acts, for the journal: the system's name of the user, or his number where it has no name for him. */
export function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
