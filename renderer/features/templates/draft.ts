import type {
  Article,
  Choice,
  Clause,
  ClauseKind,
  TemplateContent,
  TemplatePart,
} from '../../../preload/contract/template-content.ts';
import { carried } from '../../components/item-keys.ts';
import { vi } from '../../i18n/vi.ts';

/** A place in a template as the backend writes it: "articles.2.clauses.1.text". */
export type Path = string;

/** One change of a draft by the person who edits it. */
export type Change =
  /** `typing`: one step of undo together with the changes just before it at the same place. */
  | { readonly type: 'set'; readonly path: Path; readonly value: unknown; readonly typing?: boolean }
  | { readonly type: 'insert'; readonly path: Path; readonly index: number; readonly value: unknown }
  | { readonly type: 'remove'; readonly path: Path; readonly index: number }
  | { readonly type: 'move'; readonly path: Path; readonly from: number; readonly to: number }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

/** A draft with the way back and forth. */
export interface Draft {
  readonly content: TemplateContent;
  readonly past: readonly TemplateContent[];
  readonly future: readonly TemplateContent[];
  /** Where the last change was typed, if it was. */
  readonly typing: Path | null;
}

const MOST_STEPS = 200;

export const startDraft = (content: TemplateContent): Draft => ({
  content,
  past: [],
  future: [],
  typing: null,
});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A copy in which the value at a path is another; undefined takes it away. */
function changedAt(node: unknown, path: readonly string[], change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return carried(node, change(node));
  if (Array.isArray(node)) {
    const items: unknown[] = node;
    return carried(
      node,
      items.map((item, index) => (index === Number(step) ? changedAt(item, rest, change) : item)),
    );
  }
  const old: unknown = isObject(node) ? Reflect.get(node, step) : undefined;
  const next = changedAt(old, rest, change);
  const { [step]: _, ...others } = { ...(isObject(node) ? node : {}) } as Record<string, unknown>;
  return carried(node, next === undefined ? others : { ...others, [step]: next });
}

const listAt = (change: (items: readonly unknown[]) => readonly unknown[]) => (old: unknown) =>
  change(Array.isArray(old) ? old : []);

function applied(content: TemplateContent, change: Exclude<Change, { type: 'undo' | 'redo' }>) {
  const at = (path: Path, edit: (old: unknown) => unknown) =>
    // Paths are made by the cards from the very content that they show, and the backend checks what is saved.
    changedAt(content, path.split('.'), edit) as TemplateContent;
  switch (change.type) {
    case 'set':
      return at(change.path, () => change.value);
    case 'insert':
      return at(
        change.path,
        listAt((items) => items.toSpliced(change.index, 0, change.value)),
      );
    case 'remove':
      return at(
        change.path,
        listAt((items) => items.toSpliced(change.index, 1)),
      );
    case 'move':
      return at(
        change.path,
        listAt((items) => {
          const rest = items.toSpliced(change.from, 1);
          return rest.toSpliced(change.to, 0, items[change.from]);
        }),
      );
  }
}

/** The draft after a change. */
export function reduceDraft(draft: Draft, change: Change): Draft {
  const { content, past, future } = draft;
  if (change.type === 'undo') {
    const before = past.at(-1);
    return before
      ? { content: before, past: past.slice(0, -1), future: [content, ...future], typing: null }
      : draft;
  }
  if (change.type === 'redo') {
    const [next, ...later] = future;
    return next ? { content: next, past: [...past, content], future: later, typing: null } : draft;
  }
  const typing = change.type === 'set' && change.typing ? change.path : null;
  const sameStep = typing !== null && typing === draft.typing;
  return {
    content: applied(content, change),
    past: sameStep ? past : [...past, content].slice(-MOST_STEPS),
    future: [],
    typing,
  };
}

/** A name that no other has, for what the program refers to and nobody reads. */
function freeName(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}

/** An article to be filled in; an unnumbered part starts with plain text. */
export const newArticle = ({ articles, articleWord }: TemplateContent): Article => ({
  id: freeName(
    'dieu',
    articles.map(({ id }) => id),
  ),
  heading: [],
  clauses: [articleWord === null ? { kind: 'paragraph', text: [] } : { kind: 'clause', text: [] }],
});

export const copyOfArticle = (content: TemplateContent, article: Article): Article => ({
  ...structuredClone(article),
  id: newArticle(content).id,
});

/** A content to choose, with a code of its own. */
export function newChoice({ articles }: TemplateContent): Choice {
  const taken = articles
    .flatMap(({ clauses }) => clauses)
    .flatMap((clause) => (clause.kind === 'contents' ? clause.choices.map(({ code }) => code) : []));
  return { code: freeName('noi-dung', taken), text: '' };
}

const { columns } = vi.templates.defaults;

/** An empty part of an article. */
export function newClause(kind: ClauseKind): Clause {
  switch (kind) {
    case 'clause':
    case 'paragraph':
    case 'proceedings':
      return { kind, text: [] };
    case 'details':
      return { kind, rows: [{ label: '', value: [] }] };
    case 'contents':
      return { kind, text: [], choices: [] };
    case 'commitments':
      return { kind, text: [], columns: { ...columns.commitments } };
    case 'items':
      return { kind, text: [], columns: { ...columns.items } };
    case 'agenda':
      return { kind, text: [], columns: { ...columns.agenda } };
    case 'attendees':
      return { kind, text: [], who: 'present', columns: { ...columns.attendees } };
  }
}

/** A part beside the articles with the usual words. */
export function newPart(part: TemplatePart): NonNullable<TemplateContent[TemplatePart]> {
  const { defaults } = vi.templates;
  switch (part) {
    case 'addressees':
      return { label: defaults.addressees };
    case 'legalBases':
    case 'opening':
    case 'agreement':
      return [];
    case 'parties':
      return {
        headingA: [],
        headingB: [],
        honorific: defaults.honorific,
        labels: { ...defaults.partyLabels },
      };
    case 'witnesses':
      return { ...defaults.witnesses };
    case 'recipients':
      return { label: defaults.recipients, lines: [[]] };
  }
}

/** Clauses that carry a number of their own in a numbered article. */
const NUMBERED: readonly ClauseKind[] = ['clause', 'contents', 'commitments'];

/** The numbers of an article's clauses as the paper counts them; a single one and unnumbered kinds have none. */
export function clauseNumbers(
  articleWord: string | null,
  clauses: readonly Clause[],
): readonly (number | null)[] {
  const numbered = clauses.filter(({ kind }) => NUMBERED.includes(kind));
  if (articleWord === null || numbered.length < 2) return clauses.map(() => null);
  return clauses.map((clause) => {
    const place = numbered.indexOf(clause);
    return place < 0 ? null : place + 1;
  });
}
