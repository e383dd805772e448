import { z } from 'zod';
import type { ReadDb } from '../../../db/read.ts';
import { type FormBinding, formBinding } from '../../../preload/contract/department-forms.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { journalEnd, keepReport } from '../reports/keep.ts';
import { figuresFor } from '../reports/request.ts';
import { fieldsOf, PHONE, tablesOf } from './catalogue.ts';
import type { KeptBinding } from './places.ts';

const keptBindings = z.array(z.object({ binding: formBinding, label: z.string() }));

/** A form with its bindings. @throws AppError NOT_FOUND */
async function formOf(db: ReadDb, id: string) {
  const row = await db
    .selectFrom('department_form')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('NOT_FOUND', { what: 'biểu của Sở' });
  return { ...row, bindings: parsed(row.bindings) };
}

const parsed = (bindings: string): readonly KeptBinding[] => keptBindings.parse(JSON.parse(bindings));

/** The file of a form as a worker takes it. */
async function fileOf({ db, files }: QueryContext, fileId: string) {
  const { bytes, fileName } = await files.read(db, fileId);
  return { bytes, fileName };
}

/** One place can be filled once. @throws AppError INVALID_INPUT */
function refuseTwice(bindings: readonly FormBinding[]): void {
  const places = new Set<string>();
  for (const { sheet, cell } of bindings) {
    const place = `${sheet}!${cell}`;
    if (places.has(place)) {
      throw new AppError('INVALID_INPUT', { field: 'bindings', reason: `ô ${place} được điền hai lần` });
    }
    places.add(place);
  }
}

/** Whether two bindings look at the same cells; which figures go there may differ. */
function isSamePlace(left: FormBinding, right: FormBinding): boolean {
  const columns = (binding: FormBinding) =>
    binding.kind === 'table' ? binding.columns.map(({ column }) => column).join() : '';
  return (
    left.kind === right.kind &&
    left.sheet === right.sheet &&
    left.cell === right.cell &&
    columns(left) === columns(right)
  );
}

export const departmentFormHandlers: Handlers<
  | 'departmentForms.list'
  | 'departmentForms.create'
  | 'departmentForms.sheets'
  | 'departmentForms.fields'
  | 'departmentForms.update'
  | 'departmentForms.replaceFile'
  | 'departmentForms.remove'
  | 'departmentForms.fill'
