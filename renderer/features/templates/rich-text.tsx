import type { Editor } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { Italic } from '@tiptap/extension-italic';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { UndoRedo } from '@tiptap/extensions';
import { Selection } from '@tiptap/pm/state';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RichText } from '../../../preload/contract/template-content.ts';
import { useStore } from '../../api/store.ts';
import { ArticleChip, chipLook, FieldChip } from './chips.ts';
import type { Path } from './draft.ts';
import { useEditorParts, useProblems } from './editor-context.ts';
import { pastedText, toDocument, toPieces } from './pieces.ts';

interface RichTextFieldProps {
  readonly path: Path;
  readonly value: RichText;
  /** What the text is, for those who can't see where it stands. */
  readonly label: string;
  readonly hint: string;
  /** Enter at the end of the text: the next item of the same list. */
  readonly onEnter?: () => void;
  readonly look?: 'heading' | 'title';
}

/**
 * One paragraph with chips. It is only drawn until the pointer or the focus comes to it: a template has a hundred
 * texts, and an editor for each would be slow on an old computer.
 */
export function RichTextField(props: RichTextFieldProps) {
  const { path, value, label, hint, look } = props;
  const { editable } = useEditorParts();
  const { here } = useProblems(path);
  const errorId = useId();
  const [live, setLive] = useState<'no' | 'ready' | 'focus'>('no');
  const described = here.length > 0 ? errorId : undefined;
  const className = look === 'heading' ? 'rich-text-field article-heading' : 'rich-text-field';
  if (!editable) {
    return (
      <div className={className} data-look={look}>
        <div className="rich-text rich-text-still">
          <StillText value={value} hint="" />
        </div>
      </div>
    );
  }
  return (
    <div className={className} data-look={look}>
      {live === 'no' ? (
        // biome-ignore lint/a11y/useSemanticElements: it holds chips, which no field of HTML does
        <div
          className="rich-text"
          role="textbox"
          tabIndex={0}
          aria-label={label}
          aria-invalid={described !== undefined}
          aria-describedby={described}
          data-text={path}
          onFocus={() => setLive('focus')}
          // At once: a click that follows must find the editor, which puts the caret where it was clicked.
          onPointerEnter={() => flushSync(() => setLive('ready'))}
        >
          <StillText value={value} hint={hint} />
        </div>
      ) : (
        <LiveText {...props} focused={live === 'focus'} described={described} onLeave={() => setLive('no')} />
      )}
      {described && (
        <p id={errorId} className="template-problem">
          {here.join('; ')}
        </p>
      )}
    </div>
  );
}

function StillText({ value, hint }: { readonly value: RichText; readonly hint: string }) {
  const { labels: store } = useEditorParts();
  const labels = useStore(store);
  const empty = value.every(
    (piece) => piece === '' || (typeof piece === 'object' && 'text' in piece && !piece.text),
  );
  if (empty) return <p className="rich-text-hint">{hint || '\u200b'}</p>;
  return (
    <p>
      {value.map((piece, index) => {
        // A still text is drawn anew whole: its pieces have nothing but their places.
        const key = index;
        if (typeof piece === 'string') return piece;
        const look =
          'text' in piece
            ? { text: piece.text, className: '' }
            : 'field' in piece
              ? chipLook(labels, { field: piece.field, upper: piece.upper ?? false })
              : chipLook(labels, piece);
        const drawn = (
          <span key={key} className={look.className}>
            {look.text}
          </span>
        );
        const slanted = 'italic' in piece && piece.italic ? <em key={key}>{drawn}</em> : drawn;
        return 'bold' in piece && piece.bold ? <strong key={key}>{slanted}</strong> : slanted;
      })}
    </p>
  );
}

interface LiveTextProps extends RichTextFieldProps {
  readonly focused: boolean;
  /** Of what tells what is wrong with the text. */
  readonly described: string | undefined;
  readonly onLeave: () => void;
}

