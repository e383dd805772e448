type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

/** Whether a kept value can stand where the sample stands: a later version of the program may hold other fields. */
function fits(sample: unknown, value: unknown): boolean {
  if (Array.isArray(sample))
    return Array.isArray(value) && (sample.length === 0 || value.every((item) => fits(sample[0], item)));
  if (isRecord(sample))
    return isRecord(value) && Object.entries(sample).every(([name, part]) => fits(part, value[name]));
  // A number field holds '' while it is empty.
  const kinds = typeof sample === 'boolean' ? ['boolean'] : ['string', 'number'];
  return kinds.includes(typeof value);
}

/**
 * What was typed over the values of before, by field; null when nothing was.
 * @param except fields whose change alone is nothing to keep, such as a day that is filled in by itself
 */
export function typedOver<V extends object>(
  before: V,
  now: V,
  except: readonly (keyof V)[] = [],
): Partial<V> | null {
  const names = (Object.keys(now) as (keyof V)[]).filter((name) => !same(before[name], now[name]));
  if (names.every((name) => except.includes(name))) return null;
  return Object.fromEntries(names.map((name) => [name, now[name]])) as Partial<V>;
}

/** What was kept and fits into a form now, without the fields that were typed into meanwhile. */
export function stillFitting<V extends object>(kept: unknown, before: V, now: V): Partial<V> | null {
  if (!isRecord(kept)) return null;
  const names = (Object.keys(before) as (keyof V & string)[]).filter(
    (name) =>
      name in kept &&
      same(before[name], now[name]) &&
      !same(before[name], kept[name]) &&
      fits(before[name], kept[name]),
  );
  return names.length === 0
    ? null
    : (Object.fromEntries(names.map((name) => [name, kept[name]])) as Partial<V>);
}
