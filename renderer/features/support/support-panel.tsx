import { Button, NumberInput, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { SupportItem } from '../../../preload/contract/support.ts';
import { supportKind } from '../../../preload/contract/support.ts';
import type { ApiError } from '../../api/client.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { Confirm } from '../../components/confirm.tsx';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormActions } from '../../components/form-actions.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { optionsFilter } from '../../components/options-filter.ts';
import { Editable } from '../../components/rights.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useSaveKey } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { fieldOf, reasonOf } from '../../components/validation.ts';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { href, navigate } from '../../route.ts';
import {
  productNow,
  type SupportValues,
  supportErrors,
  supportValues,
  toSupportForm,
} from './support-values.ts';

const texts = vi.support;
const { fields } = texts;
/** Codes that ask instead of refusing. */
const QUESTIONS: readonly string[] = ['AMOUNT_DIFFERS', 'COUNT_UNLIKELY'];

interface SupportPanelProps {
  /** null adds a new one. */
  readonly item: SupportItem | null;
  readonly onClose: () => void;
  readonly onRemove: (item: SupportItem) => void;
}

/** One item of support, and its handover paper. */
export function SupportPanel({ item, onClose, onRemove }: SupportPanelProps) {
  const create = useCommand('support.create');
  const update = useCommand('support.update');
  const undoLast = useUndoLast();
  const schools = useProcedure('schools.list', {}).data?.schools ?? [];
  const form = useForm<SupportValues>({ initialValues: supportValues(item), validate: supportErrors });
  const kept = useKeptForm(`support.${item?.id ?? 'new'}`, form);
  const leave = () => {
    kept.forget();
    onClose();
  };

  const failure = create.error ?? update.error;
  const asked = failure !== null && QUESTIONS.includes(failure.code) ? failure : null;
  const forget = () => {
    create.reset();
    update.reset();
  };
  const save = (confirmed: boolean) =>
    form.onSubmit((values) => {
      const input = { ...toSupportForm(values, item?.documentId ?? null), confirmed };
      const command = item ? 'support.update' : 'support.create';
      const options = {
        onSuccess: () => {
          notifyDone(texts.saved, { label: vi.common.undo, run: () => undoLast(command) });
          leave();
        },
        onError: (error: ApiError) => {
          const field = fieldOf(error, Object.keys(values));
          if (field && !QUESTIONS.includes(error.code)) form.setFieldError(field, reasonOf(error));
        },
      };
      if (item) update.mutate({ id: item.id, ...input }, options);
      else create.mutate(input, options);
    });
  const submit = save(false);
  useSaveKey('support.update', () => submit());

  const product = productNow(form.values);
  const shown = failure && !asked && fieldOf(failure, Object.keys(form.values)) === null ? failure : null;
  const schoolField = (name: 'giverSchoolId' | 'receiverSchoolId', label: string, bare = false) => (
    <Select
      {...(bare ? { 'aria-label': label } : { label, withAsterisk: true })}
      searchable
      filter={optionsFilter}
      data={schools.map((school) => ({ value: school.id, label: school.name }))}
      {...form.getInputProps(name)}
      value={form.values[name] || null}
      onChange={(value) => form.setFieldValue(name, value ?? '')}
    />
  );
  const figureField = (name: 'quantity' | 'unitPrice' | 'amount', decimals: number) => (
    <NumberInput
      label={fields[name]}
      min={0}
      allowDecimal={decimals > 0}
      decimalScale={decimals}
      {...(name === 'amount' && product !== null
        ? {
            placeholder: formatCount(product),
            description: texts.product(formatCount(product)),
            inputWrapperOrder: ['label', 'input', 'description', 'error'],
          }
        : {})}
      {...form.getInputProps(name)}
    />
  );
  return (
    <SidePanel
      title={item ? texts.editTitle : texts.newTitle}
      onClose={onClose}
      footer={
        <FormActions
          save={{
            do: 'support.update',
            run: () => submit(),
            running: create.isPending || update.isPending,
            disabled: item !== null && !form.isDirty(),
          }}
          onCancel={leave}
          remove={item && { do: 'support.remove', run: () => onRemove(item) }}
        />
      }
    >
      <form onSubmit={submit} noValidate>
        <Editable do="support.update">
          {kept.note}
          {shown && <ErrorNotice error={shown} />}
          <FormSection title={texts.sections.who}>
            <SegmentedControl
              aria-label={fields.status}
              data={[
                { value: 'done', label: texts.statuses.done },
                { value: 'planned', label: texts.statuses.planned },
              ]}
              {...form.getInputProps('status')}
            />
            <DayField label={fields.givenOn} withAsterisk data-autofocus {...form.getInputProps('givenOn')} />
            <div className="support-giver">
              <span className="support-label">{fields.giverSchoolId}</span>
              <SegmentedControl
                aria-label={fields.giverSchoolId}
                data={[
                  { value: 'school', label: texts.givers.school },
                  { value: 'outside', label: texts.givers.outside },
                ]}
                {...form.getInputProps('giverIs')}
              />
              {form.values.giverIs === 'school' ? (
                schoolField('giverSchoolId', fields.giverSchoolId, true)
              ) : (
                <TextInput aria-label={fields.giverName} {...form.getInputProps('giverName')} />
              )}
            </div>
            {schoolField('receiverSchoolId', fields.receiverSchoolId)}
          </FormSection>
          <FormSection title={texts.sections.what}>
            <SegmentedControl
              aria-label={fields.kind}
              data={supportKind.options.map((value) => ({ value, label: texts.kinds[value] }))}
              {...form.getInputProps('kind')}
            />
            <Textarea
              label={fields.content}
              withAsterisk
              autosize
              minRows={2}
              {...form.getInputProps('content')}
            />
            <div className="ct-fields-2">
              {figureField('quantity', 2)}
              <TextInput label={fields.unit} {...form.getInputProps('unit')} />
              {figureField('unitPrice', 0)}
              {figureField('amount', 0)}
            </div>
            <TextInput label={fields.source} {...form.getInputProps('source')} />
          </FormSection>
          <FormSection title={texts.sections.paper}>
            {!item?.documentId && (
              <TextInput label={fields.handoverPaper} {...form.getInputProps('handoverPaper')} />
            )}
            {item && <HandoverPaper item={item} disabled={form.isDirty()} />}
            <TextInput label={fields.note} {...form.getInputProps('note')} />
          </FormSection>
          <button type="submit" hidden />
        </Editable>
      </form>
      <Confirm
        opened={asked !== null}
        title={texts.confirmTitle}
        act={texts.confirm}
        busy={create.isPending || update.isPending}
        onConfirm={() => save(true)()}
        onClose={forget}
      >
        {asked?.message}
      </Confirm>
    </SidePanel>
  );
}

interface HandoverPaperProps {
  readonly item: SupportItem;
  /** The paper would say what is stored, not what is being typed. */
  readonly disabled: boolean;
}

/** The way to the handover paper, which is made from the item where there is none. */
function HandoverPaper({ item, disabled }: HandoverPaperProps) {
  const make = useCommand('support.makeHandover');
  const { documentId } = item;
  if (documentId)
    return (
      <div className="support-paper">
        <span>{item.handoverPaper}</span>
        {/* A link, because the fields around it lock every button for those who may not edit. */}
        <Button component="a" variant="default" href={href('documents', { id: documentId })}>
          {texts.openHandover}
        </Button>
      </div>
    );
  if (item.direction === 'other') return null;
  return (
    <div className="support-paper">
      <Button
        variant="default"
        disabled={disabled}
        loading={make.isPending}
        onClick={() =>
          make.mutate(
            { id: item.id },
            {
              onSuccess: (made) => {
                notifyDone(texts.handoverMade);
                navigate('documents', { id: made.documentId });
              },
              onError: notifyError,
            },
          )
        }
      >
        {texts.makeHandover}
      </Button>
      <span className="ct-dim ct-small">{texts.makeHandoverHint}</span>
    </div>
  );
}
