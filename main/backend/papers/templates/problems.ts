import type { z } from 'zod';
import { pointLetter } from '../../../../preload/contract/point-letters.ts';
import { templateKind, templatePart } from '../../../../preload/contract/template-content.ts';
import { amount, isFieldName } from './fields.ts';
import { KIND_SHAPES } from './kinds.ts';
import type { Condition, PaperTemplate, RichText } from './template.ts';

type Path = readonly PropertyKey[];

/** Longest text of a template, about a page, in characters; most parts of one list. */
const LONGEST_TEXT = 4_000;
const MOST_PARTS = 60;

/** Something that makes a template unusable. */
export type TemplateProblem = {
  /** Where it stands in the template, as ["articles", 2, "clauses", 1, "text"]. */
  readonly path: (string | number)[];
  /** Vietnamese, with the place in a clerk's words: "Điều 3, khoản 2: còn trống". */
  readonly message: string;
};

const PART_NAMES: Readonly<Record<string, string>> = {
  kind: 'Loại văn bản',
  version: 'Số phiên bản',
  documentTitle: 'Tên tệp văn bản',
  rehearsalStamp: 'Dấu bản thử',
  letterhead: 'Phần đầu văn bản',
  title: 'Tên loại văn bản',
  summary: 'Trích yếu',
  addressees: 'Kính gửi',
  legalBasisWord: 'Căn cứ',
  legalBases: 'Căn cứ',
  opening: 'Lời mở đầu',
  parties: 'Thông tin các bên',
  agreement: 'Lời thống nhất',
  articleWord: 'Từ đánh số điều',
  articles: 'Các điều',
  signatures: 'Phần ký',
  witnesses: 'Phần chứng kiến',
  recipients: 'Nơi nhận',
};

const CLAUSE_NAMES = {
  clause: 'khoản',
  paragraph: 'đoạn văn',
  details: 'các dòng thông tin',
  contents: 'danh mục nội dung phối hợp',
  commitments: 'bảng chỉ tiêu',
  items: 'bảng thiết bị',
  agenda: 'chương trình buổi lễ',
  attendees: 'bảng thành phần',
  proceedings: 'diễn biến cuộc họp',
} as const;

const CONDITION_NAMES = {
  levels: 'cấp học',
  contents: 'nội dung phối hợp đã chọn',
  commitments: 'chỉ tiêu',
  officesKeepCopies: 'nơi giữ bản',
} as const satisfies Record<keyof Condition, string>;

const ordinal = (key: PropertyKey | undefined): number => (typeof key === 'number' ? key + 1 : 1);

/** A place in a template in a clerk's words. Articles and clauses are counted as they stand, whatever is printed. */
export function placeOf([part, ...rest]: Path, numbered: boolean): string {
  const name = PART_NAMES[String(part)] ?? 'Tệp mẫu';
  if (part === 'legalBases' && rest.length > 0) return `${name} ${ordinal(rest[0])}`;
  if (part === 'recipients' && rest[0] === 'lines') return `${name}, dòng ${ordinal(rest[1])}`;
  if (part !== 'articles' || rest.length === 0) return name;
  const [article, inArticle, clause, inClause, item] = rest;
  const places = [`${numbered ? 'Điều' : 'Phần'} ${ordinal(article)}`];
  if (inArticle === 'heading') places.push(numbered ? 'tên điều' : 'tên phần');
  if (inArticle === 'clauses' && clause !== undefined) {
    places.push(`${numbered ? 'khoản' : 'đoạn'} ${ordinal(clause)}`);
    if (inClause === 'points') places.push(`điểm ${pointLetter(ordinal(item) - 1)}`);
    if (inClause === 'rows') places.push(`dòng ${ordinal(item)}`);
    if (inClause === 'choices') places.push(`nội dung để chọn thứ ${ordinal(item)}`);
    if (inClause === 'columns') places.push('tiêu đề cột');
  }
  return places.join(', ');
}

/** Why the schema refuses something, without its own jargon. */
function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'unrecognized_keys':
      return `có mục lạ “${issue.keys.join('”, “')}”`;
    case 'too_small':
      return 'còn trống';
    case 'too_big':
      return `dài quá ${issue.maximum} ${issue.origin === 'string' ? 'ký tự' : 'mục'}`;
    case 'invalid_union': {
      // The member that fits best says why: of several the one that got deepest.
      const inner = issue.errors.flat().find(({ code }) => code !== 'invalid_type');
      return inner ? reasonOf(inner, null) : 'không đúng dạng của một đoạn chữ';
    }
    case 'invalid_type':
      return value === undefined ? 'còn thiếu' : 'không đúng kiểu dữ liệu';
    default:
      return 'giá trị không dùng được';
  }
}

