import type { NamesOf } from '../../preload/contract/types.ts';
import { activityHandlers } from './activities/activities.ts';
import { activityImportHandlers } from './activities/import/apply.ts';
import { activityKindHandlers } from './activities/kinds.ts';
import { activityPrintHandlers } from './activities/print.ts';
import { backupHandlers } from './backups/backups.ts';
import { binHandlers } from './bin/bin.ts';
import { cellHandlers } from './cells/cells.ts';
import { binderHandlers } from './ceremonies/binder.ts';
import { ceremonyHandlers } from './ceremonies/prepare.ts';
import { proposeHandlers } from './ceremonies/propose.ts';
import { chartHandlers } from './charts/charts.ts';
import { commitmentHandlers } from './commitments/commitments.ts';
import type { Handlers } from './context.ts';
import { departmentFormHandlers } from './department-forms/department-forms.ts';
import { difficultyHandlers } from './difficulties/difficulties.ts';
import { difficultyImportHandlers } from './difficulties/import/apply.ts';
import { documentHandlers } from './documents/documents.ts';
import { documentIssueHandlers } from './documents/issue.ts';
import { evidenceIntakeHandlers } from './evidence/add-files.ts';
import { evidenceHandlers } from './evidence/evidence.ts';
import { examResultHandlers } from './exam-results/exam-results.ts';
import { examImportHandlers } from './exam-results/import/apply.ts';
import { fileHandlers } from './files/files.ts';
import { gapHandlers } from './gaps/gaps.ts';
import { goodModelHandlers } from './good-models/good-models.ts';
import { guideHandlers } from './guide/guide.ts';
import { draftHandlers } from './memoranda/draft.ts';
import { exportSignedHandlers } from './memoranda/export-signed.ts';
import { generateHandlers } from './memoranda/generate.ts';
import { recordImportHandlers } from './memoranda/import/apply.ts';
import { memorandumHandlers } from './memoranda/memoranda.ts';
import { numberHandlers } from './memoranda/numbers.ts';
import { recordHandlers } from './memoranda/record.ts';
import { recordSheetHandlers } from './memoranda/record-sheet.ts';
import { registerHandlers } from './memoranda/register.ts';
import { signedCopyHandlers } from './memoranda/signed-copies.ts';
import { versionHandlers } from './memoranda/versions.ts';
import { wordHandlers } from './memoranda/word.ts';
import { organisationHandlers } from './organisations/organisations.ts';
import { successionHandlers } from './organisations/succession.ts';
import { pairImportHandlers } from './pairs/import/apply.ts';
import { pairHandlers } from './pairs/pairs.ts';
import { personalDataHandlers } from './personal-data/personal-data.ts';
import { checkHandlers } from './program/check.ts';
import { historyHandlers } from './program/history.ts';
import { journalHandlers } from './program/journal-export.ts';
import { overviewHandlers } from './program/overview.ts';
import { programmeHandlers } from './programmes/programme.ts';
import { workingGroupHandlers } from './programmes/working-group.ts';
import { calendarHandlers } from './reports/calendar.ts';
import { reportChangeHandlers } from './reports/changes/changes.ts';
import { narrativeHandlers } from './reports/narrative/narrative.ts';
import { reportHandlers } from './reports/reports.ts';
import { scanIntakeHandlers } from './scans/intake.ts';
import { scanTrayHandlers } from './scans/tray.ts';
import { schoolExportHandlers } from './schools/export.ts';
import { schoolImportHandlers } from './schools/import/apply.ts';
import { schoolHandlers } from './schools/schools.ts';
import { searchHandlers } from './search/search.ts';
import { signatureHandlers } from './signatures/signatures.ts';
import { supportImportHandlers } from './support/import/apply.ts';
import { supportHandlers } from './support/support.ts';
import { targetHandlers } from './targets/targets.ts';
import { templateHandlers } from './templates/templates.ts';
import { userHandlers } from './users/users.ts';

/** Every procedure on a data folder with its handler; one that is missing does not compile. */
export const HANDLERS: Handlers<Exclude<NamesOf<'query' | 'command' | 'job'>, 'backups.salvage'>> = {
  ...activityHandlers,
  ...activityImportHandlers,
  ...activityKindHandlers,
  ...activityPrintHandlers,
  ...backupHandlers,
  ...binHandlers,
  ...binderHandlers,
  ...calendarHandlers,
  ...ceremonyHandlers,
  ...chartHandlers,
  ...checkHandlers,
  ...commitmentHandlers,
  ...difficultyHandlers,
  ...difficultyImportHandlers,
  ...departmentFormHandlers,
  ...documentHandlers,
  ...documentIssueHandlers,
  ...evidenceHandlers,
  ...evidenceIntakeHandlers,
  ...examImportHandlers,
  ...examResultHandlers,
  ...fileHandlers,
  ...draftHandlers,
  ...exportSignedHandlers,
  ...generateHandlers,
  ...gapHandlers,
  ...goodModelHandlers,
  ...guideHandlers,
  ...historyHandlers,
  ...journalHandlers,
  ...memorandumHandlers,
  ...numberHandlers,
  ...organisationHandlers,
  ...overviewHandlers,
  ...pairHandlers,
  ...pairImportHandlers,
  ...personalDataHandlers,
  ...programmeHandlers,
  ...proposeHandlers,
  ...recordHandlers,
  ...recordImportHandlers,
  ...recordSheetHandlers,
  ...registerHandlers,
  ...narrativeHandlers,
  ...reportChangeHandlers,
  ...reportHandlers,
  ...scanIntakeHandlers,
  ...scanTrayHandlers,
  ...schoolExportHandlers,
  ...cellHandlers,
  ...schoolHandlers,
  ...schoolImportHandlers,
  ...searchHandlers,
  ...signedCopyHandlers,
  ...signatureHandlers,
  ...targetHandlers,
  ...supportImportHandlers,
  ...supportHandlers,
  ...successionHandlers,
  ...templateHandlers,
  ...userHandlers,
  ...versionHandlers,
  ...wordHandlers,
  ...workingGroupHandlers,
};
