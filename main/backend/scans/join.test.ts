import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { readPictureHeader, scanKindOf } from '../files/pictures.ts';
import { PAGE } from '../papers/measures.ts';
import { createdAt } from '../papers/testing.ts';
import { openProgram } from '../testing.ts';
import { joinIntoPdf } from './join.ts';
import { openRaster } from './raster.ts';
import { pagesOf, pictures, printed } from './testing.ts';
import type { Turn } from './upright.ts';

/** A picture, 300 × 400 unless said otherwise, with one black quarter: the upper left. */
function picture(type: 'jpeg' | 'png' = 'jpeg', width = 300, height = 400): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  context.fillRect(0, 0, width / 2, height / 2);
  return type === 'png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg', 90);
}

/** The picture with a camera's note of how it was held. */
function held(orientation: number, bytes = picture()): Buffer {
  const note = Buffer.alloc(36);
  note.writeUInt16BE(0xffe1, 0);
  note.writeUInt16BE(34, 2);
  note.write('Exif\0\0MM', 4, 'latin1');
  note.writeUInt16BE(42, 12);
  note.writeUInt32BE(8, 14);
  note.writeUInt16BE(1, 18);
  note.writeUInt16BE(0x0112, 20);
  note.writeUInt16BE(3, 22);
  note.writeUInt32BE(1, 24);
  note.writeUInt16BE(orientation, 28);
  return Buffer.concat([bytes.subarray(0, 2), note, bytes.subarray(2)]);
}

/** A PNG of 40 × 60 pixels made by hand; a palette's colours are white and black. */
function png(colorType: 0 | 2 | 3, bits: 1 | 8, levelAt: (x: number, y: number) => number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const frame = Buffer.alloc(8 + named.length);
    frame.writeUInt32BE(body.length, 0);
    named.copy(frame, 4);
    frame.writeUInt32BE(crc32(named), 4 + named.length);
    return frame;
  };
  const head = Buffer.from([0, 0, 0, 40, 0, 0, 0, 60, bits, colorType, 0, 0, 0]);
  const rows = Array.from({ length: 60 }, (_, y) => {
    const levels = Array.from({ length: 40 }, (_, x) => levelAt(x, y));
    if (bits === 8)
      return [0, ...levels.flatMap((level) => Array<number>(colorType === 2 ? 3 : 1).fill(level))];
    const bytes = Array.from({ length: 5 }, (_, index) =>
      levels.slice(index * 8, index * 8 + 8).reduce((sum, bit) => (sum << 1) | bit, 0),
    );
    return [0, ...bytes];
  });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...(colorType === 3 ? [chunk('PLTE', Buffer.from([255, 255, 255, 0, 0, 0]))] : []),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const join = (...items: { bytes: Uint8Array; rotation?: Turn }[]) =>
  joinIntoPdf({
    items: items.map(({ bytes, rotation = 0 }, index) => ({ fileName: `Ảnh ${index + 1}`, bytes, rotation })),
    title: 'Bản ký',
    createdAt,
  });

/** Which quarter of a page is black. */
function blackQuarter({ width, height, data }: { width: number; height: number; data: Uint8Array }): string {
  const level = (x: number, y: number) => data[Math.round(y * height) * width + Math.round(x * width)] ?? 255;
  const quarters = {
    'upper left': level(0.3, 0.3),
    'upper right': level(0.7, 0.3),
    'lower left': level(0.3, 0.7),
    'lower right': level(0.7, 0.7),
  };
  return Object.entries(quarters)
    .filter(([, value]) => value < 128)
    .map(([name]) => name)
    .join();
}

const shown = async (bytes: Uint8Array) => (await pictures(bytes, 20)).map(blackQuarter);

