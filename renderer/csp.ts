import { config } from 'zod';

// zod would otherwise try `new Function`, which the content security policy reports as a violation. This must run
// before the first schema of the contract is made, so it stands first among the imports.
config({ jitless: true });

/** The nonce of this load, with which style elements made at run time are allowed. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
