import { schoolsOn } from '../../../db/repositories/schools.ts';
import type { NewRow, Row } from '../../../db/schema.ts';
import { fold } from '../../../db/text.ts';
import type { SupportForm } from '../../../preload/contract/support.ts';
import type { CommandContext, Handlers, QueryContext } from '../context.ts';
import { createDocument, documentById, firstForm } from '../documents/documents.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { directionBalances, schoolBalances, unitBalances } from './balance.ts';
import { supportItems } from './items.ts';
import { amountOf, FIGURE_NAMES, objectionsTo, productOf, unlikelyFigures } from './rules.ts';

const say = (value: number): string => value.toLocaleString('vi-VN');

/**
 * Refuses what can't be, and asks about what looks like a slip unless it is confirmed.
 * @throws AppError INVALID_INPUT, NOT_FOUND, AMOUNT_DIFFERS, COUNT_UNLIKELY
 */
async function judge({ db, today }: CommandContext, form: SupportForm, confirmed: boolean): Promise<void> {
  const [first] = objectionsTo(form, await currentProgramme(db));
  if (first) throw new AppError('INVALID_INPUT', { ...first });
  const ids = [...new Set([form.receiverSchoolId, ...(form.giverSchoolId ? [form.giverSchoolId] : [])])];
  const schools = await schoolsOn(db, today())
    .where('s.id', 'in', ids)
    .where('s.deleted_at', 'is', null)
    .execute();
  if (schools.length !== ids.length) throw new AppError('NOT_FOUND', { what: 'trường' });
  if (form.documentId) {
    const { form: paper } = await documentById(db, form.documentId);
    if (paper.kind !== 'handover')
      throw new AppError('INVALID_INPUT', { field: 'documentId', reason: 'không phải biên bản bàn giao' });
  }
  if (confirmed) return;
  const product = productOf(form);
  if (form.amount !== null && product !== null && form.amount !== product)
    throw new AppError('AMOUNT_DIFFERS', {
      field: 'amount',
      amount: say(form.amount),
      product: say(product),
    });
  const unlikely = unlikelyFigures({ ...form, amount: amountOf(form) });
  if (unlikely[0])
    throw new AppError('COUNT_UNLIKELY', {
      ...unlikely[0],
      unlikely: unlikely.map(
        ({ field, value, limit }) => `${FIGURE_NAMES[field]}: ${say(value)} (thường không quá ${say(limit)})`,
      ),
    });
}

export const columnsOf = (
  form: SupportForm,
): Omit<NewRow<'support_item'>, 'id' | 'programme_id' | keyof ReturnType<typeof created>> => ({
  status: form.status,
  given_on: form.givenOn,
  kind: form.kind,
  giver_school_id: form.giverSchoolId,
  giver_name: form.giverName,
  receiver_school_id: form.receiverSchoolId,
  content: form.content,
  folded: fold(form.content),
  quantity: form.quantity,
  unit: form.unit,
  unit_price: form.unitPrice,
  amount: amountOf(form),
  source: form.source,
  document_id: form.documentId,
  handover_paper: form.handoverPaper,
  activity_id: null,
  note: form.note,
});

/** A stored item as a person would fill it in. */
export const formOf = (row: Row<'support_item'>): SupportForm => ({
  status: row.status,
  givenOn: row.given_on,
  kind: row.kind,
  giverSchoolId: row.giver_school_id,
  giverName: row.giver_name,
  receiverSchoolId: row.receiver_school_id,
  content: row.content,
  quantity: row.quantity,
  unit: row.unit,
  unitPrice: row.unit_price,
  amount: row.amount,
  source: row.source,
  documentId: row.document_id,
  handoverPaper: row.handover_paper,
  note: row.note,
});

/** Stores an item that has been judged. */
export async function insertSupport({ db, now }: CommandContext, form: SupportForm): Promise<string> {
  const id = newId();
  await db
    .insertInto('support_item')
    .values({ id, programme_id: (await currentProgramme(db)).id, ...columnsOf(form), ...created(now()) })
    .execute();
  return id;
}

/** Judges and stores an item, as a person or a sample gives it. */
export async function createSupport(
  context: CommandContext,
  form: SupportForm,
  confirmed = false,
): Promise<string> {
  await judge(context, form, confirmed);
  return insertSupport(context, form);
}

/** Marks schools as being in difficulty, or no longer. @throws AppError NOT_FOUND */
export async function setPriority(
  { db, now }: CommandContext,
  schoolIds: readonly string[],
  needsSupport: boolean,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('school')
    .set({ needs_support: needsSupport ? 1 : 0, updated_at: now() })
    .where('id', 'in', schoolIds)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== BigInt(new Set(schoolIds).size)) throw new AppError('NOT_FOUND', { what: 'trường' });
}

/** The schools that the balance tells of: those of the pairs, those in difficulty, and who else gave or got. */
async function balancedSchools({ db, today }: QueryContext, involved: Iterable<string>) {
  const pairs = await db
    .selectFrom('school_pair')
    .select(['supporting_school_id as a', 'partner_school_id as b'])
    .where('programme_id', '=', (await currentProgramme(db)).id)
    .where('deleted_at', 'is', null)
    .execute();
  const needy = await db
    .selectFrom('school')
    .select('id')
    .where('needs_support', '=', 1)
    .where('deleted_at', 'is', null)
    .execute();
  const inDifficulty = new Set(needy.map(({ id }) => id));
  const ids = new Set([...pairs.flatMap(({ a, b }) => [a, b]), ...inDifficulty, ...involved]);
  const schools = await schoolsOn(db, today())
    .where('s.id', 'in', [...ids])
    .execute();
  return schools.map(({ id, name, level, unit }) => ({
    id,
    name,
    level,
    unit,
    needsSupport: inDifficulty.has(id),
  }));
}

