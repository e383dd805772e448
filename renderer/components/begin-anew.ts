import { href } from '../route.ts';

/** Loads the window anew on other data: everything that it remembers speaks of those before. */
export const beginAnew = (): void => {
  window.location.hash = href('overview');
  window.location.reload();
};
