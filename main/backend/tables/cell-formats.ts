import { isLegacyFont } from '../text/legacy-encodings.ts';
import { attributeOf, readXml } from './xml.ts';

/** What of a cell's format says how its content is meant. */
export interface CellFormat {
  /** The font of its text, if it is one for an encoding of before Unicode. */
  readonly font: string | undefined;
  /** A number is a day. */
  readonly isDate: boolean;
  /** The number as it is shown where that differs from its digits: codes and phones with their leading zeros. */
  readonly show: ((digits: string) => string) | undefined;
}

export const PLAIN: CellFormat = { font: undefined, isDate: false, show: undefined };

/** Formats of days and times that every workbook has without naming them (ECMA-376 part 1, 18.8.30). */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** Reads the formats of cells, in the order by which cells name them. @throws XmlError */
export function readFormats(styles: string): readonly CellFormat[] {
  const codes = new Map<number, string>();
  const fonts: (string | undefined)[] = [];
  const cells: { readonly numberFormat: number; readonly font: number }[] = [];
  let depth = 0;
  // Differential styles have fonts and number formats, too.
  let section = '';
  readXml(styles, {
    open(name, attributes) {
      depth += 1;
      const number = (of: string) => Number.parseInt(attributeOf(attributes, of) ?? '', 10);
      if (depth === 2) section = name;
      else if (section === 'numFmts' && name === 'numFmt') {
        codes.set(number('numFmtId'), (attributeOf(attributes, 'formatCode') ?? '').replace(/\\(.)/g, '$1'));
      } else if (section === 'fonts' && name === 'font') fonts.push(undefined);
      else if (section === 'fonts' && name === 'name')
        fonts[fonts.length - 1] = attributeOf(attributes, 'val');
      else if (section === 'cellXfs' && name === 'xf')
        cells.push({ numberFormat: number('numFmtId'), font: number('fontId') });
    },
    close() {
      depth -= 1;
    },
    text() {},
  });
  return cells.map(({ numberFormat, font }) => {
    const code = codes.get(numberFormat);
    return {
      font: isLegacyFont(fonts[font]) ? fonts[font] : undefined,
      isDate: code === undefined ? BUILT_IN_DATES.has(numberFormat) : isDateCode(code),
      show: code === undefined ? undefined : shownBy(code),
    };
  });
}

/** Outside of brackets and quotes a letter of a date stands for itself nowhere else. */
const isDateCode = (code: string): boolean =>
  /[ymdhMsb]/.test(code.replace(/\[[^\]]*]/g, '').replace(/"[^"]*"/g, ''));

/** A format of zeros only ("0000000000") shows the leading zeros that a phone number needs. */
function shownBy(code: string): CellFormat['show'] {
  const zeros = /^0+$/.exec(code)?.[0].length ?? 0;
  if (zeros > 1) return (digits) => (/^\d+$/.test(digits) ? digits.padStart(zeros, '0') : digits);
  const literal = /^"(0+)"[#0]+$/.exec(code)?.[1];
  return literal === undefined ? undefined : (digits) => literal + digits;
}
