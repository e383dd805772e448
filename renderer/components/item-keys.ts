const keys = new WeakMap<object, string>();
let made = 0;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What tells an item of a list from its neighbours, however often it is edited or moved. */
export function keyOf(item: object): string {
  const known = keys.get(item);
  if (known) return known;
  made += 1;
  const key = `k${made}`;
  keys.set(item, key);
  return key;
}

/** A changed copy stays the same item. */
export function carried<T>(before: unknown, after: T): T {
  if (isObject(before) && isObject(after) && before !== after) keys.set(after, keyOf(before));
  return after;
}
