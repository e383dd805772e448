import { ActionIcon, Button, Group, NumberInput, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconInbox, IconRotateClockwise } from '@tabler/icons-react';
import { useState } from 'react';
import type { Memorandum } from '../../../../preload/contract/memoranda.ts';
import type { OutputOf } from '../../../../preload/contract/types.ts';
import { useCommand, useJob, useProcedure } from '../../../api/hooks.ts';
import { useCan } from '../../../api/session.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { notifyDone, notifyError } from '../../../components/notices.tsx';
import { PdfView } from '../../../components/pdf-view.tsx';
import { Editable } from '../../../components/rights.tsx';
import { useKeys } from '../../../components/use-keys.ts';
import { useUndoLast } from '../../../components/use-undo.ts';
import { vi } from '../../../i18n/vi.ts';
import { memorandumName } from '../memorandum-state.tsx';

type TrayPage = OutputOf<'scans.tray'>['pages'][number];
type Turn = TrayPage['rotation'];
const TURNS: readonly Turn[] = [0, 90, 180, 270];

/** Pages that no code could place: the picture on the left, on the right what a person says of it. */
export function Tray() {
  const tray = useProcedure('scans.tray', {});
  const memoranda = useProcedure('memoranda.list', {}).data?.memoranda ?? [];
  const [at, setAt] = useState(0);
  const pages = tray.data?.pages ?? [];
  const index = Math.min(at, pages.length - 1);
  const page = pages[index];
  const go = (to: number) => setAt(Math.max(0, Math.min(pages.length - 1, to)));
  useKeys({ 'alt+arrowup': () => go(index - 1), 'alt+arrowdown': () => go(index + 1) });

  if (tray.error) return <ErrorNotice error={tray.error} onRetry={() => tray.refetch()} />;
  if (!page)
    return tray.isPending ? null : <EmptyState icon={IconInbox} text={vi.memoranda.scans.trayEmpty} />;
  return (
    <Waiting
      key={page.id}
      page={page}
      memoranda={memoranda.filter(({ state }) => state !== 'draft' && state !== 'cancelled')}
      place={{ index, total: pages.length }}
      onGo={go}
    />
  );
}

interface WaitingProps {
  readonly page: TrayPage;
  readonly memoranda: readonly Memorandum[];
  readonly place: { readonly index: number; readonly total: number };
  readonly onGo: (index: number) => void;
}

function Waiting({ page, memoranda, place, onGo }: WaitingProps) {
  const texts = vi.memoranda.scans;
  const assign = useJob('scans.assign');
  const discard = useCommand('scans.discard');
  const canAssign = useCan('scans.assign');
  const undoLast = useUndoLast();
  const [rotation, setRotation] = useState<Turn>(page.rotation);
  const [memorandumId, setMemorandumId] = useState(page.memorandumId);
  const [number, setNumber] = useState<number | string>(page.page ?? '');
  const chosen = memoranda.find(({ id }) => id === memorandumId);
  const last = chosen?.pages ?? 0;
  const isPlaced = chosen !== undefined && typeof number === 'number' && number >= 1 && number <= last;

  const assignNow = () => {
    if (!isPlaced || !canAssign || assign.isPending) return;
    assign.mutate(
      { pages: [{ id: page.id, memorandumId: chosen.id, page: number, rotation }] },
      {
        onSuccess: ({ copies }) =>
          notifyDone(copies.length > 0 ? texts.assignedWhole(memorandumName(chosen)) : texts.assigned),
        onError: notifyError,
      },
    );
  };
  const discardNow = () =>
    canAssign &&
    discard.mutate(
      { ids: [page.id] },
      {
        onSuccess: () =>
          notifyDone(texts.discarded, { label: vi.common.undo, run: () => undoLast('scans.discard') }),
        onError: notifyError,
      },
    );
  useKeys({ 'ctrl+enter': assignNow, 'ctrl+delete': discardNow });

  return (
    <div className="tray">
      <PdfView fileId={page.file.fileId} only={page.stackPage} rotation={rotation} />
      <div className="tray-form">
        <Group justify="space-between" wrap="nowrap">
          <strong>{texts.stackPage(page.stackPage)}</strong>
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              aria-label={texts.previous}
              title={texts.previous}
              disabled={place.index === 0}
              onClick={() => onGo(place.index - 1)}
            >
              <IconChevronLeft size={18} />
            </ActionIcon>
            <span className="ct-dim">{texts.trayNote(place.index + 1, place.total)}</span>
            <ActionIcon
              aria-label={texts.next}
              title={texts.next}
              disabled={place.index === place.total - 1}
              onClick={() => onGo(place.index + 1)}
            >
              <IconChevronRight size={18} />
            </ActionIcon>
          </Group>
        </Group>
        <div>
          <div>{texts.statuses[page.status]}</div>
          {page.reason && <div className="ct-dim">{texts.reasons[page.reason]}</div>}
          <div className="ct-dim ct-small">{page.file.fileName}</div>
        </div>
        <Editable do="scans.assign">
          <Select
            label={texts.memorandum}
            placeholder={texts.memorandumFind}
            searchable
            data-autofocus
            autoFocus
            openOnFocus={false}
            nothingFoundMessage={vi.common.nothingFound}
            data={memoranda.map((memorandum) => ({
              value: memorandum.id,
              label: memorandumName(memorandum),
            }))}
            value={memorandumId}
            onChange={setMemorandumId}
          />
          <Group gap="sm" align="flex-end">
            <NumberInput
              label={texts.page}
              w={96}
              min={1}
              max={Math.max(1, last)}
              value={number}
              onChange={setNumber}
            />
            {chosen && <span className="tray-of ct-dim">{texts.pageOf(last)}</span>}
            <Button
              variant="default"
              leftSection={<IconRotateClockwise size={16} />}
              onClick={() => setRotation(TURNS[(TURNS.indexOf(rotation) + 1) % TURNS.length] ?? 0)}
            >
              {texts.rotate}
            </Button>
          </Group>
          <Group gap="sm">
            <Button loading={assign.isPending} disabled={!isPlaced} onClick={assignNow}>
              {texts.assign}
            </Button>
            <Button variant="default" loading={discard.isPending} onClick={discardNow}>
              {texts.discard}
            </Button>
          </Group>
        </Editable>
        <p className="ct-dim ct-small">{texts.keys}</p>
      </div>
    </div>
  );
}
