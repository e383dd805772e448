import { ActionIcon, Button, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { authority, type Side } from '../../../preload/contract/memoranda.ts';
import { useCommand } from '../../api/hooks.ts';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone } from '../../components/notices.tsx';
import { Can } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { vi } from '../../i18n/vi.ts';
import { href, useRoute } from '../../route.ts';
import type { Detail } from './memorandum-detail.tsx';

type Representative = Detail['representatives'][number];

interface PartiesProps {
  readonly memorandum: Detail;
  readonly editable: boolean;
}

/** Who agrees, and who signs for each: from the register of terms, or as said for this memorandum. */
export function Parties({ memorandum, editable }: PartiesProps) {
  const { field } = useRoute().params;
  const [editing, setEditing] = useState<Side | null>(null);
  // A finding that speaks of a representative opens the form that mends it.
  const named = memorandum.representatives.find(({ side }) => field === `representatives.${side}`);
  useEffect(() => {
    if (editable && named) setEditing(named.side);
  }, [editable, named]);
  return (
    <FormSection title={vi.memoranda.parties.title}>
      {memorandum.representatives.map((representative) =>
        editing === representative.side ? (
          <RepresentativeForm
            key={representative.side}
            memorandum={memorandum}
            representative={representative}
            onClose={() => setEditing(null)}
          />
        ) : (
          <Party
            key={representative.side}
            memorandum={memorandum}
            representative={representative}
            onEdit={editable ? () => setEditing(representative.side) : null}
          />
        ),
      )}
    </FormSection>
  );
}

/** The body of a side; a witness has none of its own. */
const bodyOf = (memorandum: Detail, side: Side) =>
  side === 'a' ? memorandum.supporting : side === 'b' ? memorandum.partner : null;

interface PartyProps {
  readonly memorandum: Detail;
  readonly representative: Representative;
  readonly onEdit: (() => void) | null;
}

function Party({ memorandum, representative, onEdit }: PartyProps) {
  const texts = vi.memoranda.parties;
  const { side, fullName, position, authority: prefix, headPost, document, own } = representative;
  const body = bodyOf(memorandum, side);
  const name = vi.memoranda.sides[side];
  const authorityText = prefix
    ? [`${prefix} ${headPost ?? ''}`.trim(), document].filter(Boolean).join(', ')
    : null;
  return (
    <div className="party">
      <div className="party-text">
        <div className="ct-dim ct-small">{name}</div>
        {body &&
          (body.schoolId ? (
            <a href={href('schools', { id: body.schoolId })} title={texts.openSchool}>
              {body.name}
            </a>
          ) : (
            <span>{body.name}</span>
          ))}
        <div>
          {fullName ? <strong>{fullName}</strong> : <em className="ct-dim">{texts.none}</em>}
          {position && <>, {position}</>}
        </div>
        {authorityText && <div className="ct-dim ct-small">{authorityText}</div>}
      </div>
      {own ? (
        <StateBadge tone="accent" text={texts.own} />
      ) : (
        fullName && <span className="ct-dim ct-small">{texts.register}</span>
      )}
      {onEdit && (
        <Can do="memoranda.update">
          <ActionIcon aria-label={texts.edit(name)} title={texts.edit(name)} onClick={onEdit}>
            <IconPencil size={16} />
          </ActionIcon>
        </Can>
      )}
    </div>
  );
}

interface RepresentativeFormProps {
  readonly memorandum: Detail;
  readonly representative: Representative;
  readonly onClose: () => void;
}

const DIRECT = '';

function RepresentativeForm({ memorandum, representative, onClose }: RepresentativeFormProps) {
  const texts = vi.memoranda.parties;
  const { side } = representative;
  const update = useCommand('memoranda.update');
  const undo = useUndoLast();
  const form = useForm({
    initialValues: {
      fullName: representative.fullName ?? '',
      position: representative.position ?? '',
      authority: representative.authority ?? DIRECT,
      headPost: representative.headPost ?? '',
      document: representative.document ?? '',
    },
  });
  const kept = useKeptForm(`memorandum.${memorandum.id}.${side}`, form);
  const leave = () => {
    kept.forget();
    onClose();
  };
  const send = (values: { [Name in keyof typeof form.values]: string | null }) =>
    update.mutate(
      {
        id: memorandum.id,
        representatives: [
          {
            side,
            fullName: values.fullName,
            position: values.position,
            authority: authority.safeParse(values.authority).data ?? null,
            headPost: values.authority ? values.headPost : null,
            document: values.authority ? values.document : null,
          },
        ],
      },
      {
        onSuccess: () => {
          notifyDone(texts.saved, { label: vi.common.undo, run: () => undo('memoranda.update') });
          leave();
        },
      },
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      send(form.values);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the fields inside
    <div className="party-form" data-field={`representatives.${side}`} onKeyDown={onKeyDown}>
      <strong>{texts.edit(vi.memoranda.sides[side])}</strong>
      {kept.note}
      <div className="ct-fields-2">
        <TextInput label={texts.fullName} maxLength={100} autoFocus {...form.getInputProps('fullName')} />
        <TextInput label={texts.position} maxLength={100} {...form.getInputProps('position')} />
      </div>
      <Select
        label={texts.authority}
        data={[
          { value: DIRECT, label: texts.authorityNone },
          ...authority.options.map((value) => ({ value, label: texts.authorities[value] })),
        ]}
        {...form.getInputProps('authority')}
      />
      {form.values.authority !== DIRECT && (
        <div className="ct-fields-2">
          <TextInput label={texts.headPost} maxLength={100} {...form.getInputProps('headPost')} />
          <TextInput label={texts.document} maxLength={300} {...form.getInputProps('document')} />
        </div>
      )}
      {update.error && <ErrorNotice error={update.error} />}
      <Group gap="sm">
        <Button loading={update.isPending} onClick={() => send(form.values)}>
          {vi.common.save}
        </Button>
        <Button variant="default" onClick={leave}>
          {vi.common.cancel}
        </Button>
        {representative.own && (
          <Button
            variant="subtle"
            onClick={() =>
              send({ fullName: null, position: null, authority: null, headPost: null, document: null })
            }
          >
            {texts.reset}
          </Button>
        )}
      </Group>
    </div>
  );
}