type Text = { readonly path: Path; readonly text: RichText; readonly mayBeEmpty: boolean };
/** A list of parts; `least` of them must be there. */
type List = { readonly path: Path; readonly length: number; readonly least: 0 | 1 };
type Conditional = { readonly path: Path; readonly when: Condition | undefined };

/** Every rich text of a template with its place. */
function* textsOf(template: PaperTemplate): Generator<Text> {
  const text = (path: Path, value: RichText, mayBeEmpty = false): Text => ({ path, text: value, mayBeEmpty });
  yield text(['documentTitle'], template.documentTitle);
  yield text(['title'], template.title);
  yield text(['summary'], template.summary, true);
  for (const [index, basis] of (template.legalBases ?? []).entries())
    yield text(['legalBases', index], basis);
  if (template.opening) yield text(['opening'], template.opening);
  if (template.parties) {
    yield text(['parties', 'headingA'], template.parties.headingA);
    yield text(['parties', 'headingB'], template.parties.headingB);
  }
  if (template.agreement) yield text(['agreement'], template.agreement);
  for (const [index, { heading, clauses }] of template.articles.entries()) {
    const own = ['articles', index];
    yield text([...own, 'heading'], heading, template.articleWord === null);
    for (const [place, part] of clauses.entries()) {
      const path = [...own, 'clauses', place];
      if (part.kind === 'details') {
        for (const [line, { value }] of part.rows.entries()) {
          yield text([...path, 'rows', line, 'value'], value, true);
        }
        continue;
      }
      yield text([...path, 'text'], part.text, part.kind !== 'clause' && part.kind !== 'paragraph');
      if (part.kind === 'contents') {
        for (const [choice, each] of part.choices.entries()) {
          yield text([...path, 'choices', choice, 'text'], [each.text]);
        }
      }
      if (part.kind !== 'clause') continue;
      for (const [point, each] of (part.points ?? []).entries()) {
        yield text([...path, 'points', point, 'text'], each.text);
      }
    }
  }
  for (const [index, line] of (template.recipients?.lines ?? []).entries()) {
    yield text(['recipients', 'lines', index], line);
  }
}

/** Every condition of a template with its place. */
function* conditionsOf(template: PaperTemplate): Generator<Conditional> {
  for (const [index, article] of template.articles.entries()) {
    yield { path: ['articles', index], when: article.when };
    for (const [place, part] of article.clauses.entries()) {
      const path = ['articles', index, 'clauses', place];
      yield { path, when: part.when };
      const inner =
        part.kind === 'clause'
          ? (['points', part.points ?? []] as const)
          : part.kind === 'contents'
            ? (['choices', part.choices] as const)
            : part.kind === 'details'
              ? (['rows', part.rows] as const)
              : null;
      for (const [item, { when }] of inner?.[1].entries() ?? [])
        yield { path: [...path, inner?.[0] ?? '', item], when };
    }
  }
}

/** Every list of a template with its place. */
function* listsOf(template: PaperTemplate): Generator<List> {
  const list = (path: Path, parts: readonly unknown[] | undefined, least: List['least'] = 0): List => ({
    path,
    length: parts?.length ?? least,
    least,
  });
  yield list(['legalBases'], template.legalBases);
  yield list(['recipients'], template.recipients?.lines, 1);
  yield list(['articles'], template.articles, 1);
  for (const [index, { clauses }] of template.articles.entries()) {
    yield list(['articles', index], clauses, 1);
    for (const [place, part] of clauses.entries()) {
      const path = ['articles', index, 'clauses', place];
      if (part.kind === 'clause') yield list(path, part.points);
      if (part.kind === 'details') yield list(path, part.rows, 1);
      if (part.kind === 'contents') yield list(path, part.choices, 1);
    }
  }
}

/** Whether a text says anything. */
export const hasWords = (rich: RichText): boolean =>
  rich.some((piece) =>
    typeof piece === 'string' ? piece.trim() : 'text' in piece ? piece.text.trim() : true,
  );

/** Length of the words of a text. */
const lengthOf = (rich: RichText): number =>
  rich.reduce((sum, piece) => {
    const words = typeof piece === 'string' ? piece : 'text' in piece ? piece.text : '';
    return sum + words.length;
  }, 0);

type Found = { readonly path: Path; readonly reason: string };

