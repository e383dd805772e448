import { ActionIcon, Button, Checkbox, NumberInput, Skeleton } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useHotkeys } from '@mantine/hooks';
import {
  IconArrowLeft,
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconFileTypePdf,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Finding } from '../../../preload/contract/memoranda.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useCommand, useProcedure } from '../../api/hooks.ts';
import { Confirm } from '../../components/confirm.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FormSection } from '../../components/form-section.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PdfView } from '../../components/pdf-view.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { formatCount } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import { FindingList } from './finding-list.tsx';
import { groupFindings } from './findings.ts';
import { useGenerate } from './generate.ts';
import { GenerateDialog } from './generate-dialog.tsx';
import { MemorandumStateBadge, memorandumName } from './memorandum-state.tsx';
import './memoranda.css';

type Detail = OutputOf<'memoranda.get'>;

/** One memorandum: its form on the left, the paper exactly as it would be printed on the right. */
export function MemorandumDetail({ id }: { readonly id: string }) {
  const client = useClient();
  const memorandum = useProcedure('memoranda.get', { id });
  const check = useProcedure('memoranda.check', { ids: [id] });
  const paper = useQuery<OutputOf<'memoranda.preview'>, ApiError>({
    queryKey: ['memoranda.preview', { id }],
    queryFn: () => client.run('memoranda.preview', { id }),
    gcTime: 0,
  });
  const save = useSaveFile();
  const cancel = useCommand('memoranda.cancel');
  const generate = useGenerate();
  const [generating, setGenerating] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  useKeys({ escape: () => navigate('memoranda') });

  const shown = memorandum.data;
  const draft = shown?.state === 'draft';
  const name = shown ? memorandumName(shown) : '';
  return (
    <div className="ct-screen">
      <PageHeader
        title={name}
        note={shown && <MemorandumStateBadge state={shown.state} />}
        before={
          <ActionIcon
            component="a"
            href="#/memoranda"
            size={32}
            aria-label={vi.common.back}
            title={vi.common.back}
          >
            <IconArrowLeft size={18} />
          </ActionIcon>
        }
      >
        <Neighbours id={id} />
        {shown && shown.state !== 'cancelled' && (
          <Button variant="subtle" color="red" onClick={() => setCancelling(true)}>
            {vi.memoranda.cancel}
          </Button>
        )}
        {!draft && paper.data && (
          <Button leftSection={<IconDownload size={16} />} onClick={() => save(paper.data)}>
            {vi.common.download}
          </Button>
        )}
        {draft && (
          <Button
            leftSection={<IconFileTypePdf size={16} />}
            loading={generate.running}
            onClick={() => setGenerating(true)}
          >
            {vi.memoranda.generateOne}
          </Button>
        )}
      </PageHeader>
      <div className="memorandum">
        <div className="memorandum-form">
          {memorandum.error ? (
            <ErrorNotice error={memorandum.error} onRetry={() => memorandum.refetch()} />
          ) : shown ? (
            <>
              {!draft && (
                <p className="ct-dim">
                  {shown.state === 'cancelled' ? vi.memoranda.cancelled : vi.memoranda.frozen}
                </p>
              )}
              {draft && <Check findings={check.data?.findings ?? []} />}
              <DraftForm key={shown.state} memorandum={shown} />
            </>
          ) : (
            <Skeleton height={240} />
          )}
        </div>
        <div className="memorandum-paper">
          {paper.error ? (
            <div className="ct-start">
              <ErrorNotice error={paper.error} onRetry={() => paper.refetch()} />
            </div>
          ) : (
            paper.data && <PdfView fileId={paper.data.fileId} />
          )}
        </div>
      </div>
      <GenerateDialog
        memoranda={generating && shown ? [shown] : []}
        findings={groupFindings(check.data?.findings ?? [])}
        onStart={generate.start}
        onClose={() => setGenerating(false)}
      />
      <Confirm
        opened={cancelling}
        title={vi.memoranda.cancelTitle}
        act={vi.memoranda.cancelNow}
        dangerous
        busy={cancel.isPending}
        onClose={() => setCancelling(false)}
        onConfirm={() =>
          cancel.mutate(
            { id },
            {
              onSuccess: () => notifyDone(vi.memoranda.cancelDone),
              onError: notifyError,
              onSettled: () => setCancelling(false),
            },
          )
        }
      >
        {vi.memoranda.cancelText(name)}
      </Confirm>
    </div>
  );
}

