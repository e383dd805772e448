import type { Fonts } from '../fonts.ts';
import { type Mark, type Page, typesetter } from '../layout.ts';
import { type Setting, setJointed } from '../lines.ts';
import { LETTERHEAD, MM, RULE, SHEETS, SHORT_RULE_SHARE } from '../measures.ts';
import { type JointedRuns, text } from '../model.ts';
import { fitter, frame, type Look } from './posters.ts';

/** What one certificate says. */
export type Certificate = {
  readonly issuers: readonly JointedRuns[];
  readonly nation: string;
  readonly motto: string;
  readonly title: string;
  /** Who certifies. */
  readonly certifies: string;
  readonly name: string;
  /** Post and school. */
  readonly post: string | null;
  /** What for; the parts of each stand on a line if they fit. */
  readonly reasons: readonly (readonly string[])[];
  readonly number: string;
  readonly placeAndDate: string;
  readonly signer: string;
  readonly hint: string;
};

/** Office practice: no rule says how a certificate of participation looks. All measures in pt. */
const SHEET = {
  edge: 17 * MM,
  thickness: 2.5,
  innerGap: 2 * MM,
  thin: 0.75,
  margin: 28 * MM,
  top: 25 * MM,
  leftShare: 0.46,
  titleTop: 44 * MM,
  title: { largest: 40, bold: true },
  certifies: { largest: 16 },
  name: { largest: 28, bold: true },
  post: { largest: 17 },
  reason: { largest: 16 },
  gap: 3 * MM,
  middleBottom: 141 * MM,
  /** Where the lower part begins: day, signer, room for hand and stamp. */
  footTop: 146 * MM,
  footSize: 14,
  hintSize: 13,
} as const;

/** One certificate a page: a double frame, the heads of an official paper, the person's name in the middle. */
export function layOutCertificates(certificates: readonly Certificate[], fonts: Fonts): readonly Page[] {
  const { width, height } = SHEETS.landscape;
  const { column, singleHeight } = typesetter(fonts);
  const biggest = fitter(fonts);
  const inner = width - 2 * SHEET.margin;
  const half = { left: inner * SHEET.leftShare, right: inner * (1 - SHEET.leftShare) };
  const rightX = SHEET.margin + half.left;

  const borders = [0, 1].flatMap((step) => {
    const edge = SHEET.edge + step * SHEET.innerGap;
    return frame(edge, edge, width - edge, height - edge, step === 0 ? SHEET.thickness : SHEET.thin);
  });
  const underline = (centre: number, length: number, y: number): Mark => ({
    kind: 'rule',
    x1: centre - length / 2,
    y1: y,
    x2: centre + length / 2,
    y2: y,
    thickness: RULE,
  });

  /** Lines of one size in the middle of a column. */
  function centred(
    parts: JointedRuns,
    x: number,
    y: number,
    room: number,
    look: Omit<Setting, 'width' | 'align'>,
  ) {
    const lines = setJointed(parts, { ...look, width: room, align: 'center' }, fonts);
    return {
      marks: column(lines, look.size, x, y),
      bottom: y + lines.length * singleHeight(look.size),
      width: Math.max(...lines.map((line) => line.width)),
    };
  }

  function head({ issuers, nation, motto }: Certificate): readonly Mark[] {
    const { nationSize, mottoSize, issuerSize, issuerGap, ruleGap } = LETTERHEAD;
    const marks: Mark[] = [];
    let bottom: number = SHEET.top - issuerGap;
    let widest = 0;
    for (const issuer of issuers) {
      const set = centred(issuer, SHEET.margin, bottom + issuerGap, half.left, {
        size: issuerSize,
        bold: true,
      });
      marks.push(...set.marks);
      bottom = set.bottom;
      widest = Math.max(widest, set.width);
    }
    marks.push(underline(SHEET.margin + half.left / 2, widest * SHORT_RULE_SHARE, bottom + ruleGap));
    const above = centred([[text(nation)]], rightX, SHEET.top, half.right, { size: nationSize, bold: true });
    const below = centred([[text(motto)]], rightX, above.bottom, half.right, { size: mottoSize, bold: true });
    marks.push(...above.marks, ...below.marks);
    return [...marks, underline(rightX + half.right / 2, below.width, below.bottom + ruleGap)];
  }

  /** Title, name and reason, spread evenly between the heads and the signer. */
  function middle({ title, certifies, name, post, reasons }: Certificate): readonly Mark[] {
    const put = (words: string | readonly string[], room: number, look: Look) =>
      biggest(
        [words].flat().map((part) => [text(part)]),
        inner,
        room,
        look,
      );
    const parts = [
      put(title, 20 * MM, SHEET.title),
      put(certifies, 14 * MM, SHEET.certifies),
      put(name, 16 * MM, SHEET.name),
      ...(post ? [put(post, 10 * MM, SHEET.post)] : []),
      ...reasons.map((reason) => put(reason, 18 * MM, SHEET.reason)),
    ];
    const total = parts.reduce((sum, part) => sum + part.height, 0);
    const room = SHEET.middleBottom - SHEET.titleTop - total;
    const gap = Math.max(0, Math.min(SHEET.gap, room / (parts.length - 1)));
    let y = SHEET.titleTop + Math.max(0, (room - gap * (parts.length - 1)) / 2);
    return parts.flatMap((part) => {
      const marks = column(part.lines, part.size, SHEET.margin, y);
      y += part.height + gap;
      return marks;
    });
  }

  function foot({ number, placeAndDate, signer, hint }: Certificate): readonly Mark[] {
    const size = SHEET.footSize;
    const day = centred([[text(placeAndDate)]], rightX, SHEET.footTop, half.right, { size, italic: true });
    const post = centred([[text(signer)]], rightX, day.bottom, half.right, { size, bold: true });
    const below = centred([[text(hint)]], rightX, post.bottom, half.right, {
      size: SHEET.hintSize,
      italic: true,
    });
    const book = centred([[text(number)]], SHEET.margin, SHEET.footTop, half.left, { size });
    return [...day.marks, ...post.marks, ...below.marks, ...book.marks];
  }

  return certificates.map((certificate) => ({
    marks: [...borders, ...head(certificate), ...middle(certificate), ...foot(certificate)],
  }));
}
