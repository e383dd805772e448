import { ActionIcon, Button, FileButton, Menu, Modal, Select, Skeleton, TextInput } from '@mantine/core';
import {
  IconDots,
  IconDownload,
  IconFileImport,
  IconFileSpreadsheet,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { DepartmentForm } from '../../../preload/contract/department-forms.ts';
import { useClient, useCommand, useJob, useProcedure } from '../../api/hooks.ts';
import { useCan } from '../../api/session.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { notifyDone, notifyError } from '../../components/notices.tsx';
import { Can, ReadOnlyNote } from '../../components/rights.tsx';
import { useSaveFile } from '../../components/save-file.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useUndoLast } from '../../components/use-undo.ts';
import { vi } from '../../i18n/vi.ts';
import { navigate, useRoute } from '../../route.ts';
import { BoundForm } from './department-forms-sheets.tsx';
import './department-forms.css';

const texts = vi.departmentForms;
const ACCEPT = '.xlsx,.xlsm,.xls';
const NO_FORMS: readonly DepartmentForm[] = [];

const open = (form: string) => navigate('reports', { tab: 'department', form });

/** The department's own forms: pointed at once, filled with the figures of a period ever after. */
export function DepartmentTab({ period }: { readonly period: string }) {
  const { params } = useRoute();
  const list = useProcedure('departmentForms.list', {});
  const client = useClient();
  const undoLast = useUndoLast();
  const canAdd = useCan('departmentForms.create');
  const addButton = useRef<HTMLButtonElement>(null);
  useKeys({ insert: () => addButton.current?.click() });
  const add = useMutation({
    mutationFn: async (file: File) => {
      const { fileId } = await client.upload(file);
      const name = file.name
        .replace(/\.[^.]+$/, '')
        .normalize('NFC')
        .slice(0, 200);
      return { name, ...(await client.run('departmentForms.create', { fileId, name })) };
    },
    onSuccess: ({ id, name }) => {
      open(id);
      notifyDone(texts.added(name), {
        label: vi.common.undo,
        run: () => undoLast('departmentForms.create'),
      });
    },
    onError: notifyError,
  });
  if (list.error) return <ErrorNotice error={list.error} onRetry={() => list.refetch()} />;
  if (!list.data) return <Skeleton height={240} />;
  const forms = list.data.forms ?? NO_FORMS;
  const form = forms.find(({ id }) => id === params.form) ?? forms[0];
  if (!form && !canAdd) return <EmptyState icon={IconFileSpreadsheet} text={texts.none} />;
  if (!form) {
    return (
      <FileDrop
        title={texts.drop}
        hint={texts.dropHint}
        choose={texts.choose}
        accept={ACCEPT}
        busy={add.isPending}
        onFiles={([file]) => file && add.mutate(file)}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same
    <div
      className="department-forms"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const [file] = event.dataTransfer.files;
        if (file && canAdd) add.mutate(file);
      }}
    >
      <div className="department-bar">
        <Select
          w={320}
          aria-label={texts.form}
          leftSection={<IconFileSpreadsheet size={16} />}
          data={forms.map(({ id, name }) => ({ value: id, label: name }))}
          value={form.id}
          onChange={(id) => id && open(id)}
        />
        <Can do="departmentForms.create">
          <FileButton accept={ACCEPT} onChange={(file) => file && add.mutate(file)}>
            {(button) => (
              <Button
                {...button}
                ref={addButton}
                variant="default"
                leftSection={<IconPlus size={16} />}
                loading={add.isPending}
              >
                {texts.add}
              </Button>
            )}
          </FileButton>
        </Can>
        <FormMenu form={form} />
        <BoundCount count={form.bindings} />
        <Can do="departmentForms.fill">
          <FillButton form={form} period={period} />
        </Can>
      </div>
      <ReadOnlyNote do="departmentForms.update" />
      <BoundForm key={form.id} form={form} period={period} />
    </div>
  );
}

