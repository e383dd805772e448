import { fold } from '../../../../db/text.ts';
import type { DifficultyForm, Raiser } from '../../../../preload/contract/difficulties.ts';
import type { CommandContext, Handlers } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { unitFinder } from '../../organisations/organisations.ts';
import { currentProgramme } from '../../programmes/programme.ts';
import { parseUnit } from '../../schools/import/units.ts';
import { allSchools } from '../../schools/register.ts';
import { createFindings, type Findings } from '../../tables/row-messages.ts';
import { createDifficulty, formOf, updateDifficulty } from '../difficulties.ts';
import { difficultiesOn } from '../read.ts';
import type { DifficultyRow } from './parse.ts';

type FindRaiser = (row: DifficultyRow, findings: Findings) => Raiser | null;

/** Finds the school or unit that a row names: a school by code or name, else a unit by its name or its office's. */
async function raiserFinder({ db, resources, today }: CommandContext): Promise<FindRaiser> {
  const schools = await allSchools(db, today());
  const findUnit = await unitFinder(db, resources, today());
  const kindWords = resources.unitKinds.map((kind) => kind.word);
  return ({ raisedBy: text, places }, findings) => {
    const byCode = schools.find((school) => school.code === text);
    const named = byCode ? [byCode] : schools.filter((school) => school.folded === fold(text));
    const [school] = named;
    if (school && named.length === 1) return { kind: 'school', id: school.id };
    if (named.length > 1) {
      findings.fault('SCHOOL_AMBIGUOUS', places.raisedBy, { value: text, count: named.length });
      return null;
    }
    const { name, kindWord } = parseUnit(text, kindWords);
    const unitId = findUnit(kindWord, name);
    if (unitId) return { kind: 'unit', id: unitId };
    findings.fault('RAISER_UNKNOWN', places.raisedBy, { value: text });
    return null;
  };
}

const NOTHING_SAID = {
  advantages: null,
  proposal: null,
  resolver: null,
  dueOn: null,
  outcome: null,
  resolvedOn: null,
} satisfies Partial<DifficultyForm>;

const sameForm = (left: DifficultyForm, right: DifficultyForm): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** Takes rows in: known ones by who raised them and what they say. All or nothing. */
async function takeIn(context: CommandContext, rows: readonly DifficultyRow[], raisedOn: string) {
  const { db, today } = context;
  const findings = createFindings();
  const findRaiser = await raiserFinder(context);
  const stored = await difficultiesOn(db, (await currentProgramme(db)).id, today());
  const key = (raisedBy: Raiser, difficulty: string) => `${raisedBy.id}|${fold(difficulty)}`;
  const known = new Map(stored.map((row) => [key(row.raisedBy, row.difficulty), row]));
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for (const row of rows) {
    const { row: _, places, raisedBy: text, ...said } = row;
    const raisedBy = findRaiser(row, findings);
    if (!raisedBy) continue;
    const before = known.get(key(raisedBy, said.difficulty));
    const form: DifficultyForm = before
      ? { ...formOf(before), ...said }
      : { raisedBy, raisedOn, ...NOTHING_SAID, ...said };
    try {
      if (!before) {
        await createDifficulty(context, form);
        counts.created += 1;
      } else if (sameForm(form, formOf(before))) counts.unchanged += 1;
      else {
        await updateDifficulty(context, before.id, form);
        counts.updated += 1;
      }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'INVALID_INPUT') throw error;
      const { field, reason } = error.details;
      const place = Object.entries(places).find(([name]) => name === field)?.[1] ?? places.difficulty;
      findings.fault('VALUE_REFUSED', place, { reason: String(reason) });
    }
  }
  const errors = findings.faults();
  if (errors.length > 0) throw new AppError('INVALID_ROWS', { count: errors.length, errors });
  return counts;
}

export const difficultyImportHandlers: Handlers<'difficulties.import'> = {
  async 'difficulties.import'(context, { fileId, encoding, raisedOn }) {
    context.progress('Đọc tệp', 0, 0);
    const { bytes, fileName } = await context.files.read(context.db, fileId);
    const list = await context.workers.run('difficultyList', { bytes, fileName, encoding }, context.signal);
    const { faults, warnings } = list;
    if (faults.length > 0) {
      throw new AppError('INVALID_ROWS', { count: faults.length, errors: faults, warnings });
    }
    const counts = await context.write((command) => takeIn(command, list.rows, raisedOn ?? context.today()));
    return { ...counts, warnings };
  },
};
