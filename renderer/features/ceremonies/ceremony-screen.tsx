import { Button, Menu, Select, Skeleton, Tabs, TextInput } from '@mantine/core';
import { IconConfetti, IconDots, IconPlus, IconPrinter, IconSparkles, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Ceremony } from '../../../preload/contract/ceremonies.ts';
import type { InputOf } from '../../../preload/contract/types.ts';
import { useClient, useCommand, useProcedure } from '../../api/hooks.ts';
import { DayField } from '../../components/day-field.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { TimeField } from '../../components/time-field.tsx';
import { useAutosave } from '../../components/use-autosave.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { Agenda } from './agenda.tsx';
import { BinderDialog } from './binder-dialog.tsx';
import { BinderOutline } from './binder-outline.tsx';
import { Delegates } from './delegates.tsx';
import { RunningOrder } from './running-order.tsx';
import './ceremonies.css';
import { Can, Editable } from '../../components/rights.tsx';

const texts = vi.ceremonies;

/** A day of signing: when and where, who comes, in which order, and what is printed for it. */
export function CeremonyScreen() {
  const { id } = useRoute().params;
  const ceremony = useProcedure('ceremonies.get', id ? { id } : {});
  if (ceremony.error) {
    return (
      <div className="ct-screen">
        <PageHeader title={texts.title} />
        <ErrorNotice error={ceremony.error} onRetry={() => ceremony.refetch()} />
      </div>
    );
  }
  if (!ceremony.data) {
    return (
      <div className="ct-screen">
        <PageHeader title={texts.title} />
        <Skeleton height={320} m={16} />
      </div>
    );
  }
  return <Prepared key={ceremony.data.id} ceremony={ceremony.data} />;
}

function Prepared({ ceremony }: { readonly ceremony: Ceremony }) {
  const { id, runningOrder, agenda, delegates } = ceremony;
  const client = useClient();
  const [printing, setPrinting] = useState(false);
  const summary = texts.summary(
    runningOrder.filter((entry) => !entry.absent).length,
    delegates.filter((delegate) => !delegate.absent).length,
  );
  useStatusText(summary);
  const print = () => runningOrder.length > 0 && setPrinting(true);
  useKeys({ 'ctrl+p': print });

  /** Every list is stored by itself, so that nothing typed elsewhere is overwritten. */
  const save = async (changes: Omit<InputOf<'ceremonies.update'>, 'id'>) => {
    try {
      await client.call('ceremonies.update', { id, ...changes });
    } catch (error) {
      if (error instanceof Error) notifyError(error);
      throw error;
    }
  };
  const undo = useUndoLast();
  const propose = async () => {
    try {
      const proposal = await client.call('ceremonies.propose', { id });
      await save({ agenda: [...proposal.agenda], delegates: [...proposal.delegates] });
      notifyDone(texts.proposed, { label: vi.common.undo, run: () => undo('ceremonies.update') });
    } catch (error) {
      if (error instanceof Error) notifyError(error);
    }
  };

  return (
    <div className="ct-screen">
      <PageHeader title={texts.title} note={summary}>
        <Ceremonies current={ceremony} />
        <Can do="ceremonies.update">
          <Button variant="default" leftSection={<IconSparkles size={16} />} onClick={propose}>
            {texts.propose}
          </Button>
        </Can>
        <Button
          leftSection={<IconPrinter size={16} />}
          disabled={runningOrder.length === 0}
          onClick={() => setPrinting(true)}
        >
          {texts.print}
        </Button>
      </PageHeader>
      <Editable do="ceremonies.update">
        <DayAndPlace ceremony={ceremony} onSave={save} />
      </Editable>
      <div className="ceremony">
        <section className="ct-card ceremony-order" aria-label={texts.runningOrder}>
          <h2>{texts.runningOrder}</h2>
          {runningOrder.length === 0 ? (
            <EmptyState
              icon={IconConfetti}
              title={texts.noMemorandaTitle}
              text={texts.noMemoranda}
              action={<Button onClick={() => navigate('memoranda')}>{texts.toMemoranda}</Button>}
            />
          ) : (
            <Editable do="ceremonies.update" silent>
              <RunningOrder entries={runningOrder} onSave={(order) => save({ runningOrder: [...order] })} />
            </Editable>
          )}
        </section>
        <section className="ct-card ceremony-parts">
          <Tabs defaultValue="agenda" keepMounted={false}>
            <Tabs.List>
              <Tabs.Tab value="agenda" rightSection={<span className="ct-dim">{agenda.length}</span>}>
                {texts.agenda}
              </Tabs.Tab>
              <Tabs.Tab value="delegates" rightSection={<span className="ct-dim">{delegates.length}</span>}>
                {texts.delegates}
              </Tabs.Tab>
              <Tabs.Tab value="binder">{texts.binder}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="agenda">
              <Editable do="ceremonies.update" silent>
                <Agenda items={agenda} onSave={(items) => save({ agenda: [...items] })} />
              </Editable>
            </Tabs.Panel>
            <Tabs.Panel value="delegates">
              <Editable do="ceremonies.update" silent>
                <Delegates delegates={delegates} onSave={(list) => save({ delegates: [...list] })} />
              </Editable>
            </Tabs.Panel>
            <Tabs.Panel value="binder">
              <BinderOutline ceremonyId={id} />
            </Tabs.Panel>
          </Tabs>
        </section>
      </div>
      {printing && <BinderDialog ceremony={ceremony} onClose={() => setPrinting(false)} />}
    </div>
  );
}

