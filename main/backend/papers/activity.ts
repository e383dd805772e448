import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { datePhrase } from '../text/dates.ts';
import { type CeremonyPaper, jointedName } from './ceremony/build.ts';
import type { Certificate } from './ceremony/certificates.ts';
import { type CeremonyWording, fillIn } from './ceremony/wording.ts';
import { type Block, type Paragraph, type Run, text } from './model.ts';

const activityWording = z.strictObject({
  attendance: z.strictObject({
    section: z.string(),
    title: z.string(),
    labels: z.strictObject({ time: z.string(), place: z.string(), host: z.string(), pairs: z.string() }),
    online: z.string(),
    columns: z.strictObject({ order: z.string(), name: z.string(), post: z.string(), hand: z.string() }),
    total: z.string(),
    signer: z.string(),
    hint: z.string(),
  }),
  certificates: z.strictObject({
    section: z.string(),
    title: z.string(),
    certifies: z.string(),
    person: z.string(),
    attended: z.string(),
    held: z.string(),
    heldOnline: z.string(),
    heldSomewhere: z.string(),
    programme: z.string(),
    phase: z.string(),
    number: z.string(),
    signer: z.string(),
    hint: z.string(),
  }),
});

/** The words of the papers of an activity; `{name}` stands for what is filled in. */
export type ActivityWording = z.infer<typeof activityWording>;

/** Reads `activity-papers.json` of the resources. */
export async function loadActivityWording(resourcesDir: string): Promise<ActivityWording> {
  const file = path.join(resourcesDir, 'activity-papers.json');
  return activityWording.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Everything that the papers of an activity say. */
export interface ActivityFacts {
  readonly rehearsal: boolean;
  /** "Hội nghị ôn thi vào lớp 10". */
  readonly kind: string;
  readonly topic: string;
  /** `YYYY-MM-DD`. */
  readonly heldOn: string;
  readonly online: boolean;
  readonly venue: string | null;
  readonly host: string | null;
  readonly pairs: readonly string[];
  readonly programme: { readonly title: string; readonly phase: string };
  /** Those in whose name the programme is run. */
  readonly organisers: readonly string[];
  readonly placeName: string | null;
  /** "Nguyễn Văn A", or with post and school behind a comma. */
  readonly names: readonly string[];
  /** Rows of an attendance sheet without names. */
  readonly emptyRows: number;
}

type Head = Pick<CeremonyWording, 'language' | 'nation' | 'motto' | 'rehearsalStamp' | 'levelWords'>;

/** Room to write how many came, in mm. */
const COUNT_DOTS = 25;

const paragraph = (style: Paragraph['style'], runs: readonly Run[], keepWithNext = false): Paragraph => ({
  kind: 'paragraph',
  style,
  runs,
  keepWithNext,
});

/** "Nguyễn Văn A, Hiệu trưởng, Trường A" → the name and the rest. */
function personOf(typed: string): { readonly name: string; readonly post: string } {
  const comma = typed.indexOf(',');
  if (comma < 0) return { name: typed, post: '' };
  return { name: typed.slice(0, comma).trim(), post: typed.slice(comma + 1).trim() };
}

const frameOf = (
  facts: ActivityFacts,
  section: string,
  head: Head,
): Pick<CeremonyPaper, 'title' | 'language' | 'author' | 'stamp'> => ({
  title: `${section} - ${facts.topic}`,
  language: head.language,
  author: facts.organisers.join(', '),
  stamp: facts.rehearsal ? head.rehearsalStamp : null,
});

/** Who came to an activity, each with room to sign; without names, empty rows. */
export function buildAttendance(
  facts: ActivityFacts,
  { attendance }: ActivityWording,
  head: Head,
): CeremonyPaper {
  const { labels, columns } = attendance;
  const labelled = (label: string, value: Run): Paragraph =>
    paragraph('body', [text(`${label} `, { bold: true }), value]);
  const place = facts.venue ?? (facts.online ? attendance.online : null);
  const people =
    facts.names.length > 0
      ? facts.names.map(personOf)
      : Array.from({ length: facts.emptyRows }, () => ({ name: '', post: '' }));
  const blocks: readonly Block[] = [
    {
      kind: 'letterhead',
      parent: null,
      issuers: facts.organisers.map((organiser) => jointedName(organiser, head.levelWords)),
      docNumber: [],
      nation: head.nation,
      motto: head.motto,
      placeAndDate: [],
    },
    paragraph('title', [text(attendance.title)], true),
    paragraph('summary', [text(facts.topic)], true),
    labelled(labels.time, text(datePhrase(facts.heldOn))),
    labelled(labels.place, place === null ? { kind: 'dots', width: null } : text(place)),
    ...(facts.host ? [labelled(labels.host, text(facts.host))] : []),
    labelled(labels.pairs, text(facts.pairs.join('; '))),
    {
      kind: 'table',
      forHand: true,
      columns: [
        { heading: columns.order, share: 0.08, align: 'center' },
        { heading: columns.name, share: 0.31, align: 'left' },
        { heading: columns.post, share: 0.38, align: 'left' },
        { heading: columns.hand, share: 0.23, align: 'center' },
      ],
      rows: people.map(({ name, post }, index) => [`${index + 1}`, name, post, '']),
    },
    paragraph('body', [text(`${attendance.total} `), { kind: 'dots', width: COUNT_DOTS }]),
    {
      kind: 'signatures',
      keeps: 'blockBefore',
      room: 'usual',
      signers: [{ heading: attendance.signer, posts: [], hint: attendance.hint, name: [] }],
      recipients: null,
    },
  ];
  return { ...frameOf(facts, attendance.section, head), content: { kind: 'blocks', blocks } };
}

/** "Chuyên đề" → "chuyên đề", as it follows other words. */
const inText = (kind: string): string => `${kind.charAt(0).toLocaleLowerCase('vi')}${kind.slice(1)}`;

/** A certificate of participation for each name. */
export function buildCertificates(
  facts: ActivityFacts,
  { certificates }: ActivityWording,
  head: Head,
): CeremonyPaper {
  const issuer = facts.host ?? facts.organisers.join(', ');
  const date = datePhrase(facts.heldOn);
  const held = facts.venue
    ? certificates.held
    : facts.online
      ? certificates.heldOnline
      : certificates.heldSomewhere;
  const said = {
    issuers: facts.organisers.map((organiser) => jointedName(organiser, head.levelWords)),
    nation: head.nation,
    motto: head.motto,
    title: certificates.title,
    certifies: fillIn(certificates.certifies, { issuer }),
    reasons: [
      [fillIn(certificates.attended, { kind: inText(facts.kind), topic: facts.topic })],
      [fillIn(held, { date, place: facts.venue ?? '' })],
      [
        fillIn(certificates.programme, { programme: facts.programme.title }),
        fillIn(certificates.phase, { phase: facts.programme.phase }),
      ],
    ],
    number: certificates.number,
    placeAndDate: facts.placeName ? `${facts.placeName}, ${date}` : date,
    signer: certificates.signer,
    hint: certificates.hint,
  };
  return {
    ...frameOf(facts, certificates.section, head),
    orientation: 'landscape',
    content: {
      kind: 'certificates',
      certificates: facts.names.map(personOf).map(
        ({ name, post }): Certificate => ({
          ...said,
          name: fillIn(certificates.person, { name }),
          post: post || null,
        }),
      ),
    },
  };
}
