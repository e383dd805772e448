import { expect, test } from 'vitest';
import { folded, pastedText, toDocument, toPieces } from './pieces.ts';

test('a text goes through the editor unchanged', () => {
  const rich = [
    'Căn cứ ',
    { article: 'contents' },
    ', ',
    { text: 'hai bên', bold: true },
    ' giao ',
    { field: 'partyA.name', upper: true, italic: true },
    '.',
  ];
  expect(toPieces(toDocument(rich))).toEqual(rich);
  expect(toPieces(toDocument([]))).toEqual([]);
});

test('typed text is kept with composed letters and single spaces', () => {
  const typed = {
    type: 'doc',
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'Hòa\u00a0  bình\u200b'.normalize('NFD') }] },
    ],
  };
  expect(toPieces(typed)).toEqual(['Hòa bình']);
});

test('what is pasted from Word is its words', () => {
  expect(pastedText('  1. Mục đích:\r\n\ta) Chia sẻ\u00a0kinh nghiệm\n')).toBe(
    '1. Mục đích: a) Chia sẻ kinh nghiệm',
  );
});

test('fields are found without accents', () => {
  expect(folded('Địa chỉ Bên A')).toBe('dia chi ben a');
});