/** Everything that one item's giver gives its receiver on that day and that has no paper yet. */
async function handoverOf({ db }: CommandContext, id: string) {
  const item = await db
    .selectFrom('support_item')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!item) throw new AppError('NOT_FOUND', { what: 'khoản hỗ trợ' });
  const together = await db
    .selectFrom('support_item as i')
    .leftJoin('document as d', (join) =>
      join.onRef('d.id', '=', 'i.document_id').on('d.deleted_at', 'is', null),
    )
    .where('i.programme_id', '=', item.programme_id)
    .where('i.deleted_at', 'is', null)
    .where('i.given_on', '=', item.given_on)
    .where('i.receiver_school_id', '=', item.receiver_school_id)
    .where('i.giver_school_id', item.giver_school_id === null ? 'is' : '=', item.giver_school_id)
    .orderBy('i.id')
    .selectAll('i')
    .select('d.id as paper_id')
    .execute();
  const paperId = together.find((each) => each.id === id)?.paper_id ?? null;
  return { item, paperId, open: together.filter((each) => each.paper_id === null) };
}

export const supportHandlers: Handlers<
  | 'support.list'
  | 'support.create'
  | 'support.update'
  | 'support.remove'
  | 'support.balance'
  | 'support.setPriority'
  | 'support.makeHandover'
> = {
  async 'support.list'({ db, today }, { from, to, schoolId, direction, status }) {
    const programme = await currentProgramme(db);
    const items = await supportItems(db, programme.id, { startsOn: from, endsOn: to }, today());
    return {
      items: items
        .filter(
          (item) =>
            (!schoolId || item.giverSchoolId === schoolId || item.receiverSchoolId === schoolId) &&
            (!direction || item.direction === direction) &&
            (!status || item.status === status),
        )
        .reverse(),
    };
  },

  async 'support.create'(context, { confirmed, ...form }) {
    return { id: await createSupport(context, form, confirmed) };
  },

  async 'support.update'(context, { id, confirmed, ...form }) {
    await judge(context, form, confirmed ?? false);
    const { activity_id: _, ...columns } = columnsOf(form);
    const { numUpdatedRows } = await context.db
      .updateTable('support_item')
      .set({ ...columns, updated_at: context.now() })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError('NOT_FOUND', { what: 'khoản hỗ trợ' });
    return {};
  },

  async 'support.remove'({ db, now }, { ids }) {
    const { numUpdatedRows } = await db
      .updateTable('support_item')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', 'in', ids)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== BigInt(new Set(ids).size))
      throw new AppError('NOT_FOUND', { what: 'khoản hỗ trợ' });
    return {};
  },

  async 'support.balance'(context, { from, to }) {
    const { db, today } = context;
    const programme = await currentProgramme(db);
    const items = await supportItems(db, programme.id, { startsOn: from, endsOn: to }, today());
    const done = items.filter(({ status }) => status === 'done');
    const involved = done.flatMap(({ giverSchoolId, receiverSchoolId }) => [
      receiverSchoolId,
      ...(giverSchoolId ? [giverSchoolId] : []),
    ]);
    return {
      schools: schoolBalances(await balancedSchools(context, involved), done),
      directions: directionBalances(done),
      units: unitBalances(done),
    };
  },

  async 'support.setPriority'(context, { schoolIds, needsSupport }) {
    await setPriority(context, schoolIds, needsSupport);
    return {};
  },

  async 'support.makeHandover'(context, { id }) {
    const { db, now } = context;
    const { item, paperId, open } = await handoverOf(context, id);
    if (paperId) return { documentId: paperId };
    const pair = await pairBetween(context, item.giver_school_id, item.receiver_school_id);
    const form = await firstForm(context, 'handover', { pairId: pair.id });
    if (form.kind !== 'handover') throw new AppError('INTERNAL');
    const documentId = await createDocument(
      context,
      {
        ...form,
        date: item.given_on,
        giver: pair.giver,
        items: open.map(({ content, unit, quantity, amount }) => ({
          name: content,
          unit: unit ?? (quantity === null ? 'khoản' : ''),
          quantity: quantity ?? 1,
          value: amount,
          condition: null,
        })),
      },
      null,
    );
    await db
      .updateTable('support_item')
      .set({ document_id: documentId, handover_paper: null, updated_at: now() })
      .where(
        'id',
        'in',
        open.map((each) => each.id),
      )
      .execute();
    return { documentId };
  },
};

/** @throws AppError INVALID_INPUT when the two are no pair: the paper is one of a pair */
async function pairBetween({ db }: CommandContext, giverId: string | null, receiverId: string) {
  const pairs = await db
    .selectFrom('school_pair')
    .select(['id', 'supporting_school_id', 'partner_school_id'])
    .where('programme_id', '=', (await currentProgramme(db)).id)
    .where('deleted_at', 'is', null)
    .execute();
  const pair = pairs.find(({ supporting_school_id: a, partner_school_id: b }) =>
    [`${a} ${b}`, `${b} ${a}`].includes(`${giverId} ${receiverId}`),
  );
  if (!pair)
    throw new AppError('INVALID_INPUT', {
      field: 'handoverPaper',
      reason:
        'chỉ lập được biên bản bàn giao giữa hai trường của một cặp; trường hợp khác hãy ghi tên biên bản',
    });
  return { id: pair.id, giver: pair.supporting_school_id === giverId ? 'supporting' : 'partner' } as const;
}
