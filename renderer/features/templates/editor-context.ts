import type { Editor } from '@tiptap/core';
import { createContext, useContext } from 'react';
import { flushSync } from 'react-dom';
import type { TemplateContent } from '../../../preload/contract/template-content.ts';
import type { TemplateProblem, TemplateShape } from '../../../preload/contract/templates.ts';
import type { Store } from '../../api/store.ts';
import type { ChipLabels } from './chips.ts';
import type { Change, Path } from './draft.ts';

/** A text in which the person writes just now. */
export interface ActiveText {
  readonly path: Path;
  readonly editor: Editor;
}

/** What every card of the editor shares; it stays the same while the person types. */
export interface EditorParts {
  readonly shape: TemplateShape;
  readonly editable: boolean;
  readonly change: (change: Change) => void;
  /** The draft as it is now, for what a button makes of it. */
  readonly content: () => TemplateContent;
  readonly labels: Store<ChipLabels>;
  readonly active: Store<ActiveText | null>;
  /** Opens the list of fields at the caret of a text. */
  readonly chooseField: (text: ActiveText) => void;
}

const Parts = createContext<EditorParts | null>(null);
const Problems = createContext<readonly TemplateProblem[]>([]);

export const EditorPartsProvider = Parts.Provider;
export const ProblemsProvider = Problems.Provider;

export function useEditorParts(): EditorParts {
  const parts = useContext(Parts);
  if (!parts) throw new Error('a card outside the template editor');
  return parts;
}

const pathOf = ({ path }: TemplateProblem): Path => path.join('.');

/** What is wrong at a place itself, and whether anything is wrong in it. */
export function useProblems(path: Path): { readonly here: readonly string[]; readonly inside: boolean } {
  const problems = useContext(Problems);
  return {
    here: problems.filter((problem) => pathOf(problem) === path).map(reasonOf),
    inside: problems.some((problem) => pathOf(problem) === path || pathOf(problem).startsWith(`${path}.`)),
  };
}

/** "còn trống" of "Điều 3, khoản 2: còn trống": the place is where the text stands. */
const reasonOf = ({ message }: TemplateProblem): string => {
  const reason = message.slice(message.indexOf(': ') + 2);
  return reason.charAt(0).toLocaleUpperCase('vi') + reason.slice(1);
};

/** Gives the focus to a text, or to the first one of a part, at once: the next key must not be lost. */
export function focusText(path: Path): void {
  const name = CSS.escape(path);
  const box =
    document.querySelector<HTMLElement>(`[data-text="${name}"]`) ??
    document.querySelector<HTMLElement>(`[data-text^="${name}."]`);
  for (let fold = box?.closest('details'); fold; fold = fold.parentElement?.closest('details')) {
    fold.open = true;
  }
  const field = box?.matches('[tabindex], textarea')
    ? box
    : box?.querySelector<HTMLElement>('[role="textbox"], textarea');
  field?.focus();
  field?.scrollIntoView({ block: 'nearest' });
}

/** Makes a change that draws a new text, and gives it the focus. */
export function changeAndFocus(makeChange: () => void, path: Path): void {
  flushSync(makeChange);
  focusText(path);
}
