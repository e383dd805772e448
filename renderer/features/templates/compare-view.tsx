import { Button, Select, Skeleton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { TemplateVersion } from '../../../preload/contract/templates.ts';
import { useProcedure } from '../../api/hooks.ts';
import { DifferenceList } from '../../components/difference-list.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { vi } from '../../i18n/vi.ts';
import { versionName } from './version.ts';

const texts = vi.templates.comparison;

interface CompareViewProps {
  /** All versions of the kind, the newest first. */
  readonly versions: readonly TemplateVersion[];
  /** The one that was open. */
  readonly id: string;
  readonly onClose: () => void;
}

/** What two versions say differently, words marked by line and sign as well as by colour. */
export function CompareView({ versions, id, onClose }: CompareViewProps) {
  const opened = versions.findIndex((version) => version.id === id);
  const [to, setTo] = useState(versions[opened + 1] ? id : (versions[0]?.id ?? id));
  const [from, setFrom] = useState(versions[opened + 1]?.id ?? id);
  const answer = useProcedure('templates.compare', { from, to });
  const differences = answer.data?.differences;
  const options = versions.map((version) => ({ value: version.id, label: versionName(version) }));
  return (
    <section className="template-compare" aria-label={texts.title}>
      <header>
        <h2>{texts.title}</h2>
        <Select
          label={texts.from}
          data={options}
          value={from}
          onChange={(value) => value && setFrom(value)}
        />
        <Select label={texts.to} data={options} value={to} onChange={(value) => value && setTo(value)} />
        <Button
          className="template-compare-close"
          variant="default"
          leftSection={<IconX size={16} />}
          onClick={onClose}
        >
          {texts.close}
        </Button>
      </header>
      <div className="ct-scroll">
        {versions.length < 2 ? (
          <p>{texts.onlyOne}</p>
        ) : answer.error ? (
          <ErrorNotice error={answer.error} onRetry={() => answer.refetch()} />
        ) : !differences ? (
          <Skeleton height={160} />
        ) : differences.length === 0 ? (
          <p>{texts.same}</p>
        ) : (
          <>
            <p className="template-compare-legend">
              {texts.count(differences.length)} · <ins>{texts.legendAdded}</ins> ·{' '}
              <del>{texts.legendRemoved}</del>
            </p>
            <DifferenceList differences={differences} />
          </>
        )}
      </div>
    </section>
  );
}
