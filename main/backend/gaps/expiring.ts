import type { StoredMemorandum } from '../memoranda/list.ts';
import { addDays } from '../reports/periods.ts';

/** How long before its last day a memorandum is spoken of. */
export const EXPIRY_DAYS = 60;

/** Whether it was signed, and not cancelled since. */
export const isSigned = ({ row }: { readonly row: Pick<StoredMemorandum['row'], 'state'> }): boolean =>
  row.state === 'signed' || row.state === 'filed';

/** Signed, not renewed, and soon at its last day. */
export const isExpiring = (memorandum: StoredMemorandum, today: string): boolean =>
  isSigned(memorandum) &&
  memorandum.renewedById === null &&
  memorandum.expiresOn >= today &&
  memorandum.expiresOn <= addDays(today, EXPIRY_DAYS);
