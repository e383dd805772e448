import type { Initialisation } from '../folder.ts';
import { seedCatalogue } from '../programmes/catalogue.ts';
import { seedProgramme } from '../programmes/programme.ts';
import { seedTemplates } from '../templates/store.ts';
import { loadSample } from './sample.ts';

/** What a new data folder starts with; the sample is only ever rehearsed with. */
export function initialisation({
  sample,
  rehearsal,
}: {
  readonly sample: boolean;
  readonly rehearsal: boolean;
}): Initialisation {
  return {
    kind: sample || rehearsal ? 'rehearsal' : 'real',
    async seed(context) {
      await seedCatalogue(context);
      await seedTemplates(context);
      await seedProgramme(context);
      if (sample) await loadSample(context);
    },
  };
}
