import type { OwnUnit } from '../../preload/contract/app.ts';
import type { Organisation } from '../../preload/contract/programmes.ts';
import { OWN_UNIT } from '../../preload/contract/setting-keys.ts';
import { useProcedure, useSetting } from '../api/hooks.ts';
import { searchKey } from '../i18n/format.ts';

const isOwnUnit = (value: unknown): value is OwnUnit =>
  typeof value === 'object' &&
  value !== null &&
  ['kind', 'name'].every((key) => typeof Reflect.get(value, key) === 'string');

/** The unit that the person works for, as it was said at the first start or in the settings. */
export function useOwnUnit(): readonly [OwnUnit | null, (unit: OwnUnit | null) => void] {
  return useSetting<OwnUnit | null>(OWN_UNIT, null, isOwnUnit);
}

/** The same unit in the register, once it is there and as long as it lasts. */
export function useOwnOrganisation(): Organisation | undefined {
  const [own] = useOwnUnit();
  const organisations = useProcedure('organisations.list', {}).data?.organisations;
  return own === null
    ? undefined
    : organisations?.find((unit) => unit.endedOn === null && isSameUnit(unit, own));
}

/** Whether a unit of the register is the one that was named, however its accents were typed. */
export const isSameUnit = (unit: OwnUnit, named: OwnUnit): boolean =>
  unit.kind === named.kind && searchKey(unit.name) === searchKey(named.name);
