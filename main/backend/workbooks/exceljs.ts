import Workbook from 'exceljs/lib/doc/workbook.js';
import zipStream from 'exceljs/lib/utils/zip-stream.js';
import { deflated, newEntry, type Packed, zipOf } from '../files/zip.ts';

/**
 * Packs a workbook's parts by Node's own zlib. The library's writer compresses by scripts, a third of the time of a
 * workbook, and writes the time of day into each part.
 */
zipStream.ZipWriter = class extends zipStream.ZipWriter {
  readonly #parts: Packed[] = [];

  override append(
    ...[content, { name, base64 }]: Parameters<InstanceType<typeof zipStream.ZipWriter>['append']>
  ) {
    const bytes =
      typeof content === 'string'
        ? Buffer.from(withoutMoving(content), base64 ? 'base64' : 'utf8')
        : new Uint8Array(content);
    this.#parts.push(deflated(newEntry(name), bytes));
  }

  override async finalize() {
    this.stream.end(zipOf(this.#parts));
    this.emit('finish');
  }
};

/** A picture placed by one cell has no such attribute (ECMA-376 Part 1, 20.5.2.24); strict readers stop at it. */
const withoutMoving = (xml: string): string =>
  xml.replaceAll('<xdr:oneCellAnchor editAs="oneCell">', '<xdr:oneCellAnchor>');

/** The library's workbook, by the half of its files that one needs. */
export { Workbook };
