import path from 'node:path';
import { fold } from '../../../../db/text.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import type { OutputOf, ParsedInputOf } from '../../../../preload/contract/types.ts';
import type { CommandContext, Handlers, JobContext, QueryContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { createUnit, unitFinder, unitKindOf } from '../../organisations/organisations.ts';
import { pairedNames } from '../../pairs/pairs.ts';
import { currentProgramme, joinProgramme } from '../../programmes/programme.ts';
import { cellAddress } from '../../tables/raw-table.ts';
import { createFindings, REPAIRS } from '../../tables/row-messages.ts';
import { allSchools, type StoredSchool } from '../register.ts';
import { createSchools, placeKeeper, type SchoolPatch, updateSchool } from '../save.ts';
import type { SchoolListResult, SchoolRow } from './parse.ts';

/** Fields that a list can set, in the order of the register. */
const FIELDS = [
  'code',
  'name',
  'level',
  'commune',
  'address',
  'principal',
  'position',
  'phone',
  'email',
  'classes',
  'pupils',
  'teachers',
] as const satisfies readonly (keyof SchoolRow & keyof StoredSchool & keyof SchoolPatch)[];

/** What a list would do to one school. */
interface PlannedRow {
  readonly row: SchoolRow;
  readonly stored: StoredSchool | null;
  /** Fields that the list says otherwise than the register. */
  readonly changed: readonly (typeof FIELDS)[number][];
  /** Key of a unit that is known, or of one of the plan's new ones. */
  readonly unit: string;
  readonly movesUnit: boolean;
}

interface Plan {
  readonly rows: readonly PlannedRow[];
  /** Units that the register does not know, in the order of the list. */
  readonly newUnits: ReadonlyMap<string, { readonly kindWord: string | null; readonly name: string }>;
  readonly faults: readonly Fault[];
}

/**
 * Lays a list beside the register: a school is known by its code, else by its folded name within unit and
 * level. What the list leaves empty stays as it is stored.
 */
async function plan(
  { db, resources, today }: Pick<QueryContext, 'db' | 'resources' | 'today'>,
  rows: readonly SchoolRow[],
): Promise<Plan> {
  const stored = await allSchools(db, today());
  const nameKey = (unit: string, level: string, name: string) => `${unit}|${level}|${fold(name)}`;
  const byCode = new Map(stored.flatMap((school) => (school.code ? [[school.code, school]] : [])));
  const byName = new Map(
    stored.map((school) => [nameKey(school.unit_id, school.level, school.name), school]),
  );
  const paired = await pairedNames(db, today());
  const findUnit = await unitFinder(db, resources, today());

  const findings = createFindings();
  const newUnits = new Map<string, { kindWord: string | null; name: string }>();
  const unitOf = ({ unit: name, unitKindWord: kindWord }: SchoolRow): string => {
    const known = findUnit(kindWord, name);
    if (known !== null) return known;
    const key = `${unitKindOf(resources, kindWord).kind}|${fold(name)}`;
    if (!newUnits.has(key)) newUnits.set(key, { kindWord, name });
    return key;
  };
  const taken = new Map<string, number>();
  const planned = rows.map((row): PlannedRow => {
    const unit = unitOf(row);
    const match =
      (row.code ? byCode.get(row.code) : undefined) ?? byName.get(nameKey(unit, row.level, row.name)) ?? null;
    if (!match) return { row, stored: null, changed: [], unit, movesUnit: false };

    const first = taken.get(match.id);
    if (first !== undefined) {
      findings.fault('SCHOOL_MATCHED_TWICE', { row: row.row }, { first, row: row.row, value: match.name });
    }
    taken.set(match.id, row.row);
    const movesUnit = unit !== match.unit_id;
    if (paired.has(match.id) && (movesUnit || row.level !== match.level)) {
      findings.fault('PAIRED_SCHOOL_MOVED', { row: row.row }, { value: match.name });
    }
    const hasHead = Boolean(row.principal ?? match.principal);
    const changed = FIELDS.filter(
      (field) => row[field] !== undefined && row[field] !== match[field] && (field !== 'position' || hasHead),
    );
    return { row, stored: match, changed, unit, movesUnit };
  });

  // A school that takes a new name, level or unit may not become the twin of one that the list leaves alone.
  for (const { row, stored: match, unit } of planned) {
    const twin = match && byName.get(nameKey(unit, row.level, row.name));
    if (twin && twin.id !== match.id && !taken.has(twin.id))
      findings.fault('SCHOOL_NAME_TAKEN', { row: row.row }, { value: twin.name });
  }
  return { rows: planned, newUnits, faults: findings.faults() };
}

const isUnchanged = ({ stored, changed, movesUnit }: PlannedRow): boolean =>
  stored !== null && changed.length === 0 && !movesUnit;

function summaryOf({ rows, newUnits }: Plan, warnings: readonly Fault[]) {
  return {
    created: rows.filter(({ stored }) => stored === null).length,
    updated: rows.filter((row) => row.stored !== null && !isUnchanged(row)).length,
    unchanged: rows.filter(isUnchanged).length,
    unitsCreated: newUnits.size,
    warnings: [...warnings, ...[...newUnits.values()].map(unitWarning)],
  };
}

const unitWarning = ({ kindWord, name }: { kindWord: string | null; name: string }): Fault => ({
  row: null,
  column: null,
  cell: null,
  code: 'UNIT_CREATED',
  message: `Đơn vị “${kindWord ? `${kindWord} ` : ''}${name}” chưa có nên được tạo mới theo tên thường dùng. Hãy xác nhận tên cơ quan trong Cài đặt.`,
});

/** Stores a planned list inside the caller's transaction. */
async function store(context: CommandContext, { rows, newUnits }: Plan): Promise<void> {
  const made = new Map<string, string>();
  for (const [key, { kindWord, name }] of newUnits) {
    made.set(key, await createUnit(context, unitKindOf(context.resources, kindWord), name));
  }
  await joinProgramme(context, (await currentProgramme(context.db)).id, [...made.values()]);
  const unitIdOf = ({ unit }: PlannedRow): string => made.get(unit) ?? unit;

  const fresh = rows.filter(({ stored }) => stored === null);
  await createSchools(
    context,
    fresh.map((planned) => ({ ...planned.row, unitId: unitIdOf(planned) })),
  );
  const keepPlace = placeKeeper(context);
  for (const planned of rows) {
    const { stored, row } = planned;
    if (!stored || isUnchanged(planned)) continue;
    const patch: SchoolPatch = Object.fromEntries(planned.changed.map((field) => [field, row[field]]));
    await updateSchool(context, stored, { ...patch, unitId: unitIdOf(planned) }, keepPlace);
  }
}

/** Takes rows in as one act, for a sample or a test. */
export async function takeInSchools(context: CommandContext, rows: readonly SchoolRow[]): Promise<void> {
  const planned = await plan(context, rows);
  if (planned.faults.length > 0)
    throw new AppError('INVALID_ROWS', { count: planned.faults.length, errors: planned.faults });
  await store(context, planned);
}

type ListInput = Pick<
  ParsedInputOf<'schools.previewImport'>,
  'fileId' | 'encoding' | 'sheet' | 'headerRow' | 'mapping' | 'mended'
>;

/** A file that was handed in, with what a person says about it. */
async function listTask(context: JobContext, input: ListInput) {
  const { fileId, encoding, mended, ...choice } = input;
  context.progress('Đọc tệp', 0, 0);
  const { bytes, fileName } = await context.files.read(context.db, fileId);
  const unitWords = context.resources.unitKinds.map((kind) => kind.word);
  return { file: { bytes, fileName, encoding }, unitWords, choice, mended };
}

const readList = async (context: JobContext, input: ListInput): Promise<SchoolListResult> =>
  context.workers.run('schoolList', await listTask(context, input), context.signal);

export const schoolImportHandlers: Handlers<
  'schools.previewImport' | 'schools.import' | 'schools.markImport'
> = {
  async 'schools.previewImport'(context, input) {
    const task = await listTask(context, input);
    const { list, table } = await context.workers.run('schoolListPreview', task, context.signal);
    const planned = await plan(context, list.rows);
    return {
      ...summaryOf(planned, list.warnings),
      faults: [...list.faults, ...planned.faults],
      unknownColumns: list.unknownColumns,
      changes: planned.rows.map(toChange),
      table,
    };
  },

  async 'schools.markImport'(context, input) {
    const task = await listTask(context, { ...input, mended: undefined });
    const list: SchoolListResult = await context.workers.run('schoolList', task, context.signal);
    const planned = await plan(context, list.rows);
    const name = list.mapping.get('name')?.column ?? 1;
    // What is wrong with a school as a whole is noted beside its name.
    const faults = [...list.faults, ...planned.faults].map((fault) => ({
      ...fault,
      cell: fault.cell ?? (fault.row === null ? null : cellAddress(fault.row, name)),
    }));
    const remarks = list.warnings.filter(({ code }) => !REPAIRS.has(code));
    const marks = [
      ...faults.map(({ cell, message }) => ({ cell, message, isFault: true })),
      ...remarks.map(({ cell, message }) => ({ cell, message, isFault: false })),
    ];
    const mended = (input.mended ?? []).map(({ row, column, text }) => ({
      cell: cellAddress(row, column),
      text,
    }));
    context.progress('Đánh dấu lỗi', 0, 0);
    const bytes = await context.workers.run(
      'markList',
      { file: task.file, sheet: list.sheet, marks, mended },
      context.signal,
    );
    const { name: stem } = path.parse(task.file.fileName);
    const held = await context.files.hold(`${stem} (đánh dấu lỗi).xlsx`, bytes);
    return { ...held, marks: marks.length };
  },

  async 'schools.import'(context, { dryRun, ...input }) {
    const list = await readList(context, input);
    const judge = (planned: Plan) => {
      const errors = [...list.faults, ...planned.faults];
      if (errors.length > 0)
        throw new AppError('INVALID_ROWS', { count: errors.length, errors, warnings: list.warnings });
      return summaryOf(planned, list.warnings);
    };
    if (dryRun) return judge(await plan(context, list.rows));
    context.progress('Ghi vào sổ', 0, 0);
    // Planned inside the transaction, so that nothing can come between judging and storing.
    return context.write(async (command) => {
      const planned = await plan(command, list.rows);
      const summary = judge(planned);
      await store(command, planned);
      return summary;
    });
  },
};

type Change = OutputOf<'schools.previewImport'>['changes'][number];

function toChange(planned: PlannedRow): Change {
  const { row, stored, changed } = planned;
  const text = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : `${value}`;
  return {
    row: row.row,
    name: row.name,
    unit: row.unit,
    level: row.level,
    action: stored === null ? 'create' : isUnchanged(planned) ? 'unchanged' : 'update',
    fields: stored
      ? [
          ...(planned.movesUnit
            ? [
                {
                  field: 'unit' as const,
                  before: stored.unit,
                  after: [row.unitKindWord, row.unit].filter(Boolean).join(' '),
                },
              ]
            : []),
          ...changed.map((field) => ({ field, before: text(stored[field]), after: text(row[field]) ?? '' })),
        ]
      : [],
  };
}
