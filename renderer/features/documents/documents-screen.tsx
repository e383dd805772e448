import { Button, Menu } from '@mantine/core';
import { IconFilePlus, IconFiles } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { type Document, documentKind } from '../../../preload/contract/documents.ts';
import { useCommand, useProcedure } from '../../api/hooks.ts';
import { BinLink } from '../../components/bin-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Can } from '../../components/rights.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { useStatusText } from '../../components/status-text.ts';
import { formatCount, formatDay } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';

const texts = vi.documents;
const NO_ROWS: readonly Document[] = [];

// The list opens at once; the PDF reader comes only with the first paper that is looked at.
const DocumentDetail = lazy(() =>
  import('./document-detail.tsx').then((m) => ({ default: m.DocumentDetail })),
);

const COLUMNS: readonly Column<Document>[] = [
  { id: 'title', header: texts.name, value: (document) => document.title, minWidth: 320, wrap: true },
  { id: 'kind', header: texts.kind, value: (document) => texts.kinds[document.kind], width: 170 },
  {
    id: 'date',
    header: texts.date,
    value: (document) => document.date,
    cell: (document) => document.date && formatDay(document.date),
    align: 'center',
    width: 120,
  },
  {
    id: 'state',
    header: texts.state,
    value: (document) => (document.fileId ? texts.issued : texts.draft),
    cell: (document) => (
      <StateBadge
        tone={document.fileId ? 'good' : 'plain'}
        text={document.fileId ? texts.issued : texts.draft}
      />
    ),
    width: 130,
  },
  {
    id: 'pages',
    header: texts.pages,
    value: (document) => document.pages,
    cell: (document) => formatCount(document.pages),
    align: 'right',
    width: 68,
  },
];

/** The papers around the memoranda: invitations, minutes, handing over of equipment. */
export function DocumentsScreen() {
  const { id } = useRoute().params;
  return id ? (
    <Suspense fallback={null}>
      <DocumentDetail key={id} id={id} />
    </Suspense>
  ) : (
    <DocumentList />
  );
}

function DocumentList() {
  const list = useProcedure('documents.list', {});
  const documents = list.data?.documents ?? NO_ROWS;
  useStatusText(texts.count(documents.length));
  return (
    <div className="ct-screen">
      <PageHeader title={texts.title} note={texts.count(documents.length)}>
        <BinLink kind="document" />
        <Can do="documents.create">
          <AddDocument />
        </Can>
      </PageHeader>
      <div className="ct-split">
        <div className="ct-table-box">
          {list.error ? (
            <ErrorNotice error={list.error} onRetry={() => list.refetch()} />
          ) : (
            <DataTable
              label={texts.title}
              rows={documents}
              columns={COLUMNS}
              rowId={(document) => document.id}
              loading={list.isPending}
              settingsKey="documents"
              onOpen={(document) => navigate('documents', { id: document.id })}
              empty={<EmptyState icon={IconFiles} title={texts.emptyTitle} text={texts.empty} />}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** Asks which kind, makes it and opens it. */
function AddDocument() {
  const create = useCommand('documents.create');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconFilePlus size={16} />} loading={create.isPending}>
          {texts.add}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {documentKind.options.map((kind) => (
          <Menu.Item
            key={kind}
            onClick={() =>
              create.mutate(
                { kind },
                { onSuccess: ({ id }) => navigate('documents', { id }), onError: notifyError },
              )
            }
          >
            {texts.kinds[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
