import { describe, expect, test } from 'vitest';
import { comparePapers } from './compare.ts';
import { buildPaper } from './templates/build.ts';
import type { MemorandumFacts } from './templates/facts.ts';
import { factsWith, template } from './testing.ts';

const paper = (facts: MemorandumFacts, wording = template) =>
  buildPaper({ kind: 'memorandum', facts }, wording);

describe('two versions of a memorandum', () => {
  test('that say the same differ in nothing', () => {
    expect(comparePapers(paper(factsWith()), paper(factsWith()))).toEqual([]);
  });

  test('are compared word by word where a line was changed', () => {
    const { partyB } = factsWith();
    const after = factsWith({ partyB: { ...partyB, address: 'Số 9, đường Hoa Mai, huyện Chương Mỹ' } });
    expect(comparePapers(paper(factsWith()), paper(after))).toEqual([
      {
        change: 'changed',
        place: 'BÊN B (bên phối hợp): TRƯỜNG TRUNG HỌC CƠ SỞ HOA MAI',
        parts: [
          { kind: 'same', text: 'Địa chỉ: Số ' },
          { kind: 'removed', text: '2' },
          { kind: 'added', text: '9' },
          { kind: 'same', text: ', đường Hoa Mai, huyện Chương Mỹ' },
          { kind: 'removed', text: ', thành phố Hà Nội' },
        ],
      },
    ]);
  });

  test('name what was added and removed by article, clause and point', () => {
    const { contents, commitments } = factsWith();
    const after = factsWith({
      contents: [...contents.slice(1), { code: 'equipment', text: 'Hỗ trợ sách và học liệu' }],
      commitments: commitments.slice(0, -1),
    });
    const differences = comparePapers(paper(factsWith()), paper(after));
    expect(differences.map(({ change, place }) => `${change} ${place}`)).toEqual([
      'removed Điều 2, khoản 1, điểm a',
      'changed Điều 2, khoản 1, điểm d',
      'added Điều 2, khoản 1, điểm đ',
      'removed Điều 4, khoản 1, bảng, dòng 5',
    ]);
  });

  test('a clause put in between does not change those after it', () => {
    const articles = template.articles.map((article) =>
      article.id === 'funding'
        ? {
            ...article,
            clauses: [{ kind: 'clause' as const, text: ['Công khai kinh phí.'] }, ...article.clauses],
          }
        : article,
    );
    expect(comparePapers(paper(factsWith()), paper(factsWith(), { ...template, articles }))).toEqual([
      { change: 'added', place: 'Điều 8, khoản 1', parts: [{ kind: 'added', text: 'Công khai kinh phí.' }] },
    ]);
  });
});
