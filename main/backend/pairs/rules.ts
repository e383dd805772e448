import { chunked } from '../../../db/read.ts';
import type { NewRow } from '../../../db/schema.ts';
import type { CommandContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import type { StoredSchool } from '../schools/register.ts';

/** Joins schools one pair after another, each seen by the rules for the next. */
export interface PairMaker {
  /**
   * Joins two schools for the time of the programme.
   * @param confirmOverlap a second pair of one school is meant.
   * @throws AppError PAIR_SAME_SCHOOL, PAIR_SAME_UNIT, PAIR_DIFFERENT_LEVEL, UNIT_NOT_IN_PROGRAMME,
   *   PAIR_EXISTS, PAIR_OVERLAPS
   */
  add(supporting: StoredSchool, partner: StoredSchool, confirmOverlap: boolean): string;
  /** The same for two schools whose pair comes back from the bin: its row is there already. */
  rejoin(supporting: StoredSchool, partner: StoredSchool, confirmOverlap: boolean): void;
  /** Stores what was added. */
  store(): Promise<void>;
}

/** Reads programme and pairs once, for any number of new ones. */
export async function pairMaker({ db, now, today }: CommandContext): Promise<PairMaker> {
  const programme = await currentProgramme(db);
  const members = new Set((await unitsOf(db, programme.id, today())).map((unit) => unit.id));
  const stored = await db
    .selectFrom('school_pair')
    .select(['supporting_school_id', 'partner_school_id'])
    .where('programme_id', '=', programme.id)
    .where('deleted_at', 'is', null)
    .execute();
  const partners = new Map<string, Set<string>>();
  const engage = (id: string, partnerId: string) => {
    partners.set(id, (partners.get(id) ?? new Set()).add(partnerId));
  };
  const join = (one: string, other: string) => {
    engage(one, other);
    engage(other, one);
  };
  for (const pair of stored) join(pair.supporting_school_id, pair.partner_school_id);

  const rejoin: PairMaker['rejoin'] = (supporting, partner, confirmOverlap) => {
    const names = { supporting: supporting.name, partner: partner.name };
    if (supporting.id === partner.id) throw new AppError('PAIR_SAME_SCHOOL');
    if (supporting.unit_id === partner.unit_id) throw new AppError('PAIR_SAME_UNIT', names);
    if (supporting.level !== partner.level) throw new AppError('PAIR_DIFFERENT_LEVEL', names);
    const stranger = [supporting, partner].find((school) => !members.has(school.unit_id));
    if (stranger) throw new AppError('UNIT_NOT_IN_PROGRAMME', { unit: stranger.unit });
    if (partners.get(supporting.id)?.has(partner.id)) throw new AppError('PAIR_EXISTS', names);
    const engaged = [supporting, partner].find((school) => partners.has(school.id));
    if (engaged && !confirmOverlap) {
      throw new AppError('PAIR_OVERLAPS', { name: engaged.name, schoolId: engaged.id });
    }
    join(supporting.id, partner.id);
  };

  const rows: NewRow<'school_pair'>[] = [];
  return {
    rejoin,
    add(supporting, partner, confirmOverlap) {
      rejoin(supporting, partner, confirmOverlap);
      const id = newId();
      rows.push({
        id,
        programme_id: programme.id,
        level: supporting.level,
        supporting_school_id: supporting.id,
        partner_school_id: partner.id,
        starts_on: programme.starts_on,
        ends_on: programme.ends_on,
        ...created(now()),
      });
      return id;
    },
    async store() {
      for (const chunk of chunked(rows)) await db.insertInto('school_pair').values(chunk).execute();
    },
  };
}
