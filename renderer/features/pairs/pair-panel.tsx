import { Anchor, Button } from '@mantine/core';
import type { Pair } from '../../../preload/contract/pairs.ts';
import { FormSection } from '../../components/form-section.tsx';
import { RecordHistory } from '../../components/record-history.tsx';
import { Can } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { vi } from '../../i18n/vi.ts';
import { href } from '../../route.ts';

interface PairPanelProps {
  readonly pair: Pair & { readonly id: string };
  readonly onClose: () => void;
  readonly onRemove: () => void;
}

/** One pair: its two schools, and everything that was done to it. */
export function PairPanel({ pair, onClose, onRemove }: PairPanelProps) {
  const { id, level, supporting, partner } = pair;
  const party = (side: string, school: Pair['supporting']) => (
    <p className="pair-party">
      <span className="ct-dim ct-small">{side}</span>
      <Anchor href={href('schools', { id: school.id })}>{school.name}</Anchor>
    </p>
  );
  return (
    <SidePanel
      title={vi.common.pairName(supporting.name, partner.name)}
      onClose={onClose}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {vi.common.close}
          </Button>
          <Can do="pairs.remove">
            <Button variant="subtle" color="red" ml="auto" onClick={onRemove}>
              {vi.pairs.remove}
            </Button>
          </Can>
        </>
      }
    >
      <FormSection title={vi.levelsLong[level]}>
        {party(vi.pairs.supporting, supporting)}
        {party(vi.pairs.partner, partner)}
      </FormSection>
      <RecordHistory subject={{ kind: 'pair', id }} opened onUndone={onClose} />
    </SidePanel>
  );
}
