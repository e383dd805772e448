import { Button, Checkbox, FileButton, Menu, Select, TextInput } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFileExport, IconFileImport } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { TemplateShape, TemplateVersion } from '../../../preload/contract/templates.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { useCommand, useJob } from '../../api/hooks.ts';
import { BackLink } from '../../components/back-link.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Can } from '../../components/rights.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { useUndoLast } from '../../components/use-undo.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate } from '../../route.ts';
import { useImport } from './use-import.ts';
import { versionName } from './version.ts';

const texts = vi.templates;

type Template = OutputOf<'templates.get'>;

const open = (id: string) => navigate('settings', { section: 'templates', id });

interface HeaderProps {
  readonly template: Template;
  readonly shape: TemplateShape;
  readonly versions: readonly TemplateVersion[];
  readonly problems: number;
  readonly onCompare: () => void;
  readonly beforePublish: () => Promise<void>;
}

/** Which version it is, and what can be done with it as a whole. */
export const Header = memo(function Header(props: HeaderProps) {
  const { template, shape, versions, problems, onCompare, beforePublish } = props;
  const { id, status, usedBy, otherDrafts } = template;
  const [publishing, setPublishing] = useState(false);
  const edit = useCommand('templates.edit');
  const discard = useCommand('templates.discard');
  const takeOver = useCommand('templates.takeOver');
  const undo = useUndoLast();
  const exportFile = useJob('templates.export');
  const { mutate: importFile } = useImport();
  const save = useSaveFile();
  const draft = versions.find((each) => each.status === 'draft');
  const published = versions.filter((each) => each.status === 'published');
  const newest = published[0]?.id === id;
  const discardNow = async () => {
    // What waits to be stored comes back with the draft, too.
    await beforePublish();
    discard.mutate(
      { id },
      {
        onSuccess: () => {
          notifyDone(texts.discarded, { label: vi.common.undo, run: () => undo('templates.discard') });
          const next = published[0];
          if (next) open(next.id);
          else navigate('settings', { section: 'templates' });
        },
        onError: notifyError,
      },
    );
  };
  return (
    <>
      <PageHeader
        title={shape.name}
        note={
          <div className="template-version">
            <Select
              aria-label={texts.versions}
              data={versions.map((each) => ({ value: each.id, label: versionName(each) }))}
              value={id}
              onChange={(next) => next && open(next)}
            />
            {status === 'draft' ? (
              <StateBadge tone="warn" text={texts.draft} />
            ) : (
              <StateBadge tone={usedBy > 0 ? 'good' : 'plain'} text={texts.inUse(usedBy)} />
            )}
          </div>
        }
        before={<BackLink to="settings" params={{ section: 'templates' }} />}
      >
        <Button variant="default" disabled={versions.length < 2} onClick={onCompare}>
          {texts.compare}
        </Button>
        <FileButton accept=".cttemplate" onChange={(file) => file && importFile(file)}>
          {({ onClick }) => (
            <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
              <Menu.Target>
                <Button variant="default" rightSection={<IconChevronDown size={14} />}>
                  {texts.file}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconFileExport size={16} />}
                  onClick={async () => {
                    await beforePublish();
                    exportFile.mutate({ id }, { onSuccess: save, onError: notifyError });
                  }}
                >
                  {texts.export}
                </Menu.Item>
                <Can do="templates.import">
                  <Menu.Item leftSection={<IconFileImport size={16} />} onClick={onClick}>
                    {texts.import}
                  </Menu.Item>
                </Can>
              </Menu.Dropdown>
            </Menu>
          )}
        </FileButton>
        {status === 'draft' ? (
          <>
            <Can do="templates.discard">
              <Button variant="subtle" color="red" loading={discard.isPending} onClick={discardNow}>
                {texts.discard}
              </Button>
            </Can>
            <Can do="templates.publish">
              <Button
                leftSection={<IconCheck size={16} />}
                onClick={async () => {
                  await beforePublish();
                  setPublishing(true);
                }}
              >
                {texts.publish}
              </Button>
            </Can>
          </>
        ) : (
          <Can do={draft ? 'templates.get' : 'templates.edit'}>
            <Button
              loading={edit.isPending}
              onClick={() =>
                draft
                  ? open(draft.id)
                  : edit.mutate({ id }, { onSuccess: (made) => open(made.id), onError: notifyError })
              }
            >
              {draft ? texts.openDraft : texts.edit}
            </Button>
          </Can>
        )}
      </PageHeader>
      {status === 'published' && newest && otherDrafts > 0 && (
        <div className="template-banner">
          <span>{texts.otherDrafts(otherDrafts)}</span>
          <Can do="templates.takeOver">
            <Button
              size="compact-sm"
              variant="light"
              loading={takeOver.isPending}
              onClick={() =>
                takeOver.mutate(
                  { id },
                  {
                    onSuccess: ({ taken }) =>
                      notifyDone(texts.takenOver(taken), {
                        label: vi.common.undo,
                        run: () => undo('templates.takeOver'),
                      }),
                    onError: notifyError,
                  },
                )
              }
            >
              {texts.takeOver}
            </Button>
          </Can>
        </div>
      )}
      {publishing && (
        <PublishDialog template={template} problems={problems} onClose={() => setPublishing(false)} />
      )}
    </>
  );
});

/** The question before a wording comes into use, with what the drafts of papers shall do. */
function PublishDialog(props: {
  readonly template: Template;
  readonly problems: number;
  readonly onClose: () => void;
}) {
  const { template, problems, onClose } = props;
  const { id, version, otherDrafts } = template;
  const publish = useCommand('templates.publish');
  const takeOver = useCommand('templates.takeOver');
  const [note, setNote] = useState('');
  const [withDrafts, setWithDrafts] = useState(true);
  const confirm = async () => {
    try {
      await publish.mutateAsync({ id, note });
      if (withDrafts && otherDrafts > 0) await takeOver.mutateAsync({ id });
      notifyDone(texts.publishDone(version));
    } catch (error) {
      if (error instanceof Error) notifyError(error);
    }
    onClose();
  };
  return (
    <Confirm
      opened
      title={texts.publishTitle(version)}
      act={texts.publish}
      disabled={problems > 0}
      busy={publish.isPending || takeOver.isPending}
      onClose={onClose}
      onConfirm={confirm}
    >
      {problems > 0 ? (
        <p className="template-problem">{texts.publishBlocked(problems)}</p>
      ) : (
        <div className="template-publish">
          <p>{texts.publishText}</p>
          {otherDrafts > 0 && (
            <Checkbox
              label={texts.publishTakeOver(otherDrafts)}
              checked={withDrafts}
              onChange={(event) => setWithDrafts(event.currentTarget.checked)}
            />
          )}
          <TextInput
            label={texts.publishNote}
            placeholder={texts.publishNoteHint}
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </div>
      )}
    </Confirm>
  );
}
