import { sql } from 'kysely';
import type { ReadDb } from '../../../db/read.ts';
import { keyColumn, PERSONAL, type Stored } from './catalogue.ts';
import { keyOf, type Mention, mentionsIn } from './journal.ts';
import { type Matcher, matcherOf } from './matcher.ts';
import { saysIt, textsIn } from './texts.ts';
import { describer } from './titles.ts';

/** A row in which a person stands. */
export interface Place {
  readonly table: string;
  readonly id: string;
  readonly row: Stored;
  readonly group: string;
  readonly title: string;
  readonly removed: boolean;
  /** It is a number or address of where the person works. */
  readonly contact: boolean;
  /** The columns that say it, or that hold the number or address. */
  readonly columns: readonly string[];
}

/** Everything that is known of where a person stands. */
export interface Survey {
  readonly matcher: Matcher;
  readonly places: readonly Place[];
  readonly frozen: readonly { readonly title: string; readonly reason: string }[];
  readonly mentions: readonly Mention[];
}

/** All rows of a table that this database has. */
const rowsOf = (db: ReadDb, table: string): Promise<Stored[]> =>
  db
    .selectFrom(sql<Stored>`(SELECT * FROM ${sql.table(table)})`.as('row'))
    .selectAll()
    .execute();

async function tablesOf(db: ReadDb): Promise<ReadonlySet<string>> {
  const tables = await db
    .selectFrom(sql<{ name: string }>`(SELECT name FROM sqlite_schema WHERE type = 'table')`.as('t'))
    .select('t.name')
    .execute();
  return new Set(tables.map(({ name }) => name));
}

/** Where the people of these rows are in office: that is where their numbers and addresses stand. */
async function officesOf(db: ReadDb, people: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const terms = await db
    .selectFrom('term_of_office')
    .select(['person_id', 'school_id', 'organisation_id'])
    .where('deleted_at', 'is', null)
    .where('valid_to', 'is', null)
    .execute();
  return new Set(
    terms
      .filter((term) => people.has(term.person_id))
      .map((term) =>
        term.school_id === null
          ? keyOf('organisation', term.organisation_id)
          : keyOf('school', term.school_id),
      ),
  );
}

/**
 * Looks through every column that can hold something of a person, in the bin, too, and through the journal. A name
 * leads also to the numbers and addresses of where the person is in office now.
 */
export async function survey(db: ReadDb, text: string, today: string): Promise<Survey> {
  const matcher = matcherOf(text);
  const there = await tablesOf(db);
  const describe = await describer(db, today);
  const places: Place[] = [];
  const frozen: { title: string; reason: string }[] = [];
  const contacts: Omit<Place, 'contact'>[] = [];
  for (const [table, { group, columns, frozen: rule }] of Object.entries(PERSONAL)) {
    if (!there.has(table)) continue;
    const names = Object.keys(columns);
    const numbers = names.filter((name) => columns[name]?.[1] === 'contact');
    for (const row of await rowsOf(db, table)) {
      const said = names.filter((name) => saysIt(row[name] ?? null, matcher));
      const isFrozen = rule?.when(row) ?? false;
      const kept = said.filter((name) => isFrozen && (rule?.columns?.includes(name) ?? true));
      const place = {
        table,
        id: `${row[keyColumn(table)]}`,
        row,
        group,
        title: describe(table, row),
        removed: (row.deleted_at ?? null) !== null,
      };
      if (kept.length > 0 && rule) frozen.push({ title: place.title, reason: rule.reason });
      const open = said.filter((name) => !kept.includes(name));
      if (open.length > 0) places.push({ ...place, contact: false, columns: open });
      else if (numbers.some((name) => row[name])) contacts.push({ ...place, columns: numbers });
    }
  }
  const people = new Set(places.filter(({ table }) => table === 'person').map(({ id }) => id));
  const offices = await officesOf(db, people);
  return {
    matcher,
    places: [
      ...places,
      ...contacts
        .filter(({ table, id }) => offices.has(keyOf(table, id)))
        .map((place) => ({ ...place, contact: true })),
    ],
    frozen,
    mentions: await mentionsIn(
      db,
      matcher.mayStandIn,
      (_table, image) => textsIn(image).some((each) => saysIt(each, matcher)),
      matcher.standsIn,
    ),
  };
}

/** Rows of the journal that tell only of what no place says any more, and no frozen paper is. */
export function pastOf({ places, mentions }: Survey): Mention[] {
  const said = new Set(places.filter(({ contact }) => !contact).map(({ table, id }) => keyOf(table, id)));
  return mentions.filter(({ keys }) => [...keys].every((key) => !said.has(key)));
}
