import type { SchoolField } from '../../../../preload/contract/schools.ts';
import { AppError } from '../../errors.ts';
import { missingFields, nearestHeader } from '../../tables/columns.ts';
import { type ListTable, showTable } from '../../tables/list-table.ts';
import type { RawTable } from '../../tables/raw-table.ts';
import { SCHOOL_COLUMNS } from './columns.ts';
import { judgeSchools, type SchoolListOptions, type SchoolListResult } from './parse.ts';

/** A list as it stands in its file, and what it says; nothing while a required column is missing. */
export interface SchoolListPreview {
  readonly list: Omit<SchoolListResult, 'mapping'>;
  readonly table: ListTable<SchoolField>;
}

/**
 * As `parseSchoolList`, for a person to look at: a heading that lacks columns, or has no row under it, is shown
 * instead of refused, so that the person can say what is what.
 *
 * @throws AppError NO_HEADER_ROW when the file holds nothing at all
 */
export function previewSchoolList(table: RawTable, options: SchoolListOptions): SchoolListPreview {
  const header = nearestHeader(table, SCHOOL_COLUMNS, options.choice);
  if (!header) {
    const columns = SCHOOL_COLUMNS.filter(({ required }) => required).map(({ label }) => label);
    throw new AppError('NO_HEADER_ROW', { file: table.fileName, columns, missing: [] });
  }
  const missing = missingFields(header, SCHOOL_COLUMNS).map(({ field }) => field);
  if (missing.length > 0) {
    const empty = {
      rows: [],
      faults: [],
      warnings: [],
      repairs: [],
      unknownColumns: [],
      sheet: header.sheet.name,
      headerRow: header.row,
    };
    return { list: empty, table: showTable(table, header, { missing, rows: [], repairs: [] }) };
  }
  const { list, schools } = judgeSchools(table, header, options);
  const { mapping: _, ...rest } = list;
  return { list: rest, table: showTable(table, header, { missing, rows: schools, repairs: list.repairs }) };
}
