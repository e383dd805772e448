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

/** What can be found. */
interface Findable {
  readonly hit: Hit;
  /** All that a text may occur in, folded, a field a line: a word has no line break, so it stands in one field. */
  readonly folded: string;
  /** The title as it is typed with its accents. */
  readonly accented: string;
}

const findable = (hit: Hit, ...fields: readonly (string | null)[]): Findable => ({
  hit,
  folded: fields.map((field) => (field === null ? '' : fold(field))).join('\n'),
  accented: accentKey(hit.title),
});

/** By the name, in Vietnamese order: of what was put in order once, the first few are the first that fit. */
const inOrder = (all: readonly Findable[]): Findable[] =>
  all.toSorted((left, right) => compareVietnamese(left.hit.title, right.hit.title));

/** The first in which every word of a text occurs; exact accents go before others. */
function firstSaying(ordered: readonly Findable[], text: string): Hit[] {
  const words = fold(text).split(' ').filter(Boolean);
  const typed = accentKey(text);
  const exact: Hit[] = [];
  const others: Hit[] = [];
  for (const { hit, folded, accented } of ordered) {
    if (exact.length === FIRST) break;
    if (!words.every((word) => folded.includes(word))) continue;
    if (accented.includes(typed)) exact.push(hit);
    else if (others.length < FIRST) others.push(hit);
  }
  return [...exact, ...others].slice(0, FIRST);
}

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
  { readonly state: string; readonly kinds: Promise<readonly (readonly Findable[])[]> }
>();

/** Reads schools, heads, memoranda and members once for as long as nothing is written: each letter asks for them. */
function findables(context: QueryContext): Promise<readonly (readonly Findable[])[]> {
  const state = `${context.today()} ${context.journal.top()}`;
  const known = kept.get(context.db);
  if (known?.state === state) return known.kinds;
  const kinds = Promise.all([schoolsAndHeads(context), memoranda(context), members(context)]).then(
    ([[schools = [], heads = []], ofMemoranda, ofMembers]) =>
      [schools, heads, ofMemoranda, ofMembers].map(inOrder),
  );
  kept.set(context.db, { state, kinds });
  kinds.catch(() => kept.delete(context.db));
  return kinds;
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
    if (fold(text) === '') return { hits: [] };
    const [[schools = [], heads = [], papers = [], people = []], deeds, pages] = await Promise.all([
      findables(context),
      activities(context, text),
      guide(context, text),
    ]);
    return {
      hits: [
        ...[schools, heads, papers, inOrder(deeds), people].flatMap((each) => firstSaying(each, text)),
        ...pages,
      ],
    };
  },
};
