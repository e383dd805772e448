import { pointLetter } from '../../../../preload/contract/point-letters.ts';
import { AppError } from '../../errors.ts';
import { datePhrase } from '../../text/dates.ts';
import {
  type Block,
  type JointedRuns,
  type PaperModel,
  type Paragraph,
  type ParagraphStyle,
  type Recipients,
  type Run,
  type Signer,
  type Table,
  text,
} from '../model.ts';
import type { AuthorityFacts, Paper, PartyFacts } from './facts.ts';
import { amount, timePhrase, totalValue } from './fields.ts';
import { KIND_SHAPES } from './kinds.ts';
import { type SignerSource, type Source, sourceOf } from './source.ts';
import type { Article, Clause, Condition, PaperTemplate, RichText } from './template.ts';

/** Room to write a number, a symbol or a name by hand, in mm. */
const NUMBER_GAP = 10;
/** Between "Số:" and a number: a space that never breaks. */
const NO_BREAK_GAP = 1;
const PLACE_DOTS = 20;
const SYMBOL_DOTS = 38;
const NAME_DOTS = 50;

/** "Trường Tiểu học Hoa Sen" in capitals, as official heads and signatures print names. */
export const upper = (value: string): string => value.toLocaleUpperCase('vi');

const dots = (width: number | null): Run => ({ kind: 'dots', width });
const valueOrDots = (value: string | null, width: number | null): Run => (value ? text(value) : dots(width));
const paragraph = (style: ParagraphStyle, runs: readonly Run[], keepWithNext = false): Paragraph => ({
  kind: 'paragraph',
  style,
  runs,
  keepWithNext,
});
/** Headings and sentences that end in a colon stay with what they introduce. */
const lead = (style: ParagraphStyle, runs: readonly Run[]): Paragraph => paragraph(style, runs, true);

/** Replaces the closing mark of an item of a list: ";" in the list, "." at its end. */
function closed(runs: readonly Run[], last: boolean): readonly Run[] {
  const mark = last ? '.' : ';';
  const end = runs.at(-1);
  if (end?.kind !== 'text') return [...runs, text(mark)];
  return [...runs.slice(0, -1), { ...end, text: end.text.replace(/[.;,]+$/, '') + mark }];
}

/** Whether a part of the template is printed for these facts. */
function applies(when: Condition | undefined, source: Source): boolean {
  if (!when) return true;
  const { levels, contents, commitments, officesKeepCopies: kept } = when;
  return (
    (levels === undefined || (source.level !== null && levels.includes(source.level))) &&
    (contents === undefined ||
      source.contents.some(({ code }) => code !== null && contents.includes(code))) &&
    (commitments === undefined || commitments === source.commitments.length > 0) &&
    (kept === undefined || kept === source.officesKeepCopies)
  );
}

/** Whether a clause that prints a list of the facts has anything to print; chosen contents are never passed over. */
function hasList(clause: Clause, source: Source): boolean {
  switch (clause.kind) {
    case 'agenda':
      return source.agenda.length > 0;
    case 'attendees':
      return source[clause.who].length > 0;
    default:
      return true;
  }
}

/** The articles that are printed for these facts, in order; their numbers are their places. */
export function articlesInForce(template: PaperTemplate, source: Source): readonly Article[] {
  return template.articles
    .filter(({ when }) => applies(when, source))
    .map((article) => ({
      ...article,
      clauses: article.clauses.filter((clause) => applies(clause.when, source) && hasList(clause, source)),
    }))
    .filter(({ clauses }) => template.articleWord !== null || clauses.length > 0);
}

type ClauseOf<K extends Clause['kind']> = Extract<Clause, { kind: K }>;

/** Clauses that are khoản of a numbered article. */
const isNumbered = ({ kind }: Clause): boolean =>
  kind === 'clause' || kind === 'contents' || kind === 'commitments';

