import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { BinKind } from '../../preload/contract/bin.ts';
import { vi } from '../i18n/vi.ts';
import { href } from '../route.ts';
import './bin-link.css';

/** The quiet way from a list to what was deleted from it. */
export const BinLink = ({ kind }: { readonly kind: BinKind }) => (
  <Button
    component="a"
    className="bin-link"
    href={href('settings', { section: 'bin', kind })}
    variant="subtle"
    color="gray"
    leftSection={<IconTrash size={16} />}
  >
    {vi.bin.title}
  </Button>
);
