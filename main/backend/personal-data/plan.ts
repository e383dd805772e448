import type { ReadDb } from '../../../db/read.ts';
import type { PersonalAct, PersonalPlace } from '../../../preload/contract/personal-data.ts';
import { AppError } from '../errors.ts';
import { PERSONAL } from './catalogue.ts';
import { keyOf, mentionsIn } from './journal.ts';
import type { Matcher } from './matcher.ts';
import { type Place, pastOf, type Survey, survey } from './survey.ts';
import { replaceTexts } from './texts.ts';

/** What stands where a name stood. */
const ANONYMOUS = 'Người đã ẩn danh';
/** What stands in a sentence where a number or address stood. */
const DELETED = '(đã xóa)';

/** What a person asks for. */
export interface Deed {
  readonly text: string;
  readonly act: PersonalAct;
  readonly places: readonly PersonalPlace[];
  readonly past: boolean;
  readonly replacement: string;
}

/** How a row changes; a value that is null is emptied. */
export interface PlannedChange {
  readonly place: Place;
  readonly values: Readonly<Record<string, string | null>>;
}

/** What a deed writes in the place of what was looked for. */
export function writtenBy({ act, replacement }: Deed, { sought }: Matcher): string {
  if (act === 'correct') return replacement;
  return sought === 'name' ? ANONYMOUS : DELETED;
}

/** Everything that a deed changes. */
export interface Plan {
  readonly found: Survey;
  readonly changes: readonly PlannedChange[];
  /** Rows of the journal whose content goes. */
  readonly journalRows: readonly number[];
}

/**
 * What a deed changes in the rows that are ticked, and which rows of the journal tell of them.
 * @throws AppError NOT_FOUND where a place does not say it any more, INVALID_INPUT for a correction without a text
 */
export async function planDeed(db: ReadDb, deed: Deed, today: string): Promise<Plan> {
  const found = await survey(db, deed.text, today);
  if (deed.act === 'correct' && deed.replacement === '')
    throw new AppError('INVALID_INPUT', { field: 'replacement', reason: 'còn thiếu' });
  const known = new Map(found.places.map((place) => [keyOf(place.table, place.id), place]));
  const chosen = deed.places.map(({ table, id }) => {
    const place = known.get(keyOf(table, id));
    if (!place) throw new AppError('NOT_FOUND', { what: 'một nơi đã chọn' });
    return place;
  });
  const changes = chosen.flatMap((place): PlannedChange[] => {
    const values = valuesAfter(place, found, deed);
    return Object.keys(values).length > 0 ? [{ place, values }] : [];
  });
  return { found, changes, journalRows: await rowsToForget(db, found, changes, deed.past) };
}

/** The columns that change, as they will be stored. */
function valuesAfter(place: Place, { matcher }: Survey, deed: Deed) {
  const { act } = deed;
  const { table, id, row, columns, contact } = place;
  const empties = act !== 'correct' && (contact || matcher.sought !== 'name');
  // Two users of one computer may not have one name.
  const by = writtenBy(deed, matcher) + (table === 'user' && act === 'anonymise' ? ` ${id.slice(-4)}` : '');
  // A name stays where only the numbers and addresses are to go, and a correction of a name knows no number.
  if (contact && act === 'correct') return {};
  if (!contact && act === 'deleteContacts' && matcher.sought === 'name') return {};
  const after = (column: string): string | null => {
    const value = `${row[column]}`;
    const holds = PERSONAL[table]?.columns[column]?.[1];
    if (holds === 'contact' && empties) return null;
    if (holds === 'json') return JSON.stringify(replaceTexts(JSON.parse(value), matcher, by));
    return matcher.replaceIn(value, by);
  };
  return Object.fromEntries(
    columns
      .filter((column) => row[column] !== null)
      .map((column) => [column, after(column)] as const)
      .filter(([column, value]) => value !== row[column]),
  );
}

/** The rows of the journal that say of a changed row what it no longer says. */
async function rowsToForget(
  db: ReadDb,
  found: Survey,
  changes: readonly PlannedChange[],
  past: boolean,
): Promise<number[]> {
  const said = new Set(
    changes.filter(({ place }) => !place.contact).map(({ place }) => keyOf(place.table, place.id)),
  );
  const emptied = changes.filter(({ place }) => place.contact).map(({ place }) => place);
  const numbers =
    emptied.length === 0
      ? []
      : await mentionsIn(
          db,
          (payload) => emptied.some(({ id }) => payload.includes(id)),
          (table, image) =>
            emptied.some(
              (place) =>
                place.table === table && place.id === image.id && place.columns.some((name) => image[name]),
            ),
        );
  return [
    ...new Set(
      [
        ...found.mentions.filter(({ keys }) => [...keys].some((key) => said.has(key))),
        ...(past ? pastOf(found) : []),
        ...numbers,
      ].map(({ sequence }) => sequence),
    ),
  ].sort((left, right) => left - right);
}
