import { FACE_NAMES, type Fonts, missingGlyphs } from '../fonts.ts';
import { articlesInForce, upper } from './build.ts';
import type { MemorandumFacts, PartyFacts } from './facts.ts';
import { hasWords } from './problems.ts';
import { sourceOf } from './source.ts';
import type { PaperTemplate } from './template.ts';

/** Something that would embarrass the office on the day. An error stops this memorandum, a warning doesn't. */
export type Finding = {
  readonly severity: 'error' | 'warning';
  readonly code: 'FIELD_MISSING' | 'ARTICLE_EMPTY' | 'CHARACTER_UNPRINTABLE' | 'FILLED_BY_HAND';
  /** Vietnamese, for the user. */
  readonly message: string;
  /** Path in the facts, as "partyA.address", or in the template, as "template.articles.2". */
  readonly field: string;
};

const PARTIES = [
  ['partyA', 'Bên A'],
  ['partyB', 'Bên B'],
] as const;

const missing = (field: string, label: string): Finding => ({
  severity: 'error',
  code: 'FIELD_MISSING',
  message: `Thiếu ${label}.`,
  field,
});

const byHand = (field: string, label: string): Finding => ({
  severity: 'warning',
  code: 'FILLED_BY_HAND',
  message: `Chưa có ${label}; bản in để dòng chấm để điền tay.`,
  field,
});

function checkParty(party: PartyFacts, key: string, side: string): readonly Finding[] {
  const own = `${side}${party.name ? ` (${party.name})` : ''}`;
  const found: Finding[] = [];
  if (!party.name) found.push(missing(`${key}.name`, `tên trường của ${side}`));
  if (!party.parentBody) found.push(missing(`${key}.parentBody`, `cơ quan chủ quản của ${own}`));
  if (!party.unitOffice) found.push(missing(`${key}.unitOffice`, `cơ quan quản lý giáo dục của ${own}`));
  if (party.authority && !party.authority.headPost) {
    found.push(missing(`${key}.authority.headPost`, `chức vụ của người đứng đầu mà ${own} ký thay`));
  }
  if (!party.representative) found.push(byHand(`${key}.representative`, `người đại diện của ${own}`));
  if (!party.position) found.push(byHand(`${key}.position`, `chức vụ người đại diện của ${own}`));
  if (!party.address) found.push(byHand(`${key}.address`, `địa chỉ của ${own}`));
  if (!party.phone) found.push(byHand(`${key}.phone`, `điện thoại của ${own}`));
  return found;
}

function checkArticles(facts: MemorandumFacts, template: PaperTemplate): readonly Finding[] {
  return articlesInForce(template, sourceOf({ kind: 'memorandum', facts })).flatMap(
    ({ id, heading, clauses }, index): readonly Finding[] => {
      const field = `template.articles.${template.articles.findIndex((article) => article.id === id)}`;
      const empty = (message: string, at = field): Finding => ({
        severity: 'error',
        code: 'ARTICLE_EMPTY',
        message,
        field: at,
      });
      const name = `${template.articleWord} ${index + 1}`;
      if (!hasWords(heading)) return [empty(`${name} chưa có tên điều.`)];
      if (clauses.length === 0 || clauses.some((clause) => 'text' in clause && !hasWords(clause.text))) {
        return [empty(`${name} chưa có nội dung.`)];
      }
      const needsContents = clauses.some(({ kind }) => kind === 'contents');
      if (needsContents && facts.contents.every((content) => !content)) {
        return [empty(`${name} chưa chọn nội dung phối hợp nào.`, 'contents')];
      }
      return [];
    },
  );
}

/** Every text inside a value with its path. */
function* textsIn(value: unknown, path: string): Generator<readonly [path: string, value: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, path ? `${path}.${key}` : key);
  }
}

const PLACES: readonly (readonly [prefix: string, place: string])[] = [
  ['template.', 'mẫu biên bản'],
  ['partyA.', 'thông tin Bên A'],
  ['partyB.', 'thông tin Bên B'],
  ['programme.legalBases.', 'căn cứ'],
  ['programme.', 'thông tin chương trình'],
  ['contents.', 'nội dung phối hợp'],
  ['commitments.', 'chỉ tiêu'],
  ['witnesses.', 'người chứng kiến'],
];

/** A template is looked through once, however many memoranda it words. */
const lookedThrough = new WeakMap<PaperTemplate, readonly Finding[]>();

function checkTemplateCharacters(template: PaperTemplate, fonts: Fonts): readonly Finding[] {
  const found = lookedThrough.get(template) ?? checkCharacters(template, 'template', fonts);
  lookedThrough.set(template, found);
  return found;
}

function checkCharacters(root: unknown, path: string, fonts: Fonts): readonly Finding[] {
  const found: Finding[] = [];
  for (const [field, value] of textsIn(root, path)) {
    const both = value + upper(value);
    const missingCharacters = new Set(FACE_NAMES.flatMap((name) => missingGlyphs(both, fonts[name])));
    for (const character of missingCharacters) {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      const place = PLACES.find(([prefix]) => field.startsWith(prefix))?.[1] ?? 'thông tin chung';
      found.push({
        severity: 'error',
        code: 'CHARACTER_UNPRINTABLE',
        message: `Không in được ký tự “${character}” (U+${code}) ở ${place}: “${value}”.`,
        field,
      });
    }
  }
  return found;
}

/**
 * What is missing or can't be printed in a memorandum. A missing number or signing date is no finding: both come
 * after signing. Nor is the venue while the day is open, for the hand writes both into one line, a witness's
 * name, decided on the day, or an e-mail address, whose line is left out.
 */
export function checkMemorandum(
  facts: MemorandumFacts,
  template: PaperTemplate,
  fonts: Fonts,
): readonly Finding[] {
  const found: Finding[] = PARTIES.flatMap(([key, side]) => checkParty(facts[key], key, side));
  const { programme } = facts;
  if (facts.level === null) found.push(missing('level', 'cấp học'));
  if (!programme.title) found.push(missing('programme.title', 'tên chương trình'));
  if (!programme.phase) found.push(missing('programme.phase', 'giai đoạn của chương trình'));
  if (!facts.docSymbol) found.push(byHand('docSymbol', 'ký hiệu văn bản'));
  if (!facts.placeName) found.push(byHand('placeName', 'địa danh'));
  if (facts.date && !facts.venue) found.push(byHand('venue', 'địa điểm ký'));
  if (!programme.endsOn) found.push(byHand('programme.endsOn', 'ngày kết thúc chương trình'));
  for (const [index, { body }] of facts.witnesses.entries()) {
    if (!body) found.push(missing(`witnesses.${index}.body`, `tên cơ quan chứng kiến thứ ${index + 1}`));
  }
  found.push(
    ...checkArticles(facts, template),
    ...checkCharacters(facts, '', fonts),
    ...checkTemplateCharacters(template, fonts),
  );
  return found.sort(
    (left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'),
  );
}
