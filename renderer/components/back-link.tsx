import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { vi } from '../i18n/vi.ts';
import { href, type Screen } from '../route.ts';

interface BackLinkProps {
  readonly to: Screen;
  readonly params?: Readonly<Record<string, string>>;
}

/** The way back from one thing to the list that it was opened from. */
export const BackLink = ({ to, params = {} }: BackLinkProps) => (
  <ActionIcon
    component="a"
    href={href(to, params)}
    size={32}
    aria-label={vi.common.back}
    title={vi.common.back}
  >
    <IconArrowLeft size={18} />
  </ActionIcon>
);
