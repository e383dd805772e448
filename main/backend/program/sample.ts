import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { activityForm } from '../../../preload/contract/activities.ts';
import { level } from '../../../preload/contract/schools.ts';
import { createActivity } from '../activities/activities.ts';
import type { CommandContext } from '../context.ts';
import { draft } from '../memoranda/memoranda.ts';
import { createPair, listPairs } from '../pairs/pairs.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { takeInSchools } from '../schools/import/apply.ts';
import { allSchools } from '../schools/schools.ts';

/** The illustrative programme: invented schools, placeholder people. */
const sampleProgramme = z.object({
  programme: z.object({ placeName: z.string(), venue: z.string(), ceremonyOn: z.iso.date() }),
  schools: z.array(
    z.object({
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
  /** As a person would fill them in; `pairs` are numbers of the list above, from 0. */
  activities: z.array(
    activityForm.omit({ pairIds: true }).extend({ pairs: z.array(z.number().int()).min(1) }),
  ),
});

/** Fills a rehearsal folder in the caller's transaction. */
export async function loadSample(context: CommandContext): Promise<void> {
  const { db, resources, now, today } = context;
  const file = path.join(resources.dir, 'samples', 'programme.json');
  const sample = sampleProgramme.parse(JSON.parse(await readFile(file, 'utf8')));

  const programme = await currentProgramme(db);
  await db
    .updateTable('programme')
    .set({
      place_name: sample.programme.placeName,
      venue: sample.programme.venue,
      ceremony_on: sample.programme.ceremonyOn,
      updated_at: now(),
    })
    .where('id', '=', programme.id)
    .execute();
  await takeInSchools(
    context,
    sample.schools.map((school, index) => ({ ...school, row: index + 1 })),
  );
  await db.updateTable('organisation').set({ confirmed: 1, updated_at: now() }).execute();

  const schools = new Map((await allSchools(db, today())).map((school) => [school.name, school]));
  const pairIds: string[] = [];
  for (const names of sample.pairs) {
    const [supporting, partner] = names.map((name) => schools.get(name));
    if (!supporting || !partner) throw new Error(`sample pair of unknown schools: ${names.join(', ')}`);
    pairIds.push(await createPair(context, supporting, partner, false));
  }
  await draft(context, await listPairs(db, programme.id, today()));
  for (const { pairs, ...form } of sample.activities) {
    const ids = pairs.map((index) => pairIds[index]).filter((id) => id !== undefined);
    await createActivity(context, { ...form, pairIds: ids });
  }
}
