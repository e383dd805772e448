import type { Initialisation } from '../folder.ts';
import { seedTemplates } from '../memoranda/templates.ts';
import { seedCatalogue } from '../programmes/catalogue.ts';
import { seedProgramme } from '../programmes/programme.ts';
import { loadSample } from './sample.ts';

/** What a new data folder starts with; a sample folder is a rehearsal folder. */
export function initialisation(sample: boolean): Initialisation {
  return {
    kind: sample ? 'rehearsal' : 'real',
    async seed(context) {
      await seedCatalogue(context);
      await seedTemplates(context);
      await seedProgramme(context);
      if (sample) await loadSample(context);
    },
  };
}
