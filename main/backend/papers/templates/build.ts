import { datePhrase } from '../../text/dates.ts';
import {
  type Block,
  type JointedRuns,
  type PaperModel,
  type Paragraph,
  type ParagraphStyle,
  type Run,
  type Signer,
  text,
} from '../model.ts';
import type { MemorandumFacts, PartyFacts } from './facts.ts';
import { type FieldContext, MERGE_FIELDS, officesKeepCopies } from './fields.ts';
import type { Clause, Condition, MemorandumTemplate, RichText } from './template.ts';

/** Room to write a number, a symbol or a name by hand, in mm. */
const NUMBER_GAP = 10;
/** Between "Số:" and a number: a space that never breaks. */
const NO_BREAK_GAP = 1;
const PLACE_DOTS = 20;
const SYMBOL_DOTS = 38;
const NAME_DOTS = 50;

const COUNT = new Intl.NumberFormat('vi');

/** The letters of points, in the order of the Vietnamese alphabet without ă, â, ê, ô, ơ, ư (Nghị định 30/2020/NĐ-CP). */
const POINT_LETTERS = 'abcdđeghiklmnopqrstuvxy';

/** The letter of a point; after "y" letters are doubled: "aa", "ab", … */
export function pointLetter(index: number): string {
  const letter = POINT_LETTERS.charAt(index % POINT_LETTERS.length);
  return index < POINT_LETTERS.length
    ? letter
    : pointLetter(Math.floor(index / POINT_LETTERS.length) - 1) + letter;
}

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
export function applies(when: Condition | undefined, facts: MemorandumFacts): boolean {
  if (!when) return true;
  const { levels, commitments, officesKeepCopies: kept } = when;
  return (
    (levels === undefined || (facts.level !== null && levels.includes(facts.level))) &&
    (commitments === undefined || commitments === facts.commitments.length > 0) &&
    (kept === undefined || kept === officesKeepCopies(facts))
  );
}

/** The articles that are printed for these facts, in order; their numbers are their places. */
export function articlesInForce(template: MemorandumTemplate, facts: MemorandumFacts) {
  return template.articles
    .filter(({ when }) => applies(when, facts))
    .map((article) => ({ ...article, clauses: article.clauses.filter(({ when }) => applies(when, facts)) }));
}

