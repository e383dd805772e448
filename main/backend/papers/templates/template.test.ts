import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { templateKind } from '../../../../preload/contract/template-content.ts';
import { AppError } from '../../errors.ts';
import { exampleOf, template, templateOf, templatePath } from '../testing.ts';
import { fieldsOf } from './fields.ts';
import {
  contentChoices,
  loadTemplate,
  type PaperTemplate,
  parseTemplate,
  templateProblems,
} from './template.ts';

type Json = Record<string, unknown>;
const raw = (): Json => JSON.parse(readFileSync(templatePath, 'utf8'));

/** What is said of a template that can't be used. */
function refusal(value: unknown): string {
  try {
    parseTemplate(value);
  } catch (error) {
    if (error instanceof AppError && error.code === 'TEMPLATE_INVALID') return error.message;
  }
  return '';
}

describe('the wording of a memorandum', () => {
  test('version 1 has ten articles and nothing typed that the program numbers', () => {
    expect(template.articles).toHaveLength(10);
    expect(readFileSync(templatePath, 'utf8')).not.toMatch(/"(?:Điều )?\d+\. |"[a-zđ]\) /);
  });

  test('it is composed Vietnamese', () => {
    const text = readFileSync(templatePath, 'utf8');
    expect(text).toBe(text.normalize('NFC'));
  });

  test('a chip for a fact that does not exist is refused with its name', () => {
    expect(refusal({ ...raw(), title: [{ field: 'partyA.nickname' }] })).toContain(
      'Tên loại văn bản: không có trường “partyA.nickname”',
    );
  });

  test('a reference to an article that may be left out is refused', () => {
    const { articles, ...rest } = raw();
    const extra = {
      id: 'extra',
      heading: 'Khác',
      clauses: [{ kind: 'clause', text: [{ article: 'commitments' }] }],
    };
    expect(refusal({ ...rest, articles: [...(Array.isArray(articles) ? articles : []), extra] })).toContain(
      'dẫn chiếu tới Điều 4, mà điều này không phải lúc nào cũng in',
    );
  });

  test('two articles of one name are refused', () => {
    const { articles, ...rest } = raw();
    const list = Array.isArray(articles) ? articles : [];
    expect(refusal({ ...rest, articles: [...list, list[0]] })).toContain('purpose');
  });

  test('a file that is missing or no JSON is an invalid template, not a crash', () => {
    expect(() => loadTemplate(`${templatePath}.missing`)).toThrow(AppError);
  });

  test('a new memorandum is offered what fits its level', () => {
    const nursery = contentChoices(template, 'mam_non');
    expect(nursery.length).toBeGreaterThan(4);
    expect(new Set(nursery.map(({ code }) => code)).size).toBe(nursery.length);
    expect(nursery.map(({ text }) => text).join()).toContain('nuôi dưỡng, chăm sóc, giáo dục trẻ');
    expect(JSON.stringify(contentChoices(template, 'thcs'))).not.toContain('nuôi dưỡng');
  });
});

/** What is said of the shipped memorandum after a change. */
const saidOf = (change: (copy: PaperTemplate) => void): readonly string[] => {
  const copy = structuredClone(template);
  change(copy);
  return templateProblems(copy).map(({ message }) => message);
};
type Article = PaperTemplate['articles'][number];
const articleAt = ({ articles }: PaperTemplate, index: number): Article => {
  const found = articles[index];
  if (!found) throw new RangeError(`No article ${index}`);
  return found;
};