interface DayAndPlaceProps {
  readonly ceremony: Ceremony;
  readonly onSave: (changes: Omit<InputOf<'ceremonies.update'>, 'id'>) => Promise<void>;
}

function DayAndPlace({ ceremony, onSave }: DayAndPlaceProps) {
  const stored = useMemo(
    () => ({
      title: ceremony.title,
      heldOn: ceremony.heldOn,
      startsAt: ceremony.startsAt,
      venue: ceremony.venue,
    }),
    [ceremony.title, ceremony.heldOn, ceremony.startsAt, ceremony.venue],
  );
  const [value, edit] = useAutosave(stored, async (next) => {
    // A title can't be empty: while it is retyped the rest is saved.
    const { title, ...rest } = next;
    await onSave(title.trim() === '' ? rest : next);
  });
  return (
    <div className="ct-card ceremony-day">
      <TextInput
        label={texts.name}
        value={value.title}
        error={value.title.trim() === '' && vi.validation.required}
        onChange={(event) => edit({ ...value, title: event.currentTarget.value })}
      />
      <DayField
        label={texts.heldOn}
        data-field="heldOn"
        value={value.heldOn ?? ''}
        onChange={(day) => edit({ ...value, heldOn: day === '' ? null : day })}
      />
      <TimeField
        label={texts.startsAt}
        value={value.startsAt}
        onChange={(startsAt) => edit({ ...value, startsAt })}
      />
      <TextInput
        label={texts.venue}
        data-field="venue"
        value={value.venue ?? ''}
        onChange={(event) => edit({ ...value, venue: event.currentTarget.value })}
      />
    </div>
  );
}

/** The way to other ceremonies of the programme; most offices have one. */
function Ceremonies({ current }: { readonly current: Ceremony }) {
  const all = useProcedure('ceremonies.list', {}).data?.ceremonies ?? [];
  const create = useCommand('ceremonies.create');
  const remove = useCommand('ceremonies.remove');
  const undo = useUndoLast();
  return (
    <>
      {all.length > 1 && (
        <Select
          aria-label={texts.other}
          w={260}
          allowDeselect={false}
          value={current.id}
          data={all.map(({ id, title, heldOn }) => ({
            value: id,
            label: heldOn ? `${title} – ${formatDay(heldOn)}` : title,
          }))}
          onChange={(id) => id && navigate('ceremonies', { id })}
        />
      )}
      <Can do="ceremonies.create">
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" aria-label={texts.more} px={8}>
              <IconDots size={16} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconPlus size={16} />}
              onClick={() =>
                create.mutate(
                  { title: texts.createdName },
                  { onSuccess: ({ id }) => navigate('ceremonies', { id }), onError: notifyError },
                )
              }
            >
              {texts.create}
            </Menu.Item>
            {all.length > 1 && (
              <Menu.Item
                color="red"
                leftSection={<IconTrash size={16} />}
                onClick={() =>
                  remove.mutate(
                    { id: current.id },
                    {
                      onSuccess: () => {
                        navigate('ceremonies');
                        notifyDone(texts.removed, {
                          label: vi.common.undo,
                          run: () => undo('ceremonies.remove'),
                        });
                      },
                      onError: notifyError,
                    },
                  )
                }
              >
                {texts.remove}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </Can>
    </>
  );
}
