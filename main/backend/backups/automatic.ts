import type { LastBackup } from '../../../preload/contract/backups.ts';
import type { JobContext } from '../context.ts';
import type { Logger } from '../ports.ts';
import { localDay } from '../text/dates.ts';
import { hasChanged, keepBackup, readState } from './keep.ts';

/** How often a program that stays open looks whether a new day has begun, milliseconds. */
const LOOK_EVERY = 60 * 60_000;
/** The window comes first, milliseconds. */
const FIRST_LOOK = 20_000;

/** Where automatic backups get what they back up. */
export interface Source {
  /** Null while no folder is open. */
  readonly context: () => JobContext | null;
  /** Tells the windows that a backup was made. */
  readonly made: () => void;
  readonly logger: Logger;
}

/** Backs up once a day while the program runs, and once more when it closes, whenever something has changed. */
export function backUpByItself(source: Source) {
  /** One after the other: closing waits for the daily one. */
  let last: Promise<unknown> = Promise.resolve();
  const backUp = (isDue: (last: LastBackup | null, today: string) => boolean): Promise<void> => {
    const turn = last.then(async () => {
      const context = source.context();
      if (!context) return;
      const state = await readState(context.dataDir);
      if (!hasChanged(state, context) || !isDue(state.last, context.today())) return;
      try {
        const { problems } = await keepBackup(context);
        if (problems.length > 0)
          source.logger.error('backup.red', { codes: problems.map(({ code }) => code) });
      } catch (error) {
        source.logger.error('backup.failed', { error });
      }
      source.made();
    });
    last = turn;
    return turn;
  };
  // Not "earlier than": the last one may be of a day to come, where the clock was wrong.
  const daily = () =>
    void backUp((made, today) => made === null || localDay(new Date(made.createdAt)) !== today);
  const first = setTimeout(daily, FIRST_LOOK).unref();
  const timer = setInterval(daily, LOOK_EVERY).unref();
  return {
    /** Backs up what has changed since, and stops looking. */
    async close(): Promise<void> {
      clearTimeout(first);
      clearInterval(timer);
      await backUp(() => true);
    },
  };
}
