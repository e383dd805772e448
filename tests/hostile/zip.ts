import { constants, crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip that may lie about itself. */
export interface ZipPart {
  readonly name: string;
  readonly data: Uint8Array;
  /** The data is deflated already, and this is what it inflates to. */
  readonly packed?: { readonly size: number; readonly crc: number };
  /** The size that the headers claim. */
  readonly claims?: number;
  /** Bit 0 says that the entry is encrypted. */
  readonly flags?: number;
  /** Points at the data of the entry before. */
  readonly overlaps?: boolean;
  /** Attributes as Unix keeps them; a symbolic link has 0o120777. */
  readonly mode?: number;
}

/** A part of text. */
export const part = (name: string, text: string): ZipPart => ({ name, data: Buffer.from(text) });

/** So many zero bytes, packed, without ever holding them: one block of 16 MiB again and again. */
export function zeros(name: string, size: number): ZipPart {
  const block = Buffer.alloc(16 * 1024 * 1024);
  const packedBlock = deflateRawSync(block, { finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Math.ceil(size / block.length);
  let crc = 0;
  for (let each = 0; each < blocks; each += 1) crc = crc32(block, crc);
  const end = Buffer.from([0x03, 0x00]);
  const data = Buffer.concat([...Array.from({ length: blocks }, () => packedBlock), end]);
  return { name, data, packed: { size: blocks * block.length, crc } };
}

/** Packs parts as they ask for, after whatever should stand before the zip. */
export function zipOf(parts: readonly ZipPart[], before: Uint8Array = new Uint8Array()): Buffer {
  const locals: Uint8Array[] = [before];
  const directory: Buffer[] = [];
  let offset = before.length;
  let last = offset;
  for (const { name, data, packed, claims, flags = 0, overlaps = false, mode } of parts) {
    const nameBytes = Buffer.from(name);
    const packedData = packed ? data : deflateRawSync(data, { level: 1 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags | 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed?.crc ?? crc32(data), 10);
    common.writeUInt32LE(packedData.length, 14);
    common.writeUInt32LE((claims ?? packed?.size ?? data.length) >>> 0, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    if (!overlaps) {
      last = offset;
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, packedData]);
      locals.push(local);
      offset += local.length;
    }
    const place = Buffer.alloc(14);
    if (mode !== undefined) place.writeUInt32LE((mode << 16) >>> 0, 6);
    place.writeUInt32LE(last, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, place, nameBytes]));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length & 0xffff, 4);
  end.writeUInt16LE(parts.length & 0xffff, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}
