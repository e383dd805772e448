import { describe, expect, test } from 'vitest';
import { blankFacts, factsWith, fonts, template } from '../testing.ts';
import { checkMemorandum } from './check.ts';
import type { MemorandumFacts } from './facts.ts';

const check = (facts: MemorandumFacts) => checkMemorandum(facts, template, fonts);
const codes = (facts: MemorandumFacts) => check(facts).map(({ code, field }) => `${code} ${field}`);

describe('the pre-flight of a memorandum', () => {
  test('a complete one has no finding', () => {
    expect(check(factsWith())).toEqual([]);
  });

  test('number, date and e-mail may be missing without a word', () => {
    const { partyA } = factsWith();
    expect(check(factsWith({ docNumber: null, date: null, partyA: { ...partyA, email: null } }))).toEqual([]);
  });

  test('nor is the venue missed before the day is known: it is written beside the day', () => {
    expect(check(factsWith({ date: null, venue: null }))).toEqual([]);
    expect(codes(factsWith({ venue: null }))).toEqual(['FILLED_BY_HAND venue']);
  });

  test('what the hand will fill in is a warning', () => {
    const findings = check(blankFacts());
    expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(findings.map(({ field }) => field)).toEqual([
      'partyA.representative',
      'partyA.position',
      'partyA.address',
      'partyA.phone',
      'partyB.representative',
      'partyB.position',
      'partyB.address',
      'partyB.phone',
      'placeName',
      'programme.endsOn',
    ]);
    expect(findings[2]?.message).toBe(
      'Chưa có địa chỉ của Bên A (Trường Trung học cơ sở Hoa Sen); bản in để dòng chấm để điền tay.',
    );
  });

  test('what must be there is an error, and errors come first', () => {
    const { partyA, programme } = factsWith();
    const facts = factsWith({
      level: null,
      venue: null,
      partyA: { ...partyA, name: '  ', unitOffice: '' },
      programme: { ...programme, title: '' },
    });
    expect(codes(facts)).toEqual([
      'FIELD_MISSING partyA.name',
      'FIELD_MISSING partyA.unitOffice',
      'FIELD_MISSING level',
      'FIELD_MISSING programme.title',
      'FILLED_BY_HAND venue',
    ]);
  });

  test('an article without contents is named with its number', () => {
    expect(check(factsWith({ contents: [] }))).toEqual([
      {
        severity: 'error',
        code: 'ARTICLE_EMPTY',
        message: 'Điều 2 chưa chọn nội dung phối hợp nào.',
        field: 'contents',
      },
    ]);
  });

  test('an article whose text was emptied in the template is named too', () => {
    const articles = template.articles.map((article) =>
      article.id === 'funding'
        ? { ...article, clauses: [{ kind: 'clause' as const, text: [' '] }] }
        : article,
    );
    const findings = checkMemorandum(factsWith(), { ...template, articles }, fonts);
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['ARTICLE_EMPTY', 'Điều 8 chưa có nội dung.'],
    ]);
  });

  test('a character that the font lacks is named with its place', () => {
    const { partyB } = factsWith();
    expect(check(factsWith({ partyB: { ...partyB, address: 'Số 2 ☎ Hoa Mai' } }))).toEqual([
      {
        severity: 'error',
        code: 'CHARACTER_UNPRINTABLE',
        message: 'Không in được ký tự “☎” (U+260E) ở thông tin Bên B: “Số 2 ☎ Hoa Mai”.',
        field: 'partyB.address',
      },
    ]);
  });

  test('decomposed accents, odd spaces and invisible characters are mended before they are judged', () => {
    const { partyA } = factsWith();
    const facts = factsWith({
      partyA: { ...partyA, name: '  Trường Tiểu học\u00a0 Hoa\u200b Sen '.normalize('NFD') },
    });
    expect(facts.partyA.name).toBe('Trường Tiểu học Hoa Sen');
    expect(check(facts)).toEqual([]);
  });
});
