import { mergeAttributes, Node } from '@tiptap/core';
import type { Store } from '../../api/store.ts';
import { vi } from '../../i18n/vi.ts';

/** What chips say: a field's name, an article's present number. Null: there is no such thing any more. */
export interface ChipLabels {
  readonly field: (name: string) => string | null;
  readonly article: (id: string) => string | null;
}

/** How a chip is drawn, in the editor and in still text alike. */
export interface ChipLook {
  readonly text: string;
  readonly className: string;
}

/** The look of a chip; one that stands for nothing is red and names what it stood for. */
export function chipLook(
  labels: ChipLabels,
  chip: { field: string; upper: boolean } | { article: string },
): ChipLook {
  const label = 'field' in chip ? labels.field(chip.field) : labels.article(chip.article);
  if (label === null) {
    // An article's name is the program's own and tells the person nothing.
    const text = 'field' in chip ? vi.templates.unknownField(chip.field) : vi.templates.goneArticle;
    return { text, className: 'chip chip-unknown' };
  }
  return 'field' in chip && chip.upper
    ? { text: label.toLocaleUpperCase('vi'), className: 'chip' }
    : { text: label, className: 'article' in chip ? 'chip chip-article' : 'chip' };
}

interface ChipOptions {
  readonly labels: Store<ChipLabels>;
}

/** A chip is one unit: it is chosen, moved and removed whole, and what it says follows the template. */
function chipNode(
  name: string,
  attributes: readonly string[],
  chipOf: (attrs: Record<string, unknown>) => Parameters<typeof chipLook>[1],
) {
  return Node.create<ChipOptions>({
    name,
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () =>
      Object.fromEntries(
        attributes.map((attribute) => [
          attribute,
          {
            default: null,
            parseHTML: (element: HTMLElement) => {
              const value = element.getAttribute(`data-${attribute}`);
              return attribute === 'upper' ? value === 'true' : value;
            },
            renderHTML: (attrs: Record<string, unknown>) => ({
              [`data-${attribute}`]: String(attrs[attribute]),
            }),
          },
        ]),
      ),
    parseHTML: () => [{ tag: `span[data-chip="${name}"]` }],
    renderHTML: ({ HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes, { 'data-chip': name })],
    // What a chip says where only text is taken, such as in another program.
    renderText({ node }) {
      return chipLook(this.options.labels.get(), chipOf(node.attrs)).text;
    },
    addNodeView() {
      const { labels } = this.options;
      return ({ node }) => {
        let current = node;
        const dom = document.createElement('span');
        const draw = () => {
          const look = chipLook(labels.get(), chipOf(current.attrs));
          dom.className = look.className;
          dom.textContent = look.text;
        };
        draw();
        const forget = labels.subscribe(draw);
        return {
          dom,
          update(next) {
            if (next.type !== node.type) return false;
            current = next;
            draw();
            return true;
          },
          ignoreMutation: () => true,
          destroy: forget,
        };
      };
    },
  });
}

/** Stands for a fact of the paper. */
export const FieldChip = chipNode('field', ['name', 'upper'], ({ name, upper }) => ({
  field: String(name),
  upper: upper === true,
}));

/** Stands for the number of an article, wherever that stands. */
export const ArticleChip = chipNode('article', ['id'], ({ id }) => ({ article: String(id) }));
