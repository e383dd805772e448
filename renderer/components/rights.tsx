import type { ReactNode } from 'react';
import { RIGHTS } from '../../preload/contract/rights.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { useCan } from '../api/session.ts';
import { vi } from '../i18n/vi.ts';
import './rights.css';

interface CanProps {
  /** The procedure that the act calls. */
  readonly do: ProcedureName;
  readonly children: ReactNode;
}

/** An act that is only offered to those who may do it. */
export const Can = ({ do: procedure, children }: CanProps) => (useCan(procedure) ? children : null);

interface EditableProps extends CanProps {
  /** What stands beside it has said so already. */
  readonly silent?: boolean;
}

/** Fields that somebody without the right can read, but not type into. */
export function Editable({ do: procedure, silent, children }: EditableProps) {
  const can = useCan(procedure);
  const right = RIGHTS[procedure];
  return (
    <fieldset className="rights-fields" disabled={!can}>
      {!can && !silent && right !== 'anyone' && (
        <p className="ct-dim rights-note" role="note">
          {vi.users.notYours(vi.users.roles[right].toLowerCase())}
        </p>
      )}
      {children}
    </fieldset>
  );
}
