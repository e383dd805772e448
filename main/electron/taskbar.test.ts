import type { BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { taskbarProgress } from './taskbar.ts';
import { only } from './testing.ts';

test('the taskbar tells how far all running jobs are, and nothing when they are over', () => {
  const shown: number[] = [];
  let destroyed = false;
  const taskbar = taskbarProgress(
    only<BrowserWindow>('window', {
      isDestroyed: () => destroyed,
      setProgressBar: (fraction) => shown.push(fraction),
    }),
  );
  const job = (jobId: string, done: number, total: number) => ({
    jobId,
    label: 'Đang tạo biên bản',
    done,
    total,
  });

  taskbar.moved(job('a', 0, 0));
  taskbar.moved(job('a', 5, 10));
  taskbar.moved(job('b', 0, 10));
  taskbar.ended('a');
  taskbar.ended('b');
  expect(shown).toEqual([2, 0.5, 0.25, 0, -1]);

  taskbar.ended('never told of itself');
  destroyed = true;
  taskbar.moved(job('c', 1, 2));
  expect(shown).toHaveLength(5);
});
