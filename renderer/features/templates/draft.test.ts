import { expect, test } from 'vitest';
import type { Article, TemplateContent } from '../../../preload/contract/template-content.ts';
import { keyOf } from '../../components/item-keys.ts';
import { clauseNumbers, newArticle, newChoice, reduceDraft, startDraft } from './draft.ts';

const article = (id: string, heading: string, text: string): Article => ({
  id,
  heading: [heading],
  clauses: [{ kind: 'clause', text: [text] }],
});

const content: TemplateContent = {
  kind: 'memorandum',
  version: 1,
  language: 'vi',
  documentTitle: ['Biên bản ghi nhớ'],
  rehearsalStamp: 'BẢN THỬ',
  letterhead: { nation: '', motto: '', numberLabel: 'Số:', levelWords: [] },
  title: ['BIÊN BẢN GHI NHỚ'],
  summary: [],
  articleWord: 'Điều',
  articles: [
    article('purpose', 'Mục đích', 'Mục đích:'),
    {
      ...article('contents', 'Nội dung', ''),
      clauses: [{ kind: 'contents', text: [], choices: [{ code: 'noi-dung-2', text: 'Dự giờ' }] }],
    },
    article('dieu-4', 'Hình thức', 'Trực tiếp'),
  ],
  signatures: { headingA: 'BÊN A', headingB: 'BÊN B', hint: '(Ký)' },
  witnesses: { heading: 'ĐẠI DIỆN', hint: '(Chứng kiến)' },
};
const draft = startDraft(content);

test('typing at one place is one step of undo, and everything else stays the same object', () => {
  const path = 'articles.0.clauses.0.text';
  const typed = ['M', 'Mụ', 'Mục'].reduce(
    (state, text) => reduceDraft(state, { type: 'set', path, value: [text], typing: true }),
    draft,
  );
  expect(typed.content.articles[0]?.clauses[0]).toMatchObject({ text: ['Mục'] });
  expect(typed.content.articles[1]).toBe(content.articles[1]);
  expect(content.articles[0]?.clauses[0]).toMatchObject({ text: ['Mục đích:'] });

  const undone = reduceDraft(typed, { type: 'undo' });
  expect(undone.content).toBe(content);
  expect(reduceDraft(undone, { type: 'redo' }).content).toBe(typed.content);
  expect(reduceDraft(draft, { type: 'undo' })).toBe(draft);
});

test('an item stays itself however it is edited and moved', () => {
  const [first] = content.articles;
  const key = first && keyOf(first);
  const edited = reduceDraft(draft, {
    type: 'set',
    path: 'articles.0.heading',
    value: ['Khác'],
    typing: true,
  });
  const moved = reduceDraft(edited, { type: 'move', path: 'articles', from: 0, to: 2 });
  expect(moved.content.articles.map(({ id }) => id)).toEqual(['contents', 'dieu-4', 'purpose']);
  const last = moved.content.articles[2];
  expect(last && keyOf(last)).toBe(key);
  expect(new Set(moved.content.articles.map(keyOf)).size).toBe(content.articles.length);
});

test('a part that is taken away is gone, and comes back by undo', () => {
  const without = reduceDraft(draft, { type: 'set', path: 'witnesses', value: undefined });
  expect('witnesses' in without.content).toBe(false);
  expect(reduceDraft(without, { type: 'undo' }).content.witnesses).toEqual(content.witnesses);
});

test('new articles and contents get names that no other has', () => {
  let state = draft;
  for (let index = 0; index < 3; index += 1) {
    const value = newArticle(state.content);
    state = reduceDraft(state, { type: 'insert', path: 'articles', index: 0, value });
  }
  const ids = state.content.articles.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(newChoice(content).code).not.toBe('noi-dung-2');
});

test('clauses are numbered as the paper numbers them', () => {
  const clause = () => ({ kind: 'clause' as const, text: [] });
  const plain = () => ({ kind: 'paragraph' as const, text: [] });
  expect(clauseNumbers('Điều', [clause(), plain(), clause()])).toEqual([1, null, 2]);
  expect(clauseNumbers('Điều', [clause()])).toEqual([null]);
  expect(clauseNumbers(null, [clause(), clause()])).toEqual([null, null]);
});
