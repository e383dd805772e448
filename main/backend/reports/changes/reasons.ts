import type { JournalRow } from '../../../../db/journal.ts';
import type { RowChange } from '../../../../preload/contract/reports.ts';
import { shownDay } from '../../text/dates.ts';
import { type Image, PARTS, type Part, type Shown, WATCHED, type Watched } from './watched.ts';

/** What names stand for keys, and which rows a report shows. */
export interface Register {
  /** A name for a key of that sort. */
  readonly nameOf: (
    sort: 'school' | 'unit' | 'pair' | 'kind' | 'indicator' | 'person' | 'place',
    key: string,
  ) => string;
  /** A row as it stands now, for parts that changed while their row did not. */
  readonly rowNow: (table: string, id: string) => Image | null;
  /** Whether a report of the period shows a row as it was or is. */
  readonly isShown: (table: string, row: Image) => boolean;
  /** Tells fields, too, that no report shows. */
  readonly whole?: boolean;
}

/** What became of one row since: its first image before, its last one after. */
interface Net {
  readonly table: string;
  readonly id: string;
  readonly before: Image | null;
  readonly after: Image | null;
  readonly at: string;
  readonly actor: string;
}

const live = (image: Image | null): Image | null => (image === null || image.deleted_at ? null : image);

/**
 * The journal after a report, collapsed by row: what was done and taken back again leaves nothing, what was changed
 * three times is one change. Parts (pairs of an activity, names of a school) are told as fields of their row.
 */
export function rowChanges(journal: readonly JournalRow[], register: Register): RowChange[] {
  const nets = collapse(journal);
  const parts = Map.groupBy(
    nets.flatMap((net) => {
      const owner = ownerOf(net);
      if (!owner || (owner.part.unreported && !register.whole)) return [];
      return [{ net, ...owner }];
    }),
    ({ key }) => key,
  );
  const owners = new Map<string, Net>();
  for (const net of nets) if (WATCHED.has(net.table)) owners.set(`${net.table}|${net.id}`, net);
  for (const [key, [first]] of parts) {
    if (owners.has(key) || !first) continue;
    const [table = '', id = ''] = key.split('|');
    const now = live(register.rowNow(table, id));
    if (now) owners.set(key, { ...first.net, table, id, before: now, after: now });
  }
  return [...owners]
    .flatMap(([key, net]) => toChange(net, parts.get(key) ?? [], register) ?? [])
    .toSorted((left, right) => right.at.localeCompare(left.at));
}

/** The rows of which parts were changed, as `table|key`. */
export const ownersIn = (journal: readonly JournalRow[]): ReadonlySet<string> =>
  new Set(collapse(journal).flatMap((net) => ownerOf(net)?.key ?? []));

/** What a changed row is a part of; null where it stands alone. */
function ownerOf({ table, before, after }: Net): { readonly part: Part; readonly key: string } | null {
  const part = PARTS.get(table);
  const owner = part && (after ?? before)?.[part.by];
  return part && typeof owner === 'string' ? { part, key: `${part.of}|${owner}` } : null;
}

function collapse(journal: readonly JournalRow[]): Net[] {
  const nets = new Map<string, Net>();
  for (const { payload, at, actor } of journal.toSorted((left, right) => left.sequence - right.sequence)) {
    for (const { table, before, after } of payload?.changes ?? []) {
      const id = (after ?? before)?.id;
      if (typeof id !== 'string' || !(WATCHED.has(table) || PARTS.has(table))) continue;
      const key = `${table}|${id}`;
      const earlier = nets.get(key);
      nets.set(key, {
        table,
        id,
        before: earlier ? earlier.before : live(before),
        after: live(after),
        at,
        actor,
      });
    }
  }
  return [...nets.values()];
}

type PartOfRow = { readonly net: Net; readonly part: Part };

function toChange(net: Net, parts: readonly PartOfRow[], register: Register): RowChange | null {
  const { table, before, after } = net;
  const watched = WATCHED.get(table);
  const shown = after ?? before;
  if (!watched || !shown) return null;
  const touches = [before, after].some((image) => image && register.isShown(table, image));
  if (!touches) return null;
  const said = (image: Image, column: string, as: Shown): string | null =>
    valueText(image[column] ?? null, as, register);

  const fields = new Map<string, { before: string | null; after: string | null }>();
  if (before && after) {
    const told = register.whole ? { ...watched.fields, ...watched.unreported } : watched.fields;
    for (const [column, [label, as]] of Object.entries(told)) {
      const [was, is] = [said(before, column, as), said(after, column, as)];
      if (was !== is) fields.set(label, { before: was, after: is });
    }
    for (const [label, own] of Map.groupBy(parts, ({ part }) => part.label)) {
      const partsOf = (when: 'before' | 'after'): string | null => {
        const texts = own.flatMap(({ net: each, part }) => {
          const image = each[when];
          const words = image ? part.fields.flatMap(([column, as]) => said(image, column, as) ?? []) : [];
          return words.length > 0 ? [words.filter(Boolean).join(', ')] : [];
        });
        return texts.length > 0 ? texts.toSorted().join('; ') : null;
      };
      const [was, is] = [partsOf('before'), partsOf('after')];
      if (was !== is) fields.set(label, { before: was, after: is });
    }
    if (fields.size === 0) return null;
  }
  const last = [net, ...parts.map((each) => each.net)].reduce((one, other) =>
    other.at > one.at ? other : one,
  );
  return {
    what: watched.what,
    name: nameOf(table, shown, watched.name, register),
    change: before === null ? 'added' : after === null ? 'removed' : 'changed',
    fields: [...fields].map(([name, values]) => ({ name, ...values })),
    at: last.at,
    actor: last.actor,
  };
}

function nameOf(table: string, image: Image, columns: Watched['name'], register: Register): string {
  const words = columns.flatMap(([column, as]) => {
    // The city's own results belong to no school.
    if (table === 'exam_result' && image[column] === null) return ['Toàn thành phố'];
    return valueText(image[column] ?? null, as, register) ?? [];
  });
  return words.join(table === 'school_pair' ? ' – ' : ', ');
}

function valueText(value: string | number | null, as: Shown, register: Register): string | null {
  if (value === null || value === '') return null;
  if (typeof as === 'object') return as[value] ?? `${value}`;
  switch (as) {
    case 'text':
      return `${value}`;
    case 'day':
      return shownDay(`${value}`);
    case 'count':
      return Number(value).toLocaleString('vi-VN');
    case 'money':
      return `${Number(value).toLocaleString('vi-VN')} đồng`;
    case 'list': {
      const items: unknown = JSON.parse(`${value}`);
      return Array.isArray(items) && items.length > 0 ? items.join('; ') : null;
    }
    default:
      return register.nameOf(as, `${value}`);
  }
}
