import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import type { Finding } from '../../../preload/contract/memoranda.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { Editable } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { fieldOf } from '../../components/validation.ts';
import { formatCount, formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { FindingList } from './finding-list.tsx';
import type { Detail } from './memorandum-detail.tsx';
import { Parties } from './parties.tsx';

interface DraftFormProps {
  readonly memorandum: Detail;
  readonly findings: readonly Finding[];
}

const FIELDS = ['copies', 'number', 'startsOn', 'endsOn', 'contents', 'commitments', 'templateId'] as const;

/** What is stored, as the form holds it. */
const valuesOf = (memorandum: Detail) => ({
  copies: memorandum.copies,
  number: memorandum.number ?? '',
  startsOn: memorandum.startsOn ?? '',
  endsOn: memorandum.endsOn ?? '',
  templateId: memorandum.templateId,
  contents: memorandum.contents.filter((content) => content.chosen).map((content) => content.code),
  commitments: memorandum.commitments.map(({ indicator, semester1, semester2 }) => ({
    indicator,
    semester1,
    semester2,
  })),
});

/** What a memorandum says; only a draft can be changed. */
export function DraftForm({ memorandum, findings }: DraftFormProps) {
  const update = useCommand('memoranda.update');
  const editable = memorandum.state === 'draft';
  const undo = useUndoLast();
  const stored = valuesOf(memorandum);
  const form = useForm({ initialValues: stored });
  const kept = useKeptForm(`memorandum.${memorandum.id}`, form);
  // What is stored otherwise, as by an undo, is taken over unless something typed is not saved yet.
  const storedText = JSON.stringify(stored);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another stored text is a reason
  useEffect(() => {
    if (form.isDirty()) return;
    form.setInitialValues(stored);
    form.setValues(stored);
  }, [storedText]);
  const save = form.onSubmit(({ startsOn, endsOn, ...values }) => {
    if (startsOn !== '' && endsOn !== '' && endsOn < startsOn) {
      form.setFieldError('endsOn', vi.validation.order);
      return;
    }
    update.mutate(
      { id: memorandum.id, ...values, startsOn: startsOn || null, endsOn: endsOn || null },
      {
        onSuccess: () => {
          form.resetDirty();
          notifyDone(vi.memoranda.draftSaved, {
            label: vi.common.undo,
            run: () => undo('memoranda.update'),
          });
        },
        onError: (error) => {
          const field = fieldOf(error, FIELDS);
          if (field) form.setFieldError(field, error.message);
        },
      },
    );
  });
  useSaveKey('memoranda.update', () => editable && save(), ['mod+Enter', 'mod+S']);
  const general = vi.memoranda.general;
  return (
    <>
      {editable ? (
        <Check findings={findings} />
      ) : (
        memorandum.state !== 'cancelled' && <p className="ct-dim">{vi.memoranda.frozen}</p>
      )}
      <Parties memorandum={memorandum} editable={editable} />
      <form onSubmit={save} noValidate>
        <Editable do="memoranda.update">
          <fieldset disabled={!editable} className="memorandum-fields">
            {editable && kept.note}
            <FormSection title={general.title}>
              <div className="ct-fields-2">
                <NumberInput
                  label={vi.memoranda.copies}
                  description={general.copiesInWords(Number(form.values.copies))}
                  inputWrapperOrder={['label', 'input', 'error', 'description']}
                  hideControls={!editable}
                  min={2}
                  max={20}
                  step={2}
                  clampBehavior="blur"
                  {...form.getInputProps('copies')}
                />
                <TextInput
                  label={general.number}
                  description={general.numberHint}
                  inputWrapperOrder={['label', 'input', 'error', 'description']}
                  maxLength={11}
                  {...form.getInputProps('number')}
                />
                <DayField
                  label={general.startsOn}
                  description={general.startsOnDefault}
                  inputWrapperOrder={['label', 'input', 'error', 'description']}
                  {...form.getInputProps('startsOn')}
                />
                <DayField
                  label={general.endsOn}
                  description={general.endsOnDefault}
                  inputWrapperOrder={['label', 'input', 'error', 'description']}
                  {...form.getInputProps('endsOn')}
                  {...(memorandum.endsOn ? {} : { placeholder: formatDay(memorandum.expiresOn) })}
                />
              </div>
              <TemplateChoice memorandum={memorandum} input={form.getInputProps('templateId')} />
            </FormSection>
            <Checkbox.Group
              label={vi.memoranda.contents}
              {...form.getInputProps('contents')}
              data-field="contents"
            >
              <div className="memorandum-contents">
                {memorandum.contents.map((content) => (
                  <Checkbox
                    key={content.code}
                    value={content.code}
                    label={content.name}
                    disabled={!editable}
                  />
                ))}
              </div>
            </Checkbox.Group>
            {memorandum.commitments.length > 0 && (
              <FormSection title={vi.memoranda.commitments}>
                <table className="ct-plain-table memorandum-commitments" data-field="commitments">
                  <thead>
                    <tr>
                      <th scope="col">{vi.memoranda.indicator}</th>
                      <th scope="col">{vi.memoranda.semester1}</th>
                      <th scope="col">{vi.memoranda.semester2}</th>
                      <th scope="col" className="ct-number">
                        {vi.memoranda.year}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {memorandum.commitments.map((commitment, index) => {
                      const promised = form.values.commitments[index];
                      return (
                        <tr key={commitment.indicator}>
                          <td>
                            {commitment.name} <span className="ct-dim">({commitment.unit})</span>
                          </td>
                          {(['semester1', 'semester2'] as const).map((semester) => (
                            <td key={semester}>
                              <NumberInput
                                aria-label={vi.memoranda.semesterLong(
                                  commitment.name,
                                  semester === 'semester1' ? 'I' : 'II',
                                )}
                                min={0}
                                w={56}
                                {...form.getInputProps(`commitments.${index}.${semester}`)}
                              />
                            </td>
                          ))}
                          <td className="ct-number">
                            {formatCount(Number(promised?.semester1 ?? 0) + Number(promised?.semester2 ?? 0))}
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </FormSection>
            )}
          </fieldset>
          {update.error && !fieldOf(update.error, FIELDS) && <ErrorNotice error={update.error} />}
          {editable && form.isDirty() && (
            <div className="memorandum-save">
              <Button type="submit" loading={update.isPending}>
                {vi.memoranda.saveDraft}
              </Button>
            </div>
          )}
        </Editable>
      </form>
    </>
  );
}

/** What the pre-flight found; each finding leads to its field. */
function Check({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return (
    // Warnings stay folded, so that a paper to be filled in by hand does not bury the form.
    <details className="memorandum-check" open={errors > 0}>
      <summary>
        {vi.memoranda.checkTitle}
        <StateBadge
          tone={errors > 0 ? 'bad' : 'warn'}
          text={vi.memoranda.findingCounts(errors, findings.length - errors)}
        />
      </summary>
      <FindingList findings={findings} />
    </details>
  );
}

interface TemplateChoiceProps {
  readonly memorandum: Detail;
  readonly input: { readonly value?: string; readonly onChange: (value: string | null) => void };
}

/** By which version of the wording the paper is made. */
function TemplateChoice({ memorandum, input }: TemplateChoiceProps) {
  const kind = memorandum.kind === 'school' ? 'memorandum' : 'unit_memorandum';
  const versions = (useProcedure('templates.list', {}).data?.templates ?? []).filter(
    (template) =>
      template.kind === kind && (template.status === 'published' || template.id === memorandum.templateId),
  );
  return (
    <Select
      label={vi.memoranda.general.template}
      data={versions.map(({ id, version, note }) => ({
        value: id,
        label: vi.memoranda.general.templateVersion(version, note),
      }))}
      {...input}
    />
  );
}
