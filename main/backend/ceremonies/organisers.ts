import type { ReadDb } from '../../../db/read.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';

/** The programme by the names of a day, as the papers of a ceremony speak of it. */
export interface RunningProgramme {
  readonly title: string;
  readonly phase: string;
  readonly placeName: string | null;
  /** Of the managing units in order, in full and short. */
  readonly offices: readonly { readonly name: string; readonly short: string }[];
  /** In whose name a ceremony is held: of more than two units, the department for all of them. */
  readonly organisers: readonly string[];
}

export async function programmeOn(db: ReadDb, on: string): Promise<RunningProgramme> {
  const row = await currentProgramme(db);
  const units = await unitsOf(db, row.id, on);
  const offices = units.map(({ office, office_short }) => ({ name: office, short: office_short }));
  return {
    title: row.title,
    phase: row.phase,
    placeName: row.place_name ?? units[0]?.name ?? null,
    offices,
    organisers:
      offices.length === 0 || offices.length > 2 ? [row.department] : offices.map((office) => office.name),
  };
}
