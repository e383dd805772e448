import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { memorandumProcedures, type Side } from '../../../preload/contract/memoranda.ts';
import type { InputOf } from '../../../preload/contract/types.ts';
import { useCommand } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { Editable } from '../../components/rights.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { errorsBy } from '../../components/validation.ts';
import { vi } from '../../i18n/vi.ts';
import type { Detail, Viewed } from './memorandum-detail.tsx';
import { rowFaults } from './record-faults.ts';
import { SignedCopies } from './signed-copies.tsx';

interface SigningTabProps {
  readonly memorandum: Detail;
  readonly onView: (file: Viewed) => void;
}

/** What happens on the day of signing and after: number, day, signers, signed copies. */
export function SigningTab({ memorandum, onView }: SigningTabProps) {
  const isFinal = memorandum.state !== 'draft' && memorandum.state !== 'cancelled';
  return (
    <>
      {memorandum.state === 'draft' && <p className="ct-dim">{vi.memoranda.record.early}</p>}
      <RecordForm
        key={`${memorandum.state} ${memorandum.number}`}
        memorandum={memorandum}
        editable={isFinal}
      />
      <SignedCopies memorandum={memorandum} editable={isFinal} onView={onView} />
    </>
  );
}

type Row = InputOf<'memoranda.record'>['rows'][number];

/** The hand of a side as the form shows it: who signed, else who stands on the paper. */
function handOf(memorandum: Detail, side: Side) {
  const signer = memorandum.signers.find((each) => each.side === side);
  const printed = memorandum.representatives.find((each) => each.side === side);
  return {
    side,
    fullName: signer?.fullName ?? printed?.fullName ?? '',
    position: signer?.position ?? printed?.position ?? '',
  };
}

interface RecordFormProps {
  readonly memorandum: Detail;
  readonly editable: boolean;
}

/** Number, day and signers of one memorandum. */
function RecordForm({ memorandum, editable }: RecordFormProps) {
  const texts = vi.memoranda.record;
  const record = useCommand('memoranda.record');
  const form = useForm({
    initialValues: {
      number: memorandum.number ?? '',
      signedOn: memorandum.signedOn ?? '',
      signers: memorandum.representatives.map(({ side }) => handOf(memorandum, side)),
    },
  });
  const kept = useKeptForm(`memorandum.${memorandum.id}.record`, form);
  const save = form.onSubmit(({ number, signedOn, signers }) => {
    const row: Row = {
      id: memorandum.id,
      number,
      signedOn: signedOn || null,
      signers: signers.filter(({ fullName }) => fullName.trim() !== ''),
    };
    const errors = errorsBy(memorandumProcedures['memoranda.record'].input, { rows: [row] });
    if (Object.keys(errors).length > 0) {
      form.setErrors(
        Object.fromEntries(Object.entries(errors).map(([path, text]) => [path.replace('rows.0.', ''), text])),
      );
      return;
    }
    record.mutate(
      { rows: [row] },
      {
        onSuccess: () => {
          form.resetDirty();
          notifyDone(texts.saved);
        },
        onError: (error) => {
          for (const { column, message } of rowFaults(error))
            form.setFieldError(column === 'signers' ? 'signers.0.fullName' : (column ?? 'number'), message);
        },
      },
    );
  });
  useSaveKey('memoranda.record', () => editable && save());
  return (
    <form onSubmit={save} noValidate>
      <Editable do="memoranda.record">
        <fieldset disabled={!editable} className="memorandum-fields">
          {editable && kept.note}
          <FormSection title={texts.title}>
            <div className="ct-fields-2">
              <TextInput label={vi.memoranda.number} maxLength={30} {...form.getInputProps('number')} />
              <DayField label={vi.memoranda.signedOn} {...form.getInputProps('signedOn')} />
            </div>
            {form.values.signers.map(({ side }, index) => (
              <div className="ct-fields-2" key={side}>
                <TextInput label={texts.hands[side]} {...form.getInputProps(`signers.${index}.fullName`)} />
                <TextInput
                  label={vi.memoranda.parties.position}
                  aria-label={texts.positionOf(texts.hands[side])}
                  {...form.getInputProps(`signers.${index}.position`)}
                />
              </div>
            ))}
          </FormSection>
        </fieldset>
        {record.error && rowFaults(record.error).length === 0 && <ErrorNotice error={record.error} />}
        {editable && (
          <Button
            type="submit"
            mb="lg"
            variant={memorandum.state === 'signed' || memorandum.state === 'filed' ? 'default' : 'filled'}
            loading={record.isPending}
            disabled={memorandum.signedOn !== null && !form.isDirty()}
          >
            {texts.save}
          </Button>
        )}
      </Editable>
    </form>
  );
}
