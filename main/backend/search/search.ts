import { pairsOn } from '../../../db/repositories/pairs.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { compareVietnamese, fold } from '../../../db/text.ts';
import type { Hit } from '../../../preload/contract/search.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { titledBy } from '../guide/find.ts';
import { readGuide } from '../guide/read.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { shownDay } from '../text/dates.ts';
import { type Deeds, newestSaying, readDeeds } from './deeds.ts';
import { type Findable, findable, firstSaying, type Shelf, shelve } from './shelf.ts';

/** So many hits of each kind are shown: who wants more types on. */
const FIRST = 6;

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

interface Searched {
  readonly shelves: readonly Shelf[];
  readonly deeds: Deeds;
}

async function read(context: QueryContext): Promise<Searched> {
  const [[schools = [], heads = []], ofMemoranda, ofMembers, deeds] = await Promise.all([
    schoolsAndHeads(context),
    memoranda(context),
    members(context),
    readDeeds(context.db),
  ]);
  return { shelves: [schools, heads, ofMemoranda, ofMembers].map(inOrder), deeds };
}

/** What is searched in memory, by the state of the journal and the day that it tells of. */
const kept = new WeakMap<
  QueryContext['db'],
  { readonly state: string; readonly searched: Promise<Searched> }
>();

/** Reads what is searched once for as long as nothing is written: each letter asks for it. */
function searchedNow(context: QueryContext): Promise<Searched> {
  const state = `${context.today()} ${context.journal.top()}`;
  const known = kept.get(context.db);
  if (known?.state === state) return known.searched;
  const searched = read(context);
  kept.set(context.db, { state, searched });
  searched.catch(() => kept.delete(context.db));
  return searched;
}

const guide = async ({ resources }: QueryContext, text: string): Promise<readonly Hit[]> =>
  // By their titles only: their text says a bit of everything, and would hide what the office has recorded.
  titledBy(await readGuide(resources.dir), text)
    .slice(0, FIRST)
    .map(({ topic, title }) => ({ kind: 'guide', id: topic, title, note: '' }));

export const searchHandlers: Handlers<'search.find'> = {
  async 'search.find'(context, { text }) {
    const searched = searchedNow(context);
    // Whoever opens the search is about to type: until then everything is read.
    if (fold(text) === '') return { hits: [] };
    const { shelves, deeds } = await searched;
    const [schools, heads, papers, people] = shelves;
    const inTurn = [schools, heads, papers, inOrder(await newestSaying(context.db, deeds, text)), people];
    const pages = await guide(context, text);
    return {
      hits: [...inTurn.flatMap((shelf) => (shelf ? firstSaying(shelf, text, FIRST) : [])), ...pages],
    };
  },
};