describe('what is wrong with a template is told where a clerk finds it', () => {
  test.each([
    ['null', null],
    ['a list', []],
    ['a number', 5],
    ['nothing', {}],
  ])('%s is no template', (_, value) => {
    expect(templateProblems(value).map(({ message }) => message)).toEqual([
      'Loại văn bản: không có loại văn bản “”',
    ]);
  });

  test('of a kind that the program does not know', () => {
    expect(refusal({ ...raw(), kind: 'letter' })).toContain('không có loại văn bản “letter”');
  });

  test('a field that no longer exists, in a clause', () => {
    expect(
      saidOf((copy) => {
        const [clause] = articleAt(copy, 2).clauses.slice(1);
        if (clause?.kind === 'clause') clause.text = ['Gửi ', { field: 'partyA.fax' }];
      }),
    ).toEqual(['Điều 3, khoản 2: không có trường “partyA.fax”']);
  });

  test('a field of another kind of paper', () => {
    expect(saidOf((copy) => copy.summary.push({ field: 'itemCount' }))).toEqual([
      'Trích yếu: không có trường “itemCount”',
    ]);
  });

  test('a reference to an article that is gone', () => {
    expect(saidOf((copy) => copy.articles.splice(1, 1))).toEqual([
      'Điều 6, khoản 1: dẫn chiếu tới một điều không còn trong mẫu',
    ]);
  });

  test('empty texts, articles and points', () => {
    expect(
      saidOf((copy) => {
        copy.title = [' '];
        articleAt(copy, 1).clauses = [];
        articleAt(copy, 4).heading = [];
        const [purpose] = articleAt(copy, 0).clauses;
        if (purpose?.kind === 'clause') purpose.points?.splice(1, 1, { text: [''] });
      }),
    ).toEqual([
      'Điều 2: chưa có nội dung',
      'Tên loại văn bản: còn trống',
      'Điều 1, khoản 1, điểm b: còn trống',
      'Điều 5, tên điều: còn trống',
    ]);
  });

  test('texts of pages and lists without end', () => {
    expect(
      saidOf((copy) => {
        copy.agreement = ['a'.repeat(5_000)];
        copy.articles.push(
          ...Array.from({ length: 60 }, (_, index) => ({
            ...articleAt(copy, 7),
            id: `more-${index}`,
          })),
        );
      }),
    ).toEqual(['Các điều: có quá 60 mục', 'Lời thống nhất: dài quá 4.000 ký tự']);
    expect(refusal({ ...raw(), agreement: 'a'.repeat(1_000_000) })).toContain('Lời thống nhất: dài quá');
  });

  test('parts and conditions that its kind has not', () => {
    expect(
      templateProblems({
        ...templateOf('minutes'),
        agreement: 'Hai bên thống nhất.',
        articles: [
          {
            id: 'people',
            heading: 'Thành phần',
            when: { levels: ['thcs'] },
            clauses: [{ kind: 'commitments', text: '', columns: commitmentColumns() }],
          },
        ],
      }).map(({ message }) => message),
    ).toEqual([
      'Lời thống nhất: “Biên bản cuộc họp” không có phần này',
      'Phần 1: “Biên bản cuộc họp” không có điều kiện theo cấp học',
      'Phần 1, đoạn 1: “Biên bản cuộc họp” không có bảng chỉ tiêu',
    ]);
    const { addressees: _, ...rest } = templateOf('invitation');
    expect(templateProblems(rest).map(({ message }) => message)).toEqual(['Kính gửi: còn thiếu']);
  });

  test('a condition on a content that nobody can choose', () => {
    expect(
      saidOf((copy) => {
        articleAt(copy, 2).when = { contents: ['swimming'] };
      }),
    ).toEqual(['Điều 3: điều kiện nhắc tới nội dung “swimming” không có trong danh mục']);
  });

  test('a file that was written by hand: unknown parts, wrong types', () => {
    expect(refusal({ ...raw(), footer: 'x' })).toContain('Tệp mẫu: có mục lạ “footer”');
    expect(refusal({ ...raw(), title: 7 })).toContain('Tên loại văn bản: không đúng dạng của một đoạn chữ');
    expect(refusal({ ...raw(), articles: 'none' })).toContain('Các điều: không đúng kiểu dữ liệu');
  });

  test('no message speaks of paths or of the schema', () => {
    for (const value of [
      { ...raw(), articles: [{}] },
      { ...raw(), parties: {} },
      { ...raw(), version: 'x' },
    ]) {
      for (const { message } of templateProblems(value)) {
        expect(message).toMatch(/^[\p{Lu}]/u);
        expect(message).not.toMatch(/articles|parties|expected|invalid|undefined/i);
      }
    }
  });
});

const commitmentColumns = () => ({
  order: 'STT',
  activity: 'Hoạt động',
  unit: 'Đơn vị',
  semester1: 'HK I',
  semester2: 'HK II',
  year: 'Cả năm',
});

describe.each(templateKind.options)('the shipped wording of %s', (kind) => {
  test('is without a fault, composed, and typed without numbers', () => {
    const wording = templateOf(kind);
    expect(templateProblems(wording)).toEqual([]);
    const text = JSON.stringify(wording);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toMatch(/"(?:Điều )?\d+\. |"[a-zđ]\) /);
  });

  test('offers its fields in groups, each with a name of its own', () => {
    const fields = fieldsOf(kind);
    expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length);
    expect(fields.every(({ group }) => group !== '')).toBe(true);
  });

  test('has an example of its kind', () => {
    expect(exampleOf(kind).kind).toBe(kind);
  });
});
