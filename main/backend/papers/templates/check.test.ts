import { describe, expect, test } from 'vitest';
import { blankFacts, exampleOf, factsWith as exampleWith, fonts, template, templateOf } from '../testing.ts';
import { type CheckContext, checkMemorandum, checkPaper } from './check.ts';
import type { MemorandumFacts, MemorandumFactsInput } from './facts.ts';
import type { Clause } from './template.ts';

/** The example with invented people instead of its placeholders, as an office would have it. */
function factsWith(changes: Partial<MemorandumFactsInput> = {}): MemorandumFacts {
  const { partyA, partyB, witnesses } = exampleWith();
  return exampleWith({
    partyA: { ...partyA, representative: 'Đinh Hoa Sen' },
    partyB: { ...partyB, representative: 'Lý Hoa Mai' },
    witnesses: witnesses.map((witness) => ({ ...witness, name: null })),
    ...changes,
  });
}

const check = (facts: MemorandumFacts, context: CheckContext = {}) =>
  checkMemorandum(facts, template, fonts, context);
const codes = (facts: MemorandumFacts, context: CheckContext = {}) =>
  check(facts, context).map(({ code, field }) => `${code} ${field}`);

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

/** The clean facts with changes to one party. */
const withA = (changes: Partial<MemorandumFactsInput['partyA']>): MemorandumFacts =>
  factsWith({ partyA: { ...factsWith().partyA, ...changes } });

describe('the people who sign', () => {
  test.each(['…', '?', 'abc', 'test', 'Chưa có', 'aaa', '...', 'xxx', 'Họ và tên', '12'])(
    '“%s” is no name, and stops the memorandum',
    (representative) => {
      expect(check(withA({ representative }))).toMatchObject([
        {
          severity: 'error',
          code: 'PLACEHOLDER_PERSON',
        },
      ]);
    },
  );

  test.each(['Nguyễn Văn A', 'Trần Thị B'])('%s might exist: a warning', (representative) => {
    expect(check(withA({ representative }))).toMatchObject([
      { severity: 'warning', code: 'PLACEHOLDER_PERSON' },
    ]);
  });

  test('all people of a rehearsal are invented, and none is told', () => {
    expect(check(exampleWith({ rehearsal: true }))).toEqual([]);
  });

  test.each([
    'Ông Đinh Hoa Sen',
    'Bà: Đinh Hoa Sen',
    'ThS. Đinh Hoa Sen',
    'Tiến sĩ Đinh Hoa Sen',
    'NGƯT Đinh Sen',
  ])('“%s” carries a title', (representative) => {
    expect(codes(withA({ representative }))).toEqual(['TITLE_IN_NAME partyA.representative']);
  });

  test.each(['Đinh Hoa Sen', 'Tô Ánh', 'Thị Mầu', 'Y Ban', 'Đinh Thị Ý', 'Côn Thị Tâm', 'Tsàn A Páo'])(
    '%s is a name like any other',
    (representative) => {
      expect(check(withA({ representative }))).toEqual([]);
    },
  );

  test.each([
    ['Kế toán', null, ['POSITION_UNUSUAL partyA.position']],
    ['Phó Hiệu trưởng', null, ['AUTHORITY_WRONG partyA.authority']],
    ['Phó hiệu trưởng phụ trách', null, []],
    ['Quyền Hiệu trưởng', null, []],
    ['Phó Hiệu trưởng', { prefix: 'KT.' as const, headPost: 'Hiệu trưởng' }, []],
    [
      'Hiệu trưởng',
      { prefix: 'KT.' as const, headPost: 'Hiệu trưởng' },
      ['AUTHORITY_WRONG partyA.authority'],
    ],
    [
      'Phó Hiệu trưởng',
      { prefix: 'TUQ.' as const, headPost: 'Hiệu trưởng' },
      ['AUTHORITY_WRONG partyA.authority'],
    ],
  ])('%s with authority %j: %j', (position, authority, expected) => {
    expect(codes(withA({ position, authority }))).toEqual(expected);
  });

  test('whoever is not in office on the day stops the memorandum', () => {
    const { partyA } = factsWith();
    const on = (namesOn: string, term: { from: string | null; to: string | null }) =>
      codes(factsWith({ namesOn, date: null, partyA: { ...partyA, term } }));
    const gone = ['SIGNATORY_NOT_IN_OFFICE partyA.representative'];
    expect(on('2023-04-15', { from: '2023-04-15', to: null })).toEqual([]);
    expect(on('2023-04-15', { from: null, to: '2023-04-16' })).toEqual([]);
    expect(on('2023-04-15', { from: '2023-04-16', to: null })).toEqual(gone);
    expect(on('2023-04-15', { from: null, to: '2023-04-15' })).toEqual(gone);
    const [finding] = check(withA({ term: { from: null, to: '2023-03-01' } }));
    expect(finding?.message).toBe(
      'Đinh Hoa Sen, người ký của Bên A (Trường Trung học cơ sở Hoa Sen), đã thôi giữ chức vụ vào ngày 15 tháng 4 năm 2023 (từ ngày 01 tháng 3 năm 2023).',
    );
  });
});

