import { ActionIcon, Menu } from '@mantine/core';
import {
  IconBook2,
  IconDots,
  IconFilePlus,
  IconFileTypeDocx,
  IconFileZip,
  IconNumbers,
  IconScan,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import { useCommand, useJob } from '../../api/hooks.ts';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can } from '../../components/rights.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import { RegisterDialog } from './register-dialog.tsx';
import { useWordCopies } from './word-copies.tsx';

interface ListMenuProps {
  readonly memoranda: readonly Memorandum[];
  /** Ticked ones. */
  readonly chosen: readonly Memorandum[];
  /** Those that an act is for: the ticked ones, else what is in sight. */
  readonly concerned: readonly Memorandum[];
  readonly canDraft: boolean;
  readonly onDraft: () => void;
}

/** The acts on many memoranda that are not an everyday matter. */
export function ListMenu({ memoranda, chosen, concerned, canDraft, onDraft }: ListMenuProps) {
  const draftUnit = useCommand('memoranda.draftUnit');
  const exportSigned = useJob('memoranda.exportSigned');
  const save = useSaveFile();
  const wordCopies = useWordCopies();
  const [registering, setRegistering] = useState(false);
  const living = concerned.filter(({ state }) => state !== 'cancelled');
  const anySigned = concerned.some((memorandum) => memorandum.signedCopies > 0);
  const noneFinal = memoranda.every(({ state }) => state === 'draft' || state === 'cancelled');

  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={vi.memoranda.more} title={vi.memoranda.more}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{vi.memoranda.groups.prepare}</Menu.Label>
          <Can do="memoranda.draft">
            <Menu.Item leftSection={<IconFilePlus size={16} />} disabled={!canDraft} onClick={onDraft}>
              {vi.memoranda.draft}
            </Menu.Item>
          </Can>
          <Can do="memoranda.draftUnit">
            <Menu.Item
              leftSection={<IconUsersGroup size={16} />}
              onClick={() =>
                draftUnit.mutate(
                  {},
                  {
                    onSuccess: ({ id }) => {
                      notifyDone(vi.memoranda.draftUnitDone);
                      navigate('memoranda', { id });
                    },
                    onError: notifyError,
                  },
                )
              }
            >
              {vi.memoranda.draftUnit}
            </Menu.Item>
          </Can>
          <Menu.Item
            leftSection={<IconFileTypeDocx size={16} />}
            disabled={living.length === 0 || wordCopies.running}
            onClick={() => wordCopies.start(living.map(({ id }) => id))}
          >
            {chosen.length > 0 ? vi.memoranda.wordMany(living.length) : vi.memoranda.word}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{vi.memoranda.groups.signing}</Menu.Label>
          <Menu.Item
            leftSection={<IconNumbers size={16} />}
            disabled={noneFinal}
            onClick={() => navigate('memoranda', { view: 'record' })}
          >
            {vi.memoranda.grid.title}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconScan size={16} />}
            disabled={noneFinal}
            onClick={() => navigate('memoranda', { view: 'scans' })}
          >
            {vi.memoranda.scans.title}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{vi.memoranda.groups.papers}</Menu.Label>
          <Menu.Item leftSection={<IconBook2 size={16} />} onClick={() => setRegistering(true)}>
            {vi.memoranda.register.act}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconFileZip size={16} />}
            disabled={!anySigned}
            onClick={() =>
              exportSigned.mutate(
                { ids: concerned.map(({ id }) => id) },
                {
                  onSuccess: (file) => {
                    notifyDone(vi.memoranda.exportSignedDone(file.files));
                    save(file);
                  },
                  onError: notifyError,
                },
              )
            }
          >
            {vi.memoranda.exportSigned}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RegisterDialog opened={registering} memoranda={memoranda} onClose={() => setRegistering(false)} />
    </>
  );
}