function builder(template: PaperTemplate, source: Source, pages: number | null) {
  const { articleWord } = template;
  const articles = articlesInForce(template, source);

  /** Words and chips of the template as runs. */
  const fill = (rich: RichText): readonly Run[] =>
    rich.map((piece): Run => {
      if (typeof piece === 'string') return text(piece);
      if ('article' in piece) {
        const number = articles.findIndex(({ id }) => id === piece.article) + 1;
        return text(`${articleWord ?? ''} ${number}`);
      }
      const { bold, italic } = piece;
      const look = { ...(bold === undefined ? {} : { bold }), ...(italic === undefined ? {} : { italic }) };
      if ('text' in piece) return text(piece.text, look);
      const value = source.field(piece.field, pages);
      return value ? text(piece.upper ? upper(value) : value, look) : dots(null);
    });

  /** A name in capitals that breaks after its level words. */
  function jointedName(name: string): JointedRuns {
    const whole = upper(name);
    const level = template.letterhead.levelWords.map(upper).find((word) => whole.startsWith(`${word} `));
    const parts = level ? [level, whole.slice(level.length + 1)] : [whole];
    return parts.map((part) => [text(part)]);
  }

  function letterhead(): Block {
    const { nation, motto, numberLabel, issuers = 'all', placeAndDate = true } = template.letterhead;
    const { docSymbol: symbol, docNumber, placeName, date } = source;
    const number: readonly Run[] = docNumber
      ? [{ kind: 'gap', width: NO_BREAK_GAP }, text(docNumber)]
      : [{ kind: 'gap', width: NUMBER_GAP }];
    const shown = issuers === 'all' ? source.issuers : source.issuers.slice(0, 1);
    const [only, ...others] = shown;
    return {
      kind: 'letterhead',
      // Several bodies share the cell by their names alone; a single one stands below its superior.
      parent: only && others.length === 0 && only.parentBody ? [[text(upper(only.parentBody))]] : null,
      issuers: shown.map(({ name }) => jointedName(name)),
      docNumber: [
        text(numberLabel),
        ...(symbol ? [...number, text(`/${symbol}`)] : [text(' '), dots(SYMBOL_DOTS)]),
      ],
      nation,
      motto,
      placeAndDate: placeAndDate
        ? [[valueOrDots(placeName, PLACE_DOTS), text(',')], [text(datePhrase(date))]]
        : [],
    };
  }

  function addressees(): readonly Block[] {
    if (!template.addressees) return [];
    const { label } = template.addressees;
    const [only, ...others] = source.addressees;
    const lines: readonly (readonly Run[])[] =
      others.length === 0
        ? [[valueOrDots(only ?? null, null)]]
        : source.addressees.map((name, index, all) => [
            text('- '),
            ...closed([text(name)], index === all.length - 1),
          ]);
    const rows = lines.map((value, index) => ({ label: index === 0 ? label : '', value }));
    return [{ kind: 'details', look: 'addressees', rows }];
  }

  function legalBases(): readonly Block[] {
    if (!template.legalBases) return [];
    const word = template.legalBasisWord ?? '';
    const withWord = (basis: string): string =>
      word && !basis.startsWith(`${word} `) ? `${word} ${basis}` : basis;
    const bases = [
      ...source.legalBases.map((basis) => [text(withWord(basis))]),
      ...template.legalBases.map(fill),
    ];
    return bases.map((runs, index) => paragraph('legalBasis', closed(runs, index === bases.length - 1)));
  }

  function parties(): readonly Block[] {
    const { parties: wording } = template;
    if (!wording) return [];
    const headings = [wording.headingA, wording.headingB];
    return source.parties.flatMap((each, index) => party(wording, headings[index] ?? [], each));
  }

  function party(
    { labels, honorific }: NonNullable<PaperTemplate['parties']>,
    heading: RichText,
    { parentBody, address, phone, email, representative, position, authority }: PartyFacts,
  ): readonly Block[] {
    const document = authority?.document;
    return [
      lead('partyHeading', fill(heading)),
      {
        kind: 'details',
        look: 'party',
        rows: [
          { label: labels.parentBody, value: [valueOrDots(parentBody, null)] },
          { label: labels.address, value: [valueOrDots(address, null)] },
          { label: labels.phone, value: [valueOrDots(phone, null)] },
          ...(email ? [{ label: labels.email, value: [text(email)] }] : []),
          { label: labels.representative, value: [text(`${honorific} `), valueOrDots(representative, null)] },
          { label: labels.position, value: [valueOrDots(position, null)] },
          ...(document ? [{ label: labels.authorityDocument, value: [text(document)] }] : []),
        ],
      },
    ];
  }

  function points(items: readonly (readonly Run[])[]): readonly Block[] {
    return items.map((runs, index) =>
      paragraph('body', [text(`${pointLetter(index)}) `), ...closed(runs, index === items.length - 1)]),
    );
  }

  function clauseBlocks(clause: Clause, number: number | null): readonly Block[] {
    if (clause.kind === 'details') return details(clause.rows);
    const own = [...(number === null ? [] : [text(`${number}. `)]), ...fill(clause.text)];
    const introduced = (blocks: readonly Block[]): readonly Block[] =>
      clause.text.length > 0 && plain(clause.text) ? [lead('body', own), ...blocks] : blocks;
    switch (clause.kind) {
      case 'clause': {
        const shown = (clause.points ?? []).filter(({ when }) => applies(when, source));
        const items = points(shown.map((point) => fill(point.text)));
        return [paragraph('body', own, items.length > 0), ...items];
      }
      case 'paragraph':
        return [paragraph('body', own, plain(clause.text).endsWith(':'))];
      case 'contents':
        return introduced(points(source.contents.map((content) => [text(content.text)])));
      case 'commitments':
        return introduced([commitments(clause.columns)]);
      case 'items':
        return introduced([items(clause.columns)]);
      case 'agenda':
        return introduced([agenda(clause.columns)]);
      case 'attendees':
        return introduced([participants(clause.columns, source[clause.who])]);
      case 'proceedings':
        return introduced(source.proceedings.map((said) => paragraph('body', [text(said)])));
    }
  }

  function details(rows: ClauseOf<'details'>['rows']): readonly Block[] {
    const shown = rows
      .filter(({ when }) => applies(when, source))
      .map(({ label, value, optional }) => ({ label, value: fill(value), optional }))
      .filter(({ value, optional }) => !optional || value.every(({ kind }) => kind === 'text'));
    return shown.length > 0
      ? [{ kind: 'details', look: 'indented', rows: shown.map(({ label, value }) => ({ label, value })) }]
      : [];
  }

  function commitments(headings: ClauseOf<'commitments'>['columns']): Table {
    return {
      kind: 'table',
      columns: [
        { heading: headings.order, share: 0.08, align: 'center' },
        { heading: headings.activity, share: 0.43, align: 'left' },
        { heading: headings.unit, share: 0.175, align: 'center' },
        { heading: headings.semester1, share: 0.105, align: 'center' },
        { heading: headings.semester2, share: 0.105, align: 'center' },
        { heading: headings.year, share: 0.105, align: 'center' },
      ],
      rows: source.commitments.map(({ activity, unit, semester1, semester2 }, index) => [
        String(index + 1),
        activity,
        unit,
        amount(semester1),
        amount(semester2),
        amount(semester1 + semester2),
      ]),
    };
  }

  function items(headings: ClauseOf<'items'>['columns']): Table {
    const total = totalValue(source);
    return {
      kind: 'table',
      columns: [
        { heading: headings.order, share: 0.08, align: 'center' },
        { heading: headings.name, share: 0.31, align: 'left' },
        { heading: headings.unit, share: 0.11, align: 'center' },
        { heading: headings.quantity, share: 0.11, align: 'center' },
        { heading: headings.value, share: 0.18, align: 'center' },
        { heading: headings.condition, share: 0.21, align: 'left' },
      ],
      rows: [
        ...source.items.map(({ name, unit, quantity, value, condition }, index) => [
          String(index + 1),
          name,
          unit,
          amount(quantity),
          value === null ? '' : amount(value),
          condition ?? '',
        ]),
        ...(total === null ? [] : [['', headings.total, '', '', amount(total), '']]),
      ],
    };
  }

  function agenda(headings: ClauseOf<'agenda'>['columns']): Table {
    return {
      kind: 'table',
      columns: [
        { heading: headings.time, share: 0.25, align: 'center' },
        { heading: headings.content, share: 0.75, align: 'left' },
      ],
      rows: source.agenda.map(({ startsAt, content }) => [startsAt ? timePhrase(startsAt) : '', content]),
    };
  }

  function participants(headings: ClauseOf<'attendees'>['columns'], people: Source['present']): Table {
    return {
      kind: 'table',
      columns: [
        { heading: headings.order, share: 0.08, align: 'center' },
        { heading: headings.name, share: 0.28, align: 'left' },
        { heading: headings.position, share: 0.24, align: 'left' },
        { heading: headings.body, share: 0.4, align: 'left' },
      ],
      rows: people.map(({ name, position, body }, index) => [
        String(index + 1),
        name ?? '',
        position ?? '',
        body ?? '',
      ]),
    };
  }

  function article({ heading, clauses }: Article, index: number): readonly Block[] {
    const number = articleWord === null ? [] : [text(`${articleWord} ${index + 1}. `)];
    const numbered = clauses.filter(isNumbered);
    const numbers = articleWord !== null && numbered.length > 1;
    return [
      ...(heading.length > 0 ? [lead('articleHeading', [...number, ...fill(heading)])] : []),
      ...clauses.flatMap((clause) =>
        clauseBlocks(clause, numbers && isNumbered(clause) ? numbered.indexOf(clause) + 1 : null),
      ),
    ];
  }

  /** The lines between whom one signs for and the name: "KT. HIỆU TRƯỞNG" over "PHÓ HIỆU TRƯỞNG". */
  function posts(authority: AuthorityFacts | null, own: readonly Run[]): Signer['posts'] {
    if (!authority) return [own];
    const head = [text(`${authority.prefix} ${upper(authority.headPost)}`)];
    return authority.prefix === 'Q.' ? [head] : [head, own];
  }

  function signer(heading: string, { representative, position, authority, withPost }: SignerSource): Signer {
    const own = position ? [text(upper(position))] : [dots(NAME_DOTS)];
    return {
      heading,
      posts: withPost ? posts(authority, own) : [],
      hint: template.signatures.hint,
      name: [valueOrDots(representative, NAME_DOTS)],
    };
  }

  function recipients(): Recipients | null {
    if (!template.recipients) return null;
    const { label, lines } = template.recipients;
    return {
      label,
      lines: lines.map((line, index) => [text('- '), ...closed(fill(line), index === lines.length - 1)]),
    };
  }

  function signatures(): readonly Block[] {
    const { headingA, headingB = '' } = template.signatures;
    const headings = [headingA, headingB];
    const signers = source.signers.map((each, index) => signer(headings[index] ?? '', each));
    const witnesses = template.witnesses
      ? source.witnesses.map(
          ({ body, post, name, authority }): Signer => ({
            heading: `${template.witnesses?.heading ?? ''} ${upper(body)}`,
            posts: post ? posts(authority, [text(upper(post))]) : [],
            hint: template.witnesses?.hint ?? '',
            name: [valueOrDots(name, NAME_DOTS)],
          }),
        )
      : [];
    const last = recipients();
    const block = { kind: 'signatures', room: KIND_SHAPES[template.kind].signatureRoom } as const;
    if (witnesses.length === 0) return [{ ...block, keeps: 'twoLines', signers, recipients: last }];
    return [
      { ...block, keeps: 'twoLines', signers, recipients: null },
      { ...block, keeps: 'blockBefore', signers: witnesses, recipients: last },
    ];
  }

  const plain = (rich: RichText): string =>
    fill(rich)
      .map((run) => (run.kind === 'text' ? run.text : ''))
      .join('');

  const { opening, agreement, summary } = template;
  return {
    title: plain(template.documentTitle),
    language: template.language,
    author: source.issuers.map(({ name }) => name).join(', '),
    stamp: source.rehearsal ? template.rehearsalStamp : null,
    blocks: [
      letterhead(),
      lead('title', fill(template.title)),
      ...(summary.length > 0 && plain(summary) ? [lead('summary', fill(summary))] : []),
      ...addressees(),
      ...legalBases(),
      ...(opening ? [lead('body', fill(opening))] : []),
      ...parties(),
      ...(agreement ? [paragraph('body', fill(agreement))] : []),
      ...articles.flatMap(article),
      ...signatures(),
    ],
  } satisfies PaperModel;
}

/**
 * The paper that facts and wording make. `pages` is what it says of its own length; null leaves a dotted line.
 * @throws AppError TEMPLATE_INVALID when the wording is that of another kind
 */
export function buildPaper(paper: Paper, template: PaperTemplate, pages: number | null = null): PaperModel {
  if (template.kind !== paper.kind) {
    const reason = `đây là mẫu “${KIND_SHAPES[template.kind].name}”, không phải “${KIND_SHAPES[paper.kind].name}”`;
    throw new AppError('TEMPLATE_INVALID', { reason });
  }
  return builder(template, sourceOf(paper), pages);
}
