import type { Fonts } from '../fonts.ts';
import type { PaperModel } from '../model.ts';
import { articlesInForce } from './build.ts';
import { checkHead, checkPages, checkSignatureNames, type PlacedName } from './check-layout.ts';
import { checkName, checkPerson, type SigningPerson } from './check-people.ts';
import { checkCharacters, checkLength, checkTones, textsIn, textsOfTemplate } from './check-texts.ts';
import { buildCountedPaper, memorandumPaper } from './counted.ts';
import type { MemorandumFacts, Paper, PartyFacts, WitnessFacts } from './facts.ts';
import { error, type Finding, warning } from './findings.ts';
import { hasWords } from './problems.ts';
import { sourceOf } from './source.ts';
import type { PaperTemplate } from './template.ts';

/** What the pre-flight must know beside the paper itself. */
export type CheckContext = {
  /** Numbers of other memoranda of the same year. */
  readonly takenNumbers?: ReadonlySet<string>;
};

/** Post of a school's head; that of an office is said by its facts. */
const SCHOOL_HEAD = 'Hiệu trưởng';

const missing = (field: string, label: string): Finding => error('FIELD_MISSING', field, `Thiếu ${label}.`);

const byHand = (field: string, label: string): Finding =>
  warning('FILLED_BY_HAND', field, `Chưa có ${label}; bản in để dòng chấm để điền tay.`);

/** A party with the words and the path by which it is spoken of. */
type Side = {
  readonly key: 'partyA' | 'partyB';
  readonly party: PartyFacts;
  readonly name: string;
  readonly own: string;
};

function sidesOf({ partyA, partyB }: Pick<MemorandumFacts, 'partyA' | 'partyB'>): readonly Side[] {
  const side = (key: Side['key'], party: PartyFacts, name: string): Side => ({
    key,
    party,
    name,
    own: `${name}${party.name ? ` (${party.name})` : ''}`,
  });
  return [side('partyA', partyA, 'Bên A'), side('partyB', partyB, 'Bên B')];
}

function checkParty({ key, party, name, own }: Side, isSchool: boolean): readonly Finding[] {
  const found: Finding[] = [];
  const whose = isSchool ? 'tên trường' : 'tên cơ quan, đơn vị';
  if (!party.name) found.push(missing(`${key}.name`, `${whose} của ${name}`));
  if (!party.parentBody) found.push(missing(`${key}.parentBody`, `cơ quan chủ quản của ${own}`));
  if (isSchool && !party.unitOffice) {
    found.push(missing(`${key}.unitOffice`, `cơ quan quản lý giáo dục của ${own}`));
  }
  if (party.authority && !party.authority.headPost) {
    found.push(missing(`${key}.authority.headPost`, `chức vụ của người đứng đầu mà ${own} ký thay`));
  }
  if (!party.representative) found.push(byHand(`${key}.representative`, `người đại diện của ${own}`));
  if (!party.position) found.push(byHand(`${key}.position`, `chức vụ người đại diện của ${own}`));
  if (!party.address) found.push(byHand(`${key}.address`, `địa chỉ của ${own}`));
  if (!party.phone) found.push(byHand(`${key}.phone`, `điện thoại của ${own}`));
  return found;
}

function checkArticles(paper: Paper, template: PaperTemplate): readonly Finding[] {
  const source = sourceOf(paper);
  return articlesInForce(template, source).flatMap(({ id, heading, clauses }, index): readonly Finding[] => {
    const place = template.articles.findIndex((article) => article.id === id);
    const field = `template.articles.${place}`;
    const name = `${template.articleWord ?? 'Phần'} ${(template.articleWord === null ? place : index) + 1}`;
    if (template.articleWord !== null && !hasWords(heading)) {
      return [error('ARTICLE_EMPTY', field, `${name} chưa có tên điều.`)];
    }
    if (
      clauses.length === 0 ||
      clauses.some((clause) => clause.kind === 'clause' && !hasWords(clause.text))
    ) {
      return [error('ARTICLE_EMPTY', field, `${name} chưa có nội dung.`)];
    }
    const needsContents = clauses.some(({ kind }) => kind === 'contents');
    if (needsContents && source.contents.every(({ text }) => !text)) {
      return [error('ARTICLE_EMPTY', 'contents', `${name} chưa chọn nội dung phối hợp nào.`)];
    }
    return [];
  });
}

