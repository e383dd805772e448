import type { Fonts } from '../fonts.ts';
import { type Mark, type Page, typesetter } from '../layout.ts';
import { type Line, type Setting, setJointed } from '../lines.ts';
import { MM, SHEETS } from '../measures.ts';
import { type JointedRuns, text } from '../model.ts';
import type { Cover, NameCard } from './build.ts';

/** Sheets with few words, as big as they fit. Office practice: no rule says how they look. All measures in pt. */

export const CARDS_A_PAGE = 2;

const CARD = {
  /** Left and right of the words. */
  marginX: 15 * MM,
  /** On each face, towards the fold and towards the edge on which it stands. */
  foldMargin: 8 * MM,
  edgeMargin: 17 * MM,
  gap: 3 * MM,
  name: { largest: 48, share: 0.42, bold: true },
  post: { largest: 26, share: 0.2, bold: false },
  body: { largest: 22, share: 0.38, bold: true },
} as const;

const SIGN = { margin: 26 * MM, largest: 96, frame: 18 * MM, thickness: 2, innerGap: 1.5 * MM } as const;

/** A name whose parts stand on a line each may be that much smaller than one that is broken anywhere. */
const WHOLE_PARTS = 0.5;

const COVER = {
  left: 25 * MM,
  right: 15 * MM,
  top: 18 * MM,
  bottom: 18 * MM,
  padX: 12 * MM,
  organisersTop: 30 * MM,
  organiserSize: 14,
  organiserGap: 4,
  headingTop: 95 * MM,
  headingSize: 20,
  title: { largest: 34, height: 50 * MM },
  detail: { largest: 18, height: 40 * MM },
  gap: 8 * MM,
  foot: { largest: 15, height: 22 * MM },
  footBottom: 30 * MM,
} as const;

const SMALLEST = 7;
const THIN = 0.5;

/** How big words may be, and in which face. */
export type Look = { readonly largest: number; readonly bold?: boolean; readonly italic?: boolean };
type Fitted = { readonly lines: readonly Line[]; readonly size: number; readonly height: number };

/** Sets words as big as they fit, without tearing one; best each part on a line of its own. What does not fit in the smallest size runs over. */
export function fitter(fonts: Fonts) {
  const { singleHeight } = typesetter(fonts);
  return (parts: JointedRuns, width: number, height: number, look: Look): Fitted => {
    const face = look.bold ? fonts.bold : fonts.regular;
    const words = parts.flatMap((runs) => runs.flatMap((run) => (run.kind === 'text' ? run.text : [])));
    const longest = Math.max(...words.join(' ').split(/\s+/).map(face.widthOf));
    const setAt = (size: number): Fitted => {
      const setting: Setting = { size, width, align: 'center', ...look };
      const lines = setJointed(parts, setting, fonts);
      return { lines, size, height: lines.length * singleHeight(size) };
    };
    const from = (size: number, accepts: (fitted: Fitted) => boolean): Fitted | null => {
      for (let tried = size; tried > SMALLEST; tried -= 1) {
        if (longest * tried > width) continue;
        const fitted = setAt(tried);
        if (fitted.height <= height && accepts(fitted)) return fitted;
      }
      return null;
    };
    const free = from(look.largest, () => true) ?? setAt(SMALLEST);
    if (parts.length < 2) return free;
    const whole = from(free.size, ({ lines }) => lines.length <= parts.length);
    return whole && whole.size >= free.size * WHOLE_PARTS ? whole : free;
  };
}

const line = (x1: number, y1: number, x2: number, y2: number, thickness: number): Mark => ({
  kind: 'rule',
  x1,
  y1,
  x2,
  y2,
  thickness,
});

/** The four sides of a rectangle. */
export const frame = (
  x: number,
  y: number,
  right: number,
  bottom: number,
  thickness: number,
): readonly Mark[] => [
  line(x - thickness / 2, y, right + thickness / 2, y, thickness),
  line(x - thickness / 2, bottom, right + thickness / 2, bottom, thickness),
  line(x, y, x, bottom, thickness),
  line(right, y, right, bottom, thickness),
];

/** The same words seen by someone who sits opposite. */
const turned = (marks: readonly Mark[], width: number, height: number): readonly Mark[] =>
  marks.map((mark) =>
    mark.kind === 'text' ? { ...mark, turned: true, x: width - mark.x, y: height - mark.y } : mark,
  );

/**
 * Two cards a page, one above the other. Each is cut off at the solid line and folded at the dashed one, so that the
 * name stands upright on both sides of the tent.
 */
