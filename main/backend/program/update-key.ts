/**
 * The public key of whoever makes the installers: Ed25519, SPKI in Base64. Its other half never comes near this
 * checkout. While there is none, the program offers no updating from a file; `npm run sign-update -- --new-key FILE`
 * makes a pair.
 */
export const UPDATE_KEY: string | null = null;
