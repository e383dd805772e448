import type { BrowserWindow } from 'electron';
import type { EventOf } from '../../preload/contract/types.ts';

/** Electron's signs: nothing is shown below 0, and the end is unknown above 1. */
const NOTHING = -1;
const ENDLESS = 2;

/** Shows in the taskbar how far the running jobs are, for whoever has gone to another program meanwhile. */
export function taskbarProgress(window: Pick<BrowserWindow, 'isDestroyed' | 'setProgressBar'>) {
  const jobs = new Map<string, EventOf<'job.progress'>>();
  const show = () => {
    if (window.isDestroyed()) return;
    const running = [...jobs.values()];
    const total = running.reduce((sum, job) => sum + job.total, 0);
    const done = running.reduce((sum, job) => sum + job.done, 0);
    const isKnown = running.every((job) => job.total > 0);
    window.setProgressBar(running.length === 0 ? NOTHING : isKnown ? Math.min(1, done / total) : ENDLESS);
  };
  return {
    /** A job told how far it is. */
    moved(job: EventOf<'job.progress'>): void {
      jobs.set(job.jobId, job);
      show();
    },
    /** A job is done, failed or was cancelled. */
    ended(jobId: string): void {
      if (jobs.delete(jobId)) show();
    },
  };
}
