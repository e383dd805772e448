import { z } from 'zod';
import { fold } from '../../../db/text.ts';
import { activityForm } from '../../../preload/contract/activities.ts';
import type { CellFault, CellTable } from '../../../preload/contract/cells.ts';
import { difficultyForm } from '../../../preload/contract/difficulties.ts';
import { examResultForm } from '../../../preload/contract/exam-results.ts';
import { goodModelForm } from '../../../preload/contract/good-models.ts';
import { schoolForm } from '../../../preload/contract/schools.ts';
import { supportForm } from '../../../preload/contract/support.ts';
import { activityHandlers, storedForms } from '../activities/activities.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { difficultyForms, difficultyHandlers } from '../difficulties/difficulties.ts';
import { AppError, toErrorBody } from '../errors.ts';
import { examResultHandlers, storedResult } from '../exam-results/exam-results.ts';
import { goodModelHandlers } from '../good-models/good-models.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { reasonOf } from '../reasons.ts';
import { LEVEL_LABELS, parseLevel } from '../schools/import/levels.ts';
import { parseUnit } from '../schools/import/units.ts';
import { schoolHandlers } from '../schools/schools.ts';
import { productOf } from '../support/rules.ts';
import { formOf as supportFormOf, supportHandlers } from '../support/support.ts';
import { readDay } from '../tables/days.ts';
import { capitalised } from '../text/capitals.ts';

/** What a text means in its field; throws `Unreadable` for one that means nothing there. */
type Read = (text: string) => unknown;

/** Ends the sentence "… của ô này". */
class Unreadable extends Error {}

/** How the cells of one list are read and stored. */
interface Table {
  readonly columns: Readonly<Record<string, Read>>;
  /** Stores what changed in one record, by the rules of its own form. */
  readonly store: (row: string, patch: Readonly<Record<string, unknown>>) => Promise<void>;
}

const line: Read = (text) => text;

/** "1.234" is one thousand two hundred and thirty-four; "7,25" a mark. */
const number: Read = (text) => {
  const plain = text.replaceAll(' ', '');
  if (plain === '') return null;
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'));
  if (/^-?\d+([.,]\d+)?$/.test(plain)) return Number(plain.replace(',', '.'));
  throw new Unreadable(`“${text}” không phải là số`);
};
const numberOrNone: Read = (text) => number(text) ?? 0;

const day: Read = (text) => {
  if (text.trim() === '') return null;
  const read = readDay(text);
  if (read === null)
    throw new Unreadable(`không rõ ngày “${text}”; hãy ghi đủ ngày/tháng/năm, ví dụ 05/04/2023`);
  return read;
};

/** One of the names that people know; case and accents do not matter. */
const oneOf =
  <T>(choices: readonly { readonly names: readonly string[]; readonly value: T }[]): Read =>
  (text) => {
    const key = fold(text.trim());
    const found = choices.find(({ names }) => names.some((name) => fold(name) === key));
    if (found) return found.value;
    const known = choices.map(({ names: [name] }) => name).join(', ');
    throw new Unreadable(`“${text}” không có trong danh sách; chỉ nhận: ${known}`);
  };

const schools = async (context: CommandContext): Promise<Table> => {
  const { db, today, resources } = context;
  const units = await unitsOf(db, (await currentProgramme(db)).id, today());
  const unitOf = oneOf(units.map(({ id, name }) => ({ names: [name], value: id })));
  const kindWords = resources.unitKinds.map((kind) => kind.word);
  return {
    columns: {
      name: line,
      code: line,
      commune: line,
      address: line,
      principal: line,
      position: line,
      phone: line,
      email: line,
      classes: number,
      pupils: number,
      teachers: number,
      level: (text) => {
        const level = parseLevel(text);
        if (level) return level;
        throw new Unreadable(
          `không rõ cấp học “${text}”; chỉ nhận: ${Object.values(LEVEL_LABELS).join(', ')}`,
        );
      },
      unitId: (text) => unitOf(parseUnit(text, kindWords).name),
    },
    async store(id, patch) {
      const input = schoolForm.partial().extend({ id: z.string() });
      await schoolHandlers['schools.update'](context, parsed(input, { ...patch, id }));
    },
  };
};

const activities = async (context: CommandContext): Promise<Table> => {
  const { db, resources } = context;
  const forms = new Map(
    (await storedForms(db, (await currentProgramme(db)).id)).map(({ id, form }) => [id, form]),
  );
  const kinds = await db
    .selectFrom('activity_kind')
    .select(['code', 'name'])
    .where('deleted_at', 'is', null)
    .execute();
  return {
    columns: {
      heldOn: day,
      topic: line,
      venue: line,
      host: line,
      grade: line,
      managerTurns: numberOrNone,
      teacherTurns: numberOrNone,
      pupilTurns: numberOrNone,
      demoLessons: numberOrNone,
      materials: numberOrNone,
      kind: oneOf(kinds.map(({ code, name }) => ({ names: [name], value: code }))),
      subject: oneOf([
        ...resources.catalogue.subjects.map((name) => ({ names: [name], value: name })),
        { names: [''], value: null },
      ]),
    },
    async store(id, patch) {
      const form = forms.get(id);
      if (!form) throw new AppError('NOT_FOUND', { what: 'hoạt động' });
      const input = activityForm.extend({ id: z.string() });
      await activityHandlers['activities.update'](context, parsed(input, { ...form, ...patch, id }));
    },
  };
};

