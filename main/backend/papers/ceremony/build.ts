import type { AgendaItem, Delegate } from '../../../../preload/contract/ceremonies.ts';
import { datePhrase } from '../../text/dates.ts';
import {
  type Block,
  type JointedRuns,
  type PaperModel,
  type Paragraph,
  type ParagraphStyle,
  type Run,
  text,
} from '../model.ts';
import { upper } from '../templates/build.ts';
import type { Certificate } from './certificates.ts';
import { type CeremonyWording, fillIn } from './wording.ts';

/** Who signs for a party; the name may still be open. */
export type Signatory = {
  readonly body: string;
  readonly fullName: string | null;
  readonly post: string | null;
};

/** A memorandum as the papers of the day speak of it. */
export type Signing = { readonly partyA: Signatory; readonly partyB: Signatory; readonly copies: number };

/** Everything that the papers of a ceremony say. */
export type CeremonyFacts = {
  readonly rehearsal: boolean;
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly heldOn: string | null;
  /** "08:30". */
  readonly startsAt: string | null;
  readonly venue: string | null;
  readonly placeName: string | null;
  readonly programme: { readonly title: string; readonly phase: string };
  /** Those in whose name it is held. */
  readonly organisers: readonly string[];
  readonly agenda: readonly AgendaItem[];
  readonly delegates: readonly Delegate[];
  /** What is signed on the day, in order. */
  readonly signings: readonly Signing[];
  /** What stood in the running order but is not signed on the day. */
  readonly absent: readonly Signing[];
};

/** A card for the table in front of a person: the post and the body below the name. */
export type NameCard = { readonly name: string; readonly post: string | null; readonly body: string | null };

/** What lies on top of the binder. */
export type Cover = {
  readonly organisers: readonly JointedRuns[];
  readonly heading: string;
  readonly title: string;
  readonly details: readonly string[];
  /** Place and day, at the foot. */
  readonly foot: readonly string[];
};

/** A paper of the ceremony: running text, or sheets with few words that are as big as they fit. */
export type CeremonyPaper = Omit<PaperModel, 'blocks' | 'pageCodes'> & {
  readonly content:
    | { readonly kind: 'blocks'; readonly blocks: readonly Block[] }
    | { readonly kind: 'cover'; readonly cover: Cover }
    | { readonly kind: 'cards'; readonly cards: readonly NameCard[] }
    | { readonly kind: 'signs'; readonly signs: readonly JointedRuns[] }
    | { readonly kind: 'certificates'; readonly certificates: readonly Certificate[] };
};

/** The papers of a ceremony around its memoranda; null where there is nothing to print. */
export type CeremonyPapers = {
  readonly cover: CeremonyPaper;
  readonly programme: CeremonyPaper;
  readonly signingList: CeremonyPaper;
  readonly attendance: CeremonyPaper;
  readonly cards: CeremonyPaper | null;
  readonly signs: CeremonyPaper | null;
  readonly cueSheet: CeremonyPaper;
};

/** Room to write a name by hand, in mm. */
const NAME_DOTS = 60;

const paragraph = (style: ParagraphStyle, runs: readonly Run[], keepWithNext = false): Paragraph => ({
  kind: 'paragraph',
  style,
  runs,
  keepWithNext,
});

/** "Nguyễn Văn A, Hiệu trưởng". */
const person = ({ fullName, post }: Signatory): string =>
  [fullName, post].filter((part) => part !== null).join(', ');

/** Counts below 10 get a zero in front, so that nobody adds a figure. */
const twoFigures = (count: number): string => String(count).padStart(2, '0');

/** What tells two people of the same name apart. */
const keyOf = (fullName: string, body: string | null): string => `${fullName}|${body ?? ''}`;

/** A name in capitals that breaks after its level words. */
export function jointedName(name: string, levelWords: CeremonyWording['levelWords']): JointedRuns {
  const whole = upper(name);
  const level = levelWords
    .map((words) => words.map(upper))
    .find((words) => whole.startsWith(`${words.join(' ')} `));
  const parts = level ? [...level, whole.slice(level.join(' ').length + 1)] : [whole];
  return parts.map((part) => [text(part)]);
}

