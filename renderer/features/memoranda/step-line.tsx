import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Finding, MemorandumState } from '../../../preload/contract/memoranda.ts';
import { useCommand } from '../../api/hooks.ts';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { formatDay, formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import type { Detail } from './memorandum-detail.tsx';
import './step-line.css';
import { Can } from '../../components/rights.tsx';

const STEPS = [
  'draft',
  'finalised',
  'printed',
  'signed',
  'filed',
] as const satisfies readonly MemorandumState[];

interface StepLineProps {
  readonly memorandum: Detail;
  readonly findings: readonly Finding[];
  readonly busy: boolean;
  readonly onFinalise: () => void;
  readonly onPrint: () => void;
  /** Shows where number, signers and signed copies are given. */
  readonly onSigning: () => void;
}

/** How far a memorandum is, what it still lacks, and the one act that takes it on. */
export function StepLine(props: StepLineProps) {
  const { memorandum } = props;
  const texts = vi.memoranda.steps;
  if (memorandum.state === 'cancelled') return <p className="step-line step-line-note">{texts.cancelled}</p>;
  const reached = STEPS.indexOf(memorandum.state);
  const days = daysOf(memorandum);
  return (
    <div className="step-line">
      <ol aria-label={texts.label}>
        {STEPS.map((step, index) => (
          <li
            key={step}
            data-reached={index <= reached}
            aria-current={index === reached ? 'step' : undefined}
          >
            <span className="step-line-dot">
              {index < reached || step === 'filed' ? <IconCheck size={12} /> : null}
            </span>
            <span>{vi.memorandumStates[step]}</span>
            {days[step] && <span className="ct-dim ct-small">{days[step]}</span>}
          </li>
        ))}
      </ol>
      <Next {...props} />
    </div>
  );
}

/** When the newest version reached each state, as far as that is known. */
function daysOf(memorandum: Detail): Partial<Record<MemorandumState, string>> {
  const newest = memorandum.versions.find(({ version }) => version === memorandum.version);
  const dayOf = (instant: string) => formatInstant(instant).slice(0, 10);
  return {
    ...(newest ? { finalised: dayOf(newest.finalisedAt) } : {}),
    ...(newest?.printedAt ? { printed: dayOf(newest.printedAt) } : {}),
    ...(memorandum.signedOn ? { signed: formatDay(memorandum.signedOn) } : {}),
  };
}

function Next({ memorandum, findings, busy, onFinalise, onPrint, onSigning }: StepLineProps) {
  const texts = vi.memoranda.steps;
  const file = useCommand('memoranda.file');
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const missing = memorandum.missingForFiling;
  const step = {
    draft: {
      text: errors > 0 ? texts.errors(errors) : texts.ready,
      act: vi.memoranda.generateOne,
      run: onFinalise,
      disabled: errors > 0,
    },
    finalised: { text: texts.print, act: vi.memoranda.printOne, run: onPrint },
    printed: { text: texts.sign, act: texts.actSign, run: onSigning },
    signed:
      missing.length > 0
        ? { text: texts.missing(missing), act: texts.actAttach, run: onSigning }
        : {
            text: texts.file,
            act: texts.actFile,
            run: () =>
              file.mutate(
                { id: memorandum.id },
                { onSuccess: () => notifyDone(texts.fileDone), onError: notifyError },
              ),
          },
    filed: { text: texts.filed, act: null, run: () => {} },
    cancelled: null,
  }[memorandum.state];
  if (!step) return null;
  return (
    <div className="step-line-next">
      <span>{step.text}</span>
      {step.act && (
        <Can do="memoranda.generate">
          <Button
            loading={busy || file.isPending}
            disabled={'disabled' in step && step.disabled}
            onClick={step.run}
          >
            {step.act}
          </Button>
        </Can>
      )}
    </div>
  );
}
