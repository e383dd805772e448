import { lazyDomains } from '../../preload/contract/domains.ts';
import type { NamesOf } from '../../preload/contract/types.ts';
import type { Handlers } from './context.ts';

type HandledName = Exclude<NamesOf<'query' | 'command' | 'job'>, 'backups.salvage'>;
type DomainOf<N> = N extends `${infer Domain}.${string}` ? Domain : never;
type Domain = DomainOf<HandledName>;

/**
 * Every procedure on a data folder with its handler, by the first word of its name; one that is missing does not
 * compile. A domain is loaded with the first call to it: a start needs none, and most commands of the command line one.
 */
const DOMAINS: {
  readonly [D in Domain]: () => Promise<Handlers<Extract<HandledName, `${D}.${string}`>>>;
} = {
  activities: async () => ({
    ...(await import('./activities/activities.ts')).activityHandlers,
    ...(await import('./activities/import/apply.ts')).activityImportHandlers,
    ...(await import('./activities/kinds.ts')).activityKindHandlers,
    ...(await import('./activities/print.ts')).activityPrintHandlers,
  }),
  backups: async () => (await import('./backups/backups.ts')).backupHandlers,
  bin: async () => (await import('./bin/bin.ts')).binHandlers,
  calendar: async () => ({
    ...(await import('./reports/calendar.ts')).calendarHandlers,
    ...(await import('./reports/reports.ts')).reportHandlers,
  }),
  cells: async () => (await import('./cells/cells.ts')).cellHandlers,
  ceremonies: async () => ({
    ...(await import('./ceremonies/binder.ts')).binderHandlers,
    ...(await import('./ceremonies/prepare.ts')).ceremonyHandlers,
    ...(await import('./ceremonies/propose.ts')).proposeHandlers,
  }),
  charts: async () => (await import('./charts/charts.ts')).chartHandlers,
  check: async () => (await import('./program/check.ts')).checkHandlers,
  commitments: async () => (await import('./commitments/commitments.ts')).commitmentHandlers,
  departmentForms: async () =>
    (await import('./department-forms/department-forms.ts')).departmentFormHandlers,
  difficulties: async () => ({
    ...(await import('./difficulties/difficulties.ts')).difficultyHandlers,
    ...(await import('./difficulties/import/apply.ts')).difficultyImportHandlers,
  }),
  documents: async () => ({
    ...(await import('./documents/documents.ts')).documentHandlers,
    ...(await import('./documents/issue.ts')).documentIssueHandlers,
  }),
  evidence: async () => ({
    ...(await import('./evidence/add-files.ts')).evidenceIntakeHandlers,
    ...(await import('./evidence/evidence.ts')).evidenceHandlers,
  }),
  examResults: async () => ({
    ...(await import('./exam-results/exam-results.ts')).examResultHandlers,
    ...(await import('./exam-results/import/apply.ts')).examImportHandlers,
  }),
  files: async () => (await import('./files/files.ts')).fileHandlers,
  gaps: async () => (await import('./gaps/gaps.ts')).gapHandlers,
  goodModels: async () => (await import('./good-models/good-models.ts')).goodModelHandlers,
  guide: async () => (await import('./guide/guide.ts')).guideHandlers,
  history: async () => (await import('./program/history.ts')).historyHandlers,
  journal: async () => (await import('./program/journal-export.ts')).journalHandlers,
  memoranda: async () => ({
    ...(await import('./memoranda/draft.ts')).draftHandlers,
    ...(await import('./memoranda/export-signed.ts')).exportSignedHandlers,
    ...(await import('./memoranda/generate.ts')).generateHandlers,
    ...(await import('./memoranda/import/apply.ts')).recordImportHandlers,
    ...(await import('./memoranda/memoranda.ts')).memorandumHandlers,
    ...(await import('./memoranda/numbers.ts')).numberHandlers,
    ...(await import('./memoranda/record.ts')).recordHandlers,
    ...(await import('./memoranda/record-sheet.ts')).recordSheetHandlers,
    ...(await import('./memoranda/register.ts')).registerHandlers,
    ...(await import('./memoranda/signed-copies.ts')).signedCopyHandlers,
    ...(await import('./memoranda/versions.ts')).versionHandlers,
    ...(await import('./memoranda/word.ts')).wordHandlers,
  }),
  narrative: async () => (await import('./reports/narrative/narrative.ts')).narrativeHandlers,
  organisations: async () => ({
    ...(await import('./organisations/organisations.ts')).organisationHandlers,
    ...(await import('./organisations/succession.ts')).successionHandlers,
  }),
  overview: async () => (await import('./program/overview.ts')).overviewHandlers,
  pairs: async () => ({
    ...(await import('./pairs/import/apply.ts')).pairImportHandlers,
    ...(await import('./pairs/pairs.ts')).pairHandlers,
  }),
  personalData: async () => (await import('./personal-data/personal-data.ts')).personalDataHandlers,
  programmes: async () => (await import('./programmes/programme.ts')).programmeHandlers,
  reports: async () => ({
    ...(await import('./reports/changes/changes.ts')).reportChangeHandlers,
    ...(await import('./reports/reports.ts')).reportHandlers,
  }),
  scans: async () => ({
    ...(await import('./scans/intake.ts')).scanIntakeHandlers,
    ...(await import('./scans/tray.ts')).scanTrayHandlers,
  }),
  schools: async () => ({
    ...(await import('./schools/export.ts')).schoolExportHandlers,
    ...(await import('./schools/import/apply.ts')).schoolImportHandlers,
    ...(await import('./schools/schools.ts')).schoolHandlers,
  }),
  search: async () => (await import('./search/search.ts')).searchHandlers,
  signatures: async () => (await import('./signatures/signatures.ts')).signatureHandlers,
  support: async () => ({
    ...(await import('./support/import/apply.ts')).supportImportHandlers,
    ...(await import('./support/support.ts')).supportHandlers,
  }),
  targets: async () => (await import('./targets/targets.ts')).targetHandlers,
  templates: async () => (await import('./templates/templates.ts')).templateHandlers,
  users: async () => (await import('./users/users.ts')).userHandlers,
  workingGroup: async () => (await import('./programmes/working-group.ts')).workingGroupHandlers,
};

/** The handlers of the domain that a procedure belongs to; none for a name of no domain. */
export const handlersBeside = lazyDomains<unknown>(DOMAINS);
