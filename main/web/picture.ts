import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DrawPicture } from '../../preload/contract/opening.ts';

/** What draws the first picture, seen from the built window. */
export const PICTURE_FILE = '../picture/first-picture.js';

/**
 * Draws the first picture of the window that is built at `rendererDir`, once what draws it is loaded. A page that is asked
 * for before does not wait, and what can't be drawn is no reason for no window: then it draws itself.
 */
export function pictureOf(rendererDir: string): DrawPicture {
  let drawPicture: DrawPicture = () => null;
  import(pathToFileURL(join(rendererDir, PICTURE_FILE)).href).then(
    (loaded: { readonly drawPicture: DrawPicture }) => {
      drawPicture = loaded.drawPicture;
    },
    () => {},
  );
  return (answers, nonce) => {
    try {
      return drawPicture(answers, nonce);
    } catch {
      return null;
    }
  };
}