function builder(template: MemorandumTemplate, context: FieldContext) {
  const { facts } = context;
  const articles = articlesInForce(template, facts);

  /** Words and chips of the template as runs. */
  const fill = (rich: RichText): readonly Run[] =>
    rich.map((piece): Run => {
      if (typeof piece === 'string') return text(piece);
      if ('article' in piece) {
        const number = articles.findIndex(({ id }) => id === piece.article) + 1;
        return text(`${template.articleWord} ${number}`);
      }
      const { bold, italic } = piece;
      const look = { ...(bold === undefined ? {} : { bold }), ...(italic === undefined ? {} : { italic }) };
      if ('text' in piece) return text(piece.text, look);
      const field = MERGE_FIELDS[piece.field];
      const value = field.value(context);
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
    const { nation, motto, numberLabel } = template.letterhead;
    const symbol = facts.docSymbol;
    const number: readonly Run[] = facts.docNumber
      ? [{ kind: 'gap', width: NO_BREAK_GAP }, text(facts.docNumber)]
      : [{ kind: 'gap', width: NUMBER_GAP }];
    return {
      kind: 'letterhead',
      issuers: [jointedName(facts.partyA.name), jointedName(facts.partyB.name)],
      docNumber: [
        text(numberLabel),
        ...(symbol ? [...number, text(`/${symbol}`)] : [text(' '), dots(SYMBOL_DOTS)]),
      ],
      nation,
      motto,
      placeAndDate: [[valueOrDots(facts.placeName, PLACE_DOTS), text(',')], [text(datePhrase(facts.date))]],
    };
  }

  function legalBases(): readonly Block[] {
    const word = template.legalBasisWord;
    const withWord = (basis: string): string => (basis.startsWith(`${word} `) ? basis : `${word} ${basis}`);
    const bases = [
      ...facts.programme.legalBases.map((basis) => [text(withWord(basis))]),
      ...template.legalBases.map(fill),
    ];
    return bases.map((runs, index) => paragraph('legalBasis', closed(runs, index === bases.length - 1)));
  }

  function party(heading: RichText, facts: PartyFacts): readonly Block[] {
    const { labels, honorific } = template.parties;
    const { parentBody, address, phone, email, representative, position, authority } = facts;
    const document = authority?.document;
    return [
      lead('partyHeading', fill(heading)),
      {
        kind: 'details',
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
    const own = [...(number === null ? [] : [text(`${number}. `)]), ...fill(clause.text)];
    switch (clause.kind) {
      case 'clause': {
        const shown = (clause.points ?? []).filter(({ when }) => applies(when, facts));
        const items = points(shown.map((point) => fill(point.text)));
        return [paragraph('body', own, items.length > 0), ...items];
      }
      case 'contents':
        return [lead('body', own), ...points(facts.contents.map((content) => [text(content)]))];
      case 'commitments':
        return [lead('body', own), commitments(clause.columns)];
    }
  }

  function commitments(headings: Extract<Clause, { kind: 'commitments' }>['columns']): Block {
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
      rows: facts.commitments.map(({ activity, unit, semester1, semester2 }, index) => [
        String(index + 1),
        activity,
        unit,
        COUNT.format(semester1),
        COUNT.format(semester2),
        COUNT.format(semester1 + semester2),
      ]),
    };
  }

  function article(index: number): readonly Block[] {
    const own = articles[index];
    if (!own) return [];
    const heading = [text(`${template.articleWord} ${index + 1}. `), ...fill(own.heading)];
    return [
      lead('articleHeading', heading),
      ...own.clauses.flatMap((clause, place) =>
        clauseBlocks(clause, own.clauses.length > 1 ? place + 1 : null),
      ),
    ];
  }

  /** The lines between whom one signs for and the name: "KT. HIỆU TRƯỞNG" over "PHÓ HIỆU TRƯỞNG". */
  function posts({ authority, position }: PartyFacts): Signer['posts'] {
    const own = position ? [text(upper(position))] : [dots(NAME_DOTS)];
    if (!authority) return [own];
    const head = [text(`${authority.prefix} ${upper(authority.headPost)}`)];
    return authority.prefix === 'Q.' ? [head] : [head, own];
  }

  const signer = (heading: string, party: PartyFacts): Signer => ({
    heading,
    posts: posts(party),
    hint: template.signatures.hint,
    name: [valueOrDots(party.representative, NAME_DOTS)],
  });

  function signatures(): readonly Block[] {
    const { headingA, headingB } = template.signatures;
    const { heading, hint } = template.witnesses;
    const parties = [signer(headingA, facts.partyA), signer(headingB, facts.partyB)];
    const witnesses = facts.witnesses.map(
      ({ body, post, name }): Signer => ({
        heading: `${heading} ${upper(body)}`,
        posts: post ? [[text(upper(post))]] : [],
        hint,
        name: [valueOrDots(name, NAME_DOTS)],
      }),
    );
    return [
      { kind: 'signatures', keeps: 'twoLines', signers: parties },
      ...(witnesses.length > 0
        ? [{ kind: 'signatures', keeps: 'blockBefore', signers: witnesses } as const]
        : []),
    ];
  }

  const plain = (rich: RichText): string =>
    fill(rich)
      .map((run) => (run.kind === 'text' ? run.text : ''))
      .join('');

  return {
    title: plain(template.documentTitle),
    language: template.language,
    author: `${facts.partyA.name}, ${facts.partyB.name}`,
    stamp: facts.rehearsal ? template.rehearsalStamp : null,
    blocks: [
      letterhead(),
      lead('title', fill(template.title)),
      lead('summary', fill(template.summary)),
      ...legalBases(),
      lead('body', fill(template.opening)),
      ...party(template.parties.headingA, facts.partyA),
      ...party(template.parties.headingB, facts.partyB),
      paragraph('body', fill(template.agreement)),
      ...articles.flatMap((_, index) => article(index)),
      ...signatures(),
    ],
  } satisfies PaperModel;
}

/**
 * The memorandum that facts and wording make. `pageCount` is what its last article says of its own length; null
 * leaves a dotted line.
 */
export function buildMemorandum(
  facts: MemorandumFacts,
  template: MemorandumTemplate,
  pageCount: number | null = null,
): PaperModel {
  return builder(template, { facts, pageCount });
}
