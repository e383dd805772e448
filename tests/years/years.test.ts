import { expect, test } from 'vitest';
import { workForYears } from './years.ts';

test('a year of 1,500 commands leaves nothing behind but the data', async () => {
  const { before, years, problems } = await workForYears(1, 1_500);
  expect(problems).toEqual([]);
  const [year] = years;
  expect(year?.commands).toBeGreaterThan(1_400);
  const { handles = 0, threads = 0, resources = 0, temporary = 0, heap = 0, wal = 0 } = year ?? {};
  expect({ handles, threads, resources, temporary }).toEqual({
    handles: before.handles,
    threads: before.threads,
    resources: before.resources,
    temporary: before.temporary,
  });
  expect(heap - before.heap).toBeLessThan(60e6);
  expect(wal).toBeLessThan(32e6);
}, 900_000);
