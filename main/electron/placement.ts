import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';

/** Where the window stood when it was closed, in device-independent pixels. */
export interface Placement extends Rectangle {
  readonly maximised: boolean;
}

/** So much of the window must lie on a display for its title bar to be grasped, in pixels. */
const GRASP = 120;

const isPlacement = (value: unknown): value is Placement =>
  typeof value === 'object' &&
  value !== null &&
  ['x', 'y', 'width', 'height'].every((key) => Number.isInteger(Reflect.get(value, key))) &&
  typeof Reflect.get(value, 'maximised') === 'boolean';

/** Whether a window there can be seen and moved: displays come and go with the projector of a meeting room. */
function isReachable(place: Rectangle, workAreas: readonly Rectangle[]): boolean {
  return workAreas.some(
    (area) =>
      Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x) >= GRASP &&
      place.y >= area.y &&
      place.y <= area.y + area.height - GRASP,
  );
}

/**
 * The place that was kept in this file, if a window there can be reached on one of these displays (their work
 * areas); else null, and the window opens in the middle as on the first day.
 */
export function keptPlacement(file: string, workAreas: readonly Rectangle[]): Placement | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isPlacement(kept) && isReachable(kept, workAreas) ? kept : null;
  } catch {
    // Not there yet, or not readable: never a reason not to open.
    return null;
  }
}

/** Keeps the window's place when it is closed; a folder that isn't there or can't be written changes nothing. */
export function keepPlacement(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const placement: Placement = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    try {
      writeFileSync(`${file}.new`, JSON.stringify(placement));
      renameSync(`${file}.new`, file);
    } catch {
      // The place of a window is no loss.
    }
  });
}
