import { z } from 'zod';
import { command, control, id, instant, job, nothing, query, requiredLine } from './procedure.ts';
import { ROLES } from './rights.ts';

/** A role of somebody who shares this computer. */
export const role = z.enum(ROLES);

/** The name of a user as it is listed, and as the journal tells it. */
export const userName = requiredLine(100);

/** What a new password must be; NIST SP 800-63B asks for length alone, and no rules about signs. */
export const newPassword = z.string().min(8).max(200);
/** A password as somebody types it to be let in. */
const typedPassword = z.string().max(200).nullable();

const minutes = z.union([z.literal(5), z.literal(10), z.literal(15), z.literal(30)]).nullable();

/** Somebody who can be chosen where the program asks who works. */
export const person = z.object({ id, name: z.string(), role, hasPassword: z.boolean() });
export type Person = z.infer<typeof person>;

/** Who works now. While nobody is named in this folder that is the system's user, who has no key. */
export const session = z.object({
  state: z.enum(['open', 'signedOut', 'locked']),
  /** Who works, or who has locked; null when somebody is still to be chosen. */
  person: z.object({ id: id.nullable(), name: z.string(), role }).nullable(),
  /** Everybody who can be chosen. */
  people: z.array(person),
  /** After so many minutes without a key or the mouse the window locks; null: never. */
  idleMinutes: minutes,
});
export type Session = z.infer<typeof session>;

export const userProcedures = {
  'session.get': control(nothing, session),
  /**
   * Lets somebody in.
   * @throws PASSWORD_WRONG, SIGN_IN_DELAYED with `seconds`, NOT_FOUND
   */
  'session.signIn': control(z.strictObject({ userId: id, password: typedPassword }), nothing),
  /** Refuses everything from now on until somebody signs in; what runs goes on. */
  'session.lock': control(nothing, nothing),
  /** Asks again who works. */
  'session.signOut': control(nothing, nothing),
  /** A new password of one's own. @throws PASSWORD_WRONG, SIGN_IN_DELAYED */
  'session.changePassword': control(
    z.strictObject({ current: typedPassword, password: newPassword.nullable() }),
    nothing,
  ),
  /** Names the file that an admin who has forgotten his password makes in the data folder to prove that it is his. */
  'session.forgot': control(
    z.strictObject({ userId: id }),
    z.object({ fileName: z.string(), folder: z.string() }),
  ),
  /** Sets a forgotten password anew and lets the admin in, once that file is there. @throws PROOF_MISSING */
  'session.resetPassword': control(z.strictObject({ userId: id, password: newPassword.nullable() }), nothing),
  'users.list': query(
    nothing,
    z.object({
      users: z.array(person.extend({ createdAt: instant })),
      idleMinutes: minutes,
      /** Admins without a password while others are limited: anybody can choose their name. */
      openAdmins: z.array(z.string()),
    }),
  ),
  /** The first one is an admin. @throws ADMIN_NEEDED, USER_NAME_TAKEN */
  'users.create': job({ name: userName, role, password: newPassword.nullable() }, z.object({ id })),
  /** @throws ADMIN_NEEDED where it would take the last admin's role, USER_NAME_TAKEN */
  'users.update': command(z.strictObject({ id, name: userName, role }), nothing),
  /** Sets a password, or with null takes it away. */
  'users.setPassword': job({ id, password: newPassword.nullable() }, nothing),
  /** @throws ADMIN_NEEDED where it is the last admin */
  'users.remove': command(z.strictObject({ id }), nothing),
  'users.setIdleLock': command(z.strictObject({ minutes }), nothing),
};
