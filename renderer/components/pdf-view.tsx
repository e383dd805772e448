import { ActionIcon, Button, Loader } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import {
  IconArrowsHorizontal,
  IconChevronDown,
  IconChevronUp,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react';
import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  TextLayer,
} from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { vi } from '../i18n/vi.ts';
import { fileUrl } from '../transport/http.ts';
import { ErrorNotice } from './error-notice.tsx';
import './pdf-view.css';

GlobalWorkerOptions.workerSrc = workerUrl;

/** CSS px of one PDF point at 100 %. */
const PX_PER_POINT = 96 / 72;
const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
/** Space between the paper and the edge of the desk, px on each side. */
const DESK = 24;

interface PdfViewProps {
  readonly fileId: string;
  /** Shows this page alone, counted from 1. */
  readonly only?: number;
  /** Turns the pages clockwise, in degrees. */
  readonly rotation?: number;
}

/** The true paper on a grey desk, page below page. */
export function PdfView({ fileId, only, rotation = 0 }: PdfViewProps) {
  const { pages, failed, retry } = usePages(fileId, only);
  const { ref: desk, width } = useElementSize();
  const scroller = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<number>();
  const [current, setCurrent] = useState(1);

  const paperWidth = (pages[0] ? viewportOf(pages[0], rotation, 1).width : 595) * PX_PER_POINT;
  const fitting = Math.max(0.3, Math.min(1.5, (width - 2 * DESK) / paperWidth));
  const scale = zoom ?? fitting;
  const larger = ZOOMS.find((step) => step > scale + 0.01);
  const smaller = ZOOMS.findLast((step) => step < scale - 0.01);

  useCtrlWheel(scroller, (direction) => {
    const next = direction === 'in' ? larger : smaller;
    if (next) setZoom(next);
  });

  const goTo = (page: number) =>
    scroller.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: 'start' });
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const middle = box.scrollTop + box.clientHeight / 2;
    const above = [...box.querySelectorAll<HTMLElement>('[data-page]')].filter(
      (page) => page.offsetTop <= middle,
    );
    setCurrent(Math.max(1, above.length));
  };

  return (
    <section className="pdf-view" aria-label={vi.pdf.label}>
      <div className="pdf-view-bar">
        {only === undefined && (
          <>
            <ActionIcon
              aria-label={vi.pdf.previous}
              disabled={current <= 1}
              onClick={() => goTo(current - 1)}
            >
              <IconChevronUp size={16} />
            </ActionIcon>
            <span className="pdf-view-page" aria-live="polite">
              {pages.length > 0 && vi.pdf.page(current, pages.length)}
            </span>
            <ActionIcon
              aria-label={vi.pdf.next}
              disabled={current >= pages.length}
              onClick={() => goTo(current + 1)}
            >
              <IconChevronDown size={16} />
            </ActionIcon>
          </>
        )}
        <span className="pdf-view-gap" />
        <ActionIcon aria-label={vi.pdf.zoomOut} disabled={!smaller} onClick={() => setZoom(smaller)}>
          <IconMinus size={16} />
        </ActionIcon>
        <span className="pdf-view-zoom">{vi.pdf.zoom(Math.round(scale * 100))}</span>
        <ActionIcon aria-label={vi.pdf.zoomIn} disabled={!larger} onClick={() => setZoom(larger)}>
          <IconPlus size={16} />
        </ActionIcon>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconArrowsHorizontal size={16} />}
          onClick={() => setZoom(undefined)}
        >
          {vi.pdf.fitWidth}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the desk scrolls, so the keyboard must reach it */}
      <div className="pdf-view-desk" ref={scroller} onScroll={onScroll} tabIndex={0}>
        <div ref={desk}>
          {failed ? (
            <ErrorNotice error={new Error(vi.errors.pdf)} onRetry={retry} />
          ) : pages.length === 0 ? (
            <div className="pdf-view-loading">
              <Loader color="white" size="sm" aria-label={vi.pdf.loading} />
            </div>
          ) : (
            width > 0 &&
            pages.map((page) => <Page key={page.pageNumber} page={page} rotation={rotation} scale={scale} />)
          )}
        </div>
      </div>
    </section>
  );
}

