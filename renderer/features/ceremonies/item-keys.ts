import { useRef } from 'react';

/** Keys for list items that have no id of their own; an edited item keeps the key of the one that it replaces. */
export function useItemKeys(): {
  readonly keyOf: (item: object) => string;
  readonly replace: <T extends object>(old: T, next: T) => T;
} {
  const keys = useRef(new WeakMap<object, string>());
  const count = useRef(0);
  const keyOf = (item: object) => {
    const known = keys.current.get(item);
    if (known) return known;
    count.current += 1;
    const key = `item-${count.current}`;
    keys.current.set(item, key);
    return key;
  };
  return {
    keyOf,
    replace: (old, next) => {
      keys.current.set(next, keyOf(old));
      return next;
    },
  };
}