describe('names', () => {
  test('a school whose name fills more than three lines of the head is named', () => {
    const name =
      'Trường Tiểu học và Trung học cơ sở Dân tộc bán trú Chất lượng cao Hoa Sen Hoa Mai Hoa Cúc Hoa Đào cơ sở hai';
    expect(codes(withA({ name }))).toEqual(['NAME_OVERFLOWS partyA.name']);
  });

  test('a name of 300 characters stops the memorandum, and is not laid out for ever', () => {
    expect(check(withA({ name: `Trường ${'Hoa Sen '.repeat(40)}` }))).toMatchObject([
      { severity: 'error', code: 'NAME_OVERFLOWS', field: 'partyA.name' },
    ]);
    expect(check(withA({ name: `Trường ${'a'.repeat(293)}` }))[0]).toMatchObject({ code: 'NAME_OVERFLOWS' });
  });

  test('a signature name must fit on its line', () => {
    expect(codes(withA({ representative: 'Công Huyền Tôn Nữ Hoa Sen Hoa Mai Hoa Cúc Hoa' }))).toEqual([
      'NAME_OVERFLOWS partyA.representative',
    ]);
  });

  test('one name with its tone in two places is told with both places', () => {
    const { partyB } = factsWith();
    const facts = factsWith({
      partyA: { ...factsWith().partyA, address: 'Số 1, đường Hoa Sen, xã Ngọc Hòa' },
      partyB: { ...partyB, address: 'Số 2, thôn Đông, xã Ngọc Hoà' },
    });
    expect(check(facts)).toMatchObject([
      {
        severity: 'warning',
        code: 'TONE_VARIANTS',
        message:
          'Một tên viết hai cách đặt dấu thanh: “Ngọc Hòa” ở thông tin Bên A, “Ngọc Hoà” ở thông tin Bên B.',
      },
    ]);
  });

  test('a school that keeps to the other way has a right to it', () => {
    expect(check(withA({ name: 'Trường Tiểu học Hoà Bình' }))).toEqual([]);
  });

  test.each([
    ['\u202eHoa Sen', 'dấu ẩn đổi hướng chữ (U+202E)'],
    ['Hoa Sen 😀', 'biểu tượng cảm xúc “😀” (U+1F600)'],
    ['زهرة', 'chữ viết từ phải sang trái “ز” (U+0632)'],
  ])('%s in a name is described', (name, words) => {
    const [finding] = check(withA({ name: `Trường Tiểu học ${name}` }));
    expect(finding).toMatchObject({ severity: 'error', code: 'CHARACTER_UNPRINTABLE' });
    expect(finding?.message).toContain(words);
  });
});

