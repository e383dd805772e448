import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../errors.ts';
import { template, templatePath } from '../testing.ts';
import { contentChoices, loadTemplate, parseTemplate } from './template.ts';

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
      'commitments',
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
