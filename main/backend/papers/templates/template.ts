import { readFileSync } from 'node:fs';
import { type TemplateContent, templateContent } from '../../../../preload/contract/template-content.ts';
import { AppError } from '../../errors.ts';
import type { Level } from './facts.ts';
import { findProblems, type TemplateProblem } from './problems.ts';

/** A checked template of any kind: everything that `templateProblems` asks of it holds. */
export type PaperTemplate = TemplateContent;
export type { Article, Clause, Condition, RichText } from '../../../../preload/contract/template-content.ts';

/** Everything that is wrong with a template, with the place in a clerk's words; an empty list: it can be used. */
export function templateProblems(value: unknown): readonly TemplateProblem[] {
  return findProblems(templateContent.safeParse(value), value);
}

/**
 * Checks a template as it comes from the editor, a file or the database.
 * @throws AppError TEMPLATE_INVALID with the first place and reason, and all of them as `problems`
 */
export function parseTemplate(value: unknown): PaperTemplate {
  const parsed = templateContent.safeParse(value);
  const problems = findProblems(parsed, value);
  const [first] = problems;
  if (first || !parsed.success) {
    throw new AppError('TEMPLATE_INVALID', { reason: first?.message, problems }, { cause: parsed.error });
  }
  return parsed.data;
}

/** Reads a template such as `resources/templates/memorandum/1/template.json`. Throws TEMPLATE_INVALID. */
export function loadTemplate(path: string): PaperTemplate {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new AppError('TEMPLATE_INVALID', { reason: `không đọc được tệp ${path}` }, { cause });
  }
  return parseTemplate(value);
}

/** The contents that can be agreed on, of schools by their level; a memorandum stores the codes of those chosen. */
export function contentChoices(
  template: PaperTemplate,
  level: Level | null,
): readonly { readonly code: string; readonly text: string }[] {
  return template.articles
    .flatMap((article) => article.clauses)
    .flatMap((part) => (part.kind === 'contents' ? part.choices : []))
    .filter(({ when }) => !when?.levels || (level !== null && when.levels.includes(level)))
    .map(({ code, text }) => ({ code, text }));
}
