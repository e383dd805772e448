import { everyWordIn } from '../../../db/read.ts';
import { pairsOn } from '../../../db/repositories/pairs.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { compareVietnamese, fold } from '../../../db/text.ts';
import type { Hit } from '../../../preload/contract/search.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { titledBy } from '../guide/find.ts';
import { readGuide } from '../guide/read.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { shownDay } from '../text/dates.ts';
import { type Findable, findable, firstSaying, type Shelf, shelve } from './shelf.ts';

/** So many hits of each kind are shown: who wants more types on. */
const FIRST = 6;

/** Of the newest activities that fit so many are put in order. */
const NEWEST = 200;

/** By the name, in Vietnamese order: of what was put in order once, the first few are the first that fit. */
const inOrder = (all: readonly Findable[]): Shelf =>
  shelve(all.toSorted((left, right) => compareVietnamese(left.hit.title, right.hit.title)));

async function schoolsAndHeads({ db, today }: QueryContext): Promise<readonly (readonly Findable[])[]> {
  const rows = await schoolsOn(db, today()).where('s.deleted_at', 'is', null).execute();
  // Whoever types a head's name means the person, who is found as such.
  const schools = rows.map(({ id, name, unit, commune, code }) => {
    const note = [commune, unit].filter((place) => place !== null).join(', ');
    return findable({ kind: 'school', id, title: name, note }, name, commune, unit, code);
  });
  const heads = rows.flatMap(({ id, name, principal, position }) =>
    principal === null
      ? []
      : [
          findable(
            { kind: 'person', id, title: principal, note: `${position ?? ''} ${name}`.trim() },
            principal,
          ),
        ],
  );
  return [schools, heads];
}

async function members({ db }: QueryContext): Promise<readonly Findable[]> {
  const rows = await db
    .selectFrom('working_group_member')
    .where('deleted_at', 'is', null)
    .select(['id', 'full_name', 'post', 'body'])
    .execute();
  return rows.map(({ id, full_name, post, body }) => {
    const note = [post, body].filter((part) => part !== null).join(', ');
    return findable({ kind: 'member', id, title: full_name, note }, full_name);
  });
}

async function memoranda({ db, today }: QueryContext): Promise<readonly Findable[]> {
  const programme = await currentProgramme(db);
  const rows = await pairsOn(db, programme.id, today())
    .innerJoin('memorandum as m', 'm.pair_id', 'p.id')
    .where('m.deleted_at', 'is', null)
    .select(['m.id as memorandum_id', 'm.number', 'm.signed_on'])
    .execute();
  return rows.map(({ memorandum_id, number, signed_on, supporting_name, partner_name }) => {
    const title = `${supporting_name} – ${partner_name}`;
    const note = [number && `số ${number}`, signed_on && `ký ngày ${shownDay(signed_on)}`];
    return findable(
      { kind: 'memorandum', id: memorandum_id, title, note: note.filter(Boolean).join(', ') },
      supporting_name,
      partner_name,
      number,
    );
  });
}

/** What is searched in memory, by the state of the journal and the day that it tells of. */
const kept = new WeakMap<
  QueryContext['db'],
  { readonly state: string; readonly shelves: Promise<readonly Shelf[]> }
>();

/** Reads schools, heads, memoranda and members once for as long as nothing is written: each letter asks for them. */
function shelvesOf(context: QueryContext): Promise<readonly Shelf[]> {
  const state = `${context.today()} ${context.journal.top()}`;
  const known = kept.get(context.db);
  if (known?.state === state) return known.shelves;
  const shelves = Promise.all([schoolsAndHeads(context), memoranda(context), members(context)]).then(
    ([[schools = [], heads = []], ofMemoranda, ofMembers]) =>
      [schools, heads, ofMemoranda, ofMembers].map(inOrder),
  );
  kept.set(context.db, { state, shelves });
  shelves.catch(() => kept.delete(context.db));
  return shelves;
}

async function activities({ db }: QueryContext, text: string): Promise<readonly Findable[]> {
  const rows = await db
    .selectFrom('activity as a')
    .innerJoin('activity_kind as k', 'k.code', 'a.kind_code')
    .where('a.deleted_at', 'is', null)
    .where(everyWordIn(['a.folded'], text))
    .orderBy('a.held_on', 'desc')
    .limit(NEWEST)
    .select(['a.id', 'a.topic', 'a.held_on', 'k.name as kind_name'])
    .execute();
  return rows.map(({ id, topic, held_on, kind_name }) =>
    findable({ kind: 'activity', id, title: topic, note: `${kind_name}, ${shownDay(held_on)}` }, topic),
  );
}

const guide = async ({ resources }: QueryContext, text: string): Promise<readonly Hit[]> =>
  // By their titles only: their text says a bit of everything, and would hide what the office has recorded.
  titledBy(await readGuide(resources.dir), text)
    .slice(0, FIRST)
    .map(({ topic, title }) => ({ kind: 'guide', id: topic, title, note: '' }));

export const searchHandlers: Handlers<'search.find'> = {
  async 'search.find'(context, { text }) {
    const shelves = shelvesOf(context);
    // Whoever opens the search is about to type: until then everything is read.
    if (fold(text) === '') return { hits: [] };
    const [kept, deeds, pages] = await Promise.all([
      shelves,
      activities(context, text),
      guide(context, text),
    ]);
    const [schools, heads, papers, people] = kept;
    const inTurn = [schools, heads, papers, inOrder(deeds), people];
    return {
      hits: [...inTurn.flatMap((shelf) => (shelf ? firstSaying(shelf, text, FIRST) : [])), ...pages],
    };
  },
};
