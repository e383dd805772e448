import type { Gap } from '../../preload/contract/gaps.ts';
import type { Task } from '../../preload/contract/overview.ts';
import { useCan } from '../api/session.ts';
import { vi } from '../i18n/vi.ts';
import { href } from '../route.ts';

type Action = Gap['action'] | Task['action'];

/**
 * The link of a next step, and its word. Who may not take it is shown the place where it waits, and no empty form or
 * import; what units are called is an admin's, everything else an editor's.
 */
export function useNextSteps(): (action: Action) => { readonly label: string; readonly href: string } {
  const canWrite = useCan('cells.write');
  const canName = useCan('organisations.update');
  return ({ label, screen, params }) => {
    if (params.unit ? canName : canWrite) return { label, href: href(screen, params) };
    const begins = params.id === 'new' || params.import !== undefined;
    return { label: vi.common.view, href: href(screen, begins ? {} : params) };
  };
}
