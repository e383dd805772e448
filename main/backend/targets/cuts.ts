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

/** Whether something that one school has, a model or support received, belongs to a group. */
export function isOfGroup(
  cut: GroupCut,
  group: Group,
  school: { readonly name: string; readonly level: Level; readonly unit: string },
): boolean {
  switch (cut) {
    case 'unit':
      return group.name === school.unit;
    case 'level':
      return group.key === school.level;
    case 'pair':
      return group.pairs.some(
        (pair) =>
          (pair.supporting_name === school.name && pair.supporting_unit === school.unit) ||
          (pair.partner_name === school.name && pair.partner_unit === school.unit),
      );
  }
}

/** A cut that divides the days. */
export type DayCut = Exclude<ProgressCut, GroupCut | 'programme'>;

export const isDayCut = (cut: ProgressCut): cut is DayCut =>
  cut !== 'programme' && cut !== 'unit' && cut !== 'level' && cut !== 'pair';

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
