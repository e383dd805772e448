import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

/** The name of what stands in the rail without one, for whoever rests the mouse on it. */
export const Tip = ({ label, children }: { readonly label: string; readonly children: ReactElement }) => (
  <Tooltip label={label} position="right">
    {children}
  </Tooltip>
);
