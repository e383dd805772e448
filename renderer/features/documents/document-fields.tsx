import { ActionIcon, Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { DocumentForm } from '../../../preload/contract/documents.ts';
import { useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { TimeField } from '../../components/time-field.tsx';
import { vi } from '../../i18n/vi.ts';
import { readAgenda, readLines, readPeople, showAgenda, showLines, showPeople } from './document-lines.ts';
import { TypedLines } from './typed-lines.tsx';

const texts = vi.documents;
type FormOf<K extends DocumentForm['kind']> = Extract<DocumentForm, { kind: K }>;

interface FieldsProps<F extends DocumentForm> {
  readonly form: F;
  readonly onChange: (form: DocumentForm) => void;
}

/** The form of a document by its kind. */
export function DocumentFields({ form, onChange }: FieldsProps<DocumentForm>) {
  return (
    <>
      <FormSection title={texts.head}>
        <div className="ct-fields-2">
          <DayField
            label={texts.date}
            value={form.date ?? ''}
            onChange={(day) => onChange({ ...form, date: day || null })}
          />
          <TextInput
            label={texts.number}
            value={form.number ?? ''}
            onChange={(event) => onChange({ ...form, number: event.currentTarget.value || null })}
          />
        </div>
        <TextInput
          label={texts.placeName}
          value={form.placeName ?? ''}
          onChange={(event) => onChange({ ...form, placeName: event.currentTarget.value || null })}
        />
      </FormSection>
      {form.kind === 'handover' && <Handover form={form} onChange={onChange} />}
      {form.kind === 'invitation' && <Invitation form={form} onChange={onChange} />}
      {form.kind === 'minutes' && <Minutes form={form} onChange={onChange} />}
    </>
  );
}

const GIVERS = ['supporting', 'partner'] as const;
const NEW_ITEM: FormOf<'handover'>['items'][number] = {
  name: '',
  unit: '',
  quantity: 1,
  value: null,
  condition: null,
};

function Handover({ form, onChange }: FieldsProps<FormOf<'handover'>>) {
  const pairs = useProcedure('pairs.list', {}).data?.pairs ?? [];
  const change = (patch: Partial<FormOf<'handover'>>) => onChange({ ...form, ...patch });
  const { items } = form;
  const changeItem = (index: number, patch: Partial<(typeof items)[number]>) => {
    const item = items[index];
    if (item) change({ items: items.with(index, { ...item, ...patch }) });
  };
  return (
    <>
      <FormSection title={texts.pair}>
        <Select
          aria-label={texts.pair}
          searchable
          allowDeselect={false}
          data={pairs.flatMap(({ id, supporting, partner }) =>
            id ? [{ value: id, label: vi.common.pairName(supporting.name, partner.name) }] : [],
          )}
          value={form.pairId}
          onChange={(pairId) => pairId && change({ pairId })}
        />
        <div className="ct-fields-2">
          <Select
            label={texts.giver}
            allowDeselect={false}
            data={GIVERS.map((giver) => ({ value: giver, label: texts.givers[giver] }))}
            value={form.giver}
            onChange={(chosen) => change({ giver: chosen === 'partner' ? 'partner' : 'supporting' })}
          />
          <NumberInput
            label={texts.copies}
            hideControls={false}
            min={2}
            max={20}
            step={2}
            clampBehavior="blur"
            value={form.copies}
            onChange={(copies) => typeof copies === 'number' && copies % 2 === 0 && change({ copies })}
          />
        </div>
        <TextInput
          label={texts.venue}
          value={form.venue ?? ''}
          onChange={(event) => change({ venue: event.currentTarget.value || null })}
        />
      </FormSection>
      <FormSection title={texts.items}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is nothing but its place in the list
          <div key={index} className="document-item">
            <TextInput
              label={texts.itemName}
              value={item.name}
              onChange={(event) => changeItem(index, { name: event.currentTarget.value })}
            />
            <ActionIcon
              size={32}
              aria-label={texts.removeItem(item.name)}
              title={texts.removeItem(item.name)}
              onClick={() => change({ items: items.toSpliced(index, 1) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
            <div className="document-item-rest">
              <TextInput
                label={texts.itemUnit}
                value={item.unit}
                onChange={(event) => changeItem(index, { unit: event.currentTarget.value })}
              />
              <NumberInput
                label={texts.itemQuantity}
                min={0}
                value={item.quantity}
                onChange={(quantity) => typeof quantity === 'number' && changeItem(index, { quantity })}
              />
              <NumberInput
                label={texts.itemValue}
                min={0}
                decimalScale={0}
                thousandSeparator="."
                decimalSeparator=","
                value={item.value ?? ''}
                onChange={(value) => changeItem(index, { value: typeof value === 'number' ? value : null })}
              />
              <TextInput
                label={texts.itemCondition}
                value={item.condition ?? ''}
                onChange={(event) => changeItem(index, { condition: event.currentTarget.value || null })}
              />
            </div>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => change({ items: [...items, { ...NEW_ITEM }] })}
          >
            {texts.addItem}
          </Button>
        </div>
      </FormSection>
      <FormSection title={texts.representatives}>
        <Representative
          label={texts.giverRepresentative}
          value={form.giverRepresentative}
          onChange={(giverRepresentative) => change({ giverRepresentative })}
        />
        <Representative
          label={texts.receiverRepresentative}
          value={form.receiverRepresentative}
          onChange={(receiverRepresentative) => change({ receiverRepresentative })}
        />
      </FormSection>
    </>
  );
}

type Named = NonNullable<FormOf<'handover'>['giverRepresentative']>;
const NOBODY: Named = { fullName: null, position: null, authority: null, headPost: null, document: null };

interface RepresentativeProps {
  readonly label: string;
  readonly value: Named | null;
  readonly onChange: (value: Named | null) => void;
}

/** Who signs, where it is not the head in office. */
function Representative({ label, value, onChange }: RepresentativeProps) {
  const change = (patch: Partial<Named>) => {
    const next = { ...(value ?? NOBODY), ...patch };
    onChange(next.fullName || next.position ? next : null);
  };
  return (
    <fieldset className="document-signer">
      <legend>{label}</legend>
      <TextInput
        label={texts.fullName}
        value={value?.fullName ?? ''}
        onChange={(event) => change({ fullName: event.currentTarget.value || null })}
      />
      <TextInput
        label={texts.position}
        value={value?.position ?? ''}
        onChange={(event) => change({ position: event.currentTarget.value || null })}
      />
    </fieldset>
  );
}

type EventForm = FormOf<'invitation' | 'minutes'>;

/** What an invitation and minutes say of their event. */
function EventFields({ form, onChange }: FieldsProps<EventForm>) {
  const units = useProcedure('programmes.get', {}).data?.units ?? [];
  return (
    <FormSection title={texts.eventOf[form.kind]}>
      <Select
        label={texts.unit}
        allowDeselect={false}
        data={units.map(({ id, office }) => ({ value: id, label: office }))}
        value={form.unitId}
        onChange={(unitId) => unitId && onChange({ ...form, unitId })}
      />
      <TypedLines
        label={texts.eventOf[form.kind]}
        minRows={1}
        value={form.event}
        show={(event) => event}
        read={(text) => text}
        onChange={(event) => onChange({ ...form, event })}
      />
      <div className="ct-fields-2">
        <DayField
          label={texts.heldOn}
          value={form.heldOn ?? ''}
          onChange={(day) => onChange({ ...form, heldOn: day || null })}
        />
        <TimeField
          label={texts.startsAt}
          value={form.startsAt}
          onChange={(startsAt) => onChange({ ...form, startsAt })}
        />
      </div>
      <TextInput
        label={texts.venue}
        value={form.venue ?? ''}
        onChange={(event) => onChange({ ...form, venue: event.currentTarget.value || null })}
      />
      <TypedLines
        label={texts.agenda}
        value={form.agenda}
        show={showAgenda}
        read={readAgenda}
        onChange={(agenda) => onChange({ ...form, agenda })}
      />
    </FormSection>
  );
}

function Invitation({ form, onChange }: FieldsProps<FormOf<'invitation'>>) {
  const change = (patch: Partial<FormOf<'invitation'>>) => onChange({ ...form, ...patch });
  return (
    <>
      <EventFields form={form} onChange={onChange} />
      <FormSection title={texts.addressees}>
        <TypedLines
          aria-label={texts.addressees}
          value={form.addressees}
          show={showLines}
          read={readLines}
          onChange={(addressees) => change({ addressees })}
        />
        <TextInput
          label={texts.chair}
          value={form.chair ?? ''}
          onChange={(event) => change({ chair: event.currentTarget.value || null })}
        />
        <div className="ct-fields-2">
          <TextInput
            label={texts.contact}
            value={form.contact ?? ''}
            onChange={(event) => change({ contact: event.currentTarget.value || null })}
          />
          <DayField
            label={texts.replyBy}
            value={form.replyBy ?? ''}
            onChange={(day) => change({ replyBy: day || null })}
          />
        </div>
      </FormSection>
      <FormSection title={texts.representatives}>
        <Representative
          label={texts.signer}
          value={form.signer}
          onChange={(signer) => change({ signer: signer ?? NOBODY })}
        />
      </FormSection>
    </>
  );
}

function Minutes({ form, onChange }: FieldsProps<FormOf<'minutes'>>) {
  const change = (patch: Partial<FormOf<'minutes'>>) => onChange({ ...form, ...patch });
  return (
    <>
      <EventFields form={form} onChange={onChange} />
      <FormSection title={texts.attendees}>
        <TypedLines
          label={texts.attendees}
          value={form.attendees}
          show={showPeople}
          read={readPeople}
          onChange={(attendees) => change({ attendees })}
        />
        <TypedLines
          label={texts.absentees}
          value={form.absentees}
          show={showPeople}
          read={readPeople}
          onChange={(absentees) => change({ absentees })}
        />
        <div className="ct-fields-2">
          <TextInput
            label={texts.chairman}
            value={form.chair.name ?? ''}
            onChange={(event) =>
              change({ chair: { ...form.chair, name: event.currentTarget.value || null } })
            }
          />
          <TextInput
            label={texts.secretary}
            value={form.secretary.name ?? ''}
            onChange={(event) =>
              change({ secretary: { ...form.secretary, name: event.currentTarget.value || null } })
            }
          />
        </div>
      </FormSection>
      <FormSection title={texts.proceedings}>
        <TypedLines
          aria-label={texts.proceedings}
          minRows={6}
          value={form.proceedings}
          show={showLines}
          read={readLines}
          onChange={(proceedings) => change({ proceedings })}
        />
        <TimeField
          label={texts.endsAt}
          w={160}
          value={form.endsAt}
          onChange={(endsAt) => change({ endsAt })}
        />
      </FormSection>
    </>
  );
}