describe('pictures are joined', () => {
  test('three of them become a PDF of three A4 pages, in their order, across where they lie across', async () => {
    const program = await openProgram();
    const files = await Promise.all(
      [picture('jpeg'), picture('jpeg', 400, 300), picture('png')].map(async (bytes, index) => ({
        fileId: await program.receive(`Ảnh ${index + 1}.jpg`, bytes),
      })),
    );
    const joined = await program.call('scans.join', { files, name: 'Bản ký Hoa Sen' });
    expect(joined).toMatchObject({ fileName: 'Bản ký Hoa Sen.pdf', pages: 3 });
    const bytes = readFileSync((await program.backend.openFile(joined.fileId))?.path ?? '');
    const sizes = (await pictures(bytes, 72)).map(({ width, height }) => [width, height]);
    const upright = [Math.round(PAGE.width), Math.round(PAGE.height)];
    expect(sizes).toEqual([upright, upright.toReversed(), upright]);
    expect(await shown(bytes)).toEqual(['upper left', 'upper left', 'upper left']);
  });

  test('upright, however the camera was held', async () => {
    // Where EXIF's eight ways put the upper left quarter of what is stored.
    const expected = [
      'upper left',
      'upper right',
      'lower right',
      'lower left',
      'upper left',
      'upper right',
      'lower right',
      'lower left',
    ];
    const { bytes } = await join(...expected.map((_, index) => ({ bytes: held(index + 1) })));
    expect(await shown(bytes)).toEqual(expected);
    const [first, , , , fifth] = await pictures(bytes, 20);
    expect([(first?.height ?? 0) > (first?.width ?? 0), (fifth?.height ?? 0) < (fifth?.width ?? 0)]).toEqual([
      true,
      true,
    ]);
  });

  test('turned clockwise as a person says, on top of that', async () => {
    const turns = [0, 90, 180, 270] as const;
    const { bytes } = await join(...turns.map((rotation) => ({ bytes: picture(), rotation })));
    expect(await shown(bytes)).toEqual(['upper left', 'upper right', 'lower right', 'lower left']);
    expect(await shown((await join({ bytes: held(6), rotation: 90 })).bytes)).toEqual(['lower right']);
  });

  test('with the pages of PDFs between them; one PDF alone stays byte for byte what it was', async () => {
    const pdf = await printed(null);
    const alone = await join({ bytes: pdf });
    expect(Buffer.compare(alone.bytes, pdf)).toBe(0);
    const mixed = await join(
      { bytes: picture() },
      { bytes: await pagesOf({ pdf, pages: [1, 2] }), rotation: 90 },
    );
    expect(mixed.pages).toBe(3);
    const [, turned] = await pictures(mixed.bytes, 20);
    expect((turned?.width ?? 0) > (turned?.height ?? 0)).toBe(true);
  });

  test.each([
    ['grey', 0, 8, [0, 255]],
    ['grey of one bit', 0, 1, [0, 1]],
    ['colour', 2, 8, [0, 255]],
    ['palette', 3, 8, [1, 0]],
  ] as const)('from a png in %s as it is packed', async (_, colorType, bits, [black, white]) => {
    const bytes = png(colorType, bits, (x, y) => (x < 20 && y < 30 ? black : white));
    const { bytes: pdf } = await join({ bytes });
    expect(await shown(pdf)).toEqual(['upper left']);
  });

  test('without being packed anew', async () => {
    const bytes = picture();
    expect(Buffer.from((await join({ bytes })).bytes).includes(bytes)).toBe(true);
  });
});

describe('hostile pictures', () => {
  /** The same picture claiming another size. */
  function claiming(type: 'jpeg' | 'png', side: number): Buffer {
    const bytes = picture(type);
    if (type === 'png') {
      bytes.writeUInt32BE(side, 16);
      bytes.writeUInt32BE(side, 20);
    } else {
      const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
      bytes.writeUInt16BE(side, frame + 5);
      bytes.writeUInt16BE(side, frame + 7);
    }
    return bytes;
  }

  test.each(['jpeg', 'png'] as const)(
    'a %s that claims 60,000 × 60,000 pixels is refused unseen',
    async (type) => {
      await expect(join({ bytes: claiming(type, 60_000) })).rejects.toMatchObject({
        code: 'FILE_TOO_LARGE',
        details: { file: 'Ảnh 1', limit: '64 triệu điểm ảnh' },
      });
    },
  );

  test.each(['jpeg', 'png'] as const)('a %s that was cut off is named, wherever it was cut', async (type) => {
    const bytes = picture(type);
    for (const share of [0.1, 0.5, 0.98]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * share));
      await expect(join({ bytes: picture() }, { bytes: cut })).rejects.toMatchObject({
        code: 'FILE_UNREADABLE',
        details: { file: 'Ảnh 2' },
      });
    }
  });

  test('a damaged note of the camera does not hide the picture', () => {
    const bytes = held(6);
    bytes.writeUInt32BE(0xffffff, 14);
    expect(readPictureHeader('jpeg', bytes, 'a.jpg')).toEqual({
      kind: 'jpeg',
      width: 300,
      height: 400,
      orientation: 1,
    });
  });

  test('a png whose pixels are damaged is named', async () => {
    const bytes = picture('png');
    bytes.fill(0, bytes.indexOf('IDAT') + 20, bytes.indexOf('IDAT') + 40);
    await expect(join({ bytes })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  test('what is neither PDF nor picture is told by its content, not by its name', () => {
    expect(scanKindOf(picture('png'), 'a.pdf')).toBe('png');
    expect(() => scanKindOf(Buffer.from('<script>'), 'a.pdf')).toThrow('PDF, JPG và PNG');
  });

  test('a PDF with a picture of 60,000 × 60,000 pixels: its page can not be shown, the others can', async () => {
    const { bytes } = await join({ bytes: picture() }, { bytes: picture() });
    const text = Buffer.from(bytes).toString('latin1');
    const claim = text.replace('/Width 300', '/Width 60000').replace('/Height 400', '/Height 60000');
    const raster = await openRaster(Buffer.from(claim, 'latin1'), 'a.pdf');
    const seen = [1, 2].map((page) => raster.render(page, 200));
    raster.close();
    expect(seen.map((image) => image !== null)).toEqual([false, true]);
  });
});
