import { ActionIcon, Button, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconItalic,
  IconLetterCase,
  IconTag,
} from '@tabler/icons-react';
import { useEditorState } from '@tiptap/react';
import type { ReactNode } from 'react';
import { useStore } from '../../api/store.ts';
import { vi } from '../../i18n/vi.ts';
import { useEditorParts } from './editor-context.ts';
import type { useDraft } from './use-draft.ts';

const texts = vi.templates;

interface TextBarProps {
  readonly draft: Pick<ReturnType<typeof useDraft>, 'canUndo' | 'canRedo' | 'saveState' | 'save'>;
  readonly allFolded: boolean;
  readonly onFoldAll: () => void;
}

/** What can be done with the text in which the caret stands, and with the draft. */
export function TextBar({ draft, allFolded, onFoldAll }: TextBarProps) {
  const { change, editable, active: store, chooseField } = useEditorParts();
  const active = useStore(store);
  const look = useEditorState({
    editor: active?.editor ?? null,
    selector: ({ editor }) =>
      editor && {
        bold: editor.isActive('bold'),
        italic: editor.isActive('italic'),
        field: editor.isActive('field'),
        upper: editor.isActive('field', { upper: true }),
      },
  });
  const editor = active?.editor;
  return (
    <div className="text-bar" role="toolbar" aria-label={texts.toolbar} data-keeps-text>
      {editable && (
        <>
          <BarButton
            label={texts.bold}
            pressed={look?.bold ?? false}
            disabled={!editor}
            onClick={() => editor?.chain().focus().toggleBold().run()}
          >
            <IconBold size={16} />
          </BarButton>
          <BarButton
            label={texts.italic}
            pressed={look?.italic ?? false}
            disabled={!editor}
            onClick={() => editor?.chain().focus().toggleItalic().run()}
          >
            <IconItalic size={16} />
          </BarButton>
          <BarButton
            label={texts.upper}
            pressed={look?.upper ?? false}
            disabled={!look?.field}
            onClick={() => editor?.chain().focus().updateAttributes('field', { upper: !look?.upper }).run()}
          >
            <IconLetterCase size={16} />
          </BarButton>
          <Tooltip label={texts.insertFieldHint}>
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<IconTag size={14} />}
              disabled={!active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => active && chooseField(active)}
            >
              {texts.insertField}
            </Button>
          </Tooltip>
          <span className="text-bar-line" />
          <BarButton label={texts.undo} disabled={!draft.canUndo} onClick={() => change({ type: 'undo' })}>
            <IconArrowBackUp size={16} />
          </BarButton>
          <BarButton label={texts.redo} disabled={!draft.canRedo} onClick={() => change({ type: 'redo' })}>
            <IconArrowForwardUp size={16} />
          </BarButton>
        </>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" onClick={onFoldAll}>
        {allFolded ? texts.unfoldAll : texts.foldAll}
      </Button>
      {editable && (
        <span className="text-bar-state" role="status" data-state={draft.saveState}>
          {draft.saveState === 'failed' ? (
            <>
              {texts.notSaved}{' '}
              <Button size="compact-xs" variant="default" onClick={() => void draft.save()}>
                {vi.common.retry}
              </Button>
            </>
          ) : draft.saveState === 'saving' ? (
            texts.saving
          ) : (
            texts.saved
          )}
        </span>
      )}
    </div>
  );
}

function BarButton(props: {
  readonly label: string;
  readonly pressed?: boolean;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  const { label, pressed, disabled, onClick, children } = props;
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-pressed={pressed}
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? 'accent' : 'gray'}
        disabled={disabled}
        // The text keeps its caret.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
