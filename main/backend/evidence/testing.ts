import { PhotonImage } from '@silvia-odwyer/photon-node';

/** For tests: pictures with four corners that tell how they stand. */
export const CORNERS = {
  topLeft: [200, 30, 30],
  topRight: [30, 160, 30],
  bottomLeft: [30, 30, 200],
  bottomRight: [230, 200, 30],
} as const;
type Colour = readonly [number, number, number] | readonly [number, number, number, number];

/** A picture whose pixels are asked for one by one. */
export function picture(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Colour,
): PhotonImage {
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [red, green, blue, alpha = 255] = colourAt(x, y);
      pixels.set([red, green, blue, alpha], 4 * (y * width + x));
    }
  return new PhotonImage(pixels, width, height);
}

/** The upright picture, of the given size. */
export const cornerAt = (x: number, y: number, width: number, height: number): Colour => {
  if (y < height / 2) return x < width / 2 ? CORNERS.topLeft : CORNERS.topRight;
  return x < width / 2 ? CORNERS.bottomLeft : CORNERS.bottomRight;
};

/** What EXIF 2.3 says of each orientation: which side the first row and the first column are of. */
export const SIDES = {
  1: ['top', 'left'],
  2: ['top', 'right'],
  3: ['bottom', 'right'],
  4: ['bottom', 'left'],
  5: ['left', 'top'],
  6: ['right', 'top'],
  7: ['right', 'bottom'],
  8: ['left', 'bottom'],
} as const;
export type Orientation = keyof typeof SIDES;

/** A JPEG as a camera held in that way stores it, the upright picture being `width` × `height`. */
export function cameraJpeg(width: number, height: number, orientation: Orientation): Buffer {
  const [firstRow, firstColumn] = SIDES[orientation];
  const isTurned = firstRow === 'left' || firstRow === 'right';
  const [rows, columns] = isTurned ? [width, height] : [height, width];
  const stored = picture(columns, rows, (column, row) => {
    const sides = [
      [firstRow, row],
      [firstColumn, column],
    ] as const;
    let [x, y] = [0, 0];
    for (const [side, steps] of sides) {
      if (side === 'left') x = steps;
      if (side === 'right') x = width - 1 - steps;
      if (side === 'top') y = steps;
      if (side === 'bottom') y = height - 1 - steps;
    }
    return cornerAt(x, y, width, height);
  });
  const jpeg = Buffer.from(stored.get_bytes_jpeg(95));
  stored.free();
  return Buffer.concat([jpeg.subarray(0, 2), exif(orientation), jpeg.subarray(2)]);
}

/** Where the picture was taken, as bytes that can be looked for. */
export const PLACE = '21 1 33.6N';

/** An EXIF part with an orientation, a maker and a place. */
function exif(orientation: number): Buffer {
  const entry = (tag: number, type: number, count: number, value: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt16LE(tag, 0);
    head.writeUInt16LE(type, 2);
    head.writeUInt32LE(count, 4);
    return Buffer.concat([head, value, Buffer.alloc(4)]).subarray(0, 12);
  };
  const long = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const place = Buffer.from(`${PLACE}\0`);
  const gpsAt = 8 + 2 + 2 * 12 + 4;
  const tiff = Buffer.concat([
    Buffer.from('II*\0'),
    long(8),
    Buffer.from([2, 0]),
    entry(0x0112, 3, 1, Buffer.from([orientation, 0])),
    entry(0x8825, 4, 1, long(gpsAt)),
    long(0),
    Buffer.from([1, 0]),
    entry(0x0002, 2, place.length, long(gpsAt + 2 + 12 + 4)),
    long(0),
    place,
  ]);
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** Names of the parts that a JPEG has before its pixels: "APP0", "DQT" … by their markers. */
export function jpegMarkers(jpeg: Uint8Array): readonly number[] {
  const buffer = Buffer.from(jpeg);
  const markers: number[] = [];
  for (let at = 2; ; at += 2 + buffer.readUInt16BE(at + 2)) {
    const marker = buffer.readUInt16BE(at);
    markers.push(marker);
    if (marker === 0xffda) return markers;
  }
}