/** What is wrong with the texts, fields, references and parts of a well-formed template. */
function* wrongIn(template: PaperTemplate): Generator<Found> {
  const shape = KIND_SHAPES[template.kind];
  const { articles, articleWord } = template;

  for (const part of shape.needs) {
    if (template[part] === undefined) yield { path: [part], reason: 'còn thiếu' };
  }
  for (const part of templatePart.options) {
    const allowed = shape.needs.includes(part) || shape.mayHave.includes(part);
    if (!allowed && template[part] !== undefined)
      yield { path: [part], reason: `“${shape.name}” không có phần này` };
  }
  if (shape.signers === 2 && template.signatures.headingB === undefined) {
    yield { path: ['signatures'], reason: 'thiếu bên ký thứ hai' };
  }

  for (const { path, length, least } of listsOf(template)) {
    if (length < least) yield { path, reason: 'chưa có nội dung' };
    if (length > MOST_PARTS) yield { path, reason: `có quá ${MOST_PARTS} mục` };
  }

  const ids = articles.map(({ id }) => id);
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) < index)
      yield { path: ['articles', index], reason: `trùng mã “${id}” với một điều khác` };
  }

  const chosen = new Set(
    articles.flatMap(({ clauses }) =>
      clauses.flatMap((part) => (part.kind === 'contents' ? part.choices.map(({ code }) => code) : [])),
    ),
  );
  for (const { path, when } of conditionsOf(template)) {
    for (const [name, value] of Object.entries(when ?? {})) {
      if (value === undefined || !isCondition(name)) continue;
      if (Array.isArray(value) && value.length === 0) {
        yield { path, reason: `điều kiện theo ${CONDITION_NAMES[name]} chưa chọn giá trị nào` };
      }
      if (!shape.conditions.includes(name)) {
        yield { path, reason: `“${shape.name}” không có điều kiện theo ${CONDITION_NAMES[name]}` };
      }
    }
    const unknown = when?.contents?.find((code) => !chosen.has(code));
    if (unknown) yield { path, reason: `điều kiện nhắc tới nội dung “${unknown}” không có trong danh mục` };
  }

  for (const [index, { clauses }] of articles.entries()) {
    for (const [place, { kind }] of clauses.entries()) {
      if (!shape.clauses.includes(kind)) {
        const reason = `“${shape.name}” không có ${CLAUSE_NAMES[kind]}`;
        yield { path: ['articles', index, 'clauses', place], reason };
      }
    }
  }

  // An article that may be left out can't be referred to: its number would be missing from the paper.
  const alwaysThere = new Set(articles.filter(({ when }) => !when).map(({ id }) => id));
  for (const { path, text, mayBeEmpty } of textsOf(template)) {
    if (!mayBeEmpty && !hasWords(text)) yield { path, reason: 'còn trống' };
    if (lengthOf(text) > LONGEST_TEXT) yield { path, reason: `dài quá ${amount(LONGEST_TEXT)} ký tự` };
    for (const piece of text) {
      if (typeof piece === 'string') continue;
      if ('field' in piece && !isFieldName(template.kind, piece.field)) {
        yield { path, reason: `không có trường “${piece.field}”` };
      }
      if (!('article' in piece)) continue;
      if (articleWord === null) yield { path, reason: 'không dẫn chiếu được vì các phần không đánh số' };
      else if (!ids.includes(piece.article)) {
        yield { path, reason: 'dẫn chiếu tới một điều không còn trong mẫu' };
      } else if (!alwaysThere.has(piece.article)) {
        const name = `${articleWord} ${ids.indexOf(piece.article) + 1}`;
        const reason = `dẫn chiếu tới ${name}, mà điều này không phải lúc nào cũng in`;
        yield { path, reason };
      }
    }
  }
}

const isCondition = (name: string): name is keyof Condition => Object.hasOwn(CONDITION_NAMES, name);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const valueAt = (value: unknown, [key, ...rest]: Path): unknown =>
  key === undefined || !isObject(value) ? value : valueAt(value[String(key)], rest);

/** Everything that is wrong with what was parsed, in a clerk's words. */
export function findProblems(
  parsed: z.ZodSafeParseResult<PaperTemplate>,
  value: unknown,
): readonly TemplateProblem[] {
  const raw = isObject(value) ? value : {};
  const numbered = raw.articleWord !== null;
  const problem = ({ path, reason }: Found): TemplateProblem => ({
    path: path.map((key) => (typeof key === 'number' ? key : String(key))),
    message: `${placeOf(path, numbered)}: ${reason}`,
  });
  if (parsed.success) return [...wrongIn(parsed.data)].map(problem);
  if (!templateKind.safeParse(raw.kind).success) {
    return [problem({ path: ['kind'], reason: `không có loại văn bản “${String(raw.kind ?? '')}”` })];
  }
  return parsed.error.issues.map((issue) =>
    problem({ path: issue.path, reason: reasonOf(issue, valueAt(value, issue.path)) }),
  );
}