> = {
  async 'departmentForms.list'({ db }) {
    const { id } = await currentProgramme(db);
    const rows = await db
      .selectFrom('department_form as f')
      .innerJoin('attachment as a', 'a.id', 'f.attachment_id')
      .where('f.programme_id', '=', id)
      .where('f.deleted_at', 'is', null)
      .orderBy('f.id', 'desc')
      .select(['f.id', 'f.name', 'f.bindings', 'f.updated_at', 'a.id as file_id', 'a.file_name'])
      .execute();
    return {
      forms: rows.map((row) => ({
        id: row.id,
        name: row.name,
        fileId: row.file_id,
        fileName: row.file_name,
        bindings: parsed(row.bindings).length,
        updatedAt: row.updated_at,
      })),
    };
  },

  async 'departmentForms.create'(context, { fileId, name }) {
    const file = await fileOf(context, fileId);
    // Opened once before it is kept, so that what can't be filled is refused at the door.
    await context.workers.run('placeBindings', { ...file, bindings: [] }, context.signal);
    const attachment = await context.files.attach(file.fileName, file.bytes, context.now());
    const id = newId();
    await context.write(async ({ db, now }) => {
      await db.insertInto('attachment').values(attachment).execute();
      await db
        .insertInto('department_form')
        .values({
          id,
          programme_id: (await currentProgramme(db)).id,
          name,
          attachment_id: attachment.id,
          bindings: '[]',
          ...created(now()),
        })
        .execute();
    });
    return { id };
  },

  async 'departmentForms.sheets'(context, { id }) {
    const form = await formOf(context.db, id);
    const file = await fileOf(context, form.attachment_id);
    return context.workers.run('showForm', { ...file, bindings: form.bindings }, context.signal);
  },

  async 'departmentForms.fields'(context, { period }) {
    const figures = await figuresFor(context, period, true);
    return { fields: fieldsOf(figures), tables: tablesOf(figures) };
  },

  async 'departmentForms.update'(context, { id, name, bindings, confirmed }) {
    const form = await formOf(context.db, id);
    refuseTwice(bindings ?? []);
    const file = await fileOf(context, form.attachment_id);
    const placed = bindings
      ? await context.workers.run('placeBindings', { ...file, bindings }, context.signal)
      : null;
    const kept = placed?.map(({ binding, label, state }) => {
      const before = form.bindings.find((each) => isSamePlace(each.binding, binding));
      return { binding, state, label: before && !confirmed ? before.label : label, isNew: !before };
    });
    const wrong = kept?.find((each) => each.isNew && each.state !== 'ok');
    if (wrong) {
      const { sheet, cell } = wrong.binding;
      throw new AppError(REFUSALS[wrong.state], { sheet, cell, cells: [`${sheet}!${cell}`] });
    }
    await context.write(async ({ db, now }) => {
      await db
        .updateTable('department_form')
        .set({
          name: name ?? form.name,
          ...(kept && { bindings: JSON.stringify(kept.map(({ binding, label }) => ({ binding, label }))) }),
          updated_at: now(),
        })
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .execute();
    });
    return {};
  },

  async 'departmentForms.replaceFile'(context, { id, fileId }) {
    const form = await formOf(context.db, id);
    const file = await fileOf(context, fileId);
    const { bindings } = await context.workers.run(
      'showForm',
      { ...file, bindings: form.bindings },
      context.signal,
    );
    const attachment = await context.files.attach(file.fileName, file.bytes, context.now());
    await context.write(async ({ db, now }) => {
      await db.insertInto('attachment').values(attachment).execute();
      await db
        .updateTable('department_form')
        .set({ attachment_id: attachment.id, updated_at: now() })
        .where('id', '=', id)
        .where('deleted_at', 'is', null)
        .execute();
    });
    return {
      lost: bindings
        .filter(({ state }) => state !== 'ok')
        .map(({ binding: { sheet, cell } }) => ({ sheet, cell })),
    };
  },

  async 'departmentForms.remove'({ db, now }, { id }) {
    await formOf(db, id);
    const at = now();
    await db
      .updateTable('department_form')
      .set({ deleted_at: at, updated_at: at })
      .where('id', '=', id)
      .execute();
    return {};
  },

  async 'departmentForms.fill'(context, { id, period }) {
    context.progress('Tổng hợp số liệu', 0, 2);
    const form = await formOf(context.db, id);
    const journalSequence = journalEnd(context);
    const figures = await figuresFor(context, period, asksForPhones(form.bindings));
    context.progress('Điền biểu của Sở', 1, 2);
    const { bytes, cells } = await context.workers.run(
      'fillForm',
      {
        ...(await fileOf(context, form.attachment_id)),
        bindings: form.bindings,
        fields: fieldsOf(figures),
        tables: tablesOf(figures),
      },
      context.signal,
    );
    // Nothing but the bound cells may change, so only the name can say that it is a rehearsal.
    const fileName = `${context.rehearsal ? REHEARSAL : ''}${form.name} - ${figures.period.label}.xlsx`;
    const {
      rows: _rows,
      pdf: _pdf,
      word: _word,
      ...kept
    } = await keepReport(context, {
      form: 'department',
      figures,
      journalSequence,
      fileName,
      bytes,
    });
    context.progress('Điền biểu của Sở', 2, 2);
    return { ...kept, cells };
  },
};

/** How the name of a file begins that comes from a rehearsal. */
const REHEARSAL = 'BẢN THỬ - ';

/** Why a place can't be chosen. */
const REFUSALS = {
  ok: 'INTERNAL',
  sheet_gone: 'FORM_CELL_GONE',
  cell_gone: 'FORM_CELL_GONE',
  formula: 'FORM_CELL_FORMULA',
  heading: 'FORM_CELL_HEADING',
} as const;

/** Phones leave the office only in a form that has a column for them. */
const asksForPhones = (bindings: readonly KeptBinding[]): boolean =>
  bindings.some(
    ({ binding }) => binding.kind === 'table' && binding.columns.some(({ field }) => field === PHONE),
  );
