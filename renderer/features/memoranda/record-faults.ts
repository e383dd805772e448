import { z } from 'zod';
import { type Fault, fault } from '../../../preload/contract/errors.ts';
import { ApiError } from '../../api/client.ts';

const faults = z.object({ errors: z.array(fault) });

/** What is wrong with the rows that were sent, in their order; empty for every other failure. */
export function rowFaults(error: Error): readonly Fault[] {
  if (!(error instanceof ApiError) || error.code !== 'INVALID_ROWS') return [];
  return faults.safeParse(error.details).data?.errors ?? [];
}
