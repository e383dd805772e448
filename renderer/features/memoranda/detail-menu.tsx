import { ActionIcon, Menu, Stack, TextInput } from '@mantine/core';
import {
  IconCalendarPlus,
  IconCircleX,
  IconDots,
  IconDownload,
  IconFileTypeDocx,
  IconPencil,
  IconPrinter,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { FileRef } from '../../../preload/contract/procedure.ts';
import { useCommand, useJob } from '../../api/hooks.ts';
import { Confirm } from '../../components/confirm.tsx';
import { DayField } from '../../components/day-field.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can } from '../../components/rights.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import type { Detail } from './memorandum-detail.tsx';
import { memorandumName } from './memorandum-state.tsx';

interface DetailMenuProps {
  readonly memorandum: Detail;
  /** The paper as it would be printed, once it is made. */
  readonly paper: FileRef | null;
  readonly onPrint: () => void;
}

/** The acts on one memorandum that are not its next step. */
export function DetailMenu({ memorandum, paper, onPrint }: DetailMenuProps) {
  const save = useSaveFile();
  const word = useJob('memoranda.word');
  const [asking, setAsking] = useState<'revise' | 'renew' | 'cancel' | null>(null);
  const close = () => setAsking(null);
  const { state } = memorandum;
  const isLiving = state !== 'cancelled';
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={vi.memoranda.more} title={vi.memoranda.more}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Can do="memoranda.generate">
            <Menu.Item leftSection={<IconPrinter size={16} />} disabled={!isLiving} onClick={onPrint}>
              {vi.memoranda.printOne}
            </Menu.Item>
          </Can>
          <Menu.Item
            leftSection={<IconDownload size={16} />}
            disabled={!paper}
            onClick={() => paper && save(paper)}
          >
            {vi.common.download}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileTypeDocx size={16} />}
            onClick={() => word.mutate({ id: memorandum.id }, { onSuccess: save, onError: notifyError })}
          >
            {vi.memoranda.word}
          </Menu.Item>
          <Menu.Divider />
          <Can do="memoranda.revise">
            <Menu.Item
              leftSection={<IconPencil size={16} />}
              disabled={state !== 'finalised' && state !== 'printed'}
              onClick={() => setAsking('revise')}
            >
              {vi.memoranda.revise.act}
            </Menu.Item>
          </Can>
          <Can do="memoranda.renew">
            <Menu.Item
              leftSection={<IconCalendarPlus size={16} />}
              disabled={(state !== 'signed' && state !== 'filed') || memorandum.renewedById !== null}
              onClick={() => setAsking('renew')}
            >
              {vi.memoranda.renew.act}
            </Menu.Item>
          </Can>
          <Menu.Divider />
          <Can do="memoranda.cancel">
            <Menu.Item
              color="red"
              leftSection={<IconCircleX size={16} />}
              disabled={!isLiving}
              onClick={() => setAsking('cancel')}
            >
              {vi.memoranda.cancel}
            </Menu.Item>
          </Can>
        </Menu.Dropdown>
      </Menu>
      <Revise memorandum={memorandum} opened={asking === 'revise'} onClose={close} />
      <Renew memorandum={memorandum} opened={asking === 'renew'} onClose={close} />
      <Cancel memorandum={memorandum} opened={asking === 'cancel'} onClose={close} />
    </>
  );
}

interface QuestionProps {
  readonly memorandum: Detail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** A final memorandum becomes the draft of its next version. */
function Revise({ memorandum, opened, onClose }: QuestionProps) {
  const texts = vi.memoranda.revise;
  const revise = useCommand('memoranda.revise');
  const [reason, setReason] = useState('');
  return (
    <Confirm
      opened={opened}
      title={texts.title}
      act={texts.now}
      busy={revise.isPending}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() =>
        revise.mutate(
          { id: memorandum.id, reason },
          {
            onSuccess: () => {
              setReason('');
              notifyDone(texts.done);
              onClose();
            },
            onError: notifyError,
          },
        )
      }
    >
      <Stack gap="md">
        <div>{texts.text}</div>
        <TextInput
          label={texts.reason}
          withAsterisk
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </Confirm>
  );
}

/** The same parties agree again, for longer. */
function Renew({ memorandum, opened, onClose }: QuestionProps) {
  const texts = vi.memoranda.renew;
  const renew = useCommand('memoranda.renew');
  const [endsOn, setEndsOn] = useState('');
  const isLater = endsOn > memorandum.expiresOn;
  return (
    <Confirm
      opened={opened}
      title={texts.title}
      act={texts.now}
      busy={renew.isPending}
      disabled={!isLater}
      onClose={onClose}
      onConfirm={() =>
        renew.mutate(
          { id: memorandum.id, endsOn },
          {
            onSuccess: ({ id }) => {
              notifyDone(texts.done);
              onClose();
              navigate('memoranda', { id });
            },
            onError: notifyError,
          },
        )
      }
    >
      <Stack gap="md">
        <div>{texts.text}</div>
        <DayField
          label={texts.endsOn}
          w={200}
          withAsterisk
          value={endsOn}
          onChange={setEndsOn}
          error={endsOn !== '' && !isLater ? texts.mustBeLater(memorandum.expiresOn) : null}
        />
      </Stack>
    </Confirm>
  );
}

/** A memorandum that will not be used. */
function Cancel({ memorandum, opened, onClose }: QuestionProps) {
  const cancel = useCommand('memoranda.cancel');
  return (
    <Confirm
      opened={opened}
      title={vi.memoranda.cancelTitle}
      act={vi.memoranda.cancelNow}
      dangerous
      busy={cancel.isPending}
      onClose={onClose}
      onConfirm={() =>
        cancel.mutate(
          { id: memorandum.id },
          {
            onSuccess: () => notifyDone(vi.memoranda.cancelDone),
            onError: notifyError,
            onSettled: onClose,
          },
        )
      }
    >
      {vi.memoranda.cancelText(memorandumName(memorandum))}
    </Confirm>
  );
}
