import { activityProcedures } from './activities.ts';
import { appProcedures } from './app.ts';
import { ceremonyProcedures } from './ceremonies.ts';
import { memorandumProcedures } from './memoranda.ts';
import { pairProcedures } from './pairs.ts';
import { programmeProcedures } from './programmes.ts';
import { reportProcedures } from './reports.ts';
import { scanProcedures } from './scans.ts';
import { schoolProcedures } from './schools.ts';
import { templateProcedures } from './templates.ts';

/** The one table that both sides share: every procedure with its kind, input and output. */
export const PROCEDURES = {
  ...appProcedures,
  ...programmeProcedures,
  ...schoolProcedures,
  ...pairProcedures,
  ...memorandumProcedures,
  ...ceremonyProcedures,
  ...activityProcedures,
  ...reportProcedures,
  ...scanProcedures,
  ...templateProcedures,
};
