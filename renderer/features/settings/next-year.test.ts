import { expect, test } from 'vitest';
import { nextYear } from './next-year.ts';

test('the next school year is proposed on the same days, which exist', () => {
  expect(
    nextYear({
      code: '2023-2024',
      startsOn: '2023-09-05',
      semester1EndsOn: '2024-01-14',
      semester2StartsOn: '2024-02-29',
      endsOn: '2024-05-30',
      note: 'Theo quyết định',
    }),
  ).toEqual({
    code: '2024-2025',
    startsOn: '2024-09-05',
    semester1EndsOn: '2025-01-14',
    semester2StartsOn: '2025-02-28',
    endsOn: '2025-05-30',
    note: null,
  });
});
