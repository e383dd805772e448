import { activityProcedures } from './activities.ts';
import { appProcedures } from './app.ts';
import { backupProcedures } from './backups.ts';
import { binProcedures } from './bin.ts';
import { calendarProcedures } from './calendar.ts';
import { cellProcedures } from './cells.ts';
import { ceremonyProcedures } from './ceremonies.ts';
import { chartProcedures } from './charts.ts';
import { commitmentProcedures } from './commitments.ts';
import { departmentFormProcedures } from './department-forms.ts';
import { difficultyProcedures } from './difficulties.ts';
import { documentProcedures } from './documents.ts';
import { evidenceProcedures } from './evidence.ts';
import { examResultProcedures } from './exam-results.ts';
import { gapProcedures } from './gaps.ts';
import { goodModelProcedures } from './good-models.ts';
import { guideProcedures } from './guide.ts';
import { historyProcedures } from './history.ts';
import { journalProcedures } from './journal.ts';
import { memorandumProcedures } from './memoranda.ts';
import { overviewProcedures } from './overview.ts';
import { pairProcedures } from './pairs.ts';
import { personalDataProcedures } from './personal-data.ts';
import { programmeProcedures } from './programmes.ts';
import { reportProcedures } from './reports.ts';
import { scanProcedures } from './scans.ts';
import { schoolProcedures } from './schools.ts';
import { searchProcedures } from './search.ts';
import { signatureProcedures } from './signatures.ts';
import { successionProcedures } from './succession.ts';
import { supportProcedures } from './support.ts';
import { targetProcedures } from './targets.ts';
import { templateProcedures } from './templates.ts';
import { userProcedures } from './users.ts';
import { workingGroupProcedures } from './working-group.ts';

/** The one table that both sides share: every procedure with its kind, input and output. */
export const PROCEDURES = {
  ...appProcedures,
  ...backupProcedures,
  ...binProcedures,
  ...overviewProcedures,
  ...programmeProcedures,
  ...successionProcedures,
  ...cellProcedures,
  ...guideProcedures,
  ...historyProcedures,
  ...journalProcedures,
  ...schoolProcedures,
  ...pairProcedures,
  ...personalDataProcedures,
  ...memorandumProcedures,
  ...ceremonyProcedures,
  ...documentProcedures,
  ...departmentFormProcedures,
  ...activityProcedures,
  ...evidenceProcedures,
  ...examResultProcedures,
  ...difficultyProcedures,
  ...goodModelProcedures,
  ...workingGroupProcedures,
  ...commitmentProcedures,
  ...targetProcedures,
  ...gapProcedures,
  ...calendarProcedures,
  ...reportProcedures,
  ...chartProcedures,
  ...scanProcedures,
  ...searchProcedures,
  ...signatureProcedures,
  ...supportProcedures,
  ...templateProcedures,
  ...userProcedures,
};
