import type { z } from 'zod';
import { lazyDomains } from './domains.ts';
import type { Procedure, ProcedureKind } from './procedure.ts';
import type { PROCEDURES } from './procedures.ts';
import type { ProcedureName } from './types.ts';

type Table = typeof PROCEDURES;
type Domain = ProcedureName extends infer N ? (N extends `${infer First}.${string}` ? First : never) : never;

/**
 * The rows of the table by the first word of their names, each built with the first call to it: building all takes a
 * third of a start.
 */
const DOMAINS: {
  readonly [D in Domain]: () => Promise<Pick<Table, Extract<ProcedureName, `${D}.${string}`>>>;
} = {
  activities: async () => (await import('./activities.ts')).activityProcedures,
  app: async () => (await import('./app.ts')).appProcedures,
  backups: async () => (await import('./backups.ts')).backupProcedures,
  bin: async () => (await import('./bin.ts')).binProcedures,
  calendar: async () => ({
    ...(await import('./calendar.ts')).calendarProcedures,
    ...(await import('./reports.ts')).reportProcedures,
  }),
  cells: async () => (await import('./cells.ts')).cellProcedures,
  ceremonies: async () => (await import('./ceremonies.ts')).ceremonyProcedures,
  charts: async () => (await import('./charts.ts')).chartProcedures,
  check: async () => (await import('./app.ts')).appProcedures,
  commitments: async () => (await import('./commitments.ts')).commitmentProcedures,
  departmentForms: async () => (await import('./department-forms.ts')).departmentFormProcedures,
  difficulties: async () => (await import('./difficulties.ts')).difficultyProcedures,
  documents: async () => (await import('./documents.ts')).documentProcedures,
  evidence: async () => (await import('./evidence.ts')).evidenceProcedures,
  examResults: async () => (await import('./exam-results.ts')).examResultProcedures,
  files: async () => (await import('./app.ts')).appProcedures,
  gaps: async () => (await import('./gaps.ts')).gapProcedures,
  goodModels: async () => (await import('./good-models.ts')).goodModelProcedures,
  guide: async () => (await import('./guide.ts')).guideProcedures,
  history: async () => (await import('./history.ts')).historyProcedures,
  jobs: async () => (await import('./app.ts')).appProcedures,
  journal: async () => (await import('./journal.ts')).journalProcedures,
  memoranda: async () => (await import('./memoranda.ts')).memorandumProcedures,
  narrative: async () => (await import('./reports.ts')).reportProcedures,
  organisations: async () => ({
    ...(await import('./programmes.ts')).programmeProcedures,
    ...(await import('./succession.ts')).successionProcedures,
  }),
  overview: async () => (await import('./overview.ts')).overviewProcedures,
  pairs: async () => (await import('./pairs.ts')).pairProcedures,
  personalData: async () => (await import('./personal-data.ts')).personalDataProcedures,
  programmes: async () => (await import('./programmes.ts')).programmeProcedures,
  reports: async () => (await import('./reports.ts')).reportProcedures,
  scans: async () => (await import('./scans.ts')).scanProcedures,
  schools: async () => (await import('./schools.ts')).schoolProcedures,
  search: async () => (await import('./search.ts')).searchProcedures,
  session: async () => (await import('./users.ts')).userProcedures,
  settings: async () => (await import('./app.ts')).appProcedures,
  signatures: async () => (await import('./signatures.ts')).signatureProcedures,
  support: async () => (await import('./support.ts')).supportProcedures,
  targets: async () => (await import('./targets.ts')).targetProcedures,
  templates: async () => (await import('./templates.ts')).templateProcedures,
  users: async () => (await import('./users.ts')).userProcedures,
  workingGroup: async () => (await import('./working-group.ts')).workingGroupProcedures,
};

type AnyProcedure = Procedure<ProcedureKind, z.ZodType, z.ZodType>;

const rowsBeside = lazyDomains<AnyProcedure>(DOMAINS);

let last: Promise<unknown> = Promise.resolve();

/**
 * The row of a procedure; null for a name that the table does not have. Answers come in the order of the questions, so
 * that a call does not overtake another one whose domain is loaded just now.
 */
export function procedureOf(name: string): Promise<AnyProcedure | null> {
  const turn = last.then(async () => {
    const rows = await rowsBeside(name);
    return Object.hasOwn(rows, name) ? (rows[name] ?? null) : null;
  });
  last = turn.catch(() => {});
  return turn;
}
