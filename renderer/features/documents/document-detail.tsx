import { ActionIcon, Button, Skeleton } from '@mantine/core';
import { IconFileTypeDocx, IconPrinter, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useCommand, useJob, useProcedure } from '../../api/hooks.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PdfView } from '../../components/pdf-view.tsx';
import { useOpenFile, useSaveFile } from '../../components/save-file.ts';
import { StateBadge, ToneSign } from '../../components/state-badge.tsx';
import { useAutosave } from '../../components/use-autosave.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import { DocumentFields } from './document-fields.tsx';
import './documents.css';
import { Can, Editable } from '../../components/rights.tsx';

const texts = vi.documents;
type Detail = OutputOf<'documents.get'>;

/** One document: its form on the left, the paper exactly as it would be issued on the right. */
export function DocumentDetail({ id }: { readonly id: string }) {
  const document = useProcedure('documents.get', { id });
  useKeys({ escape: () => navigate('documents') });
  return (
    <div className="ct-screen">
      {document.error ? (
        <ErrorNotice error={document.error} onRetry={() => document.refetch()} />
      ) : document.data ? (
        <Opened document={document.data} />
      ) : (
        <Skeleton height={320} m={16} />
      )}
    </div>
  );
}

function Opened({ document }: { readonly document: Detail }) {
  const { id, title, fileId } = document;
  const client = useClient();
  const paper = useQuery<OutputOf<'documents.preview'>, ApiError>({
    queryKey: ['documents.preview', { id }],
    queryFn: () => client.run('documents.preview', { id }),
    gcTime: 0,
    placeholderData: (last) => last,
  });
  const [form, edit] = useAutosave(document.form, async (changed) => {
    try {
      await client.call('documents.update', { id, form: changed });
    } catch (error) {
      if (error instanceof Error) notifyError(error);
      throw error;
    }
  });
  const [issuing, setIssuing] = useState(false);
  const issue = useJob('documents.issue');
  const word = useJob('documents.word');
  const remove = useCommand('documents.remove');
  const undo = useUndoLast();
  const open = useOpenFile();
  const save = useSaveFile();
  const print = () => paper.data && open(paper.data);
  useKeys({ 'ctrl+p': print });
  const complete = document.findings.every(({ severity }) => severity !== 'error');
  return (
    <>
      <PageHeader
        title={title}
        note={<StateBadge tone={fileId ? 'good' : 'plain'} text={fileId ? texts.issued : texts.draft} />}
        before={<BackLink to="documents" />}
      >
        <Can do="documents.remove">
          <ActionIcon
            size={32}
            color="red"
            aria-label={texts.remove}
            title={texts.remove}
            onClick={() =>
              remove.mutate(
                { id },
                {
                  onSuccess: () => {
                    navigate('documents');
                    notifyDone(texts.removed(title), {
                      label: vi.common.undo,
                      run: () => undo('documents.remove'),
                    });
                  },
                  onError: notifyError,
                },
              )
            }
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Can>
        <Button
          variant="default"
          leftSection={<IconFileTypeDocx size={16} />}
          loading={word.isPending}
          onClick={() => word.mutate({ id }, { onSuccess: save, onError: notifyError })}
        >
          {texts.word}
        </Button>
        <Button
          variant={fileId ? 'filled' : 'default'}
          leftSection={<IconPrinter size={16} />}
          disabled={!paper.data}
          onClick={print}
        >
          {texts.print}
        </Button>
        {!fileId && (
          <Can do="documents.issue">
            <Button disabled={!complete} loading={issue.isPending} onClick={() => setIssuing(true)}>
              {texts.issue}
            </Button>
          </Can>
        )}
      </PageHeader>
      <div className="document">
        <div className="document-form">
          {fileId && <p className="ct-dim">{texts.issuedNote}</p>}
          {document.findings.length > 0 && (
            <section className="document-findings" aria-label={texts.checkTitle}>
              <ul>
                {document.findings.map(({ severity, message }) => (
                  <li key={message}>
                    <ToneSign tone={severity === 'error' ? 'bad' : 'warn'} />
                    <span>{message}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <fieldset disabled={fileId !== null} className="document-fields">
            <Editable do="documents.update">
              <DocumentFields form={form} onChange={edit} />
            </Editable>
          </fieldset>
        </div>
        <div className="document-paper">
          {paper.data ? (
            <PdfView fileId={paper.data.fileId} />
          ) : (
            paper.error && (
              <div className="ct-start">
                <ErrorNotice error={paper.error} onRetry={() => paper.refetch()} />
              </div>
            )
          )}
        </div>
      </div>
      <Confirm
        opened={issuing}
        title={texts.issueTitle}
        act={texts.issue}
        onClose={() => setIssuing(false)}
        onConfirm={() => {
          setIssuing(false);
          issue.mutate({ id }, { onSuccess: () => notifyDone(texts.issueDone), onError: notifyError });
        }}
      >
        {texts.issueText(title)}
      </Confirm>
    </>
  );
}
