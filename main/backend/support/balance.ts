import { compareVietnamese } from '../../../db/text.ts';
import type { SchoolBalance, SupportItem } from '../../../preload/contract/support.ts';
import { supportDirection } from '../../../preload/contract/support.ts';

interface Sum {
  readonly items: number;
  readonly amount: number;
}

/** A school that the balance tells of. */
export type BalancedSchool = Omit<SchoolBalance, 'given' | 'received'>;

const sumOf = (items: readonly SupportItem[]): Sum => ({
  items: items.length,
  amount: items.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
});

/** What each school gave and got: schools in difficulty first, then those that got least. */
export function schoolBalances(
  schools: readonly BalancedSchool[],
  items: readonly SupportItem[],
): SchoolBalance[] {
  const given = Map.groupBy(items, (item) => item.giverSchoolId);
  const received = Map.groupBy(items, (item) => item.receiverSchoolId);
  return schools
    .map((school) => ({
      ...school,
      given: sumOf(given.get(school.id) ?? []),
      received: sumOf(received.get(school.id) ?? []),
    }))
    .sort(
      (left, right) =>
        Number(right.needsSupport) - Number(left.needsSupport) ||
        left.received.amount - right.received.amount ||
        left.received.items - right.received.items ||
        compareVietnamese(left.name, right.name),
    );
}

/** What went with the direction of the pairs, against it, and otherwise; none is left out. */
export const directionBalances = (items: readonly SupportItem[]) =>
  supportDirection.options.map((direction) => ({
    direction,
    ...sumOf(items.filter((item) => item.direction === direction)),
  }));

/** What went from unit to unit, the most first. */
export const unitBalances = (items: readonly SupportItem[]) =>
  [...Map.groupBy(items, ({ giverUnit, receiverUnit }) => JSON.stringify([giverUnit, receiverUnit])).values()]
    .flatMap((own) =>
      own[0] ? [{ giverUnit: own[0].giverUnit, receiverUnit: own[0].receiverUnit, ...sumOf(own) }] : [],
    )
    .sort((left, right) => right.amount - left.amount || right.items - left.items);
