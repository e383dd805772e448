import type { ReadDb } from '../../../db/read.ts';
import { fold, foldedWords } from '../../../db/text.ts';
import type { GoodModel, GoodModelForm } from '../../../preload/contract/good-models.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { created, newId } from '../ids.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { schoolById } from '../schools/register.ts';
import { goodModelsOn } from './read.ts';

const columnsOf = ({ schoolId, title, summary, sharedOn }: GoodModelForm) => ({
  school_id: schoolId,
  title,
  summary,
  folded: fold(`${title} ${summary ?? ''}`),
  shared_on: sharedOn,
});

const notFound = () => new AppError('NOT_FOUND', { what: 'mô hình' });

async function refuseImpossible({ db, today }: CommandContext, form: GoodModelForm): Promise<void> {
  await schoolById(db, form.schoolId, today());
  const programme = await currentProgramme(db);
  const refuse = (reason: string) => {
    throw new AppError('INVALID_INPUT', { field: 'sharedOn', reason });
  };
  if (form.sharedOn > today()) refuse('ngày giới thiệu chưa tới');
  if (form.sharedOn < programme.starts_on || form.sharedOn > programme.ends_on)
    refuse('ngày nằm ngoài thời gian của chương trình');
}

async function requireModel(db: ReadDb, id: string) {
  const row = await db
    .selectFrom('good_model')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** Stores a new model as it is. */
export async function storeModel({ db, now }: CommandContext, form: GoodModelForm): Promise<string> {
  const id = newId();
  const programme = await currentProgramme(db);
  await db
    .insertInto('good_model')
    .values({ id, programme_id: programme.id, ...columnsOf(form), ...created(now()) })
    .execute();
  return id;
}

/** What is said of a school that took a model up. */
interface Adopting {
  readonly id: string;
  readonly schoolId: string;
  readonly adoptedOn: string | null;
  readonly note: string | null;
}

/** Refuses days that can't be, and the school of the model itself. */
async function refuseImpossibleAdoption({ db, today }: CommandContext, adopting: Adopting): Promise<void> {
  const { id, schoolId, adoptedOn } = adopting;
  const model = await requireModel(db, id);
  await schoolById(db, schoolId, today());
  const refuse = (field: keyof Adopting, reason: string) => {
    throw new AppError('INVALID_INPUT', { field, reason });
  };
  if (schoolId === model.school_id) refuse('schoolId', 'đây là trường có mô hình');
  if (adoptedOn !== null && adoptedOn > today()) refuse('adoptedOn', 'ngày áp dụng chưa tới');
  if (adoptedOn !== null && adoptedOn < model.shared_on)
    refuse('adoptedOn', 'ngày áp dụng trước ngày giới thiệu');
}

/** Stores that a school took a model up, or corrects what is stored of it. */
export async function storeAdoption({ db, now }: CommandContext, adopting: Adopting): Promise<void> {
  const { id, schoolId, adoptedOn, note } = adopting;
  const { numUpdatedRows } = await db
    .updateTable('good_model_adoption')
    .set({ adopted_on: adoptedOn, note, updated_at: now() })
    .where('good_model_id', '=', id)
    .where('school_id', '=', schoolId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return;
  await db
    .insertInto('good_model_adoption')
    .values({
      id: newId(),
      good_model_id: id,
      school_id: schoolId,
      adopted_on: adoptedOn,
      note,
      ...created(now()),
    })
    .execute();
}

async function evidenceCounts(db: ReadDb): Promise<ReadonlyMap<string | null, number>> {
  const rows = await db
    .selectFrom('evidence')
    .where('good_model_id', 'is not', null)
    .where('deleted_at', 'is', null)
    .groupBy('good_model_id')
    .select(({ fn }) => ['good_model_id', fn.countAll<number>().as('count')])
    .execute();
  return new Map(rows.map((row) => [row.good_model_id, row.count]));
}

export const goodModelHandlers: Handlers<
  | 'goodModels.list'
  | 'goodModels.create'
  | 'goodModels.update'
  | 'goodModels.remove'
  | 'goodModels.adopt'
  | 'goodModels.unadopt'
> = {
  async 'goodModels.list'({ db, today }, { search = '' }) {
    const { id } = await currentProgramme(db);
    const words = foldedWords(search);
    const counts = await evidenceCounts(db);
    const models = (await goodModelsOn(db, id, today()))
      .filter((row) => {
        const names = [row.school, row.unit, ...row.adoptions.map((adoption) => adoption.school)];
        const said = `${row.folded} ${fold(names.join(' '))}`;
        return words.every((word) => said.includes(word));
      })
      .map(
        (row): GoodModel => ({
          id: row.id,
          schoolId: row.school_id,
          school: row.school,
          unit: row.unit,
          title: row.title,
          summary: row.summary,
          sharedOn: row.shared_on,
          adoptions: row.adoptions,
          shownBy: counts.get(row.id) ?? 0,
        }),
      );
    return { models: models.reverse() };
  },

  async 'goodModels.create'(context, form) {
    await refuseImpossible(context, form);
    return { id: await storeModel(context, form) };
  },

  async 'goodModels.update'(context, { id, ...form }) {
    await requireModel(context.db, id);
    await refuseImpossible(context, form);
    await context.db
      .updateTable('good_model')
      .set({ ...columnsOf(form), updated_at: context.now() })
      .where('id', '=', id)
      .execute();
    return {};
  },

  async 'goodModels.remove'({ db, now }, { ids }) {
    const { numUpdatedRows } = await db
      .updateTable('good_model')
      .set({ deleted_at: now(), updated_at: now() })
      .where('id', 'in', ids)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows !== BigInt(new Set(ids).size)) throw notFound();
    return {};
  },

  async 'goodModels.adopt'(context, adopting) {
    await refuseImpossibleAdoption(context, adopting);
    await storeAdoption(context, adopting);
    return {};
  },

  async 'goodModels.unadopt'({ db, now }, { id, schoolId }) {
    const { numUpdatedRows } = await db
      .updateTable('good_model_adoption')
      .set({ deleted_at: now(), updated_at: now() })
      .where('good_model_id', '=', id)
      .where('school_id', '=', schoolId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new AppError('NOT_FOUND', { what: 'trường áp dụng mô hình' });
    return {};
  },
};
