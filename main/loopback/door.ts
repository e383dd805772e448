import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

const secret = (): string => randomBytes(32).toString('base64url');

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares without telling by its time how much was right. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** What of a request tells where it comes from. */
export type Caller = Pick<IncomingMessage, 'method' | 'headers' | 'headersDistinct'>;

/** Decides who may speak to the loopback: the one browser that was given the opening address. */
export interface Door {
  /** Path that holds the one-time token. */
  readonly openingPath: string;
  /** The `Set-Cookie` value for whoever comes first with the right path; null for everybody else. */
  redeem(path: string): string | null;
  /** Whether a request names this very server: a foreign name led here (DNS rebinding) shows in Host. */
  isThisServer(caller: Caller): boolean;
  /** Whether a request names this very server and comes from its own page, or from the address bar. */
  isOurs(caller: Caller): boolean;
  /** Whether a request carries the session's cookie. */
  isKnown(headers: IncomingHttpHeaders): boolean;
}

/** A door for the server on this port. A restart makes a new one, and every cookie of the old is void. */
export function createDoor(port: number): Door {
  const host = `127.0.0.1:${port}`;
  const openingPath = `/open/${secret()}`;
  const session = secret();
  // Cookies do not know ports: without it in the name, two windows of the program would log each other out.
  const cookie = `chung-tay-${port}=${session}`;
  let redeemed = false;
  // Of two Host headers Node would show the first; whoever sends two wants to be misread.
  const isThisServer = ({ headers, headersDistinct }: Caller): boolean =>
    headers.host === host && headersDistinct.host?.length === 1;

  return {
    openingPath,

    redeem(path) {
      if (redeemed || !same(path, openingPath)) return null;
      redeemed = true;
      return `${cookie}; HttpOnly; SameSite=Strict; Path=/`;
    },

    isThisServer,

    isOurs(caller) {
      if (!isThisServer(caller)) return false;
      const { method, headers } = caller;
      // Browsers send Origin with every POST; a POST without it is not from our page.
      const origin = headers.origin ?? (method === 'POST' ? 'missing' : null);
      if (origin !== null && origin !== `http://${host}`) return false;
      // Pages of other local servers count as the same site, cookies and all; only this header tells them apart.
      const site = headers['sec-fetch-site'] ?? 'none';
      return site === 'same-origin' || site === 'none';
    },

    isKnown(headers) {
      const cookies = (headers.cookie ?? '').split(';').map((part) => part.trim());
      return cookies.some((candidate) => same(candidate, cookie));
    },
  };
}