/** The way through all memoranda without going back to the list. */
function Neighbours({ id }: { readonly id: string }) {
  const all = useProcedure('memoranda.list', {}).data?.memoranda ?? [];
  const index = all.findIndex((memorandum) => memorandum.id === id);
  if (index < 0) return null;
  const go = (to: number) => {
    const next = all[to];
    if (next) navigate('memoranda', { id: next.id });
  };
  return (
    <div className="memorandum-neighbours">
      <ActionIcon
        size={32}
        aria-label={vi.memoranda.previous}
        disabled={index === 0}
        onClick={() => go(index - 1)}
      >
        <IconChevronLeft size={18} />
      </ActionIcon>
      <span className="ct-dim">{vi.memoranda.position(index + 1, all.length)}</span>
      <ActionIcon
        size={32}
        aria-label={vi.memoranda.next}
        disabled={index === all.length - 1}
        onClick={() => go(index + 1)}
      >
        <IconChevronRight size={18} />
      </ActionIcon>
    </div>
  );
}

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

/** Copies, agreed contents and promised numbers; only a draft can be changed. */
function DraftForm({ memorandum }: { readonly memorandum: Detail }) {
  const update = useCommand('memoranda.update');
  const editable = memorandum.state === 'draft';
  const form = useForm({
    initialValues: {
      copies: memorandum.copies,
      contents: memorandum.contents.filter((content) => content.chosen).map((content) => content.code),
      commitments: memorandum.commitments.map(({ indicator, semester1, semester2 }) => ({
        indicator,
        semester1,
        semester2,
      })),
    },
  });
  const save = form.onSubmit((values) =>
    update.mutate(
      { id: memorandum.id, ...values },
      {
        onSuccess: () => {
          form.resetDirty();
          notifyDone(vi.memoranda.draftSaved);
        },
      },
    ),
  );
  useHotkeys([['mod+Enter', () => save()]], []);
  return (
    <form onSubmit={save} noValidate>
      <fieldset disabled={!editable} className="memorandum-fields">
        <FormSection title={vi.memoranda.copies}>
          <NumberInput
            aria-label={vi.memoranda.copies}
            w={120}
            hideControls={false}
            min={2}
            max={20}
            step={2}
            clampBehavior="blur"
            {...form.getInputProps('copies')}
          />
        </FormSection>
        <Checkbox.Group label={vi.memoranda.contents} {...form.getInputProps('contents')}>
          <div className="memorandum-contents">
            {memorandum.contents.map((content) => (
              <Checkbox key={content.code} value={content.code} label={content.name} disabled={!editable} />
            ))}
          </div>
        </Checkbox.Group>
        {memorandum.commitments.length > 0 && (
          <FormSection title={vi.memoranda.commitments}>
            <table className="ct-plain-table memorandum-commitments">
              <thead>
                <tr>
                  <th scope="col">{vi.reports.columns.indicator}</th>
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
                      <td>
                        <NumberInput
                          aria-label={vi.memoranda.semesterLong(commitment.name, 'I')}
                          min={0}
                          w={56}
                          {...form.getInputProps(`commitments.${index}.semester1`)}
                        />
                      </td>
                      <td>
                        <NumberInput
                          aria-label={vi.memoranda.semesterLong(commitment.name, 'II')}
                          min={0}
                          w={56}
                          {...form.getInputProps(`commitments.${index}.semester2`)}
                        />
                      </td>
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
      {update.error && <ErrorNotice error={update.error} />}
      {editable && (
        <div className="memorandum-save">
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            {vi.memoranda.saveDraft}
          </Button>
        </div>
      )}
    </form>
  );
}
