import { everyWordIn } from '../../../db/read.ts';
import { pairsOn } from '../../../db/repositories/pairs.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { accentKey, compareVietnamese, fold } from '../../../db/text.ts';
import type { Hit } from '../../../preload/contract/search.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { titledBy } from '../guide/find.ts';
import { readGuide } from '../guide/read.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { shownDay } from '../text/dates.ts';

/** So many hits of each kind are shown: who wants more types on. */
const FIRST = 6;

/** Of the newest activities that fit so many are put in order. */
const NEWEST = 200;

/** Exact accents first, then in Vietnamese order; of tens of thousands only the first few are put in order. */
function best(hits: readonly Hit[], text: string): Hit[] {
  const accented = accentKey(text);
  const first: { readonly hit: Hit; readonly rank: number }[] = [];
  for (const hit of hits) {
    const rank = accentKey(hit.title).includes(accented) ? 0 : 1;
    const goesBefore = (other: (typeof first)[number]) =>
      (rank - other.rank || compareVietnamese(hit.title, other.hit.title)) < 0;
    const last = first[FIRST - 1];
    if (last && !goesBefore(last)) continue;
    const place = first.findIndex(goesBefore);
    first.splice(place === -1 ? first.length : place, 0, { hit, rank });
    first.splice(FIRST);
  }
  return first.map(({ hit }) => hit);
}

async function schools({ db, today }: QueryContext, text: string): Promise<Hit[]> {
  // Whoever types a head's name means the person, who is found as such.
  const rows = await schoolsOn(db, today())
    .where('s.deleted_at', 'is', null)
    .where(everyWordIn(['n.folded', 'p.folded', 'o.folded', 's.code'], text))
    .execute();
  return rows.map(({ id, name, unit, commune }) => ({
    kind: 'school',
    id,
    title: name,
    note: [commune, unit].filter((place) => place !== null).join(', '),
  }));
}

async function heads({ db, today }: QueryContext, text: string): Promise<Hit[]> {
  const rows = await schoolsOn(db, today())
    .where('s.deleted_at', 'is', null)
    .where(everyWordIn(['h.folded'], text))
    .execute();
  return rows.flatMap(({ id, name, principal, position }) =>
    principal === null
      ? []
      : [{ kind: 'person', id, title: principal, note: `${position ?? ''} ${name}`.trim() }],
  );
}

async function members({ db }: QueryContext, text: string): Promise<Hit[]> {
  const rows = await db
    .selectFrom('working_group_member')
    .where('deleted_at', 'is', null)
    .where(everyWordIn(['folded'], text))
    .select(['id', 'full_name', 'post', 'body'])
    .execute();
  return rows.map(({ id, full_name, post, body }) => ({
    kind: 'member',
    id,
    title: full_name,
    note: [post, body].filter((part) => part !== null).join(', '),
  }));
}

async function memoranda({ db, today }: QueryContext, text: string): Promise<Hit[]> {
  const programme = await currentProgramme(db);
  const rows = await pairsOn(db, programme.id, today())
    .innerJoin('memorandum as m', 'm.pair_id', 'p.id')
    .where('m.deleted_at', 'is', null)
    .where(everyWordIn(['a.folded', 'b.folded', 'm.number'], text))
    .select(['m.id as memorandum_id', 'm.number', 'm.signed_on'])
    .execute();
  return rows.map(({ memorandum_id, number, signed_on, supporting_name, partner_name }) => ({
    kind: 'memorandum',
    id: memorandum_id,
    title: `${supporting_name} – ${partner_name}`,
    note: [number && `số ${number}`, signed_on && `ký ngày ${shownDay(signed_on)}`]
      .filter(Boolean)
      .join(', '),
  }));
}

async function activities({ db }: QueryContext, text: string): Promise<Hit[]> {
  const rows = await db
    .selectFrom('activity as a')
    .innerJoin('activity_kind as k', 'k.code', 'a.kind_code')
    .where('a.deleted_at', 'is', null)
    .where(everyWordIn(['a.folded'], text))
    .orderBy('a.held_on', 'desc')
    .limit(NEWEST)
    .select(['a.id', 'a.topic', 'a.held_on', 'k.name as kind_name'])
    .execute();
  return rows.map(({ id, topic, held_on, kind_name }) => ({
    kind: 'activity',
    id,
    title: topic,
    note: `${kind_name}, ${shownDay(held_on)}`,
  }));
}

const guide = async ({ resources }: QueryContext, text: string): Promise<Hit[]> =>
  // By their titles only: their text says a bit of everything, and would hide what the office has recorded.
  titledBy(await readGuide(resources.dir), text).map(({ topic, title }) => ({
    kind: 'guide',
    id: topic,
    title,
    note: '',
  }));

export const searchHandlers: Handlers<'search.find'> = {
  async 'search.find'(context, { text }) {
    if (fold(text) === '') return { hits: [] };
    const found = [schools, heads, memoranda, activities, members, guide].map((of) => of(context, text));
    return { hits: (await Promise.all(found)).flatMap((hits) => best(hits, text)) };
  },
};
