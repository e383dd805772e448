import type { ReadDb } from '../../../db/read.ts';
import type { Row, Side } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import type { AuthorityFacts, PartyFacts } from '../papers/templates/facts.ts';

/** Post of a school's head. */
const HEAD_POST = 'Hiệu trưởng';

/** Who is printed as signing for a side. */
export interface Representative {
  readonly fullName: string | null;
  readonly position: string | null;
  readonly authority: AuthorityFacts | null;
  /** Days in office; null: not known. */
  readonly term: PartyFacts['term'];
  /** Said for this memorandum, not taken from the terms of office. */
  readonly own: boolean;
}

interface Term {
  readonly body: string;
  readonly name: string;
  readonly folded: string;
  readonly position: string;
  readonly role: 'head' | 'deputy';
  readonly from: string | null;
  readonly to: string | null;
}

/** The terms of office of schools and managing units, by the body's key, the latest first. */
export async function termsOf(
  db: ReadDb,
  bodies: readonly string[],
): Promise<ReadonlyMap<string, readonly Term[]>> {
  const rows = await db
    .selectFrom('term_of_office as t')
    .innerJoin('person as p', 'p.id', 't.person_id')
    .where('t.deleted_at', 'is', null)
    .where(({ eb, or }) => or([eb('t.school_id', 'in', bodies), eb('t.organisation_id', 'in', bodies)]))
    .orderBy('t.valid_from', 'desc')
    .select([
      't.school_id',
      't.organisation_id',
      'p.full_name',
      'p.folded',
      't.position',
      't.role',
      't.valid_from',
      't.valid_to',
    ])
    .execute();
  const terms = rows.map((row) => ({
    body: row.school_id ?? row.organisation_id ?? '',
    name: row.full_name,
    folded: row.folded,
    position: row.position,
    role: row.role,
    from: row.valid_from,
    to: row.valid_to,
  }));
  return Map.groupBy(terms, (term) => term.body);
}

const isInOffice = ({ from, to }: Term, on: string): boolean =>
  (from === null || from <= on) && (to === null || to > on);

/** What was said about a signer for one paper. */
export type OwnWords = Pick<
  Row<'memorandum_representative'>,
  'full_name' | 'position' | 'authority' | 'head_post' | 'document'
>;

/** A body for which somebody signs. */
export interface Body {
  readonly terms: readonly Term[];
  /** The post of whoever signs for it, when nothing else is said. */
  readonly post: string | null;
}

/**
 * Who signs for a body on a day: who was said to for this memorandum, else the head in office. Without one in office
 * it is the last one known, with the term that shows that it is over or not begun.
 */
export function representativeOf(
  own: OwnWords | undefined,
  { terms, post }: Body,
  on: string,
): Representative {
  const heads = terms.filter(({ role }) => role === 'head');
  const head = heads.find((term) => isInOffice(term, on)) ?? heads[0];
  const named = own?.full_name ? fold(own.full_name) : null;
  // The person named may hold another post there, or have held one.
  const ofNamed = terms.filter(({ folded }) => folded === named);
  const term = named === null ? head : (ofNamed.find((each) => isInOffice(each, on)) ?? ofNamed[0]);
  const position = own?.position ?? term?.position ?? post;
  const headPost = post ?? HEAD_POST;
  return {
    fullName: own?.full_name ?? term?.name ?? null,
    position,
    authority: own?.authority
      ? { prefix: own.authority, headPost: own.head_post ?? headPost, document: own.document }
      : usualAuthority(position, headPost),
    term: term ? { from: term.from, to: term.to } : null,
    own: own !== undefined,
  };
}

/** A deputy signs for the head. */
const usualAuthority = (position: string | null, headPost: string): AuthorityFacts | null =>
  position !== null && fold(position) === fold(`Phó ${headPost}`)
    ? { prefix: 'KT.', headPost, document: null }
    : null;

/** What was said for each memorandum about its signers, by memorandum and side. */
export async function ownRepresentatives(
  db: ReadDb,
  memorandumIds: readonly string[],
): Promise<(memorandumId: string, side: Side) => Row<'memorandum_representative'> | undefined> {
  const rows = await db
    .selectFrom('memorandum_representative')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where('memorandum_id', 'in', memorandumIds)
    .execute();
  const byKey = new Map(rows.map((row) => [`${row.memorandum_id} ${row.side}`, row]));
  return (memorandumId, side) => byKey.get(`${memorandumId} ${side}`);
}