/** How many figures the form has; while there are none, how to begin for those who may. */
function BoundCount({ count }: { readonly count: number }) {
  const canBind = useCan('departmentForms.update');
  const none = canBind ? texts.nothingBoundYet : texts.nothingBound;
  return <span className="ct-dim department-bar-count">{count > 0 ? texts.boundCount(count) : none}</span>;
}

function FillButton({ form, period }: { readonly form: DepartmentForm; readonly period: string }) {
  const fill = useJob('departmentForms.fill');
  const save = useSaveFile();
  const start = () =>
    fill.mutate(
      { id: form.id, period },
      {
        onSuccess: (file) => {
          notifyDone(texts.filled(file.fileName, file.cells));
          save(file);
        },
        onError: notifyError,
      },
    );
  return (
    <Button
      leftSection={<IconFileSpreadsheet size={16} />}
      loading={fill.isPending}
      disabled={form.bindings === 0}
      onClick={start}
    >
      {texts.fill}
    </Button>
  );
}

/** What is done with a form as a whole, now and then. */
function FormMenu({ form }: { readonly form: DepartmentForm }) {
  const { id, name, fileId, fileName } = form;
  const client = useClient();
  const save = useSaveFile();
  const undoLast = useUndoLast();
  const remove = useCommand('departmentForms.remove');
  const [renaming, setRenaming] = useState(false);
  const replace = useMutation({
    mutationFn: async (file: File) => {
      const received = await client.upload(file);
      return client.run('departmentForms.replaceFile', { id, fileId: received.fileId });
    },
    onSuccess: ({ lost }) =>
      notifyDone(lost.length === 0 ? texts.replaced : texts.replacedLost(lost.length), {
        label: vi.common.undo,
        run: () => undoLast('departmentForms.replaceFile'),
      }),
    onError: notifyError,
  });
  const removeNow = () =>
    remove.mutate(
      { id },
      {
        onSuccess: () =>
          notifyDone(texts.removed(name), {
            label: vi.common.undo,
            run: () => undoLast('departmentForms.remove'),
          }),
        onError: notifyError,
      },
    );
  return (
    <FileButton accept={ACCEPT} onChange={(file) => file && replace.mutate(file)}>
      {(file) => (
        <>
          <Menu position="bottom-start">
            <Menu.Target>
              <ActionIcon variant="default" size={32} aria-label={texts.more} title={texts.more}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Can do="departmentForms.update">
                <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setRenaming(true)}>
                  {texts.rename}
                </Menu.Item>
              </Can>
              <Can do="departmentForms.replaceFile">
                <Menu.Item leftSection={<IconFileImport size={16} />} onClick={file.onClick}>
                  {texts.replace}
                </Menu.Item>
              </Can>
              <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => save({ fileId, fileName })}>
                {texts.download}
              </Menu.Item>
              <Can do="departmentForms.remove">
                <Menu.Divider />
                <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={removeNow}>
                  {texts.remove}
                </Menu.Item>
              </Can>
            </Menu.Dropdown>
          </Menu>
          {renaming && <Rename form={form} onClose={() => setRenaming(false)} />}
        </>
      )}
    </FileButton>
  );
}

function Rename({ form, onClose }: { readonly form: DepartmentForm; readonly onClose: () => void }) {
  const update = useJob('departmentForms.update');
  const undoLast = useUndoLast();
  const [name, setName] = useState(form.name);
  const rename = () =>
    update.mutate(
      { id: form.id, name },
      {
        onSuccess: () => {
          onClose();
          notifyDone(texts.renamed, {
            label: vi.common.undo,
            run: () => undoLast('departmentForms.update'),
          });
        },
        onError: notifyError,
      },
    );
  return (
    <Modal opened onClose={onClose} title={texts.rename}>
      <form
        className="department-rename"
        onSubmit={(event) => {
          event.preventDefault();
          rename();
        }}
      >
        <TextInput
          label={texts.name}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Button type="submit" loading={update.isPending} disabled={name.trim() === ''}>
          {vi.common.save}
        </Button>
      </form>
    </Modal>
  );
}
