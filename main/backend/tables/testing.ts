import { deflateRawSync } from 'node:zlib';
import { packParts } from './workbook-parts.ts';

/** For tests: workbooks that are made to harm. */
export const BOMB_SIZE = 200 * 1024 * 1024;
const bomb = deflateRawSync(Buffer.alloc(BOMB_SIZE, 0x20), { level: 1 });

/** A zip with a part that inflates to 200 MB, and a directory that may lie about it. */
export function bombAs(name: string, declared: number): Buffer {
  const packed = packParts(
    new Map([
      ['xl/workbook.xml', Buffer.from('<workbook/>')],
      [name, bomb],
    ]),
  );
  // The second part is marked as deflated, with the size that it claims.
  const local = packed.indexOf(Buffer.from('PK\x03\x04'), 4);
  packed.writeUInt16LE(8, local + 8);
  packed.writeUInt32LE(declared, local + 22);
  const central = packed.indexOf(Buffer.from('PK\x01\x02'), packed.indexOf(Buffer.from('PK\x01\x02')) + 4);
  packed.writeUInt16LE(8, central + 10);
  packed.writeUInt32LE(declared, central + 24);
  return packed;
}
