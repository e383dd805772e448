import type { Command } from './command.ts';
import { memorandumCommands } from './commands/memoranda.ts';
import { pairCommands } from './commands/pairs.ts';
import { programCommands } from './commands/program.ts';
import { reportCommands } from './commands/reports.ts';
import { schoolCommands } from './commands/schools.ts';

/** Every command that runs and ends; `serve` stays up and is the shell's own. */
export const COMMANDS: readonly Command[] = [
  ...programCommands,
  ...schoolCommands,
  ...pairCommands,
  ...memorandumCommands,
  ...reportCommands,
];
