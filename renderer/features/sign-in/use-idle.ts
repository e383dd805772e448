import { useEffect, useRef } from 'react';

const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const;
/** How often it is looked whether the time is over, in ms. */
const LOOK = 2_000;

/**
 * Calls once nobody has touched the window for so many minutes; null: never. A computer that slept counts as idle: the
 * first touch after it comes too late.
 */
export function useIdle(minutes: number | null, onIdle: () => void): void {
  const act = useRef(onIdle);
  act.current = onIdle;
  useEffect(() => {
    if (minutes === null) return;
    let last = Date.now();
    const look = (): boolean => {
      const over = Date.now() - last >= minutes * 60_000;
      if (over) act.current();
      return over;
    };
    const touch = () => {
      if (!look()) last = Date.now();
    };
    const timer = window.setInterval(look, LOOK);
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, touch, { capture: true, passive: true });
    return () => {
      window.clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, touch, { capture: true });
    };
  }, [minutes]);
}