const support = async (context: CommandContext): Promise<Table> => ({
  columns: {
    givenOn: day,
    content: line,
    quantity: number,
    amount: number,
    handoverPaper: line,
  },
  async store(id, patch) {
    const stored = await context.db
      .selectFrom('support_item')
      .selectAll()
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!stored) throw new AppError('NOT_FOUND', { what: 'khoản hỗ trợ' });
    const form = supportFormOf(stored);
    // An amount that was only counted is counted anew.
    const counted = form.amount === productOf(form) ? { amount: null } : {};
    const input = supportForm.extend({ id: z.string() });
    await supportHandlers['support.update'](context, parsed(input, { ...form, ...counted, ...patch, id }));
  },
});

const goodModels = async (context: CommandContext): Promise<Table> => ({
  columns: { sharedOn: day, title: line, summary: line },
  async store(id, patch) {
    const stored = await context.db
      .selectFrom('good_model')
      .selectAll()
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (!stored) throw new AppError('NOT_FOUND', { what: 'mô hình' });
    const { school_id: schoolId, title, summary, shared_on: sharedOn } = stored;
    const input = goodModelForm.extend({ id: z.string() });
    await goodModelHandlers['goodModels.update'](
      context,
      parsed(input, { schoolId, title, summary, sharedOn, ...patch, id }),
    );
  },
});

const NO_FIGURES = {
  grade9Pupils: null,
  candidates: null,
  admitted: null,
  literature: null,
  maths: null,
  english: null,
};

const examResults = async (context: CommandContext): Promise<Table> => ({
  columns: Object.fromEntries(Object.keys(NO_FIGURES).map((figure) => [figure, number])),
  async store(row, patch) {
    const [schoolYear = '', of = ''] = row.split('/');
    const schoolId = of === 'city' ? null : of;
    const stored = await storedResult(context.db, schoolId, schoolYear);
    const figures = stored
      ? {
          grade9Pupils: stored.grade9_pupils,
          candidates: stored.candidates,
          admitted: stored.admitted,
          literature: stored.literature,
          maths: stored.maths,
          english: stored.english,
        }
      : NO_FIGURES;
    const form = parsed(examResultForm, { ...figures, ...patch, schoolId, schoolYear });
    await examResultHandlers['examResults.save'](context, form);
  },
});

const difficulties = async (context: CommandContext): Promise<Table> => {
  const forms = await difficultyForms(context);
  return {
    columns: {
      raisedOn: day,
      advantages: line,
      difficulty: line,
      proposal: line,
      resolver: line,
      dueOn: day,
      outcome: line,
      resolvedOn: day,
    },
    async store(id, patch) {
      const form = forms.get(id);
      if (!form) throw new AppError('NOT_FOUND', { what: 'khó khăn' });
      const input = difficultyForm.extend({ id: z.string() });
      await difficultyHandlers['difficulties.update'](context, parsed(input, { ...form, ...patch, id }));
    },
  };
};

const TABLES: Readonly<Record<CellTable, (context: CommandContext) => Promise<Table>>> = {
  schools,
  activities,
  support,
  examResults,
  difficulties,
  goodModels,
};

/** Holds a form against the contract. @throws AppError INVALID_INPUT with the field and the reason */
function parsed<T extends z.ZodType>(schema: T, form: unknown): z.infer<T> {
  const result = schema.safeParse(form, { error: reasonOf });
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), reason: message }));
  throw new AppError('INVALID_INPUT', { ...fields[0], fields });
}

const sentence = (reason: string): string => `${capitalised(reason)}${/[.?]$/.test(reason) ? '' : '.'}`;

export const cellHandlers: Handlers<'cells.write'> = {
  async 'cells.write'(context, { table: name, cells }) {
    const table = await TABLES[name](context);
    const rows = Map.groupBy(cells, ({ row }) => row);
    const faults: CellFault[] = [];
    for (const [row, typed] of rows) {
      const patch: Record<string, unknown> = {};
      const found = faults.length;
      for (const { column, text } of typed) {
        const read = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
        if (!read) throw new AppError('INVALID_INPUT', { field: 'column', reason: `không có cột ${column}` });
        try {
          patch[column] = read(text);
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          faults.push({ row, column, message: sentence(error.message) });
        }
      }
      if (faults.length > found) continue;
      try {
        await table.store(row, patch);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const { field, reason } = error.details;
        const at = typed.find(({ column }) => column === field) ?? typed[0];
        const message = typeof reason === 'string' ? sentence(reason) : toErrorBody(error).message;
        faults.push({ row, column: at?.column ?? '', message });
      }
    }
    // Thrown, so that the rows that were stored on the way are taken back with the transaction.
    if (faults.length > 0) throw new AppError('CELLS_REFUSED', { faults });
    return { rows: rows.size };
  },
};