function LiveText({ path, value, label, hint, onEnter, focused, described, onLeave }: LiveTextProps) {
  const { change, labels, active, chooseField } = useEditorParts();
  const emitted = useRef(value);
  // The view is made once; what it calls follows the newest props.
  const now = useRef({ path, onEnter, chooseField });
  now.current = { path, onEnter, chooseField };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor starts with what it finds and is told of later changes
  const options = useMemo(
    () => ({
      extensions: [
        Document.extend({ content: 'paragraph' }),
        Paragraph,
        Text,
        Bold,
        Italic,
        UndoRedo,
        FieldChip.configure({ labels }),
        ArticleChip.configure({ labels }),
      ],
      content: toDocument(value),
      injectCSS: false,
      // "*" and "_" are signs like any other.
      enableInputRules: false,
      enablePasteRules: false,
    }),
    [labels],
  );

  const editor = useEditor({
    ...options,
    editorProps: useMemo(
      () => ({
        attributes: {
          role: 'textbox',
          'aria-label': label,
          'aria-invalid': String(described !== undefined),
          ...(described === undefined ? {} : { 'aria-describedby': described }),
          spellcheck: 'false',
          class: 'rich-text',
        },
        handleKeyDown: (_view, event) => {
          const own = active.get();
          if (!own || event.isComposing) return false;
          if (event.key === 'Enter') {
            now.current.onEnter?.();
            return true;
          }
          if ((event.ctrlKey && event.code === 'Space') || (event.key === '/' && startsWord(own.editor))) {
            event.preventDefault();
            now.current.chooseField(own);
            return true;
          }
          if (event.ctrlKey && event.shiftKey && event.code === 'KeyU') {
            const { upper } = own.editor.getAttributes('field');
            return own.editor.commands.updateAttributes('field', { upper: !upper });
          }
          // Beyond what was typed here the whole draft goes back.
          if (event.ctrlKey && !event.altKey && /^[zy]$/i.test(event.key)) {
            const redo = event.key.toLowerCase() === 'y' || event.shiftKey;
            if (redo ? own.editor.can().redo() : own.editor.can().undo()) return false;
            change({ type: redo ? 'redo' : 'undo' });
            return true;
          }
          return false;
        },
        handleDOMEvents: {
          // Before ProseMirror reads the HTML: Word's styles must not even be parsed.
          paste: (view, event) => {
            const html = event.clipboardData?.getData('text/html') ?? '';
            if (html.includes('data-pm-slice')) return false;
            event.preventDefault();
            const text = pastedText(event.clipboardData?.getData('text/plain') ?? '');
            view.dispatch(view.state.tr.insertText(text).scrollIntoView());
            return true;
          },
          drop: (view, event) => {
            if (view.dragging) return false;
            event.preventDefault();
            return true;
          },
        },
      }),
      [label, described, active, change],
    ),
    onUpdate: ({ editor }) => {
      const pieces = toPieces(editor.getJSON());
      emitted.current = pieces;
      change({ type: 'set', path: now.current.path, value: pieces, typing: true });
    },
    onFocus: ({ editor }) => active.set({ path: now.current.path, editor }),
    onBlur: ({ editor, event }) => {
      // The window lost the focus, not the text: the person is in Word and comes back.
      if (document.activeElement === editor.view.dom) return;
      // A button of the bar or the list of fields works on this very text.
      const to = event.relatedTarget;
      if (to instanceof Element && to.closest('[data-keeps-text]')) return;
      active.set(null);
      onLeave();
    },
  });

  // At once and not by the editor's own autofocus, which comes a moment late: the next key must not be lost.
  useLayoutEffect(() => {
    if (!focused) return;
    const { state, view } = editor;
    view.dispatch(state.tr.setSelection(Selection.atEnd(state.doc)));
    view.focus();
  }, [editor, focused]);

  useEffect(() => {
    if (value === emitted.current) return;
    emitted.current = value;
    // Not a step of this text's own undo: the draft's undo brought it here.
    editor.chain().setMeta('addToHistory', false).setContent(toDocument(value), { emitUpdate: false }).run();
  }, [editor, value]);

  return (
    <div
      data-text={path}
      onPointerLeave={() => {
        if (!editor.isFocused && active.get()?.editor !== editor) onLeave();
      }}
    >
      <EditorContent editor={editor} data-hint={editor.isEmpty ? hint : undefined} />
    </div>
  );
}

/** Whether a slash typed here would begin a word: dates and "và/hoặc" keep theirs. */
function startsWord({ state }: Editor): boolean {
  const { $from, empty } = state.selection;
  const before = $from.nodeBefore;
  if (!empty) return false;
  return before === null || (before.isText && /\s$/.test(before.text ?? ''));
}