export function layOutCards(cards: readonly NameCard[], fonts: Fonts): readonly Page[] {
  const { width, height } = SHEETS.portrait;
  const { column } = typesetter(fonts);
  const biggest = fitter(fonts);
  const cardHeight = height / CARDS_A_PAGE;
  const faceHeight = cardHeight / 2;
  const innerWidth = width - 2 * CARD.marginX;
  const faceRoom = faceHeight - CARD.foldMargin - CARD.edgeMargin;
  const innerHeight = faceRoom - 2 * CARD.gap;

  function faceMarks(card: NameCard): readonly Mark[] {
    const parts = (['name', 'post', 'body'] as const).flatMap((role) => {
      const words = card[role];
      const look = CARD[role];
      return words ? [biggest([[text(words)]], innerWidth, innerHeight * look.share, look)] : [];
    });
    const total = parts.reduce((sum, part) => sum + part.height, 0) + (parts.length - 1) * CARD.gap;
    let y = CARD.foldMargin + (faceRoom - total) / 2;
    return parts.flatMap((part) => {
      const marks = column(part.lines, part.size, CARD.marginX, y);
      y += part.height + CARD.gap;
      return marks;
    });
  }

  function cardMarks(card: NameCard, top: number): readonly Mark[] {
    const face = faceMarks(card);
    const upright = face.map((mark) => (mark.kind === 'text' ? { ...mark, y: mark.y + faceHeight } : mark));
    const both = [...turned(face, width, faceHeight), ...upright];
    const placed = both.map((mark) => (mark.kind === 'text' ? { ...mark, y: mark.y + top } : mark));
    const fold = top + faceHeight;
    return [...placed, { ...line(0, fold, width, fold, THIN), dashed: true } as Mark];
  }

  const pages: Page[] = [];
  for (let first = 0; first < cards.length; first += CARDS_A_PAGE) {
    const marks = cards
      .slice(first, first + CARDS_A_PAGE)
      .flatMap((card, index) => cardMarks(card, index * cardHeight));
    pages.push({ marks: [...marks, line(0, cardHeight, width, cardHeight, THIN)] });
  }
  return pages;
}

/** One body a page, on its side. */
export function layOutSigns(signs: readonly JointedRuns[], fonts: Fonts): readonly Page[] {
  const { width, height } = SHEETS.landscape;
  const { column } = typesetter(fonts);
  const biggest = fitter(fonts);
  const { margin, largest, frame: edge, thickness, innerGap } = SIGN;
  const inner = edge + innerGap;
  const frames = [
    ...frame(edge, edge, width - edge, height - edge, thickness),
    ...frame(inner, inner, width - inner, height - inner, THIN),
  ];
  return signs.map((sign) => {
    const name = biggest(sign, width - 2 * margin, height - 2 * margin, { largest, bold: true });
    return { marks: [...frames, ...column(name.lines, name.size, margin, (height - name.height) / 2)] };
  });
}

/** The page on top of the binder. */
export function layOutCover(cover: Cover, fonts: Fonts): readonly Page[] {
  const { width, height } = SHEETS.portrait;
  const { column, singleHeight } = typesetter(fonts);
  const biggest = fitter(fonts);
  const x = COVER.left + COVER.padX;
  const inner = width - COVER.left - COVER.right - 2 * COVER.padX;
  const gap = SIGN.innerGap;
  const marks: Mark[] = [
    ...frame(COVER.left, COVER.top, width - COVER.right, height - COVER.bottom, SIGN.thickness),
    ...frame(COVER.left + gap, COVER.top + gap, width - COVER.right - gap, height - COVER.bottom - gap, THIN),
  ];
  let y: number = COVER.organisersTop;
  for (const organiser of cover.organisers) {
    const setting = { size: COVER.organiserSize, width: inner, align: 'center', bold: true } as const;
    const lines = setJointed(organiser, setting, fonts);
    marks.push(...column(lines, COVER.organiserSize, x, y));
    y += lines.length * singleHeight(COVER.organiserSize) + COVER.organiserGap;
  }
  y = Math.max(y + COVER.gap, COVER.headingTop);
  const put = (words: string, room: number, look: Look): void => {
    const fitted = biggest([[text(words)]], inner, room, look);
    marks.push(...column(fitted.lines, fitted.size, x, y));
    y += fitted.height;
  };
  put(cover.heading, COVER.title.height, { largest: COVER.headingSize, bold: true });
  y += COVER.gap / 2;
  put(cover.title, COVER.title.height, { largest: COVER.title.largest, bold: true });
  y += COVER.gap;
  for (const detail of cover.details) {
    put(detail, COVER.detail.height, { largest: COVER.detail.largest });
    y += COVER.gap / 2;
  }
  const foot = cover.foot.map((words) =>
    biggest([[text(words)]], inner, COVER.foot.height, { largest: COVER.foot.largest, italic: true }),
  );
  y = height - COVER.footBottom - foot.reduce((sum, part) => sum + part.height, 0);
  for (const part of foot) {
    marks.push(...column(part.lines, part.size, x, y));
    y += part.height;
  }
  return [{ marks }];
}