/** From the first day to the last, within the programme. */
function checkValidity({ validFrom, validUntil, programme }: MemorandumFacts): readonly Finding[] {
  const { startsOn, endsOn } = programme;
  if (validFrom && validUntil && validFrom > validUntil) {
    return [error('VALIDITY_WRONG', 'validUntil', 'Ngày hết hiệu lực trước ngày bắt đầu có hiệu lực.')];
  }
  const found: Finding[] = [];
  const outside = (day: string | null): boolean =>
    day !== null && ((startsOn !== null && day < startsOn) || (endsOn !== null && day > endsOn));
  const within = 'nằm ngoài thời gian thực hiện chương trình';
  if (outside(validFrom)) {
    found.push(warning('VALIDITY_WRONG', 'validFrom', `Ngày bắt đầu có hiệu lực ${within}.`));
  }
  if (outside(validUntil)) {
    found.push(warning('VALIDITY_WRONG', 'validUntil', `Ngày hết hiệu lực ${within}.`));
  }
  return found;
}

/** "05" and "5" are one number. */
const sameNumber = (number: string): string => number.replace(/^0+(?=\d)/, '');

function checkNumber(
  { docNumber }: MemorandumFacts,
  taken: ReadonlySet<string> = new Set(),
): readonly Finding[] {
  if (!docNumber) return [];
  const isTaken = [...taken].some((number) => sameNumber(number) === sameNumber(docNumber));
  return isTaken
    ? [error('NUMBER_TAKEN', 'docNumber', `Số ${docNumber} đã được dùng cho một biên bản khác trong năm.`)]
    : [];
}

const signingParty = ({ key, party, own }: Side, isSchool: boolean): SigningPerson => ({
  name: party.representative,
  position: party.position,
  authority: party.authority,
  term: party.term,
  headPost: party.headPost ?? (isSchool ? SCHOOL_HEAD : null),
  of: own,
  fields: { name: `${key}.representative`, position: `${key}.position`, authority: `${key}.authority` },
});

const signingWitness = (
  { name, post, authority, term, body }: WitnessFacts,
  index: number,
): SigningPerson => ({
  name,
  position: post,
  authority,
  term,
  headPost: null,
  of: body || `bên chứng kiến thứ ${index + 1}`,
  fields: {
    name: `witnesses.${index}.name`,
    position: `witnesses.${index}.post`,
    authority: `witnesses.${index}.authority`,
  },
});

/** What one kind of paper asks for, and who signs it. */
type KindCheck = {
  readonly found: readonly Finding[];
  readonly signers: readonly SigningPerson[];
  readonly bodies: readonly PlacedName[];
};

const bodiesOf = (sides: readonly Side[]): readonly PlacedName[] =>
  sides.map(({ key, party, name }) => ({ name: party.name, field: `${key}.name`, of: name }));

function checkAgreement(
  facts: MemorandumFacts,
  isSchool: boolean,
  takenNumbers: ReadonlySet<string> | undefined,
): KindCheck {
  const found: Finding[] = [];
  const { programme } = facts;
  const sides = sidesOf(facts);
  for (const side of sides) found.push(...checkParty(side, isSchool));
  if (isSchool && facts.level === null) found.push(missing('level', 'cấp học'));
  if (!programme.title) found.push(missing('programme.title', 'tên chương trình'));
  if (!programme.phase) found.push(missing('programme.phase', 'giai đoạn của chương trình'));
  if (!facts.docSymbol) found.push(byHand('docSymbol', 'ký hiệu văn bản'));
  if (!facts.placeName) found.push(byHand('placeName', 'địa danh'));
  if (facts.date && !facts.venue) found.push(byHand('venue', 'địa điểm ký'));
  if (!programme.endsOn) found.push(byHand('programme.endsOn', 'ngày kết thúc chương trình'));
  for (const [index, { body }] of facts.witnesses.entries()) {
    if (!body) found.push(missing(`witnesses.${index}.body`, `tên cơ quan chứng kiến thứ ${index + 1}`));
  }
  found.push(...checkValidity(facts), ...checkNumber(facts, takenNumbers));
  return {
    found,
    signers: [...sides.map((side) => signingParty(side, isSchool)), ...facts.witnesses.map(signingWitness)],
    bodies: bodiesOf(sides),
  };
}

