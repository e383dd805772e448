import type { Subset } from 'fontkit';

/** Tables of a subset in the order in which they are written: those that PDF asks for (ISO 32000-1, 9.9). */
const TABLES = ['head', 'hhea', 'loca', 'maxp', 'cvt ', 'prep', 'glyf', 'hmtx', 'fpgm'] as const;
type Table = (typeof TABLES)[number];

/** Flags of a part of a compound glyph (OpenType, `glyf`). */
const PART = { words: 0x0001, scale: 0x0008, more: 0x0020, twoScales: 0x0040, matrix: 0x0080 } as const;

/** A part of a compound glyph: which glyph, and the byte at which the compound names it. */
type Part = { readonly glyph: number; readonly at: number };
type Outline = { readonly bytes: Buffer; readonly parts: readonly Part[] };

function partsOf(bytes: Buffer): readonly Part[] {
  if (bytes.length === 0 || bytes.readInt16BE(0) >= 0) return [];
  const parts: Part[] = [];
  let at = 10;
  for (let flags: number = PART.more; flags & PART.more; ) {
    flags = bytes.readUInt16BE(at);
    parts.push({ glyph: bytes.readUInt16BE(at + 2), at: at + 2 });
    at += 4 + (flags & PART.words ? 4 : 2);
    at += flags & PART.scale ? 2 : flags & PART.twoScales ? 4 : flags & PART.matrix ? 8 : 0;
  }
  return parts;
}

/**
 * Takes the glyphs of a TrueType font apart once, so that each document's subset is put together from ready bytes:
 * the library decodes and writes every glyph anew for every document. Its numbers and bytes are the library's own.
 * @param bytes a font file with `glyf` outlines and four-byte places in `loca`, which is not changed afterwards
 */
export function subsetsOf(bytes: Buffer): () => Subset {
  const tables = new Map(
    Array.from({ length: bytes.readUInt16BE(4) }, (_, index) => {
      const entry = bytes.subarray(12 + 16 * index, 28 + 16 * index);
      const start = entry.readUInt32BE(8);
      return [entry.toString('latin1', 0, 4), bytes.subarray(start, start + entry.readUInt32BE(12))] as const;
    }),
  );
  const table = (tag: Table): Buffer => {
    const found = tables.get(tag);
    if (!found) throw new Error(`The font has no table ${tag}`);
    return found;
  };
  const [loca, glyf, hmtx] = [table('loca'), table('glyf'), table('hmtx')];
  if (table('head').readInt16BE(50) !== 1) throw new Error('The places of this font are two bytes long');
  // Glyphs behind the last full entry share its width and give their left bearing alone.
  const fullMetrics = table('hhea').readUInt16BE(34);

  const outlines = new Map<number, Outline>();
  const outlineOf = (glyph: number): Outline => {
    const known = outlines.get(glyph);
    if (known) return known;
    const own = glyf.subarray(loca.readUInt32BE(4 * glyph), loca.readUInt32BE(4 * glyph + 4));
    const outline = { bytes: own, parts: partsOf(own) };
    outlines.set(glyph, outline);
    return outline;
  };

  /** Width and left bearing of a glyph. */
  function copyMetrics(glyph: number, into: Buffer, at: number): void {
    const last = fullMetrics - 1;
    hmtx.copy(into, at, 4 * Math.min(glyph, last), 4 * Math.min(glyph, last) + 2);
    const bearing = glyph <= last ? 4 * glyph + 2 : 4 * fullMetrics + 2 * (glyph - fullMetrics);
    hmtx.copy(into, at + 2, bearing, bearing + 2);
  }

  /** A table with one number of its own. */
  function changed(tag: Table, at: number, value: number): Buffer {
    const copy = Buffer.from(table(tag));
    copy.writeUInt16BE(value, at);
    return copy;
  }

  return () => {
    const glyphs: number[] = [];
    const numbers = new Map<number, number>();
    const includeGlyph = (glyph: number): number => {
      const known = numbers.get(glyph);
      if (known !== undefined) return known;
      numbers.set(glyph, glyphs.length);
      return glyphs.push(glyph) - 1;
    };
    // Stands for what is missing, and is glyph 0 of every font.
    includeGlyph(0);
    return {
      includeGlyph,
      encode() {
        const drawn: Buffer[] = [];
        // Parts join the list behind the glyphs that need them.
        for (const glyph of glyphs) {
          const { bytes: own, parts } = outlineOf(glyph);
          const copy = parts.length > 0 ? Buffer.from(own) : own;
          for (const part of parts) copy.writeUInt16BE(includeGlyph(part.glyph), part.at);
          drawn.push(copy);
        }
        const places = Buffer.alloc(4 * (glyphs.length + 1));
        const metrics = Buffer.alloc(4 * glyphs.length);
        let place = 0;
        for (const [index, glyph] of glyphs.entries()) {
          place += drawn[index]?.length ?? 0;
          places.writeUInt32BE(place, 4 * index + 4);
          copyMetrics(glyph, metrics, 4 * index);
        }
        return fontFile({
          head: table('head'),
          hhea: changed('hhea', 34, glyphs.length),
          loca: places,
          maxp: changed('maxp', 4, glyphs.length),
          'cvt ': table('cvt '),
          prep: table('prep'),
          glyf: Buffer.concat(drawn),
          hmtx: metrics,
          fpgm: table('fpgm'),
        });
      },
    };
  };
}

/** A font file without check sums, which no reader of PDF looks at. */
function fontFile(tables: Readonly<Record<Table, Buffer>>): Buffer {
  const count = TABLES.length;
  const directory = Buffer.alloc(12 + 16 * count);
  const power = Math.floor(Math.log2(count));
  directory.write('true', 0, 'latin1');
  for (const [index, value] of [count, 2 ** power * 16, power, (count - 2 ** power) * 16].entries())
    directory.writeUInt16BE(value, 4 + 2 * index);
  let offset = directory.length;
  for (const [index, tag] of TABLES.entries()) {
    const entry = 12 + 16 * index;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(tables[tag].length, entry + 12);
    offset += tables[tag].length;
  }
  return Buffer.concat([directory, ...TABLES.map((tag) => tables[tag])]);
}
