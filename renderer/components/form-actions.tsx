import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ProcedureName } from '../../preload/contract/types.ts';
import { vi } from '../i18n/vi.ts';
import { Can } from './rights.tsx';

interface Act {
  /** The procedure that it calls. */
  readonly do: ProcedureName;
  readonly run: () => void;
}

interface FormActionsProps {
  readonly save: Act & { readonly running: boolean; readonly disabled: boolean };
  readonly onCancel: () => void;
  /** None for what is not stored yet. */
  readonly remove?: (Act & { readonly label?: string }) | null;
  /** What else can be done with it. */
  readonly children?: ReactNode;
}

/** The foot of a panel with a form: what is stored, what is left, and what takes it away. */
export const FormActions = ({ save, onCancel, remove, children }: FormActionsProps) => (
  <>
    <Can do={save.do}>
      <Button loading={save.running} disabled={save.disabled} onClick={save.run}>
        {vi.common.save}
      </Button>
    </Can>
    <Button variant="default" onClick={onCancel}>
      {vi.common.cancel}
    </Button>
    {children}
    {remove && (
      <Can do={remove.do}>
        <Button variant="subtle" color="red" ml="auto" onClick={remove.run}>
          {remove.label ?? vi.common.remove}
        </Button>
      </Can>
    )}
  </>
);