describe('validity and number', () => {
  test('days outside the programme are warned of, a reversed validity stops', () => {
    expect(codes(factsWith({ validFrom: '2023-04-15', validUntil: '2025-12-31' }))).toEqual([]);
    expect(codes(factsWith({ validUntil: '2026-01-01' }))).toEqual(['VALIDITY_WRONG validUntil']);
    expect(codes(factsWith({ validFrom: '2022-12-31' }))).toEqual(['VALIDITY_WRONG validFrom']);
    expect(check(factsWith({ validFrom: '2024-02-01', validUntil: '2024-01-01' }))).toMatchObject([
      { severity: 'error', code: 'VALIDITY_WRONG' },
    ]);
  });

  test('a number of the year is given once, with or without its zero', () => {
    expect(codes(factsWith({ docNumber: '5' }), { takenNumbers: new Set(['05']) })).toEqual([
      'NUMBER_TAKEN docNumber',
    ]);
    expect(codes(factsWith({ docNumber: '06' }), { takenNumbers: new Set(['05']) })).toEqual([]);
  });
});

describe('pages that can not be', () => {
  const withClause = (clause: Clause) => ({
    ...template,
    articles: template.articles.map((article) =>
      article.id === 'funding' ? { ...article, clauses: [clause] } : article,
    ),
  });
  const label = (words: number): string => 'Kinh phí '.repeat(words);

  test('a part higher than a page is named', () => {
    const clause: Clause = {
      kind: 'details',
      rows: [{ label: label(300), value: [label(300)] }],
    };
    expect(checkMemorandum(factsWith(), withClause(clause), fonts)).toMatchObject([
      { severity: 'error', code: 'TALLER_THAN_PAGE', message: expect.stringContaining('“Kinh phí Kinh phí') },
      { severity: 'warning', code: 'HEADING_ALONE' },
    ]);
  });

  test('a heading whose content leaves it no room is named', () => {
    // A row that fills a page to the last line.
    const clause: Clause = { kind: 'details', rows: [{ label: label(63), value: ['1'] }] };
    expect(checkMemorandum(factsWith(), withClause(clause), fonts)).toMatchObject([
      { severity: 'warning', code: 'HEADING_ALONE', message: expect.stringContaining('Kinh phí thực hiện') },
    ]);
  });

  test('signatures alone on their page stop the memorandum', () => {
    const lines = Array.from({ length: 38 }, (_, index) => [`Nơi nhận thứ ${index + 1}`]);
    const crowded = { ...template, recipients: { label: 'Nơi nhận:', lines } };
    expect(checkMemorandum(factsWith({ witnesses: [] }), crowded, fonts)).toMatchObject([
      { severity: 'error', code: 'SIGNATURES_ALONE' },
    ]);
  });

  test('a whole file in one field is named without being laid out', () => {
    const findings = check(factsWith({ contents: ['Chia sẻ kinh nghiệm. '.repeat(100_000)] }));
    expect(findings).toMatchObject([{ severity: 'error', code: 'TEXT_TOO_LONG', field: 'contents.0.text' }]);
    expect(findings[0]?.message.length).toBeLessThan(300);
  });
});

test('six faults are six findings, of which the severe ones come first', () => {
  const { partyA, partyB, programme } = factsWith();
  const facts = factsWith({
    partyA: { ...partyA, representative: 'Ông Đinh Hoa Sen', term: { from: null, to: '2023-01-01' } },
    partyB: { ...partyB, address: null, representative: '…' },
    validUntil: '2030-01-01',
    programme: { ...programme, phase: '' },
  });
  expect(check(facts).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'error FIELD_MISSING',
    'error SIGNATORY_NOT_IN_OFFICE',
    'error PLACEHOLDER_PERSON',
    'warning FILLED_BY_HAND',
    'warning VALIDITY_WRONG',
    'warning TITLE_IN_NAME',
  ]);
});

describe('the other kinds', () => {
  test.each(['unit_memorandum', 'handover', 'invitation', 'minutes'] as const)(
    'the example of %s has no finding but its placeholder people',
    (kind) => {
      const findings = checkPaper(exampleOf(kind), templateOf(kind), fonts);
      expect(findings.filter(({ code }) => code !== 'PLACEHOLDER_PERSON')).toEqual([]);
    },
  );

  test('a handover without a thing to hand over is none', () => {
    const example = exampleOf('handover');
    if (example.kind !== 'handover') return;
    const paper = { ...example, facts: { ...example.facts, rehearsal: true, items: [] } };
    expect(checkPaper(paper, templateOf('handover'), fonts)).toMatchObject([
      { severity: 'error', code: 'FIELD_MISSING', field: 'items' },
    ]);
  });
});
