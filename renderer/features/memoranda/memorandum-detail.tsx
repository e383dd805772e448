import { ActionIcon, Button, Loader, Skeleton, Tabs } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../preload/contract/types.ts';
import type { ApiError } from '../../api/client.ts';
import { useClient, useProcedure } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { PdfView } from '../../components/pdf-view.tsx';
import { useOpenFile } from '../../components/save-file.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { DetailMenu } from './detail-menu.tsx';
import { DraftForm } from './draft-form.tsx';
import { groupFindings } from './findings.ts';
import { useGenerate } from './generate.ts';
import { type GenerateAsk, GenerateDialog } from './generate-dialog.tsx';
import { MemorandumStateBadge, memorandumName } from './memorandum-state.tsx';
import { SigningTab } from './signing-tab.tsx';
import { StepLine } from './step-line.tsx';
import { VersionsTab } from './versions-tab.tsx';
import './memoranda.css';

export type Detail = OutputOf<'memoranda.get'>;

/** A file that lies on the desk instead of the paper itself. */
export interface Viewed {
  readonly fileId: string;
  readonly title: string;
}

const PARTS = ['content', 'signing', 'versions'] as const;
type Part = (typeof PARTS)[number];

/** One memorandum: its form on the left, the paper exactly as it would be printed on the right. */
export function MemorandumDetail({ id }: { readonly id: string }) {
  const client = useClient();
  const { params } = useRoute();
  const memorandum = useProcedure('memoranda.get', { id });
  const check = useProcedure('memoranda.check', { ids: [id] });
  const paper = useQuery<OutputOf<'memoranda.preview'>, ApiError>({
    queryKey: ['memoranda.preview', { id }],
    queryFn: () => client.run('memoranda.preview', { id }),
    gcTime: 0,
  });
  const openFile = useOpenFile();
  const generate = useGenerate();
  const [asked, setAsked] = useState<GenerateAsk | null>(null);
  const [chosenPart, setPart] = useState<Part>();
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const backToList = () => navigate('memoranda');

  const shown = memorandum.data;
  const ask = (forPrinter: boolean) => shown && setAsked({ forPrinter, memoranda: [shown] });
  const canPrint = useCan('memoranda.generate');
  const print = () => {
    if (viewed) openFile({ fileId: viewed.fileId, fileName: viewed.title });
    else if (canPrint && shown && shown.state !== 'cancelled') ask(true);
  };
  useKeys({ escape: () => (viewed ? setViewed(null) : backToList()), 'ctrl+p': print });

  // A link to a field opens the part that holds it.
  const namedPart = PARTS.find((name) => name === params.part);
  const part = params.field
    ? (namedPart ?? 'content')
    : (chosenPart ?? namedPart ?? (isBeforeSigning(shown) ? 'content' : 'signing'));
  const findings = check.data?.findings ?? [];
  return (
    <div className="ct-screen">
      <PageHeader
        title={shown ? memorandumName(shown) : ''}
        note={
          shown && (
            <>
              {shown.kind === 'unit' && <StateBadge tone="accent" text={vi.memoranda.unitKind} />}{' '}
              <MemorandumStateBadge state={shown.state} />
            </>
          )
        }
        before={<BackLink to="memoranda" />}
      >
        <Neighbours id={id} />
        {shown && <DetailMenu memorandum={shown} paper={paper.data ?? null} onPrint={print} />}
      </PageHeader>
      {shown && (
        <StepLine
          memorandum={shown}
          findings={findings}
          busy={generate.running}
          onFinalise={() => ask(false)}
          onPrint={print}
          onSigning={() => setPart('signing')}
        />
      )}
      <div className="memorandum">
        <div className="memorandum-form">
          {memorandum.error ? (
            <ErrorNotice error={memorandum.error} onRetry={() => memorandum.refetch()} />
          ) : shown ? (
            <Tabs
              value={part}
              onChange={(value) => setPart(PARTS.find((name) => name === value) ?? 'content')}
            >
              <Tabs.List grow className="memorandum-parts">
                {PARTS.map((name) => (
                  <Tabs.Tab key={name} value={name}>
                    {vi.memoranda.tabs[name]}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="content">
                <DraftForm key={`${shown.state} ${shown.version}`} memorandum={shown} findings={findings} />
              </Tabs.Panel>
              <Tabs.Panel value="signing">
                <SigningTab memorandum={shown} onView={setViewed} />
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                <VersionsTab memorandum={shown} onView={setViewed} />
              </Tabs.Panel>
            </Tabs>
          ) : (
            <Skeleton height={240} />
          )}
        </div>
        <div className="memorandum-paper">
          {viewed ? (
            <>
              <Banner title={viewed.title}>
                <Button size="compact-sm" variant="default" onClick={() => setViewed(null)}>
                  {vi.memoranda.backToPaper}
                </Button>
              </Banner>
              <PdfView key={viewed.fileId} fileId={viewed.fileId} />
            </>
          ) : paper.error ? (
            <div className="ct-start">
              <ErrorNotice error={paper.error} onRetry={() => paper.refetch()} />
            </div>
          ) : (
            <Paper fileId={paper.data?.fileId} />
          )}
        </div>
      </div>
      <GenerateDialog
        ask={asked}
        findings={groupFindings(findings)}
        onStart={generate.start}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}

/** The paper, or the word that it is being made. */
const Paper = ({ fileId }: { readonly fileId: string | undefined }) =>
  fileId ? (
    <PdfView fileId={fileId} />
  ) : (
    <div className="memorandum-making" role="status">
      <Loader color="white" size="sm" />
      {vi.jobs['memoranda.preview']}
    </div>
  );

const isBeforeSigning = (memorandum: Detail | undefined): boolean =>
  memorandum === undefined || memorandum.state === 'draft' || memorandum.state === 'finalised';

const Banner = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className="memorandum-banner" role="status">
    <IconEye size={16} aria-hidden />
    <span>{vi.memoranda.viewing(title)}</span>
    {children}
  </div>
);

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
