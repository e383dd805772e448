import type { FieldValue, FormField, FormTable } from '../../../preload/contract/department-forms.ts';
import { AppError } from '../errors.ts';
import { cellAddress } from '../tables/raw-table.ts';
import { columnNumber, MAX_ROWS, WORKBOOK } from '../tables/workbook-parts.ts';
import { shownDay } from '../text/dates.ts';
import { dependentFormulas } from './dependents.ts';
import { elementsNamed, type Splice, spliced, walk, withAttribute } from './elements.ts';
import { CONTENT_TYPES } from './package.ts';
import { isCovered, type KeptBinding, sheetNamed, stateOf } from './places.ts';
import { formatAt, placeOf, rewriteSheet, type Written } from './sheet.ts';
import { type FormSheet, openWorkbook, relationsPart, type Workbook } from './workbook.ts';

/** A form, where its figures go, and the figures. */
export interface FillInput {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly bindings: readonly KeptBinding[];
  readonly fields: readonly FormField[];
  readonly tables: readonly FormTable[];
}

/** The values of one sheet by address. */
type SheetValues = Map<string, Written>;

type TableBinding = Extract<KeptBinding['binding'], { kind: 'table' }>;

/**
 * Fills a form: only the cells that are bound change, and of formulas that read them the stored results go, so that
 * every program computes them anew. All other parts of the file keep their bytes. All or nothing.
 *
 * @throws AppError what `openPackage` throws; FORM_CELL_GONE, FORM_CELL_FORMULA, FORM_CELL_HEADING,
 *   FORM_TABLE_TOO_SHORT; NOT_FOUND for a figure that is no longer counted
 */
export async function fillForm(
  input: FillInput,
): Promise<{ readonly bytes: Uint8Array; readonly cells: number }> {
  const workbook = await openWorkbook(input.bytes, input.fileName);
  refuseLost(workbook, input.bindings);
  const values = valuesOf(workbook, input);
  const written = new Map([...values].map(([sheet, cells]) => [sheet, new Set(cells.keys())]));
  const stale = dependentFormulas(workbook, written);

  const changes = new Map<string, string | null>();
  for (const sheet of workbook.sheets) {
    const xml = rewriteSheet(sheet, values.get(sheet.name) ?? new Map(), stale.get(sheet.name) ?? []);
    if (xml !== sheet.xml) changes.set(sheet.part, xml);
  }
  const replaced = workbook.sheets.some((sheet) =>
    [...(values.get(sheet.name)?.keys() ?? [])].some((address) => sheet.cells.get(address)?.formula),
  );
  if (replaced && workbook.calcChain) await dropPart(workbook, workbook.calcChain, changes);
  if (stale.size > 0) changes.set(WORKBOOK, computedOnLoad(workbook.xml));
  return {
    bytes: await workbook.file.rewrite(changes),
    cells: [...values.values()].reduce((sum, cells) => sum + cells.size, 0),
  };
}

/** "Biểu 1!B7" for messages. */
const nameOf = ({ binding }: KeptBinding): string => `${binding.sheet}!${binding.cell}`;

/**
 * Refuses what can't be filled as it is.
 * @throws AppError FORM_CELL_GONE, FORM_CELL_FORMULA, FORM_CELL_HEADING, each naming its cells
 */
export function refuseLost(workbook: Workbook, bindings: readonly KeptBinding[]): void {
  const byState = Map.groupBy(bindings, (kept) => stateOf(workbook, kept));
  const refuse = (
    code: 'FORM_CELL_GONE' | 'FORM_CELL_FORMULA' | 'FORM_CELL_HEADING',
    kept: KeptBinding[],
  ) => {
    const [first] = kept;
    if (!first) return;
    const { sheet, cell } = first.binding;
    throw new AppError(code, { sheet, cell, cells: kept.map(nameOf) });
  };
  refuse('FORM_CELL_GONE', [...(byState.get('sheet_gone') ?? []), ...(byState.get('cell_gone') ?? [])]);
  refuse('FORM_CELL_FORMULA', byState.get('formula') ?? []);
  refuse('FORM_CELL_HEADING', byState.get('heading') ?? []);
}

