import { fold } from '../../../../db/text.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import type { SupportForm, SupportItem, SupportKind } from '../../../../preload/contract/support.ts';
import type { ParsedInputOf } from '../../../../preload/contract/types.ts';
import type { CommandContext, Handlers, JobContext, QueryContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { listPairs } from '../../pairs/pairs.ts';
import { currentProgramme } from '../../programmes/programme.ts';
import { schoolFinder } from '../../schools/finder.ts';
import { allSchools, type StoredSchool } from '../../schools/register.ts';
import { createFindings, type Findings, type Place } from '../../tables/row-messages.ts';
import { shownDay } from '../../text/dates.ts';
import { supportItems } from '../items.ts';
import { amountOf, FIGURE_NAMES, objectionsTo, productOf, unlikelyFigures } from '../rules.ts';
import { columnsOf, insertSupport } from '../support.ts';
import type { SupportField } from './columns.ts';
import type { SupportListResult, SupportListRow } from './parse.ts';

/** What a list would do to one item. */
interface PlannedRow {
  readonly row: number;
  readonly stored: SupportItem | null;
  readonly form: SupportForm;
  readonly giver: string;
  readonly receiver: string;
  readonly change: 'new' | 'changed' | 'known';
}

interface Plan {
  readonly rows: readonly PlannedRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** The same day, ends, content and quantity: the same item. */
const keyOf = (
  item: Pick<SupportItem, 'givenOn' | 'giverSchoolId' | 'receiverSchoolId' | 'content' | 'quantity'> & {
    readonly giver: string;
  },
): string =>
  JSON.stringify([
    item.givenOn,
    item.giverSchoolId ?? fold(item.giver),
    item.receiverSchoolId,
    fold(item.content),
    item.quantity,
  ]);

/** Lays a list beside what is stored. */
async function plan(
  { db, today }: Pick<QueryContext, 'db' | 'today'>,
  list: SupportListResult,
): Promise<Plan> {
  const programme = await currentProgramme(db);
  const findings = createFindings();
  const findEnds = await endsFinder({ db, today }, findings);
  const stored = Map.groupBy(await supportItems(db, programme.id, {}, today()), keyOf);
  // A figure that can't be read is named already; what follows from its absence is no news.
  const unread = new Set(list.faults.map(({ row }) => row));
  const seen = new Map<string, number>();
  const rows = list.rows.flatMap((row): PlannedRow[] => {
    const ends = findEnds(row);
    if (!ends) return [];
    const giverSchoolId = ends.giver?.id ?? null;
    const named = {
      givenOn: row.givenOn,
      giverSchoolId,
      giver: ends.giver?.name ?? row.giver,
      receiverSchoolId: ends.receiver.id,
      content: row.content,
      quantity: row.quantity ?? null,
    };
    const key = keyOf(named);
    // Two equal rows are two items; each finds its own.
    const before = stored.get(key)?.shift() ?? null;
    const first = seen.get(key);
    if (first !== undefined) findings.warn('SUPPORT_TWICE', row.places.content, { first });
    seen.set(key, first ?? row.row);
    const form = formOf(row, giverSchoolId, ends.receiver.id, before);
    for (const { field, reason } of objectionsTo(form, programme)) {
      const place = row.places[PLACES[field] ?? 'content'];
      if (field === 'givenOn')
        findings.fault('DAY_OUTSIDE', place, {
          value: shownDay(row.givenOn),
          from: shownDay(programme.starts_on),
          to: shownDay(programme.ends_on),
        });
      else if (field === 'receiverSchoolId') findings.fault('SAME_SCHOOL', place, { value: named.giver });
      else if (!unread.has(row.row)) findings.fault('FIGURES_CONFLICT', place, { reason });
    }
    warnOfFigures(row, form, findings);
    const change = before === null ? 'new' : isSame(before, form) ? 'known' : 'changed';
    return [{ row: row.row, stored: before, form, giver: named.giver, receiver: ends.receiver.name, change }];
  });
  return { rows, faults: findings.faults(), warnings: findings.warnings() };
}

const PLACES: Partial<Record<keyof SupportForm, SupportField>> = {
  givenOn: 'givenOn',
  giverSchoolId: 'giver',
  receiverSchoolId: 'receiver',
  quantity: 'quantity',
  amount: 'amount',
};

function warnOfFigures({ places }: SupportListRow, form: SupportForm, findings: Findings): void {
  const say = (value: number) => value.toLocaleString('vi-VN');
  const product = productOf(form);
  if (product !== null && form.amount !== null && product !== form.amount)
    findings.warn('AMOUNT_DIFFERS', places.amount, { value: say(form.amount), product: say(product) });
  for (const { field, value, limit } of unlikelyFigures(form))
    findings.warn('FIGURE_UNLIKELY', places[field], {
      label: FIGURE_NAMES[field],
      value: say(value),
      limit: say(limit),
    });
}

/** Finds both ends of a row; a giver that the register does not know is somebody outside. */
async function endsFinder({ db, today }: Pick<QueryContext, 'db' | 'today'>, findings: Findings) {
  const find = schoolFinder(await allSchools(db, today()));
  const pairs = await listPairs(db, (await currentProgramme(db)).id, today());
  const arePaired = (a: StoredSchool, b: StoredSchool) =>
    pairs.some(({ supporting_school_id: one, partner_school_id: other }) =>
      [`${one} ${other}`, `${other} ${one}`].includes(`${a.id} ${b.id}`),
    );
  /** Of several schools of one name, the one that is paired with the other end. */
  const likeliest = (found: readonly StoredSchool[], others: readonly StoredSchool[]) => {
    const paired = found.filter((school) => others.some((other) => arePaired(school, other)));
    return found.length > 1 && paired.length === 1 ? paired : found;
  };
  return ({ giver: giverText, receiver: receiverText, places }: SupportListRow) => {
    const [giverFound, receiverFound] = [find(giverText), find(receiverText)];
    const givers = likeliest(giverFound, receiverFound);
    const receivers = likeliest(receiverFound, giverFound);
    const ambiguous = (found: readonly StoredSchool[], place: Place, value: string) =>
      findings.fault('SCHOOL_AMBIGUOUS', place, { value, count: found.length });
    if (givers.length > 1) ambiguous(givers, places.giver, giverText);
    if (givers.length === 0) findings.warn('GIVER_OUTSIDE', places.giver, { value: giverText });
    if (receivers.length > 1) ambiguous(receivers, places.receiver, receiverText);
    const [receiver] = receivers;
    if (!receiver) findings.fault('SCHOOL_UNKNOWN', places.receiver, { value: receiverText });
    if (!receiver || receivers.length > 1 || givers.length > 1) return null;
    return { giver: givers[0] ?? null, receiver };
  };
}

/** An item as the list gives it, with what is stored where the list says nothing. */
function formOf(
  row: SupportListRow,
  giverSchoolId: string | null,
  receiverSchoolId: string,
  before: SupportItem | null,
): SupportForm {
  const unitPrice = row.unitPrice ?? before?.unitPrice ?? null;
  const quantity = row.quantity ?? null;
  const typed = row.amount ?? (row.unitPrice === undefined ? before?.amount : null) ?? null;
  const amount = amountOf({ quantity, unitPrice, amount: typed });
  const unit = row.unit ?? before?.unit ?? null;
  return {
    status: row.status ?? before?.status ?? 'done',
    givenOn: row.givenOn,
    kind: row.kind ?? before?.kind ?? kindOf(row.content, unit, quantity),
    giverSchoolId,
    giverName: giverSchoolId === null ? row.giver : null,
    receiverSchoolId,
    content: row.content,
    quantity,
    unit,
    unitPrice,
    amount,
    source: row.source ?? before?.source ?? null,
    documentId: before?.documentId ?? null,
    // A paper made here has its own name, which form 07 repeats.
    handoverPaper: before?.documentId ? null : (row.handoverPaper ?? before?.handoverPaper ?? null),
    note: row.note ?? before?.note ?? null,
  };
}

/** Form 07 has no column for the kind: money is counted in đồng or not at all, and books are known by their words. */
function kindOf(content: string, unit: string | null, quantity: number | null): SupportKind {
  const words = fold(content);
  if (fold(unit ?? '') === 'dong' || quantity === null || /^(?:kinh phi|tien|ho tro kinh phi)\b/.test(words))
    return 'funding';
  return /\b(?:hoc lieu|sach|tai lieu|bai giang|giao an|de (?:cuong|thi|on)|truyen|vo viet)\b/.test(words)
    ? 'material'
    : 'equipment';
}

function isSame(before: SupportItem, form: SupportForm): boolean {
  const paper = before.documentId ? null : before.handoverPaper;
  return (
    before.status === form.status &&
    before.kind === form.kind &&
    before.content === form.content &&
    before.unit === form.unit &&
    before.unitPrice === form.unitPrice &&
    before.amount === form.amount &&
    before.source === form.source &&
    before.note === form.note &&
    paper === form.handoverPaper
  );
}

const summaryOf = ({ rows, warnings: found }: Plan, warnings: readonly Fault[]) => {
  const counted = (change: PlannedRow['change']) => rows.filter((row) => row.change === change).length;
  return {
    created: counted('new'),
    updated: counted('changed'),
    unchanged: counted('known'),
    warnings: [...warnings, ...found],
  };
};

async function store(context: CommandContext, { rows }: Plan): Promise<void> {
  for (const { stored, form, change } of rows) {
    if (change === 'new') await insertSupport(context, form);
    if (change !== 'changed' || !stored) continue;
    const { activity_id: _, ...columns } = columnsOf(form);
    await context.db
      .updateTable('support_item')
      .set({ ...columns, updated_at: context.now() })
      .where('id', '=', stored.id)
      .execute();
  }
}

async function readList(
  context: JobContext,
  { fileId, encoding }: Pick<ParsedInputOf<'support.import'>, 'fileId' | 'encoding'>,
): Promise<SupportListResult> {
  context.progress('Đọc tệp', 0, 0);
  const { bytes, fileName } = await context.files.read(context.db, fileId);
  return context.workers.run('supportList', { bytes, fileName, encoding }, context.signal);
}

export const supportImportHandlers: Handlers<'support.previewImport' | 'support.import'> = {
  async 'support.previewImport'(context, input) {
    const list = await readList(context, input);
    const planned = await plan(context, list);
    return {
      ...summaryOf(planned, list.warnings),
      faults: [...list.faults, ...planned.faults],
      unknownColumns: list.unknownColumns,
      rows: planned.rows.map(({ row, change, giver, receiver, form }) => ({
        row,
        change,
        givenOn: form.givenOn,
        giver,
        receiver,
        content: form.content,
        quantity: form.quantity,
        unit: form.unit,
        amount: form.amount,
      })),
    };
  },

  async 'support.import'(context, { dryRun, ...input }) {
    const list = await readList(context, input);
    const judge = (planned: Plan) => {
      const errors = [...list.faults, ...planned.faults];
      if (errors.length > 0)
        throw new AppError('INVALID_ROWS', { count: errors.length, errors, warnings: list.warnings });
      return summaryOf(planned, list.warnings);
    };
    if (dryRun) return judge(await plan(context, list));
    context.progress('Ghi khoản hỗ trợ', 0, 0);
    // Planned inside the transaction, so that nothing can come between judging and storing.
    return context.write(async (command) => {
      const planned = await plan(command, list);
      const summary = judge(planned);
      await store(command, planned);
      return summary;
    });
  },
};
