import type { Command, FileCommand } from './command.ts';
import { activityCommands } from './commands/activities.ts';
import { backupCommands } from './commands/backups.ts';
import { ceremonyCommands } from './commands/ceremonies.ts';
import { examResultCommands } from './commands/exam-results.ts';
import { memorandumCommands } from './commands/memoranda.ts';
import { pairCommands } from './commands/pairs.ts';
import { programCommands } from './commands/program.ts';
import { reportCommands } from './commands/reports.ts';
import { scanCommands } from './commands/scans.ts';
import { schoolCommands } from './commands/schools.ts';
import { signatureCommands } from './commands/signatures.ts';
import { supportCommands } from './commands/support.ts';

/** Every command that runs and ends; `serve` stays up and is the shell's own. */
export const COMMANDS: readonly (Command | FileCommand)[] = [
  ...programCommands,
  ...backupCommands,
  ...schoolCommands,
  ...pairCommands,
  ...memorandumCommands,
  ...ceremonyCommands,
  ...scanCommands,
  ...signatureCommands,
  ...activityCommands,
  ...examResultCommands,
  ...supportCommands,
  ...reportCommands,
];
