import { Button, Checkbox, Group, Modal, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFileSpreadsheet, IconFingerprint, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { JournalFilter } from '../../../preload/contract/journal.ts';
import { useJob, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { ToneSign } from '../../components/state-badge.tsx';
import { deedName } from '../../i18n/deed-name.ts';
import { formatInstant } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.settings.history;

const DEEDS = Object.entries(vi.deeds)
  .map(([value, label]) => ({ value, label }))
  .toSorted((left, right) => left.label.localeCompare(right.label, 'vi'));

interface HistoryBarProps {
  readonly filter: JournalFilter;
  readonly onFilter: (filter: JournalFilter) => void;
}

/** What of the journal is shown, and what is done with it. */
export function HistoryBar({ filter, onFilter }: HistoryBarProps) {
  const [withPhones, setWithPhones] = useState(false);
  const [isComparing, setComparing] = useState(false);
  const [typed, setTyped] = useState({ text: filter.text, actor: filter.actor });
  const filterSoon = useDebouncedCallback(onFilter, 250);
  const type = (next: Partial<typeof typed>) => {
    setTyped({ ...typed, ...next });
    filterSoon({ ...filter, ...typed, ...next });
  };
  const save = useSaveFile();
  const write = useJob('journal.export');
  const exportNow = () =>
    write.mutate(
      { filter, withPhones, deeds: vi.deeds },
      {
        onSuccess: ({ rows, isCut, ...file }) => {
          save(file);
          notifyDone(isCut ? texts.exportedCut(rows) : texts.exported(rows));
        },
        onError: notifyError,
      },
    );
  return (
    <div className="history-bar">
      <Group gap="xs">
        <TextInput
          w={220}
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} />}
          value={typed.text}
          onChange={(event) => type({ text: event.currentTarget.value })}
        />
        <TextInput
          w={120}
          aria-label={texts.anybody}
          placeholder={texts.anybody}
          value={typed.actor}
          onChange={(event) => type({ actor: event.currentTarget.value })}
        />
        <Select
          w={210}
          aria-label={texts.deed}
          placeholder={texts.anyDeed}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': vi.common.clearFilters }}
          data={DEEDS}
          value={filter.command}
          onChange={(command) => onFilter({ ...filter, command })}
        />
        <DayField
          w={112}
          aria-label={texts.from}
          placeholder={texts.from}
          value={filter.from ?? ''}
          onChange={(day) => onFilter({ ...filter, from: day || null })}
        />
        <DayField
          w={112}
          aria-label={texts.to}
          placeholder={texts.to}
          value={filter.to ?? ''}
          onChange={(day) => onFilter({ ...filter, to: day || null })}
        />
      </Group>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconFileSpreadsheet size={16} />}
          loading={write.isPending}
          onClick={exportNow}
        >
          {texts.export}
        </Button>
        <Checkbox
          label={texts.withPhones}
          checked={withPhones}
          onChange={(event) => setWithPhones(event.currentTarget.checked)}
        />
        <Button
          variant="default"
          leftSection={<IconFingerprint size={16} />}
          onClick={() => setComparing(true)}
        >
          {texts.compare}
        </Button>
      </Group>
      <Modal opened={isComparing} onClose={() => setComparing(false)} title={texts.compare}>
        <Compare />
      </Modal>
    </div>
  );
}

/** Takes the mark off a paper and says whether the journal up to its row is as it was then. */
function Compare() {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  const answer = useProcedure('journal.compare', { mark: asked }, { enabled: asked !== '' });
  const row = answer.data?.row;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(typed.trim());
      }}
    >
      <TextInput
        label={texts.mark}
        description={texts.markHint}
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="sm">
        <Button type="submit" disabled={typed.trim() === ''} loading={asked !== '' && answer.isPending}>
          {texts.compareNow}
        </Button>
      </Group>
      <div role="status">
        {answer.data && !row && <p>{texts.compareNone}</p>}
        {row && (
          <p>
            {texts.compareFound(
              row.sequence,
              deedName(row.command),
              vi.reports.sent.by(row.actor, formatInstant(row.at)),
            )}
          </p>
        )}
        {row && answer.data?.problems.length === 0 && (
          <span className="settings-verdict">
            <ToneSign tone="good" /> {texts.compareHolds}
          </span>
        )}
        {answer.data && answer.data.problems.length > 0 && (
          <>
            <strong>{texts.compareBroken}</strong>
            <ul>
              {answer.data.problems.slice(0, 5).map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      {answer.error && <ErrorNotice error={answer.error} onRetry={() => answer.refetch()} />}
    </form>
  );
}
