import type { ReportFigures } from '../../../../preload/contract/report-figures.ts';
import { ceremoniesOfProgramme } from '../../ceremonies/ceremonies.ts';
import type { QueryContext } from '../../context.ts';
import { currentProgramme, unitsOf } from '../../programmes/programme.ts';
import { earlierOf } from '../periods.ts';

/** What the report in words says beside the figures. */
export interface ReportFrame {
  /** The department that it goes to. */
  readonly department: string;
  /** Of the city's plan: "4340". */
  readonly planNumber: string | null;
  readonly legalBases: readonly string[];
  readonly phase: string;
  /** Abbreviation of the issuing office in symbols. */
  readonly officeSymbol: string;
  /** Offices of the other units, by their whole names. */
  readonly partners: readonly string[];
  /** The latest ceremony that was held up to the end of the period. */
  readonly ceremony: { readonly heldOn: string; readonly venue: string | null } | null;
}

/** Everything that the report in words is drawn from. */
export interface NarrativeFacts {
  readonly figures: ReportFigures;
  readonly frame: ReportFrame;
}

/** Reads what the programme's register says about a report with these figures. */
export async function frameOf(
  { db, today }: Pick<QueryContext, 'db' | 'today'>,
  { period }: Pick<ReportFigures, 'period'>,
): Promise<ReportFrame> {
  const programme = await currentProgramme(db);
  const on = earlierOf(period.endsOn, today());
  const [first, ...others] = await unitsOf(db, programme.id, on);
  const [ceremony] = (await ceremoniesOfProgramme(db, programme.id))
    .flatMap(({ held_on, venue }) => (held_on && held_on <= on ? [{ heldOn: held_on, venue }] : []))
    .toSorted((left, right) => right.heldOn.localeCompare(left.heldOn));
  return {
    department: programme.department,
    planNumber: programme.plan_number,
    legalBases: JSON.parse(programme.legal_bases),
    phase: programme.phase,
    officeSymbol: first?.office_symbol ?? '',
    partners: others.map(({ office }) => office),
    ceremony: ceremony ?? null,
  };
}

/** Subjects of the exam in the order of the forms. */
export const subjectsOf = ({ exam10Subjects }: ReportFigures) =>
  (['literature', 'maths', 'english'] as const).map((key) => ({ key, name: exam10Subjects[key] }));