function checkKind(paper: Paper, { takenNumbers }: CheckContext): KindCheck {
  switch (paper.kind) {
    case 'memorandum':
      return checkAgreement(paper.facts, true, takenNumbers);
    case 'unit_memorandum':
      return checkAgreement(paper.facts, false, takenNumbers);
    case 'handover': {
      const { facts } = paper;
      const sides = sidesOf(facts);
      const found = sides.flatMap((side) => checkParty(side, false));
      if (facts.items.length === 0) found.push(missing('items', 'danh mục thiết bị bàn giao'));
      for (const [index, { name }] of facts.items.entries()) {
        if (!name) found.push(missing(`items.${index}.name`, `tên thiết bị ở dòng ${index + 1}`));
      }
      if (!facts.venue) found.push(byHand('venue', 'địa điểm bàn giao'));
      return {
        found,
        signers: sides.map((side) => ({ ...signingParty(side, false) })),
        bodies: bodiesOf(sides),
      };
    }
    case 'invitation': {
      const { facts } = paper;
      const { signer, issuer } = facts;
      const found: Finding[] = [];
      if (!issuer.name) found.push(missing('issuer.name', 'tên cơ quan mời'));
      if (!facts.event) found.push(missing('event', 'tên sự kiện'));
      if (facts.addressees.length === 0) found.push(byHand('addressees', 'nơi kính gửi'));
      if (!facts.heldOn) found.push(byHand('heldOn', 'ngày tổ chức'));
      if (!facts.startsAt) found.push(byHand('startsAt', 'giờ bắt đầu'));
      if (!facts.venue) found.push(byHand('venue', 'địa điểm'));
      if (!signer.representative) found.push(byHand('signer.representative', 'người ký'));
      if (!signer.position) found.push(byHand('signer.position', 'chức vụ người ký'));
      return {
        found,
        signers: [
          {
            ...signer,
            name: signer.representative,
            headPost: null,
            of: issuer.name,
            fields: {
              name: 'signer.representative',
              position: 'signer.position',
              authority: 'signer.authority',
            },
          },
        ],
        bodies: [{ name: issuer.name, field: 'issuer.name', of: 'cơ quan mời' }],
      };
    }
    case 'minutes': {
      const { facts } = paper;
      const found: Finding[] = [];
      if (!facts.issuer.name) found.push(missing('issuer.name', 'tên cơ quan'));
      if (!facts.event) found.push(missing('event', 'tên cuộc họp'));
      if (!facts.heldOn) found.push(byHand('heldOn', 'ngày họp'));
      if (!facts.startsAt) found.push(byHand('startsAt', 'giờ bắt đầu'));
      if (!facts.endsAt) found.push(byHand('endsAt', 'giờ kết thúc'));
      if (!facts.venue) found.push(byHand('venue', 'địa điểm'));
      for (const [key, label] of [
        ['chair', 'chủ tọa'],
        ['secretary', 'thư ký'],
      ] as const) {
        const { name } = facts[key];
        if (name) found.push(...checkName(name, label, `${key}.name`, facts.rehearsal));
        else found.push(byHand(`${key}.name`, `họ tên ${label}`));
      }
      return {
        found,
        signers: [],
        bodies: [{ name: facts.issuer.name, field: 'issuer.name', of: 'cơ quan' }],
      };
    }
  }
}

/** The checks that need the laid-out paper. */
function checkLaidOut(
  paper: Paper,
  model: PaperModel,
  { bodies, signers }: KindCheck,
  fonts: Fonts,
): readonly Finding[] {
  const named = signers.flatMap(({ name, fields, of }) => (name ? [{ name, field: fields.name, of }] : []));
  return [
    ...checkHead(model, bodies, sourceOf(paper).issuers, fonts),
    ...checkSignatureNames(named, fonts),
    ...checkPages(model, fonts),
  ];
}

/**
 * Everything about a paper that is missing, wrong or can't be printed, errors first. A missing number or signing date
 * is no finding: both come after signing. Nor is the venue while the day is open, for the hand writes both into one
 * line, a witness's name, decided on the day, or an e-mail address, whose line is left out.
 */
export function checkPaper(
  paper: Paper,
  template: PaperTemplate,
  fonts: Fonts,
  context: CheckContext = {},
): readonly Finding[] {
  const { facts } = paper;
  const own = checkKind(paper, context);
  const on = facts.namesOn ?? facts.date;
  const all = textsIn(facts, '');
  const tooLong = checkLength(all);
  // A text of a thousand pages is neither read nor laid out to be told that it is too long.
  const said = tooLong.length > 0 ? [] : all;
  const found = [
    ...own.found,
    ...own.signers.flatMap((person) => checkPerson(person, { on, rehearsal: facts.rehearsal })),
    ...checkArticles(paper, template),
    ...tooLong,
    ...checkCharacters(said, fonts),
    ...templateCharacters(template, fonts),
    ...checkTones([...textsOfTemplate(template), ...said]),
    ...(tooLong.length > 0 ? [] : checkLaidOut(paper, buildCountedPaper(paper, template, fonts), own, fonts)),
  ];
  return found.sort(
    (left, right) => Number(left.severity === 'warning') - Number(right.severity === 'warning'),
  );
}

/** A template is looked through once, however many memoranda it words. */
const lookedThrough = new WeakMap<PaperTemplate, readonly Finding[]>();

function templateCharacters(template: PaperTemplate, fonts: Fonts): readonly Finding[] {
  const found = lookedThrough.get(template) ?? checkCharacters(textsOfTemplate(template), fonts);
  lookedThrough.set(template, found);
  return found;
}

/** `checkPaper` of a memorandum: of two schools or, by its template, of two offices. */
export const checkMemorandum = (
  facts: MemorandumFacts,
  template: PaperTemplate,
  fonts: Fonts,
  context: CheckContext = {},
): readonly Finding[] => checkPaper(memorandumPaper(facts, template), template, fonts, context);
