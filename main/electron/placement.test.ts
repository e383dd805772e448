import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, Rectangle } from 'electron';
import { afterAll, describe, expect, test } from 'vitest';
import { keepPlacement, keptPlacement } from './placement.ts';
import { Listeners, only } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'chung-tay-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'window.json');

const LAPTOP: Rectangle = { x: 0, y: 0, width: 1366, height: 728 };
const PROJECTOR: Rectangle = { x: 1366, y: 0, width: 1920, height: 1040 };

/** Closes a window that stands there, and says what the next start knows of it. */
function close(bounds: Rectangle, maximised = false, to = file): void {
  const events = new Listeners();
  const window: BrowserWindow = only<BrowserWindow>('window', {
    on(event: string, listener: (...given: never[]) => unknown) {
      events.add(event, listener);
      return window;
    },
    getNormalBounds: () => bounds,
    isMaximized: () => maximised,
  });
  keepPlacement(window, to);
  events.fire('close');
}

describe('the place of the window', () => {
  test('is the same at the next start, also whether it filled the display', () => {
    const bounds = { x: 40, y: 20, width: 1200, height: 680 };
    close(bounds, true);
    expect(keptPlacement(file, [LAPTOP])).toEqual({ ...bounds, maximised: true });
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  test('is forgotten when its display is gone', () => {
    close({ x: 1500, y: 60, width: 1200, height: 680 });
    expect(keptPlacement(file, [LAPTOP, PROJECTOR])).not.toBeNull();
    expect(keptPlacement(file, [LAPTOP])).toBeNull();
  });

  test('is forgotten when only a corner or no title bar would be seen', () => {
    close({ x: 1300, y: 20, width: 1200, height: 680 });
    expect(keptPlacement(file, [LAPTOP])).toBeNull();
    close({ x: 40, y: -300, width: 1200, height: 680 });
    expect(keptPlacement(file, [LAPTOP])).toBeNull();
  });

  test.each(['', '{', '[]', 'null', '{"x":0}', '{"x":"0","y":0,"width":1,"height":1,"maximised":true}'])(
    'a file with “%s” counts as none',
    (content) => {
      writeFileSync(file, content);
      expect(keptPlacement(file, [LAPTOP])).toBeNull();
    },
  );

  test('no folder yet is no fault', () => {
    const elsewhere = join(folder, 'nowhere', 'window.json');
    close({ x: 0, y: 0, width: 1366, height: 728 }, false, elsewhere);
    expect(keptPlacement(elsewhere, [LAPTOP])).toBeNull();
  });
});
