import { escaped } from './xml.ts';

/** A line of letters: `size` in points, `color` without transparency. */
export interface Font {
  readonly name: string;
  readonly family: number;
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly color?: { readonly argb: `FF${string}` };
}

export interface Alignment {
  readonly horizontal: 'left' | 'center' | 'right';
  readonly vertical: 'middle';
  readonly wrapText: boolean;
  readonly indent?: number;
}

type Side = { readonly style: 'thin' };

/** The look of a cell, in the words of exceljs, so that a workbook which that library writes can take it, too. */
export interface Style {
  readonly font: Font;
  readonly alignment: Alignment;
  /** On all four sides or on none. */
  readonly border?: { readonly top: Side; readonly left: Side; readonly bottom: Side; readonly right: Side };
  readonly numFmt?: string;
}

/** The font of all official papers (Nghị định 30/2020/NĐ-CP, Phụ lục I); every office computer has it. */
export const FONT = 'Times New Roman';

/** Numbers of the formats that a file need not spell out (ECMA-376 Part 1, 18.8.30). */
const KNOWN_FORMATS: Readonly<Record<string, number>> = {
  General: 0,
  '0': 1,
  '0.00': 2,
  '#,##0': 3,
  '@': 49,
};
const FIRST_OWN_FORMAT = 164;

/** The looks that the cells of one workbook point to. */
export interface Styles {
  /** The number of a look; one that is asked for again keeps its number. */
  readonly numberOf: (style: Style) => number;
  /** All of them as XML (ECMA-376 Part 1, 18.8.39). */
  readonly xml: () => Iterable<string>;
}

/**
 * An empty table of looks. Its first font, which no cell has, is the workbook's default: in it the widths of columns
 * are measured.
 */
export function newStyles(): Styles {
  const known = new Map<Style, number>();
  const fonts = new Map([[`<font><sz val="11"/><name val="${FONT}"/><family val="1"/></font>`, 0]]);
  const formats = new Map<string, number>();
  const looks = new Map([['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', 0]]);

  const formatOf = (code: string): number => KNOWN_FORMATS[code] ?? FIRST_OWN_FORMAT + placeIn(formats, code);
  const numberOf = (style: Style): number => {
    const number = known.get(style);
    if (number !== undefined) return number;
    const { font, alignment, border, numFmt = 'General' } = style;
    const xml = `<xf numFmtId="${formatOf(numFmt)}" fontId="${placeIn(fonts, fontXml(font))}" fillId="0" borderId="${border ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1"${border ? ' applyBorder="1"' : ''} applyAlignment="1">${alignmentXml(alignment)}</xf>`;
    const place = placeIn(looks, xml);
    known.set(style, place);
    return place;
  };
  function* xml(): Iterable<string> {
    const own = [...formats].map(
      ([code, place]) => `<numFmt numFmtId="${FIRST_OWN_FORMAT + place}" formatCode="${escaped(code)}"/>`,
    );
    yield '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
    if (own.length > 0) yield counted('numFmts', own);
    yield counted('fonts', [...fonts.keys()]);
    // Excel keeps the first two fills for itself.
    yield counted('fills', ['none', 'gray125'].map(fillXml));
    yield counted('borders', ['', ' style="thin"'].map(borderXml));
    yield '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>';
    yield counted('cellXfs', [...looks.keys()]);
    yield '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
  }
  return { numberOf, xml };
}

/** Where a text stands in a table, at whose end it is put when it is new. */
export function placeIn(table: Map<string, number>, text: string): number {
  const known = table.get(text);
  if (known !== undefined) return known;
  const place = table.size;
  table.set(text, place);
  return place;
}

const counted = (name: string, items: readonly string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;

const fontXml = ({ name, family, size, bold, italic, color }: Font): string =>
  `<font>${bold ? '<b/>' : ''}${italic ? '<i/>' : ''}<sz val="${size}"/>${color ? `<color rgb="${color.argb}"/>` : ''}<name val="${name}"/><family val="${family}"/></font>`;

const alignmentXml = ({ horizontal, wrapText, indent }: Alignment): string =>
  `<alignment horizontal="${horizontal}" vertical="center"${wrapText ? ' wrapText="1"' : ''}${indent ? ` indent="${indent}"` : ''}/>`;

const fillXml = (pattern: string): string => `<fill><patternFill patternType="${pattern}"/></fill>`;

const borderXml = (line: string): string =>
  `<border><left${line}/><right${line}/><top${line}/><bottom${line}/><diagonal/></border>`;
