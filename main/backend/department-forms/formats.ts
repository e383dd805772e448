import { walk } from './elements.ts';

/** How a cell shows what it holds. */
export interface CellFormat {
  readonly kind: 'plain' | 'day' | 'percent';
  readonly bold: boolean;
  readonly align: 'left' | 'center' | 'right' | null;
}

/** Formats by the index that cells carry. */
export type CellFormats = (style: string | null) => CellFormat;

const PLAIN: CellFormat = { kind: 'plain', bold: false, align: null };
/** What a workbook without styles has. */
export const PLAIN_FORMATS: CellFormats = () => PLAIN;

/** Numbers of the built-in formats (ECMA-376, 18.8.30). */
const isBuiltInDay = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
const isBuiltInPercent = (id: number): boolean => id === 9 || id === 10;

/** Reads the formats of a workbook's cells. */
export function readFormats(xml: string): CellFormats {
  const codes = new Map<number, string>();
  const boldFonts: boolean[] = [];
  const formats: CellFormat[] = [];
  walk(xml, {
    open: ({ name, attributes }, around) => {
      const parent = around.at(-1)?.name;
      if (name === 'numFmt' && parent === 'numFmts') {
        codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      }
      if (name === 'font' && parent === 'fonts') boldFonts.push(false);
      if (name === 'b' && around.at(-2)?.name === 'fonts')
        boldFonts[boldFonts.length - 1] = isOn(attributes.val);
      if (name === 'xf' && parent === 'cellXfs') {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push({
          kind: kindOf(id, codes.get(id)),
          bold: boldFonts[Number(attributes.fontId ?? 0)] ?? false,
          align: null,
        });
      }
      if (name === 'alignment' && around.at(-2)?.name === 'cellXfs') {
        const last = formats.pop() ?? PLAIN;
        formats.push({ ...last, align: alignOf(attributes.horizontal) });
      }
    },
  });
  return (style) => formats[Number(style ?? 0)] ?? PLAIN;
}

const isOn = (value: string | undefined): boolean => value !== '0' && value !== 'false';

const alignOf = (horizontal: string | undefined): CellFormat['align'] =>
  horizontal === 'left' || horizontal === 'right'
    ? horizontal
    : horizontal?.startsWith('center')
      ? 'center'
      : null;

function kindOf(id: number, code: string | undefined): CellFormat['kind'] {
  if (code === undefined) return isBuiltInDay(id) ? 'day' : isBuiltInPercent(id) ? 'percent' : 'plain';
  // Quoted and escaped characters, colours and conditions say nothing about the kind.
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  if (/[dy]/i.test(bare)) return 'day';
  return bare.includes('%') ? 'percent' : 'plain';
}
