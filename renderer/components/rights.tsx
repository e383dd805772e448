import type { ReactNode } from 'react';
import { RIGHTS, type Right } from '../../preload/contract/rights.ts';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { useCan, useMay } from '../api/session.ts';
import { vi } from '../i18n/vi.ts';
import './rights.css';

interface RightProps {
  /** The procedure that the act calls. */
  readonly do: ProcedureName;
}

interface CanProps extends RightProps {
  readonly children: ReactNode;
}

/** An act that is only offered to those who may do it. */
export const Can = ({ do: procedure, children }: CanProps) => (useCan(procedure) ? children : null);

interface MayProps {
  readonly right: Right;
  readonly children: ReactNode;
}

/** The same where what an act touches decides who may do it. */
export const May = ({ right, children }: MayProps) => (useMay()(right) ? children : null);

/** Says who may change what is shown, to somebody who may not. */
export function ReadOnlyNote({ do: procedure }: RightProps) {
  const can = useCan(procedure);
  const right = RIGHTS[procedure];
  if (can || right === 'anyone') return null;
  return (
    <p className="ct-dim rights-note" role="note">
      {vi.users.notYours(vi.users.roles[right].toLowerCase())}
    </p>
  );
}

interface EditableProps extends CanProps {
  /** What stands above has said so already. */
  readonly silent?: boolean;
}

/** Fields that somebody without the right can read, but not type into. */
export const Editable = ({ do: procedure, silent, children }: EditableProps) => (
  <fieldset className="rights-fields" disabled={!useCan(procedure)}>
    {!silent && <ReadOnlyNote do={procedure} />}
    {children}
  </fieldset>
);
