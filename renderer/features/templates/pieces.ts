import type { JSONContent } from '@tiptap/core';
import type { Piece, RichText } from '../../../preload/contract/template-content.ts';

interface Look {
  readonly bold?: boolean | undefined;
  readonly italic?: boolean | undefined;
}

const marksOf = ({ bold, italic }: Look): JSONContent['marks'] => [
  ...(bold ? [{ type: 'bold' }] : []),
  ...(italic ? [{ type: 'italic' }] : []),
];

/** A text of a template as the editor holds it: one paragraph. */
export function toDocument(rich: RichText): JSONContent {
  const content = rich.flatMap((piece): JSONContent[] => {
    if (typeof piece === 'string') return piece ? [{ type: 'text', text: piece }] : [];
    if ('article' in piece) return [{ type: 'article', attrs: { id: piece.article } }];
    const marks = marksOf(piece) ?? [];
    if ('text' in piece) return piece.text ? [{ type: 'text', text: piece.text, marks }] : [];
    return [{ type: 'field', attrs: { name: piece.field, upper: piece.upper ?? false }, marks }];
  });
  return { type: 'doc', content: [{ type: 'paragraph', content }] };
}

/** What was typed, as a template keeps it: composed letters, single spaces, no control characters. */
const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ');

/** The editor's paragraph as a text of a template. */
export function toPieces(document: JSONContent): RichText {
  return (document.content ?? [])
    .flatMap((paragraph) => paragraph.content ?? [])
    .flatMap((node): Piece[] => {
      const has = (type: string) => node.marks?.some((mark) => mark.type === type) ?? false;
      const look = { ...(has('bold') ? { bold: true } : {}), ...(has('italic') ? { italic: true } : {}) };
      if (node.type === 'article') return [{ article: String(node.attrs?.id) }];
      if (node.type === 'field') {
        const upper = node.attrs?.upper ? { upper: true } : {};
        return [{ field: String(node.attrs?.name), ...upper, ...look }];
      }
      const text = clean(node.text ?? '');
      if (!text) return [];
      return Object.keys(look).length > 0 ? [{ text, ...look }] : [text];
    });
}

/** What is pasted: its words alone, whatever program they come from. */
export const pastedText = (text: string): string => clean(text).trim();

/** Search key without accents; đ is d. */
export const folded = (text: string): string =>
  text
    .toLocaleLowerCase('vi')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd');
