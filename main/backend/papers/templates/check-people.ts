import { fold } from '../../../../db/text.ts';
import { datePhrase } from '../../text/dates.ts';
import type { AuthorityFacts, PartyFacts } from './facts.ts';
import { error, type Finding, warning } from './findings.ts';

/** Someone who signs, with the words and paths by which he is spoken of. */
export type SigningPerson = {
  readonly name: string | null;
  readonly position: string | null;
  readonly authority: AuthorityFacts | null;
  readonly term: PartyFacts['term'];
  /** Post of the head of such a body; null: not known, and not judged. */
  readonly headPost: string | null;
  /** "Bên A (Trường Tiểu học Hoa Sen)". */
  readonly of: string;
  readonly fields: { readonly name: string; readonly position: string; readonly authority: string };
};

/** What people type where a name is still missing, folded. */
const FILLERS = new Set([
  'abc',
  'xyz',
  'test',
  'demo',
  'mau',
  'vi du',
  'ten',
  'ho ten',
  'ho va ten',
  'nguoi dai dien',
  'hieu truong',
  'chua co',
  'chua ro',
  'chua biet',
  'khong',
  'khong co',
  'khong ro',
  'dang cap nhat',
  'cap nhat sau',
  'bo sung sau',
  'none',
  'null',
  'n/a',
  'asdf',
]);
const NO_LETTERS = /^[^\p{L}]*$/u;
const ONE_LETTER = /^(\p{L})\1*$/iu;
const GAP = /[?_…\d]|\.{2}|(^|\s)x{2,}(\s|$)/iu;
/** "Nguyễn Văn A", "Trần Thị B": the people of sample papers. */
const SAMPLE_PERSON = /\s(?:văn|thị)\s[a-zđ]$/iu;
const TITLE =
  /^(?:ông|bà|thầy|cô|đồng chí|đ\/c|nhà giáo|thạc s[iĩỹ]|tiến s[iĩỹ]|cử nhân|th\.?s|ts|pgs|gs|nsưt|ngưt|ngnd)(?:[.:,]|\s|\s*\()/iu;
/** A deputy in charge signs under his own post. */
const IN_CHARGE = /phu trach|dieu hanh/;
const DEPUTY = /^pho /;

/** Whether a name is none: filler (`certain`), or a person of sample papers, who might exist. */
function placeholder(name: string): 'certain' | 'likely' | null {
  const folded = fold(name);
  if (NO_LETTERS.test(name) || ONE_LETTER.test(folded) || GAP.test(name) || FILLERS.has(folded))
    return 'certain';
  return SAMPLE_PERSON.test(name) ? 'likely' : null;
}

/** A name that stands where a person's name should: no filler, no form of address. In a rehearsal all are invented. */
export function checkName(name: string, of: string, field: string, rehearsal: boolean): readonly Finding[] {
  const found: Finding[] = [];
  const kind = rehearsal ? null : placeholder(name);
  if (kind === 'certain') {
    found.push(error('PLACEHOLDER_PERSON', field, `“${name}” ở ${of} không phải họ tên của một người.`));
  } else if (kind === 'likely') {
    found.push(
      warning('PLACEHOLDER_PERSON', field, `“${name}” ở ${of} giống tên giả định, chưa phải tên người ký.`),
    );
  }
  if (TITLE.test(name)) {
    const message = `Họ tên “${name}” ở ${of} có kèm danh xưng hoặc học hàm, học vị; chỉ ghi họ và tên.`;
    found.push(warning('TITLE_IN_NAME', field, message));
  }
  return found;
}

/** The post without what may stand round it: "Q. Hiệu trưởng", "Quyền Hiệu trưởng". */
const bare = (position: string): string => fold(position).replace(/^(?:q\.|quyen) */, '');

function checkPosition(person: SigningPerson): readonly Finding[] {
  const { position, headPost, authority, of, fields } = person;
  if (!position) return [];
  const found: Finding[] = [];
  const own = bare(position);
  const head = headPost === null ? null : fold(headPost);
  const isPost = (post: string): boolean => own === post || own.startsWith(`${post} `);
  if (head !== null && !isPost(head) && !isPost(`pho ${head}`)) {
    const message = `Chức vụ “${position}” của ${of} không phải “${headPost}” hay “Phó ${headPost}”.`;
    found.push(warning('POSITION_UNUSUAL', fields.position, message));
  }
  if (DEPUTY.test(own) && !authority && !IN_CHARGE.test(own)) {
    const message = `“${position}” của ${of} ký mà thiếu “KT.” (ký thay cấp trưởng).`;
    found.push(warning('AUTHORITY_WRONG', fields.authority, message));
  }
  if (authority?.prefix === 'KT.' && own === fold(authority.headPost)) {
    const message = `“${position}” của ${of} là cấp trưởng, không ký thay “KT. ${authority.headPost}”.`;
    found.push(warning('AUTHORITY_WRONG', fields.authority, message));
  }
  if (authority?.prefix === 'TUQ.' && !authority.document) {
    const message = `Người ký của ${of} ký thừa ủy quyền (TUQ.) mà chưa ghi văn bản ủy quyền.`;
    found.push(warning('AUTHORITY_WRONG', fields.authority, message));
  }
  return found;
}

function checkTerm({ name, term, of, fields }: SigningPerson, on: string | null): readonly Finding[] {
  if (!name || !term || !on) return [];
  const { from, to } = term;
  const message = (why: string): Finding =>
    error('SIGNATORY_NOT_IN_OFFICE', fields.name, `${name}, người ký của ${of}, ${why}.`);
  const onDay = `vào ${datePhrase(on)}`;
  if (from !== null && from > on) {
    return [message(`chưa giữ chức vụ ${onDay} (từ ${datePhrase(from)})`)];
  }
  if (to !== null && to <= on) {
    return [message(`đã thôi giữ chức vụ ${onDay} (từ ${datePhrase(to)})`)];
  }
  return [];
}

/** Whoever signs must be a real person, in a post that may sign, in office on the day `on`. */
export function checkPerson(
  person: SigningPerson,
  { on, rehearsal }: { readonly on: string | null; readonly rehearsal: boolean },
): readonly Finding[] {
  return [
    ...(person.name ? checkName(person.name, person.of, person.fields.name, rehearsal) : []),
    ...checkPosition(person),
    ...checkTerm(person, on),
  ];
}
