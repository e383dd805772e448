import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type ActivityForm, activityForm } from '../../../preload/contract/activities.ts';
import { difficultyForm } from '../../../preload/contract/difficulties.ts';
import { examResultForm } from '../../../preload/contract/exam-results.ts';
import { goodModelForm } from '../../../preload/contract/good-models.ts';
import { level } from '../../../preload/contract/schools.ts';
import { type SupportForm, supportForm } from '../../../preload/contract/support.ts';
import { workingGroupMember } from '../../../preload/contract/working-group.ts';
import { createActivity, NOTHING_SAID } from '../activities/activities.ts';
import type { CommandContext } from '../context.ts';
import { storeDifficulty } from '../difficulties/difficulties.ts';
import { storeResult } from '../exam-results/exam-results.ts';
import { storeAdoption, storeModel } from '../good-models/good-models.ts';
import { draft } from '../memoranda/draft.ts';
import { listPairs } from '../pairs/pairs.ts';
import { pairMaker } from '../pairs/rules.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { saveWorkingGroup } from '../programmes/working-group.ts';
import { takeInSchools } from '../schools/import/apply.ts';
import { allSchools } from '../schools/register.ts';
import { createSupport, setPriority } from '../support/support.ts';

/** An activity in the file: what is not said is none, held on site and done. */
const sampleActivity = z
  .strictObject(activityForm.omit({ pairIds: true }).partial().shape)
  .required({ kind: true, heldOn: true, topic: true })
  /** Pairs that took part, each by the name of its supporting school. */
  .extend({ pairs: z.array(z.string()).min(1) });

/** Something given in the file: what is not said is none, and done. */
const sampleSupport = z
  .strictObject(supportForm.omit({ giverSchoolId: true, receiverSchoolId: true }).partial().shape)
  .required({ givenOn: true, kind: true, content: true })
  /** Names of the schools; without `giver` it comes from `giverName`. */
  .extend({ giver: z.string().optional(), receiver: z.string() });

const sampleProgramme = z.strictObject({
  programme: z.strictObject({ placeName: z.string(), venue: z.string(), ceremonyOn: z.iso.date() }),
  schools: z.array(
    z.strictObject({
      code: z.string(),
      unit: z.string(),
      unitKindWord: z.string(),
      level,
      name: z.string(),
      commune: z.string(),
      address: z.string(),
      principal: z.string(),
      position: z.string(),
      phone: z.string(),
      email: z.string(),
      classes: z.number().int(),
      pupils: z.number().int(),
      teachers: z.number().int(),
    }),
  ),
  /** Names of the supporting and the partner school. */
  pairs: z.array(z.tuple([z.string(), z.string()])),
  activities: z.array(sampleActivity),
  /** Schools are named by their names. */
  difficulties: z.array(
    z.strictObject({ ...difficultyForm.omit({ raisedBy: true }).shape, school: z.string() }),
  ),
  goodModels: z.array(
    z.strictObject({
      ...goodModelForm.omit({ schoolId: true }).shape,
      school: z.string(),
      adoptions: z.array(z.strictObject({ school: z.string(), adoptedOn: z.iso.date() })),
    }),
  ),
  workingGroup: z.array(workingGroupMember),
  support: z.array(sampleSupport),
  /** Names of the schools that are to be supported first. */
  inDifficulty: z.array(z.string()),
  examResults: z.array(
    z.strictObject({ ...examResultForm.omit({ schoolId: true }).shape, school: z.string() }),
  ),
});

const NOTHING_GIVEN = {
  status: 'done',
  giverName: null,
  quantity: null,
  unit: null,
  unitPrice: null,
  amount: null,
  source: null,
  documentId: null,
  handoverPaper: null,
  note: null,
} satisfies Partial<SupportForm>;

/** The illustrative programme: invented schools, placeholder people, a year of activities. */
export type SampleProgramme = z.infer<typeof sampleProgramme>;

/** Reads `samples/programme.json` of the resources. */
export async function readSample(resourcesDir: string): Promise<SampleProgramme> {
  const file = path.join(resourcesDir, 'samples', 'programme.json');
  return sampleProgramme.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** An activity of the sample as a person would fill it in; `pairIdOf` finds a pair by its supporting school. */
export function sampleActivityForm(
  { pairs, ...said }: SampleProgramme['activities'][number],
  pairIdOf: ReadonlyMap<string, string>,
): ActivityForm {
  return activityForm.parse({ ...NOTHING_SAID, ...said, pairIds: pairs.map((name) => pairIdOf.get(name)) });
}

/** Fills a rehearsal folder in the caller's transaction. */
export async function loadSample(context: CommandContext): Promise<void> {
  const { db, resources, now, today } = context;
  const sample = await readSample(resources.dir);

  const programme = await currentProgramme(db);
  await db
    .updateTable('programme')
    .set({ place_name: sample.programme.placeName, updated_at: now() })
    .where('id', '=', programme.id)
    .execute();
  await db
    .updateTable('ceremony')
    .set({ venue: sample.programme.venue, held_on: sample.programme.ceremonyOn, updated_at: now() })
    .where('programme_id', '=', programme.id)
    .execute();
  await takeInSchools(
    context,
    sample.schools.map((school, index) => ({ ...school, row: index + 1 })),
  );
  await db.updateTable('organisation').set({ confirmed: 1, updated_at: now() }).execute();

  const schools = new Map((await allSchools(db, today())).map((school) => [school.name, school]));
  const pairIdOf = new Map<string, string>();
  const maker = await pairMaker(context);
  for (const names of sample.pairs) {
    const [supporting, partner] = names.map((name) => schools.get(name));
    if (!supporting || !partner) throw new Error(`sample pair of unknown schools: ${names.join(', ')}`);
    pairIdOf.set(supporting.name, maker.add(supporting, partner, false));
  }
  await maker.store();
  await draft(context, await listPairs(db, programme.id, today()));
  for (const activity of sample.activities) {
    await createActivity(context, programme.id, sampleActivityForm(activity, pairIdOf));
  }
  const schoolIdOf = (name: string): string => {
    const school = schools.get(name);
    if (!school) throw new Error(`sample names an unknown school: ${name}`);
    return school.id;
  };
  for (const { school, ...said } of sample.difficulties) {
    await storeDifficulty(context, { ...said, raisedBy: { kind: 'school', id: schoolIdOf(school) } });
  }
  for (const { school, adoptions, ...said } of sample.goodModels) {
    const id = await storeModel(context, { ...said, schoolId: schoolIdOf(school) });
    for (const { school: adopter, adoptedOn } of adoptions) {
      await storeAdoption(context, { id, schoolId: schoolIdOf(adopter), adoptedOn, note: null });
    }
  }
  await saveWorkingGroup(context, sample.workingGroup);
  for (const { giver, receiver, ...said } of sample.support) {
    const ends = {
      giverSchoolId: giver ? schoolIdOf(giver) : null,
      receiverSchoolId: schoolIdOf(receiver),
    };
    await createSupport(context, supportForm.parse({ ...NOTHING_GIVEN, ...said, ...ends }));
  }
  await setPriority(context, sample.inDifficulty.map(schoolIdOf), true);
  for (const { school, ...said } of sample.examResults) {
    await storeResult(context, { ...said, schoolId: schoolIdOf(school) });
  }
}
