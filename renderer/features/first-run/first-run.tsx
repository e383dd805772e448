import { Progress } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { IconFilePlus, IconSchool } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { vi } from '../../i18n/vi.ts';
import './first-run.css';

/** The first choice: real work from nothing, or a rehearsal with samples. */
export function FirstRun({ dataDir }: { readonly dataDir: string }) {
  const queries = useQueryClient();
  const initialise = useCommand('app.initialise');
  const start = (sample: boolean) =>
    initialise.mutate({ sample }, { onSuccess: () => queries.invalidateQueries() });
  return (
    <main className="ct-start">
      <div className="first-run">
        <h1>{vi.firstRun.title}</h1>
        <p>{vi.firstRun.lead}</p>
        <div className="first-run-choices">
          <Choice
            icon={IconFilePlus}
            title={vi.firstRun.empty}
            hint={vi.firstRun.emptyHint}
            disabled={initialise.isPending}
            onClick={() => start(false)}
          />
          <Choice
            icon={IconSchool}
            title={vi.firstRun.sample}
            hint={vi.firstRun.sampleHint}
            disabled={initialise.isPending}
            onClick={() => start(true)}
          />
        </div>
        {initialise.isPending && <Progress value={100} animated aria-label={vi.firstRun.running} mb="md" />}
        {initialise.error && <ErrorNotice error={initialise.error} />}
        <p className="ct-dim ct-small">{vi.firstRun.folder(dataDir)}</p>
      </div>
    </main>
  );
}

interface ChoiceProps {
  readonly icon: Icon;
  readonly title: string;
  readonly hint: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Choice({ icon: Drawing, title, hint, disabled, onClick }: ChoiceProps) {
  return (
    <button type="button" disabled={disabled} onClick={onClick}>
      <Drawing size={28} stroke={1.4} aria-hidden />
      <strong>{title}</strong>
      <span className="ct-dim">{hint}</span>
    </button>
  );
}
