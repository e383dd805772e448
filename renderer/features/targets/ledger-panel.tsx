import { ActionIcon, Button, Select, Skeleton, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { LedgerEntry } from '../../../preload/contract/commitments.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatCount, formatDay, formatSchoolYear } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { href } from '../../route.ts';
import { STATE_TONES } from './states.ts';

const texts = vi.targets.ledger;
type Ledger = OutputOf<'commitments.ledger'>;

interface LedgerPanelProps {
  readonly pairId: string;
  readonly title: string;
  /** Shown first; the latest one with promises where it has none. */
  readonly schoolYear: string | null;
  readonly onClose: () => void;
}

/** What one pair promised, did and still owes, semester by semester. */
export function LedgerPanel({ pairId, title, schoolYear, onClose }: LedgerPanelProps) {
  const ledger = useProcedure('commitments.ledger', { pairId });
  const [chosen, setChosen] = useState<string | null>(null);
  const { data } = ledger;
  const years = [...new Set(data?.entries.map((entry) => entry.schoolYear))].sort();
  const begun = data?.entries.filter(({ startsOn }) => startsOn <= data.asOf).at(-1)?.schoolYear;
  const year = [chosen, schoolYear, begun].find((each) => each && years.includes(each)) ?? years[0];
  return (
    <SidePanel title={title} onClose={onClose}>
      {ledger.error ? (
        <ErrorNotice error={ledger.error} onRetry={() => ledger.refetch()} />
      ) : !data ? (
        <Skeleton height={92} radius="sm" />
      ) : year === undefined ? (
        <p className="ct-dim">{texts.none}</p>
      ) : (
        <div className="ledger">
          <Select
            aria-label={texts.schoolYear}
            data={years.map((code) => ({ value: code, label: texts.yearName(formatSchoolYear(code)) }))}
            value={year}
            allowDeselect={false}
            onChange={setChosen}
          />
          <Year ledger={data} schoolYear={year} />
        </div>
      )}
    </SidePanel>
  );
}

function Year({ ledger, schoolYear }: { readonly ledger: Ledger; readonly schoolYear: string }) {
  const entries = ledger.entries.filter((entry) => entry.schoolYear === schoolYear);
  const first = entries.reduce((day, each) => (each.startsOn < day ? each.startsOn : day), '9999');
  const last = entries.reduce((day, each) => (each.endsOn > day ? each.endsOn : day), '');
  const uncounted = ledger.uncounted.filter(({ heldOn }) => first <= heldOn && heldOn <= last);
  return (
    <>
      {ledger.indicators.map((indicator) => {
        const own = entries.filter((entry) => entry.indicator === indicator.code);
        const year = ledger.years.find(
          (each) => each.indicator === indicator.code && each.schoolYear === schoolYear,
        );
        return own.length > 0 && year ? (
          <Indicator key={indicator.code} indicator={indicator} entries={own} year={year} />
        ) : null;
      })}
      {uncounted.length > 0 && (
        <section>
          <h3>{texts.uncounted}</h3>
          <ul className="ledger-activities">
            {uncounted.map((activity) => (
              <li key={`${activity.id} ${activity.indicator}`}>
                <span>{formatDay(activity.heldOn)}</span>
                <a href={href('activities', { id: activity.id })}>{activity.topic}</a>
                <span className="ct-dim">{texts.reasons[activity.reason]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface IndicatorProps {
  readonly indicator: Ledger['indicators'][number];
  readonly entries: readonly LedgerEntry[];
  readonly year: Ledger['years'][number];
}

function Indicator({ indicator, entries, year }: IndicatorProps) {
  const [ruleShown, setRuleShown] = useState(false);
  return (
    <section aria-label={indicator.name}>
      <h3>
        {indicator.name}
        <ActionIcon
          size="sm"
          aria-label={vi.targets.gaps.rule}
          aria-expanded={ruleShown}
          onClick={() => setRuleShown(!ruleShown)}
        >
          <IconInfoCircle size={16} />
        </ActionIcon>
      </h3>
      {ruleShown && <p className="ct-dim ct-small">{indicator.rule}</p>}
      <table className="ct-plain-table">
        <thead>
          <tr>
            <th scope="col">{texts.semester}</th>
            <th scope="col" className="ct-number">
              {texts.promised}
            </th>
            <th scope="col" className="ct-number">
              {texts.done}
            </th>
            <th scope="col" className="ct-number">
              {texts.left}
            </th>
            <th scope="col">{texts.state}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.commitmentId}>
              <td>
                {texts.semesters[entry.semester]}{' '}
                <span className="ct-dim ct-small">{texts.due(formatDay(entry.dueOn))}</span>
              </td>
              <td className="ct-number">{formatCount(entry.promised)}</td>
              <td className="ct-number">{formatCount(entry.done)}</td>
              <td className="ct-number">{formatCount(entry.left)}</td>
              <td>
                <StateBadge tone={STATE_TONES[entry.state]} text={vi.targets.states[entry.state]} />
              </td>
            </tr>
          ))}
          {entries.length > 1 && (
            <tr>
              <th scope="row">{texts.year}</th>
              <td className="ct-number">{formatCount(year.promised)}</td>
              <td className="ct-number">{formatCount(year.done)}</td>
              <td className="ct-number">{formatCount(year.left)}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
      {entries.map((entry) => (
        <Entry key={entry.commitmentId} entry={entry} unit={indicator.unit} />
      ))}
    </section>
  );
}

/** What counts for one promise, and why it is not met. */
function Entry({ entry, unit }: { readonly entry: LedgerEntry; readonly unit: string }) {
  const [judging, setJudging] = useState(false);
  const withdraw = useCommand('commitments.withdrawJudgement');
  const undoLast = useUndoLast();
  const { commitmentId, schoolYear, state, judgement, activities, planned } = entry;
  const canJudge = state === 'behind' || state === 'overdue' || state === 'on_course';
  const semester = `${texts.semester} ${texts.semesters[entry.semester]}`;
  return (
    <div className="ledger-entry">
      {activities.length > 0 && (
        <ul className="ledger-activities">
          {activities.map((activity) => (
            <li key={activity.id}>
              <span>{formatDay(activity.heldOn)}</span>
              <a href={href('activities', { id: activity.id })}>{activity.topic}</a>
              <span className="ct-dim">{texts.amount(activity.amount, unit)}</span>
            </li>
          ))}
        </ul>
      )}
      {planned > 0 && (
        <p className="ct-dim ct-small">
          {semester}: {texts.planned(planned)}
        </p>
      )}
      {judgement && (
        <p className="ledger-judgement">
          <span className="ct-dim ct-small">
            {semester} · {texts.judged(formatDay(judgement.judgedOn))}
          </span>
          {judgement.reason}
        </p>
      )}
      {judging ? (
        <JudgeForm entry={entry} onDone={() => setJudging(false)} />
      ) : (
        <div className="ledger-acts">
          {(canJudge || judgement) && (
            <Can do="commitments.judge">
              <Button variant="subtle" size="compact-sm" onClick={() => setJudging(true)}>
                {judgement ? texts.edit : `${texts.judge} (${semester})`}
              </Button>
            </Can>
          )}
          {judgement && (
            <Can do="commitments.withdrawJudgement">
              <Button
                variant="subtle"
                size="compact-sm"
                loading={withdraw.isPending}
                onClick={() =>
                  withdraw.mutate(
                    { commitmentId, schoolYear },
                    {
                      onSuccess: () =>
                        notifyDone(texts.withdrawn, {
                          label: vi.common.undo,
                          run: () => undoLast('commitments.withdrawJudgement'),
                        }),
                      onError: notifyError,
                    },
                  )
                }
              >
                {texts.withdraw}
              </Button>
            </Can>
          )}
        </div>
      )}
    </div>
  );
}

function JudgeForm({ entry, onDone }: { readonly entry: LedgerEntry; readonly onDone: () => void }) {
  const form = useForm({ initialValues: { reason: entry.judgement?.reason ?? '' } });
  const { reason } = form.values;
  const kept = useKeptForm(`judgement.${entry.commitmentId}.${entry.schoolYear}`, form);
  const leave = () => {
    kept.forget();
    onDone();
  };
  const judge = useCommand('commitments.judge');
  const undoLast = useUndoLast();
  const save = () => {
    const { commitmentId, schoolYear } = entry;
    judge.mutate(
      { commitmentId, schoolYear, reason },
      {
        onSuccess: () => {
          leave();
          notifyDone(texts.saved, { label: vi.common.undo, run: () => undoLast('commitments.judge') });
        },
      },
    );
  };
  return (
    <form
      className="ledger-judge"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          // The form closes before the panel does.
          event.preventDefault();
          onDone();
        } else if (event.key === 'Enter' && event.ctrlKey && reason.trim() !== '') {
          event.preventDefault();
          save();
        }
      }}
    >
      <Textarea
        data-autofocus
        autoFocus
        autosize
        minRows={2}
        maxLength={1000}
        label={texts.reason}
        description={texts.reasonHint}
        {...form.getInputProps('reason')}
        error={judge.error?.message}
      />
      {kept.note}
      <div className="ledger-acts">
        <Button type="submit" size="compact-md" disabled={reason.trim() === ''} loading={judge.isPending}>
          {vi.common.save}
        </Button>
        <Button variant="subtle" size="compact-md" onClick={leave}>
          {vi.common.cancel}
        </Button>
      </div>
    </form>
  );
}