/** What is printed for a ceremony around its memoranda. */
export function buildCeremonyPapers(facts: CeremonyFacts, wording: CeremonyWording): CeremonyPapers {
  const named = {
    title: facts.title,
    programme: facts.programme.title,
    phase: facts.programme.phase,
    count: twoFigures(facts.signings.length),
  };

  const jointed = (name: string): JointedRuns => jointedName(name, wording.levelWords);

  const paper = (
    section: string,
    content: CeremonyPaper['content'],
    look: Pick<PaperModel, 'orientation' | 'type'> = {},
  ): CeremonyPaper => ({
    title: section,
    language: wording.language,
    author: facts.organisers.join(', '),
    stamp: facts.rehearsal ? wording.rehearsalStamp : null,
    ...look,
    content,
  });

  /** Head and title of a list; nothing in it is left for the hand. */
  const head = (title: string, summary: string): readonly Block[] => [
    {
      kind: 'letterhead',
      parent: null,
      issuers: facts.organisers.map(jointed),
      docNumber: [],
      nation: wording.nation,
      motto: wording.motto,
      placeAndDate: [],
    },
    paragraph('title', [text(title)], true),
    paragraph('summary', [text(summary)], true),
  ];

  const dayAndTime = (): string => {
    const [hour, minute] = (facts.startsAt ?? '').split(':');
    const time = hour && minute ? [fillIn(wording.programme.hour, { hour, minute })] : [];
    return [...time, datePhrase(facts.heldOn)].join(', ');
  };
  const occasion = fillIn(wording.occasion, named);
  const onTheDay = facts.heldOn ? `${facts.title}, ${datePhrase(facts.heldOn)}` : facts.title;

  function cover(): CeremonyPaper {
    const { section, heading, count } = wording.cover;
    const date = datePhrase(facts.heldOn);
    return paper(section, {
      kind: 'cover',
      cover: {
        organisers: facts.organisers.map(jointed),
        heading,
        title: upper(facts.title),
        details: [`“${facts.programme.title}”`, fillIn(wording.phase, named), fillIn(count, named)],
        foot: [...(facts.venue ? [facts.venue] : []), facts.placeName ? `${facts.placeName}, ${date}` : date],
      },
    });
  }

  function programme(): CeremonyPaper {
    const { section, title, time, place, columns } = wording.programme;
    const labelled = (label: string, value: Run): Paragraph =>
      paragraph('body', [text(`${label} `, { bold: true }), value]);
    return paper(section, {
      kind: 'blocks',
      blocks: [
        ...head(title, occasion),
        labelled(time, text(dayAndTime())),
        labelled(place, facts.venue ? text(facts.venue) : { kind: 'dots', width: null }),
        {
          kind: 'table',
          columns: [
            { heading: columns.order, share: 0.08, align: 'center' },
            { heading: columns.time, share: 0.15, align: 'center' },
            { heading: columns.title, share: 0.46, align: 'left' },
            { heading: columns.lead, share: 0.31, align: 'left' },
          ],
          rows: facts.agenda.map((item, index) => [
            `${index + 1}`,
            item.startsAt ?? '',
            item.title,
            item.lead ?? '',
          ]),
        },
      ],
    });
  }

  function signingList(): CeremonyPaper {
    const { section, title, columns, total } = wording.signingList;
    return paper(
      section,
      {
        kind: 'blocks',
        blocks: [
          ...head(title, onTheDay),
          paragraph('body', [text(fillIn(total, named))], true),
          {
            kind: 'table',
            numbered: true,
            forHand: true,
            columns: [
              { heading: columns.order, share: 0.045, align: 'center' },
              { heading: columns.partyA, share: 0.185, align: 'left' },
              { heading: columns.signerA, share: 0.135, align: 'left' },
              { heading: columns.partyB, share: 0.185, align: 'left' },
              { heading: columns.signerB, share: 0.135, align: 'left' },
              { heading: columns.copies, share: 0.055, align: 'center' },
              { heading: columns.handA, share: 0.095, align: 'center' },
              { heading: columns.handB, share: 0.095, align: 'center' },
              { heading: columns.note, share: 0.07, align: 'center' },
            ],
            rows: facts.signings.map(({ partyA, partyB, copies }, index) => [
              `${index + 1}`,
              partyA.body,
              person(partyA),
              partyB.body,
              person(partyB),
              twoFigures(copies),
            ]),
          },
        ],
      },
      { orientation: 'landscape' },
    );
  }

  function attendance(): CeremonyPaper {
    const { section, title, columns, absent, total } = wording.attendance;
    return paper(section, {
      kind: 'blocks',
      blocks: [
        ...head(title, onTheDay),
        paragraph('body', [text(fillIn(total, { count: twoFigures(facts.delegates.length) }))], true),
        {
          kind: 'table',
          numbered: true,
          forHand: true,
          columns: [
            { heading: columns.order, share: 0.08, align: 'center' },
            { heading: columns.name, share: 0.225, align: 'left' },
            { heading: columns.post, share: 0.18, align: 'left' },
            { heading: columns.body, share: 0.255, align: 'left' },
            { heading: columns.hand, share: 0.155, align: 'center' },
            { heading: columns.note, share: 0.105, align: 'center' },
          ],
          rows: facts.delegates.map((delegate, index) => [
            `${index + 1}`,
            delegate.fullName,
            delegate.post ?? '',
            delegate.body ?? '',
            '',
            delegate.absent ? absent : '',
          ]),
        },
      ],
    });
  }

  /** Who sits at a table: the delegates and the signers, but nobody who is away or whose memorandum is not signed. */
  function seated(): readonly NameCard[] {
    const signers = facts.signings.flatMap(({ partyA, partyB }) => [partyA, partyB]);
    const signing = new Set(signers.map(({ fullName, body }) => keyOf(fullName ?? '', body)));
    const away = new Set([
      ...facts.absent
        .flatMap(({ partyA, partyB }) => [partyA, partyB])
        .map(({ fullName, body }) => keyOf(fullName ?? '', body))
        .filter((key) => !signing.has(key)),
      ...facts.delegates.filter(({ absent }) => absent).map(({ fullName, body }) => keyOf(fullName, body)),
    ]);
    const people = [
      ...facts.delegates,
      ...signers.flatMap(({ fullName, ...each }) => (fullName ? [{ ...each, fullName }] : [])),
    ];
    const cards = new Map<string, NameCard>();
    for (const { fullName, post, body } of people) {
      const key = keyOf(fullName, body);
      if (!away.has(key) && !cards.has(key)) cards.set(key, { name: upper(fullName), post, body });
    }
    return [...cards.values()];
  }

  function cueSheet(): CeremonyPaper {
    const { section, title, order, entry, signer, absent, absentEntry } = wording.cueSheet;
    const party = (who: Signatory): Paragraph => {
      const [before = '', after = ''] = signer
        .split('{person}')
        .map((part) => fillIn(part, { party: who.body }));
      const name: Run = who.fullName ? text(person(who)) : { kind: 'dots', width: NAME_DOTS };
      return paragraph('body', [text(before), name, text(after)]);
    };
    const names = ({ partyA, partyB }: Signing) => ({ partyA: partyA.body, partyB: partyB.body });
    return paper(
      section,
      {
        kind: 'blocks',
        blocks: [
          paragraph('title', [text(title)], true),
          paragraph('summary', [text(onTheDay)], true),
          ...facts.agenda.flatMap((item, index) => {
            const time = item.startsAt ? `${item.startsAt} – ` : '';
            return [
              paragraph('articleHeading', [text(`${index + 1}. ${time}${item.title}`)], true),
              ...(item.lead ? [paragraph('legalBasis', [text(item.lead)], item.cue !== null)] : []),
              ...(item.cue ? [paragraph('body', [text(item.cue)])] : []),
            ];
          }),
          ...(facts.signings.length > 0 ? [paragraph('title', [text(order)], true)] : []),
          ...facts.signings.flatMap((signing, index) => [
            paragraph(
              'articleHeading',
              [text(fillIn(entry, { number: index + 1, ...names(signing) }))],
              true,
            ),
            party(signing.partyA),
            party(signing.partyB),
          ]),
          ...(facts.absent.length > 0 ? [paragraph('title', [text(absent)], true)] : []),
          ...facts.absent.map((signing) =>
            paragraph('body', [text(`- ${fillIn(absentEntry, names(signing))}`)]),
          ),
        ],
      },
      { type: 'large' },
    );
  }

  const cards = seated();
  const bodies = new Set([
    ...cards.flatMap(({ body }) => body ?? []),
    ...facts.signings.flatMap(({ partyA, partyB }) => [partyA.body, partyB.body]),
  ]);
  const signs = [...bodies].map(jointed);
  return {
    cover: cover(),
    programme: programme(),
    signingList: signingList(),
    attendance: attendance(),
    cards: cards.length > 0 ? paper(wording.cards.section, { kind: 'cards', cards }) : null,
    signs:
      signs.length > 0
        ? paper(wording.signs.section, { kind: 'signs', signs }, { orientation: 'landscape' })
        : null,
    cueSheet: cueSheet(),
  };
}
