import { startTransition, useEffect, useState } from 'react';

/** Longest wait for an idle moment, ms. */
const PATIENCE = 500;

/** False in the first picture, true from the first idle moment after it: for what nobody needs before. */
export function useLater(): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    let idle = 0;
    // The moment before a picture is drawn is idle, too.
    const drawn = requestAnimationFrame(() => {
      idle = requestIdleCallback(() => startTransition(() => setLater(true)), { timeout: PATIENCE });
    });
    return () => {
      cancelAnimationFrame(drawn);
      cancelIdleCallback(idle);
    };
  }, []);
  return later;
}