function valuesOf(workbook: Workbook, { bindings, fields, tables }: FillInput): Map<string, SheetValues> {
  const fieldOf = new Map(fields.map((field) => [field.code, field]));
  const values = new Map<string, SheetValues>();
  const put = (sheet: FormSheet, address: string, value: Written) => {
    const cells = values.get(sheet.name) ?? new Map<string, Written>();
    values.set(sheet.name, cells);
    if (cells.has(address)) {
      const reason = `ô ${sheet.name}!${address} được điền hai lần`;
      throw new AppError('INVALID_INPUT', { field: 'bindings', reason });
    }
    cells.set(address, value);
  };
  for (const { binding } of bindings) {
    const sheet = sheetNamed(workbook, binding.sheet);
    if (!sheet) continue;
    const convert = (address: string, kind: FormField['kind'], value: FieldValue): Written =>
      writtenValue(workbook, sheet, address, kind, value);
    if (binding.kind === 'cell') {
      const field = fieldOf.get(binding.field);
      if (!field) throw new AppError('NOT_FOUND', { what: `số liệu “${binding.field}”` });
      put(sheet, binding.cell, convert(binding.cell, field.kind, field.value));
      continue;
    }
    const table = tables.find((each) => each.code === binding.table);
    if (!table) throw new AppError('NOT_FOUND', { what: `bảng “${binding.table}”` });
    const columns = binding.columns.map(({ column, field }) => {
      const at = table.columns.findIndex((each) => each.code === field);
      const kind = table.columns[at]?.kind;
      if (!kind) throw new AppError('NOT_FOUND', { what: `cột “${field}” của ${table.name}` });
      return { column: columnNumber(column), at, kind };
    });
    const others = new Set(
      bindings.flatMap((each) =>
        each.binding !== binding && each.binding.sheet === binding.sheet ? [each.binding.cell] : [],
      ),
    );
    const room = roomFor(sheet, binding, others, table);
    const { row: top } = placeOf(binding.cell);
    for (let index = 0; index < Math.max(room, table.rows.length); index += 1) {
      for (const { column, at, kind } of columns) {
        const address = cellAddress(top + index, column);
        const row = table.rows[index];
        if (row) put(sheet, address, convert(address, kind, row[at] ?? null));
        else if (sheet.cells.get(address)?.content) put(sheet, address, null);
      }
    }
  }
  return values;
}

/**
 * How many rows belong to a table: those that the person counted, else all down to the first cell that is taken,
 * but none that are not looked at.
 * @throws AppError FORM_TABLE_TOO_SHORT
 */
function roomFor(
  sheet: FormSheet,
  binding: TableBinding,
  bound: ReadonlySet<string>,
  table: FormTable,
): number {
  const { row: top } = placeOf(binding.cell);
  const columns = binding.columns.map(({ column }) => columnNumber(column));
  const needed = table.rows.length;
  const isTaken = (address: string, index: number): boolean => {
    const cell = sheet.cells.get(address);
    if (cell?.formula || isCovered(sheet, address) || bound.has(address)) return true;
    // What stands in the first row was pointed at: it is an example.
    return binding.rows === null && index > 0 && (cell?.content ?? '') !== '';
  };
  const most = Math.min(binding.rows ?? Math.max(needed, 1), MAX_ROWS - top + 1);
  for (let index = 0; index < most; index += 1) {
    const taken = columns
      .map((column) => cellAddress(top + index, column))
      .find((address) => isTaken(address, index));
    if (taken === undefined) continue;
    if (needed > index) throw tooShort(binding, table, taken, needed - index);
    return index;
  }
  if (needed > most) throw tooShort(binding, table, cellAddress(top + most, columns[0] ?? 1), needed - most);
  return most;
}

const tooShort = ({ sheet }: TableBinding, table: FormTable, cell: string, lacking: number): AppError =>
  new AppError('FORM_TABLE_TOO_SHORT', { sheet, cell, lacking, table: table.name });

const MS_A_DAY = 86_400_000;

/** A day is a number where the cell shows days, else the words that a person would type. */
function writtenValue(
  workbook: Workbook,
  sheet: FormSheet,
  address: string,
  kind: FormField['kind'],
  value: FieldValue,
): Written {
  if (kind !== 'day' || typeof value !== 'string') return value;
  if (workbook.formats(formatAt(sheet, address)).kind !== 'day') return shownDay(value);
  const first = workbook.date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  return (Date.parse(`${value}T00:00:00Z`) - first) / MS_A_DAY;
}

/** Elements of a workbook that stand before its settings for computing (ECMA-376, 18.2.27). */
const BEFORE_CALC = ['sheets', 'functionGroups', 'externalReferences', 'definedNames'];

/** Asks every program to compute all formulas when it opens the file. */
function computedOnLoad(xml: string): string {
  const [settings] = elementsNamed(xml, 'calcPr');
  if (settings) return spliced(xml, [withAttribute(xml, settings, 'fullCalcOnLoad', '1')]);
  const found: { end: number; prefix: string }[] = [];
  walk(xml, {
    close: (element, around) => {
      if (around.length === 1 && BEFORE_CALC.includes(element.name)) found.push(element);
    },
  });
  const last = found.at(-1);
  if (!last) return xml;
  const text = `<${last.prefix}calcPr fullCalcOnLoad="1"/>`;
  return spliced(xml, [{ start: last.end, end: last.end, text }]);
}

/**
 * Leaves a part out, with what names it. Only the order of computing ever goes, when a formula was replaced: a
 * program that finds it naming a cell without a formula calls the file damaged.
 */
async function dropPart(
  workbook: Workbook,
  part: string,
  changes: Map<string, string | null>,
): Promise<void> {
  const { file } = workbook;
  const without = (
    xml: string,
    name: string,
    isIt: (attributes: Readonly<Record<string, string>>) => boolean,
  ) =>
    spliced(
      xml,
      elementsNamed(xml, name)
        .filter(({ attributes }) => isIt(attributes))
        .map(({ start, end }): Splice => ({ start, end, text: '' })),
    );
  const relations = relationsPart(WORKBOOK);
  changes.set(part, null);
  changes.set(
    CONTENT_TYPES,
    without(await file.text(CONTENT_TYPES), 'Override', ({ PartName }) => PartName === `/${part}`),
  );
  changes.set(
    relations,
    without(await file.text(relations), 'Relationship', ({ Type }) => Type?.endsWith('/calcChain') === true),
  );
}
