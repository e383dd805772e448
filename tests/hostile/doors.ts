import type { Backend } from '../../main/backend/index.ts';
import type { Envelope } from '../../preload/contract/errors.ts';

/** A way in for a file, with whatever else it asks for. */
export interface Door {
  readonly name: string;
  /** Lets a person look at what can't be read, and put it right. */
  readonly shows?: true;
  readonly send: (backend: Backend, fileId: string) => Promise<Envelope<unknown>>;
}

const door = (name: string, more: Readonly<Record<string, unknown>> = {}): Door => ({
  name,
  send: (backend, fileId) => backend.dispatch(name, { fileId, ...more }),
});

/** The procedures that read a list. */
export const LIST_DOORS: readonly Door[] = [
  door('schools.import'),
  { ...door('schools.previewImport'), shows: true },
  door('schools.markImport'),
  door('pairs.import'),
  door('memoranda.importRecords'),
  door('activities.import'),
  door('activities.previewImport'),
  door('examResults.import', { schoolYear: '2023-2024' }),
  door('support.import'),
  door('difficulties.import'),
];

/** The procedures that read something else; a list is none of it. */
export const OTHER_DOORS: readonly Door[] = [
  door('departmentForms.create', { name: 'Biểu của Sở' }),
  door('templates.import'),
  door('signatures.verify'),
];
