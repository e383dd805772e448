import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { newId } from './ids.ts';

test('keys are of version 7, each another, and sort as they were made, however many come at once', () => {
  const keys = Array.from({ length: 5000 }, newId);
  expect(keys.every((key) => validate(key) && version(key) === 7)).toBe(true);
  expect(new Set(keys).size).toBe(keys.length);
  expect([...keys].sort()).toEqual(keys);
});
