import { elementScroll, type Rect, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useEffect } from 'react';

interface LinesOptions {
  readonly count: number;
  /** Of one line, in px. */
  readonly height: number;
  readonly scroller: () => HTMLElement | null;
  /** How many lines are drawn above and below those in sight. */
  readonly overscan: number;
  readonly keyOf?: (index: number) => string | number;
}

type Lines = Virtualizer<HTMLElement, HTMLElement>;

/**
 * Which lines of a long list are in sight. Until the box is measured it is taken to be as high as the window, so that
 * the first lines are drawn in slices with their screen; and it is measured when the browser has laid it out anyway,
 * for asking at once would keep the window busy with a layout in the midst of the drawing.
 */
export function useLinesInSight({ count, height, scroller, overscan, keyOf }: LinesOptions): Lines {
  const lines = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getScrollElement: scroller,
    estimateSize: () => height,
    overscan,
    ...(keyOf ? { getItemKey: keyOf } : {}),
    initialRect: { width: 0, height: window.innerHeight },
    observeElementRect: observeSize,
    scrollToFn: (offset, options, instance) => {
      // A new list already stands at its beginning; to scroll it there would lay it out.
      if (offset !== 0 || instance.scrollOffset !== 0) elementScroll(offset, options, instance);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heights are asked for anew when the density changes
  useEffect(() => lines.measure(), [lines, height]);
  return lines;
}

function observeSize({ scrollElement }: Lines, tell: (rect: Rect) => void) {
  if (!scrollElement) return;
  const observer = new ResizeObserver(([entry]) => {
    const [box] = entry?.borderBoxSize ?? [];
    if (box) tell({ width: Math.round(box.inlineSize), height: Math.round(box.blockSize) });
  });
  observer.observe(scrollElement);
  return () => observer.disconnect();
}
