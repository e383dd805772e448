import { NumberInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ExamResultForm, SchoolResult } from '../../../preload/contract/exam-results.ts';
import { useCommand } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormActions } from '../../components/form-actions.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Editable } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { fieldOf, reasonOf } from '../../components/validation.ts';
import { formatCount, formatShare } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import {
  COUNTS,
  type ExamValues,
  examErrors,
  examValues,
  type Figure,
  formatMark,
  rateNow,
  SUBJECTS,
  toExamForm,
} from './exam-values.ts';

const texts = vi.examResults;

interface ResultPanelProps {
  readonly of: Pick<ExamResultForm, 'schoolId' | 'schoolYear'>;
  readonly row: SchoolResult;
  readonly subjects: Readonly<Record<(typeof SUBJECTS)[number], string>>;
  readonly onClose: () => void;
}

/** The result of one school, or of the city, in one year, with the year before beside each figure. */
export function ResultPanel({ of, row, subjects, onClose }: ResultPanelProps) {
  const save = useCommand('examResults.save');
  const remove = useCommand('examResults.remove');
  const undoLast = useUndoLast();
  const form = useForm<ExamValues>({
    initialValues: examValues(row.result),
    validate: (values) => examErrors(values, of),
  });
  const kept = useKeptForm(`exam.${of.schoolId ?? 'city'}.${of.schoolYear}`, form);
  const leave = () => {
    kept.forget();
    onClose();
  };
  const done = (text: string, command: 'examResults.save' | 'examResults.remove') => {
    notifyDone(text, { label: vi.common.undo, run: () => undoLast(command) });
    leave();
  };
  const submit = form.onSubmit((values) =>
    save.mutate(toExamForm(values, of), {
      onSuccess: () => done(texts.saved(row.name), 'examResults.save'),
      onError: (error) => {
        const field = fieldOf(error, Object.keys(values));
        if (field) form.setFieldError(field, reasonOf(error));
      },
    }),
  );
  useSaveKey('examResults.save', () => submit());
  const removeNow = () =>
    remove.mutate(of, {
      onSuccess: () => done(texts.removed(row.name), 'examResults.remove'),
      onError: notifyError,
    });
  const before = (figure: Figure, format: (value: number | null) => string) => {
    const value = row.previous?.[figure] ?? null;
    return value === null ? undefined : texts.before(format(value));
  };
  const failure = save.error && fieldOf(save.error, Object.keys(form.values)) === null ? save.error : null;
  return (
    <SidePanel
      title={row.name}
      onClose={onClose}
      footer={
        <FormActions
          save={{
            do: 'examResults.save',
            run: () => submit(),
            running: save.isPending,
            disabled: !form.isDirty(),
          }}
          onCancel={leave}
          remove={row.result && { do: 'examResults.remove', run: () => removeNow(), label: texts.remove }}
        />
      }
    >
      <form onSubmit={submit} noValidate>
        <Editable do="examResults.save">
          {kept.note}
          {failure && <ErrorNotice error={failure} />}
          <p className="exam-year ct-dim">{texts.year(of.schoolYear)}</p>
          <FormSection title={texts.sections.counts}>
            {COUNTS.map((name, index) => (
              <NumberInput
                key={name}
                label={texts.fields[name]}
                description={before(name, formatCount)}
                min={0}
                {...(index === 0 ? { 'data-autofocus': true } : {})}
                {...form.getInputProps(name)}
              />
            ))}
            <p className="exam-rate">
              <span>{texts.rate}</span>
              <span>
                <strong>{rateNow(form.values)}</strong>
                {row.previous?.rate != null && (
                  <span className="ct-dim"> · {texts.before(formatShare(row.previous.rate))}</span>
                )}
              </span>
            </p>
          </FormSection>
          <FormSection title={texts.sections.means}>
            <div className="ct-fields-3">
              {SUBJECTS.map((name) => (
                <NumberInput
                  key={name}
                  label={subjects[name]}
                  description={before(name, formatMark)}
                  min={0}
                  max={10}
                  allowDecimal
                  decimalScale={2}
                  thousandSeparator={false}
                  allowedDecimalSeparators={[',', '.']}
                  clampBehavior="none"
                  {...form.getInputProps(name)}
                />
              ))}
            </div>
          </FormSection>
          <button type="submit" hidden />
        </Editable>
      </form>
    </SidePanel>
  );
}
