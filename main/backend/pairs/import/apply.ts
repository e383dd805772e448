import { fold } from '../../../../db/text.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import type { CommandContext, Handlers } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { allSchools, type StoredSchool } from '../../schools/register.ts';
import { cellAddress } from '../../tables/raw-table.ts';
import { createFindings, type Findings } from '../../tables/row-messages.ts';
import { pairMaker } from '../rules.ts';
import type { PairRow, PartyText } from './parse.ts';

/** Finds the one school that a list means, by code or by name, or notes why there is none. */
function findSchool(
  schools: readonly StoredSchool[],
  { text, unit, place }: PartyText,
  level: PairRow['level'],
  findings: Findings,
): StoredSchool | null {
  const byCode = schools.find((school) => school.code === text);
  if (byCode) return byCode;
  const named = schools.filter(
    (school) =>
      fold(school.name) === fold(text) &&
      (unit === undefined || fold(school.unit) === fold(unit)) &&
      (level === undefined || school.level === level),
  );
  if (named.length === 1) return named[0] ?? null;
  if (named.length === 0) findings.fault('SCHOOL_UNKNOWN', place, { value: text });
  else findings.fault('SCHOOL_AMBIGUOUS', place, { value: text, count: named.length });
  return null;
}

async function takeIn(context: CommandContext, rows: readonly PairRow[]) {
  const schools = await allSchools(context.db, context.today());
  const maker = await pairMaker(context);
  const findings = createFindings();
  const broken: Fault[] = [];
  let created = 0;
  let unchanged = 0;
  for (const row of rows) {
    const supporting = findSchool(schools, row.supporting, row.level, findings);
    const partner = findSchool(schools, row.partner, row.level, findings);
    if (!supporting || !partner) continue;
    try {
      // A list that names a school twice has said so itself; it needs no further confirmation.
      maker.add(supporting, partner, true);
      created += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'PAIR_EXISTS') unchanged += 1;
      else broken.push(ruleFault(row, error));
    }
  }
  const errors = [...findings.faults(), ...broken].sort((left, right) => (left.row ?? 0) - (right.row ?? 0));
  if (errors.length > 0) throw new AppError('INVALID_ROWS', { count: errors.length, errors });
  await maker.store();
  return { created, updated: 0, unchanged };
}

/** A broken pairing rule as a fault of the partner's cell. */
function ruleFault({ row, partner }: PairRow, error: AppError): Fault {
  const { column, heading } = partner.place;
  return {
    row,
    column: heading ?? null,
    cell: column === undefined ? null : cellAddress(row, column),
    code: error.code,
    message: error.message,
  };
}

export const pairImportHandlers: Handlers<'pairs.import'> = {
  async 'pairs.import'(context, { fileId }) {
    context.progress('Đọc tệp', 0, 0);
    const { bytes, fileName } = await context.files.read(context.db, fileId);
    const unitWords = context.resources.unitKinds.map((kind) => kind.word);
    const list = await context.workers.run(
      'pairList',
      { bytes, fileName, encoding: 'auto', unitWords },
      context.signal,
    );
    if (list.faults.length > 0) {
      throw new AppError('INVALID_ROWS', {
        count: list.faults.length,
        errors: list.faults,
        warnings: list.warnings,
      });
    }
    const counts = await context.write((command) => takeIn(command, list.rows));
    return { ...counts, warnings: list.warnings };
  },
};
