import { ActionIcon, Button, Skeleton, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import { type SchoolYearForm, schoolYearForm } from '../../../preload/contract/calendar.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can, Editable, ReadOnlyNote } from '../../components/rights.tsx';
import { useKeptForm } from '../../components/use-kept-form.tsx';
import { useActKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { errorsBy, fieldOf, reasonOf } from '../../components/validation.ts';
import { formatSchoolYear } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { nextYear } from './next-year.ts';

const texts = vi.settings.calendar;
const DAYS = ['startsOn', 'semester1EndsOn', 'semester2StartsOn', 'endsOn'] as const;

/** School years and semesters by which the reports count. */
export function Calendar() {
  const calendar = useProcedure('calendar.list', {});
  const [adding, setAdding] = useState(false);
  const years = calendar.data?.schoolYears ?? [];
  const last = years.at(-1);
  useActKeys('calendar.save', { insert: () => setAdding(true) });
  if (calendar.error) return <ErrorNotice error={calendar.error} onRetry={() => calendar.refetch()} />;
  if (!calendar.data) return <Skeleton height={200} />;
  const proposed = last && nextYear(last);
  return (
    <>
      <p className="ct-dim settings-hint">{adding ? texts.adding : texts.hint}</p>
      <ReadOnlyNote do="calendar.save" />
      <div className="ct-card calendar">
        <div className="calendar-row calendar-head" aria-hidden>
          <span>{texts.year}</span>
          {DAYS.map((day) => (
            <span key={day}>{texts[day]}</span>
          ))}
          <span>{texts.note}</span>
        </div>
        {years.map((year) => (
          <Year key={JSON.stringify(year)} year={year} isNew={false} onSaved={() => {}} />
        ))}
        {adding && proposed && (
          <Year key={proposed.code} year={proposed} isNew onSaved={() => setAdding(false)} />
        )}
      </div>
      {!adding && proposed && (
        <Can do="calendar.save">
          <Button
            variant="default"
            mt="md"
            leftSection={<IconPlus size={16} />}
            onClick={() => setAdding(true)}
          >
            {texts.add(formatSchoolYear(proposed.code))}
          </Button>
        </Can>
      )}
    </>
  );
}

interface YearProps {
  readonly year: SchoolYear;
  /** Proposed, not stored yet. */
  readonly isNew: boolean;
  readonly onSaved: () => void;
}

/** One school year; what was changed in it is saved as a whole, for its days hang together. */
function Year({ year, isNew, onSaved }: YearProps) {
  const save = useCommand('calendar.save');
  const remove = useCommand('calendar.remove');
  const undoLast = useUndoLast();
  const name = formatSchoolYear(year.code);
  const form = useForm({
    initialValues: { ...year, note: year.note ?? '' },
    validate: (values) => errorsBy(schoolYearForm, values),
  });
  const kept = useKeptForm(`year.${year.code}`, form);
  const submit = form.onSubmit((values) =>
    save.mutate(values, {
      onSuccess: () => {
        kept.forget();
        onSaved();
        notifyDone(texts.saved(name), { label: vi.common.undo, run: () => undoLast('calendar.save') });
      },
      onError: (error) => {
        const field = fieldOf(error, Object.keys(values));
        if (field) form.setFieldError(field, reasonOf(error));
        else notifyError(error);
      },
    }),
  );
  const removeNow = () =>
    remove.mutate(
      { code: year.code },
      {
        onSuccess: () =>
          notifyDone(texts.removed(name), { label: vi.common.undo, run: () => undoLast('calendar.remove') }),
        onError: notifyError,
      },
    );
  const label = (field: keyof SchoolYearForm & keyof typeof texts) => `${texts[field]} ${name}`;
  return (
    <form
      className="calendar-row"
      aria-label={texts.formOf(name)}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) submit();
      }}
      noValidate
    >
      <Editable do="calendar.save" silent>
        <strong className="settings-year">{name}</strong>
        {DAYS.map((day) => (
          <DayField key={day} aria-label={label(day)} {...form.getInputProps(day)} />
        ))}
        <Textarea
          aria-label={label('note')}
          autosize
          minRows={1}
          maxRows={2}
          {...form.getInputProps('note')}
        />
        {isNew || form.isDirty() ? (
          <Button type="submit" loading={save.isPending}>
            {vi.common.save}
          </Button>
        ) : (
          <ActionIcon aria-label={texts.removeOf(name)} loading={remove.isPending} onClick={removeNow}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
        {kept.note}
      </Editable>
    </form>
  );
}
