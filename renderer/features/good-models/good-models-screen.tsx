import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBulb, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { GoodModel } from '../../../preload/contract/good-models.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { BinLink } from '../../components/bin-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FollowUpTabs } from '../../components/follow-up-tabs.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useStatusText } from '../../components/status-text.ts';
import type { CellWriting } from '../../components/use-cell-writer.ts';
import { useActKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { formatCount, formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { ModelPanel } from './model-panel.tsx';
import './good-models.css';
import { Can } from '../../components/rights.tsx';

const texts = vi.goodModels;
const { fields } = texts;
const NEW = 'new';
const NO_ROWS: readonly GoodModel[] = [];
const WRITING: CellWriting<GoodModel> = { table: 'goodModels', row: ({ id }) => id };

const COLUMNS: readonly Column<GoodModel>[] = [
  {
    id: 'sharedOn',
    header: fields.sharedOn,
    value: (model) => model.sharedOn,
    text: (model) => formatDay(model.sharedOn),
    cell: (model) => formatDay(model.sharedOn),
    edit: {},
    align: 'center',
    width: 124,
  },
  { id: 'title', header: fields.title, value: (model) => model.title, edit: {}, minWidth: 220, wrap: true },
  { id: 'school', header: fields.schoolId, value: (model) => model.school, width: 220, wrap: true },
  { id: 'unit', header: texts.unit, value: (model) => model.unit, width: 110, wrap: true },
  {
    id: 'summary',
    header: fields.summary,
    value: (model) => model.summary,
    edit: {},
    minWidth: 220,
    wrap: true,
  },
  {
    id: 'adopters',
    header: texts.adopters,
    value: (model) => model.adoptions.length,
    cell: (model) => formatCount(model.adoptions.length),
    align: 'right',
    width: 126,
  },
  {
    id: 'evidence',
    header: texts.evidence,
    value: (model) => model.shownBy,
    cell: (model) => formatCount(model.shownBy),
    align: 'right',
    width: 104,
  },
];

/** Ways of working that schools share, and who took them up. */
export function GoodModelsScreen() {
  const { params } = useRoute();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 150);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const list = useProcedure('goodModels.list', search === '' ? {} : { search });
  const remove = useCommand('goodModels.remove');
  const undoLast = useUndoLast();
  const add = () => navigate('models', { id: NEW });
  useActKeys('goodModels.create', { insert: add });

  const models = list.data?.models ?? NO_ROWS;
  const chosen = models.filter((model) => ticked.has(model.id));
  const opened = models.find((model) => model.id === params.id) ?? null;
  const close = () => navigate('models');
  const removeNow = (removed: readonly GoodModel[]) =>
    remove.mutate(
      { ids: removed.map((model) => model.id) },
      {
        onSuccess: () => {
          setTicked(new Set());
          if (params.id) close();
          notifyDone(texts.removed(removed.length), {
            label: vi.common.undo,
            run: () => undoLast('goodModels.remove'),
          });
        },
        onError: notifyError,
      },
    );
  const adoptions = models.reduce((sum, model) => sum + model.adoptions.length, 0);
  const total = texts.total(models.length, adoptions);
  useStatusText(chosen.length > 0 ? `${total} · ${vi.common.selected(chosen.length)}` : total);

  return (
    <div className="ct-screen">
      <PageHeader title={texts.title} note={vi.common.rowsShown(models.length)}>
        {chosen.length > 0 && (
          <Can do="goodModels.remove">
            <Button variant="light" color="red" onClick={() => removeNow(chosen)}>
              {texts.removeSelected(chosen.length)}
            </Button>
          </Can>
        )}
        <Can do="goodModels.create">
          <Button leftSection={<IconPlus size={16} />} onClick={add}>
            {texts.more}
          </Button>
        </Can>
      </PageHeader>
      <FollowUpTabs />
      <div className="ct-toolbar">
        <TextInput
          className="ct-toolbar-search"
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<IconSearch size={16} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <BinLink kind="goodModel" />
      </div>
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <DataTable
              label={texts.title}
              rows={models}
              columns={COLUMNS}
              rowId={(model) => model.id}
              loading={list.isPending}
              settingsKey="models"
              writing={WRITING}
              selection={{ ids: ticked, onChange: setTicked }}
              openId={params.id}
              onOpen={(model) => navigate('models', { id: model.id })}
              empty={
                search !== '' ? (
                  <EmptyState
                    icon={IconSearch}
                    text={vi.common.nothingFound}
                    action={
                      <Button variant="default" onClick={() => setText('')}>
                        {vi.common.clearFilters}
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState
                    icon={IconBulb}
                    title={texts.emptyTitle}
                    text={texts.empty}
                    action={
                      <Can do="goodModels.create">
                        <Button onClick={add}>{texts.more}</Button>
                      </Can>
                    }
                  />
                )
              }
            />
          )}
        </div>
        {(opened || params.id === NEW) && (
          <ModelPanel
            key={opened?.id ?? NEW}
            model={opened}
            onClose={close}
            onCreated={(id) => navigate('models', { id })}
            onRemove={(model) => removeNow([model])}
          />
        )}
      </div>
    </div>
  );
}
