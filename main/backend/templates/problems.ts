import type { TemplateContent } from '../../../preload/contract/template-content.ts';
import type { TemplateProblem } from '../../../preload/contract/templates.ts';
import { FACE_NAMES, type Fonts, missingGlyphs } from '../papers/fonts.ts';
import { upper } from '../papers/templates/build.ts';
import { characterWords } from '../papers/templates/check-texts.ts';
import { placeOf } from '../papers/templates/problems.ts';
import { templateProblems } from '../papers/templates/template.ts';

type Path = TemplateProblem['path'];

/** Names and choices of the program's own, which no paper prints. */
const SILENT: ReadonlySet<string> = new Set(['id', 'code', 'kind', 'language', 'when', 'who', 'issuers']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The words of a text with chips, or null for a list of anything else. */
function wordsOf(items: readonly unknown[]): string | null {
  const isPiece = (item: unknown) =>
    typeof item === 'string' ||
    (isObject(item) &&
      ('field' in item || 'article' in item || (typeof item.text === 'string' && !('code' in item))));
  return items.length > 0 && items.every(isPiece)
    ? items
        .map((item) => (typeof item === 'string' ? item : isObject(item) ? (item.text ?? '') : ''))
        .join('')
    : null;
}

/** Every printed text of a template with its place. */
function textsOf(value: unknown, path: Path): readonly { readonly path: Path; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) {
    const text = wordsOf(value);
    if (text !== null) return [{ path, text }];
    return value.flatMap((item, index) => textsOf(item, [...path, index]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    SILENT.has(key) ? [] : textsOf(inner, [...path, key]),
  );
}

/** Everything that keeps a wording from being printed, characters that the fonts lack among it. */
export function problemsOf(content: TemplateContent, fonts: Fonts): readonly TemplateProblem[] {
  const unprintable = textsOf(content, []).flatMap(({ path, text }) => {
    const both = text + upper(text);
    const missing = new Set(FACE_NAMES.flatMap((name) => missingGlyphs(both, fonts[name])));
    if (missing.size === 0) return [];
    const characters = [...missing].map(characterWords).join(', ');
    const place = placeOf(path, content.articleWord !== null);
    return [{ path, message: `${place}: không in được ${characters}` }];
  });
  return [...templateProblems(content), ...unprintable];
}
