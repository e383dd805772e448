import { Button, Select } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useProcedure } from '../../api/hooks.ts';
import { DifferenceList } from '../../components/difference-list.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { RecordHistory } from '../../components/record-history.tsx';
import { formatDay, formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { href, navigate } from '../../route.ts';
import type { Detail, Viewed } from './memorandum-detail.tsx';
import './versions-tab.css';

interface VersionsTabProps {
  readonly memorandum: Detail;
  readonly onView: (file: Viewed) => void;
}

/** What was stored, what differs, and what happened when. */
export function VersionsTab({ memorandum, onView }: VersionsTabProps) {
  const texts = vi.memoranda.versions;
  const { versions, renewsId, renewedById } = memorandum;
  const events = eventsOf(memorandum);
  return (
    <>
      <FormSection title={texts.title}>
        {versions.length === 0 && <p className="ct-dim">{texts.none}</p>}
        <ul className="version-list">
          {versions.toReversed().map(({ version, file, pages, sha256, finalisedAt, printedAt }) => (
            <li key={version}>
              <div>
                <div>
                  <strong>{texts.version(version)}</strong> · {vi.memoranda.copiesSigned.pages(pages)}
                </div>
                <div className="ct-dim ct-small">
                  {texts.finalised(formatInstant(finalisedAt))}
                  {printedAt && <>, {texts.printed(formatInstant(printedAt))}</>}
                </div>
                <div className="ct-dim ct-small">
                  <code title={sha256}>{vi.memoranda.copiesSigned.hash(`${sha256.slice(0, 12)}…`)}</code>
                </div>
              </div>
              <Button
                size="compact-sm"
                variant="default"
                leftSection={<IconEye size={14} />}
                aria-label={texts.show(texts.version(version))}
                onClick={() => onView({ fileId: file.fileId, title: texts.version(version) })}
              >
                {vi.common.view}
              </Button>
            </li>
          ))}
        </ul>
      </FormSection>
      <Compare memorandum={memorandum} />
      {(events.length > 0 || renewsId || renewedById) && (
        <FormSection title={texts.history}>
          <ol className="version-history">
            {events.map(({ at, text }) => (
              <li key={`${at} ${text}`}>
                <span className="ct-dim">{at.length > 10 ? formatInstant(at) : formatDay(at)}</span>
                <span>{text}</span>
              </li>
            ))}
          </ol>
          {renewsId && <a href={href('memoranda', { id: renewsId })}>{texts.renews}</a>}
          {renewedById && <a href={href('memoranda', { id: renewedById })}>{texts.renewedBy}</a>}
        </FormSection>
      )}
      <RecordHistory
        subject={{ kind: 'memorandum', id: memorandum.id }}
        onUndone={() => navigate('memoranda')}
      />
    </>
  );
}

/** Everything with a date that is known of a memorandum, in its order. */
function eventsOf({
  versions,
  signedOn,
  copiesSigned,
}: Detail): { readonly at: string; readonly text: string }[] {
  const texts = vi.memoranda.versions;
  return [
    ...versions.flatMap(({ version, finalisedAt, printedAt }) => [
      { at: finalisedAt, text: texts.finalisedEvent(version) },
      ...(printedAt ? [{ at: printedAt, text: texts.printedEvent(version) }] : []),
    ]),
    ...(signedOn ? [{ at: signedOn, text: texts.signed }] : []),
    ...copiesSigned.map(({ addedAt, copy }) => ({ at: addedAt, text: texts.copyAdded(copy) })),
  ].sort((left, right) => (left.at < right.at ? -1 : 1));
}

/** Two versions side by side; the newest may still be a draft. */
function Compare({ memorandum }: { readonly memorandum: Detail }) {
  const texts = vi.memoranda.versions;
  const stored = memorandum.versions.map(({ version }) => version);
  const all = [...new Set([...stored, memorandum.version])].sort((left, right) => left - right);
  const [chosenFrom, setFrom] = useState<number>();
  const [chosenTo, setTo] = useState<number>();
  const from = chosenFrom ?? all.at(-2) ?? 0;
  const to = chosenTo ?? all.at(-1) ?? 0;
  const isAble = all.length > 1 && from !== to;
  const compared = useProcedure('memoranda.compare', { id: memorandum.id, from, to }, { enabled: isAble });
  if (all.length < 2) return null;
  const choices = all.map((version) => ({
    value: `${version}`,
    label: stored.includes(version)
      ? texts.version(version)
      : `${texts.version(version)} (${texts.draft.toLocaleLowerCase('vi')})`,
  }));
  return (
    <FormSection title={texts.compare}>
      <div className="ct-fields-2">
        <Select
          label={texts.from}
          data={choices}
          value={`${from}`}
          onChange={(value) => setFrom(Number(value))}
        />
        <Select label={texts.to} data={choices} value={`${to}`} onChange={(value) => setTo(Number(value))} />
      </div>
      {compared.error && <ErrorNotice error={compared.error} />}
      {isAble &&
        compared.data &&
        (compared.data.differences.length > 0 ? (
          <DifferenceList differences={compared.data.differences} />
        ) : (
          <p className="ct-dim">{texts.same}</p>
        ))}
    </FormSection>
  );
}
