import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { ReportPeriod } from '../../../preload/contract/report-figures.ts';
import { type Level, level as levels } from '../../../preload/contract/schools.ts';
import type { ProgressCut } from '../../../preload/contract/targets.ts';
import type { StoredPair } from '../pairs/pairs.ts';
import {
  dayInFigures,
  earlierOf,
  laterOf,
  type ProgrammePhase,
  parsePeriod,
  semesterPeriod,
} from '../reports/periods.ts';

const LEVEL_NAMES: Record<Level, string> = { mam_non: 'Mầm non', tieu_hoc: 'Tiểu học', thcs: 'THCS' };

/** A cut that divides the pairs, not the days. */
export type GroupCut = 'unit' | 'level' | 'pair';

/** A row of figures about some of the pairs. */
export interface Group {
  readonly key: string;
  readonly name: string;
  readonly pairs: readonly StoredPair[];
}

/** Groups of pairs; a pair belongs to the units of both its schools. */
export function groupsOf(
  cut: GroupCut,
  pairs: readonly StoredPair[],
  units: readonly { readonly id: string; readonly name: string }[],
): Group[] {
  switch (cut) {
    case 'unit':
      return units.map(({ id, name }) => ({
        key: id,
        name,
        pairs: pairs.filter((pair) => pair.supporting_unit_id === id || pair.partner_unit_id === id),
      }));
    case 'level':
      return levels.options
        .map((key) => ({ key, name: LEVEL_NAMES[key], pairs: pairs.filter(({ level }) => level === key) }))
        .filter((group) => group.pairs.length > 0);
    case 'pair':
      return pairs.map((pair) => ({
        key: pair.id,
        name: `${pair.supporting_name} - ${pair.partner_name}`,
        pairs: [pair],
      }));
  }
}

/** To which groups some pairs belong, each once. */
export function groupsOfPairs(groups: readonly Group[]): (pairIds: readonly string[]) => readonly string[] {
  const keysOf = new Map<string, string[]>();
  for (const { key, pairs } of groups)
    for (const { id } of pairs) keysOf.set(id, [...(keysOf.get(id) ?? []), key]);
  const ofPair = (id: string): readonly string[] => keysOf.get(id) ?? [];
  return ([first, ...others]) =>
    first === undefined
      ? []
      : others.length === 0
        ? ofPair(first)
        : [...new Set([first, ...others].flatMap(ofPair))];
}

/** To which groups something belongs that one school has: a model, or support received. */
export function groupsOfSchools(
  cut: GroupCut,
  groups: readonly Group[],
): (school: { readonly name: string; readonly level: Level; readonly unit: string }) => readonly string[] {
  const keysOf = <T>(labelsOf: (group: Group) => readonly string[], labelOf: (school: T) => string) => {
    const labels = groups.flatMap((group) =>
      [...new Set(labelsOf(group))].map((label) => ({ label, key: group.key })),
    );
    const known = Map.groupBy(labels, ({ label }) => label);
    return (school: T) => (known.get(labelOf(school)) ?? []).map(({ key }) => key);
  };
  switch (cut) {
    case 'unit':
      return keysOf(
        (group) => [group.name],
        ({ unit }) => unit,
      );
    case 'level':
      return keysOf(
        (group) => [group.key],
        ({ level }) => level,
      );
    case 'pair':
      return keysOf(
        ({ pairs }) =>
          pairs.flatMap((pair) => [
            `${pair.supporting_name}\n${pair.supporting_unit}`,
            `${pair.partner_name}\n${pair.partner_unit}`,
          ]),
        ({ name, unit }) => `${name}\n${unit}`,
      );
  }
}

/** A cut that divides the days. */
export type DayCut = Exclude<ProgressCut, GroupCut | 'programme'>;

export const isGroupCut = (cut: ProgressCut): cut is GroupCut =>
  cut === 'unit' || cut === 'level' || cut === 'pair';

export const isDayCut = (cut: ProgressCut): cut is DayCut => cut !== 'programme' && !isGroupCut(cut);

/** The semesters, quarters or years in a period; those that it only touches are cut to it and say so. */
export function partsOf(
  cut: DayCut,
  period: ReportPeriod,
  calendar: readonly SchoolYear[],
  phase: ProgrammePhase,
): ReportPeriod[] {
  return candidates(cut, period, calendar, phase)
    .filter((part) => part.startsOn <= period.endsOn && part.endsOn >= period.startsOn)
    .map((part) => {
      if (part.startsOn >= period.startsOn && part.endsOn <= period.endsOn) return part;
      const startsOn = laterOf(part.startsOn, period.startsOn);
      const endsOn = earlierOf(part.endsOn, period.endsOn);
      const label = `${part.label} (${dayInFigures(startsOn)} - ${dayInFigures(endsOn)})`;
      return { ...parsePeriod(`${startsOn}..${endsOn}`, calendar, phase), label };
    });
}

function candidates(
  cut: DayCut,
  { startsOn, endsOn }: ReportPeriod,
  calendar: readonly SchoolYear[],
  phase: ProgrammePhase,
): ReportPeriod[] {
  const first = Number(startsOn.slice(0, 4));
  const years = Array.from({ length: Number(endsOn.slice(0, 4)) - first + 1 }, (_, index) => first + index);
  const read = (code: string) => parsePeriod(code, calendar, phase);
  switch (cut) {
    case 'semester':
      return calendar.flatMap(({ code }) => [
        semesterPeriod(code, 1, calendar),
        semesterPeriod(code, 2, calendar),
      ]);
    case 'school_year':
      return calendar.map(({ code }) => read(code));
    case 'quarter':
      return years.flatMap((year) => [1, 2, 3, 4].map((quarter) => read(`${year}/Q${quarter}`)));
    case 'year':
      return years.map((year) => read(`${year}`));
  }
}
