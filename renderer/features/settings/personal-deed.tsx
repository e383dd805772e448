import { Button, Checkbox, Group, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  PERSONAL_ACTS,
  type PersonalAct,
  type PersonalPlace,
} from '../../../preload/contract/personal-data.ts';
import { useJob, useProcedure } from '../../api/hooks.ts';
import { Confirm } from '../../components/confirm.tsx';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const texts = vi.personalData;

interface PersonalDeedProps {
  readonly text: string;
  /** What is ticked. */
  readonly places: readonly PersonalPlace[];
  /** Rows of the journal that tell only of the past. */
  readonly journalPast: number;
  readonly past: boolean;
  readonly onPast: (past: boolean) => void;
  readonly onDone: () => void;
}

/** What is to be done with the ticked places, who asked for it and why. */
export function PersonalDeed({ text, places, journalPast, past, onPast, onDone }: PersonalDeedProps) {
  const [act, setAct] = useState<PersonalAct>('anonymise');
  const [replacement, setReplacement] = useState('');
  const [requestedBy, setRequestedBy] = useState<string>(texts.requestedByStart);
  const [requestedOn, setRequestedOn] = useState(today());
  const [reason, setReason] = useState('');
  const [isAsking, setAsking] = useState(false);
  const save = useSaveFile();
  const apply = useJob('personalData.apply');
  const held = useJob('personalData.export');
  const deed = {
    text,
    act,
    places: places.map(({ table, id }) => ({ table, id })),
    past,
    replacement,
  };
  const isComplete =
    (places.length > 0 || past) &&
    (act !== 'correct' || replacement.trim() !== '') &&
    [requestedBy, requestedOn, reason].every((each) => each.trim() !== '');
  const applyNow = () =>
    apply.mutate(
      { ...deed, requestedBy, requestedOn, reason },
      {
        onSuccess: ({ places: changed, journalRows, record }) => {
          setReason('');
          onDone();
          notifyDone(texts.done(changed, journalRows), { label: texts.saveRecord, run: () => save(record) });
        },
        onError: notifyError,
        onSettled: () => setAsking(false),
      },
    );
  return (
    <section className="personal-group" aria-label={texts.act}>
      <h3>{texts.act}</h3>
      <div className="personal-deed">
        <SegmentedControl
          className="personal-wide"
          aria-label={texts.act}
          data={PERSONAL_ACTS.map((value) => ({ value, label: texts.acts[value] }))}
          value={act}
          onChange={setAct}
        />
        {act === 'correct' && (
          <TextInput
            className="personal-wide"
            label={texts.replacement}
            value={replacement}
            onChange={(event) => setReplacement(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={texts.requestedBy}
          description={texts.requestedByHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={requestedBy}
          onChange={(event) => setRequestedBy(event.currentTarget.value)}
        />
        <DayField label={texts.requestedOn} value={requestedOn} onChange={setRequestedOn} />
        <TextInput
          className="personal-wide"
          label={texts.reason}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {journalPast > 0 && (
          <Checkbox
            className="personal-wide"
            label={texts.past(journalPast)}
            checked={past}
            onChange={(event) => onPast(event.currentTarget.checked)}
          />
        )}
      </div>
      <Group gap="sm">
        <Button disabled={!isComplete} onClick={() => setAsking(true)}>
          {texts.preview}
        </Button>
        <Button
          variant="default"
          disabled={places.length === 0}
          loading={held.isPending}
          onClick={() =>
            held.mutate({ text, places: deed.places }, { onSuccess: save, onError: notifyError })
          }
        >
          {texts.exportHeld}
        </Button>
      </Group>
      <Confirm
        opened={isAsking}
        title={texts.previewTitle}
        act={texts.apply}
        dangerous
        busy={apply.isPending}
        onConfirm={applyNow}
        onClose={() => setAsking(false)}
      >
        <Preview deed={deed} />
      </Confirm>
    </section>
  );
}

/** Every change as it would be made. */
function Preview({ deed }: { readonly deed: Parameters<typeof useProcedure<'personalData.preview'>>[1] }) {
  const preview = useProcedure('personalData.preview', deed);
  if (preview.error) return <ErrorNotice error={preview.error} onRetry={() => preview.refetch()} />;
  if (!preview.data) return <p className="ct-dim">{vi.common.loading}</p>;
  const { changes, journalRows } = preview.data;
  return (
    <>
      <p>{texts.changesIn(changes.length)}</p>
      <ul className="personal-changes">
        {changes.map(({ table, id, title, fields }) => (
          <li key={`${table} ${id}`}>
            <strong>{title}</strong>
            {fields.map((field) => (
              <p key={field.label} className="ct-small">
                {field.label}: {field.before} → {field.after ?? texts.emptied}
              </p>
            ))}
          </li>
        ))}
      </ul>
      <p>{texts.journalGoes(journalRows)}</p>
      <p>
        <strong>{texts.final}</strong>
      </p>
    </>
  );
}