/** The pages of a stored PDF. The last paper stays until the next is ready, so that the desk does not blink. */
function usePages(fileId: string, only: number | undefined) {
  const [document, setDocument] = useState<PDFDocumentProxy>();
  const [pages, setPages] = useState<readonly PDFPageProxy[]>([]);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt reads the same file again
  useEffect(() => {
    let stale = false;
    const loading = getDocument({ url: fileUrl(fileId), disableRange: true, disableStream: true });
    loading.promise.then(
      (read) => !stale && setDocument(read),
      () => !stale && setFailed(true),
    );
    return () => {
      stale = true;
      // The canvases keep what they show; the worker's memory is given back a little later, when the next
      // paper has taken their place.
      setTimeout(() => void loading.destroy(), 1000);
    };
  }, [fileId, attempt]);
  useEffect(() => {
    if (!document) return;
    let stale = false;
    const numbers = only ? [only] : Array.from({ length: document.numPages }, (_, index) => index + 1);
    Promise.all(numbers.map((number) => document.getPage(number))).then(
      (read) => {
        if (stale) return;
        setPages(read);
        setFailed(false);
      },
      () => !stale && setFailed(true),
    );
    return () => {
      stale = true;
    };
  }, [document, only]);
  return { pages, failed, retry: () => setAttempt((count) => count + 1) };
}

/** A page as it lies, turned further by `rotation`. */
const viewportOf = (page: PDFPageProxy, rotation: number, scale: number) =>
  page.getViewport({ scale, rotation: (page.rotate + rotation) % 360 });

interface PageProps {
  readonly page: PDFPageProxy;
  readonly rotation: number;
  readonly scale: number;
}

/** One sheet, drawn sharp for this screen, with its text over it to be read aloud and copied. */
function Page({ page, rotation, scale }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const viewport = viewportOf(page, rotation, scale * PX_PER_POINT);
  const size = { width: Math.floor(viewport.width), height: Math.floor(viewport.height) };

  useEffect(() => {
    const [paper, layer] = [canvas.current, text.current];
    if (!paper || !layer) return;
    const view = viewportOf(page, rotation, scale * PX_PER_POINT);
    // Drawn beside the screen first: a canvas goes blank when its size changes.
    const fresh = document.createElement('canvas');
    const density = window.devicePixelRatio;
    fresh.width = Math.floor(view.width * density);
    fresh.height = Math.floor(view.height * density);
    const drawing = page.render({ canvas: fresh, viewport: view, transform: [density, 0, 0, density, 0, 0] });
    drawing.promise.then(
      () => {
        paper.width = fresh.width;
        paper.height = fresh.height;
        paper.getContext('2d')?.drawImage(fresh, 0, 0);
      },
      // Cancelled because the zoom or the paper changed.
      () => {},
    );
    layer.replaceChildren();
    const words = new TextLayer({
      textContentSource: page.streamTextContent(),
      container: layer,
      viewport: view,
    });
    words.render().catch(() => {});
    return () => {
      drawing.cancel();
      words.cancel();
    };
  }, [page, rotation, scale]);

  return (
    <section
      className="pdf-view-sheet"
      data-page={page.pageNumber}
      aria-label={vi.pdf.pageLabel(page.pageNumber)}
      style={{ ...size, ['--total-scale-factor' as string]: scale * PX_PER_POINT }}
    >
      <canvas ref={canvas} aria-hidden />
      <div ref={text} className="textLayer" />
    </section>
  );
}

/** Zooms by Ctrl and wheel. React's own wheel listener is passive and could not keep the window from zooming. */
function useCtrlWheel(box: React.RefObject<HTMLElement | null>, onZoom: (direction: 'in' | 'out') => void) {
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  useEffect(() => {
    const element = box.current;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom.current(event.deltaY < 0 ? 'in' : 'out');
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [box]);
}
