import type { OutputOf } from '../../../preload/contract/types.ts';
import type { Initialisation } from '../folder.ts';
import { unitKindOf } from '../organisations/organisations.ts';
import { seedCatalogue } from '../programmes/catalogue.ts';
import { seedProgramme } from '../programmes/programme.ts';
import type { Resources } from '../resources.ts';
import { seedTemplates } from '../templates/store.ts';
import type { People } from '../users/people.ts';
import { addUser } from '../users/users.ts';
import { loadSample, readSample } from './sample.ts';

/** What a new data folder starts with; the sample is only ever rehearsed with. */
export function initialisation({
  sample,
  rehearsal,
  person = null,
  people = { users: [], passwords: [] },
}: {
  readonly sample: boolean;
  readonly rehearsal: boolean;
  /** Becomes the first admin. */
  readonly person?: string | null;
  /** Those of a folder before. */
  readonly people?: People;
}): Initialisation {
  return {
    kind: sample || rehearsal ? 'rehearsal' : 'real',
    async seed(context) {
      await seedCatalogue(context);
      await seedTemplates(context);
      await seedProgramme(context);
      if (sample) await loadSample(context);
      if (person !== null) await addUser(context.db, context.now(), { name: person, role: 'admin' });
      for (const user of people.users) await context.db.insertInto('user').values(user).execute();
      for (const password of people.passwords)
        await context.db.insertInto('password').values(password).execute();
    },
  };
}

/** Kinds of unit, and the units that the sample knows: those of the first programme. */
export async function firstChoices(resources: Resources): Promise<OutputOf<'app.firstChoices'>> {
  const { schools } = await readSample(resources.dir);
  const units = new Map(schools.map(({ unit, unitKindWord }) => [unit, unitKindWord]));
  return {
    kinds: resources.unitKinds.map(({ kind, word }) => ({ kind, word })),
    units: [...units].map(([name, word]) => ({ kind: unitKindOf(resources, word).kind, name })),
  };
}
