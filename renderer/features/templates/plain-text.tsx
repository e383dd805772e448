import { useId } from 'react';
import type { Path } from './draft.ts';
import { useEditorParts, useProblems } from './editor-context.ts';

interface PlainTextProps {
  readonly path: Path;
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** The label stands above; else it is only told to those who can't see. */
  readonly labelled?: boolean;
  readonly onEnter?: () => void;
}

/** Words without chips, as labels and headings of columns are. */
export function PlainText({ path, value, label, hint, labelled = false, onEnter }: PlainTextProps) {
  const { change, editable } = useEditorParts();
  const { here } = useProblems(path);
  const id = useId();
  return (
    <div className="plain-text">
      {labelled && <label htmlFor={id}>{label}</label>}
      <textarea
        id={id}
        rows={1}
        data-text={path}
        aria-label={labelled ? undefined : label}
        aria-invalid={here.length > 0}
        placeholder={hint}
        readOnly={!editable}
        spellCheck={false}
        value={value}
        onChange={(event) =>
          change({
            type: 'set',
            path,
            value: event.currentTarget.value.normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' '),
            typing: true,
          })
        }
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onEnter?.();
        }}
      />
      {here.map((reason) => (
        <p key={reason} className="template-problem">
          {reason}
        </p>
      ))}
    </div>
  );
}
