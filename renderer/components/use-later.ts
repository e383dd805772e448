import { startTransition, useEffect, useState } from 'react';

/** Longest wait for an idle moment, ms. */
const PATIENCE = 500;

/** False in the first picture, true from the first idle moment after it: for what nobody needs before. */
export function useLater(): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const idle = requestIdleCallback(() => startTransition(() => setLater(true)), { timeout: PATIENCE });
    return () => cancelIdleCallback(idle);
  }, []);
  return later;
}
