import { PhotonImage } from '@silvia-odwyer/photon-node';
import { describe, expect, test } from 'vitest';
import { prepareEvidence } from './prepare.ts';
import { CORNERS, cameraJpeg, cornerAt, jpegMarkers, type Orientation, PLACE, picture } from './testing.ts';

const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Orientation[];

async function prepared(fileName: string, bytes: Uint8Array) {
  const made = await prepareEvidence({ fileName, bytes });
  if (made.kind !== 'photo') throw new Error('no photo');
  return made;
}

/** Size of a picture and the colours in the middle of its four corners. */
function look(bytes: Uint8Array) {
  const image = PhotonImage.new_from_byteslice(bytes);
  const [width, height] = [image.get_width(), image.get_height()];
  const pixels = image.get_raw_pixels();
  const at = (across: number, down: number) => {
    const from = 4 * (Math.floor(height * down) * width + Math.floor(width * across));
    return [...pixels.subarray(from, from + 3)];
  };
  image.free();
  return {
    width,
    height,
    corners: {
      topLeft: at(0.25, 0.25),
      topRight: at(0.75, 0.25),
      bottomLeft: at(0.25, 0.75),
      bottomRight: at(0.75, 0.75),
    },
  };
}

/** JPEG changes colours a little. */
const expectCorners = (corners: Readonly<Record<string, readonly number[]>>) => {
  for (const [corner, colour] of Object.entries(CORNERS))
    for (const [channel, value] of colour.entries())
      expect(Math.abs((corners[corner]?.[channel] ?? -100) - value), `${corner} ${channel}`).toBeLessThan(12);
};

describe('a photo', () => {
  test.each(ORIENTATIONS)(
    'stands upright however the camera was held (%d), and says nothing of the place',
    async (orientation) => {
      const taken = cameraJpeg(400, 240, orientation);
      expect(taken.includes(PLACE)).toBe(true);
      const { bytes, thumbnail } = await prepared('IMG_0001.JPG', taken);
      const { width, height, corners } = look(bytes);
      expect([width, height]).toEqual([400, 240]);
      expectCorners(corners);
      const small = look(thumbnail);
      expect([small.width, small.height]).toEqual([320, 192]);
      expectCorners(small.corners);
      for (const made of [bytes, thumbnail]) {
        for (const word of [PLACE, 'Exif', 'http://ns.adobe.com', 'ICC_PROFILE', 'Photoshop'])
          expect(Buffer.from(made).includes(word), word).toBe(false);
        // Of the parts for applications only JFIF's own, and no comment.
        expect(
          jpegMarkers(made).filter((marker) => (marker >= 0xffe0 && marker <= 0xffef) || marker === 0xfffe),
        ).toEqual([0xffe0]);
      }
    },
  );

  test('is at most 2,560 pixels long, and never blown up', async () => {
    const large = await prepared('lớn.jpg', cameraJpeg(3000, 1500, 6));
    expect(look(large.bytes)).toMatchObject({ width: 2560, height: 1280 });
    expect(look(large.thumbnail)).toMatchObject({ width: 320, height: 160 });
    const small = await prepared('nhỏ.jpg', cameraJpeg(40, 24, 1));
    expect(look(small.bytes)).toMatchObject({ width: 40, height: 24 });
    expect(look(small.thumbnail)).toMatchObject({ width: 40, height: 24 });
  });

  test('that can be seen through gets white behind it', async () => {
    const drawn = picture(60, 40, (x, y) => (x < 30 ? [0, 0, 0, 0] : cornerAt(x, y, 60, 40)));
    const { bytes } = await prepared('hình.png', drawn.get_bytes());
    expect(Buffer.from(bytes.subarray(0, 3)).toString('hex')).toBe('ffd8ff');
    const { corners } = look(bytes);
    for (const value of corners.topLeft) expect(value).toBeGreaterThan(245);
    expect(corners.bottomRight[2]).toBeLessThan(80);
  });
});

describe('what is no photo', () => {
  const refusal = async (fileName: string, bytes: Uint8Array) =>
    prepareEvidence({ fileName, bytes }).then(
      () => 'taken',
      (error: { code: string; details: { file: string } }) => [error.code, error.details.file],
    );

  test('is refused by its name, whatever it is called', async () => {
    const jpeg = cameraJpeg(40, 24, 1);
    const damaged = Buffer.concat([jpeg.subarray(0, 300), Buffer.alloc(400, 7), Buffer.from([0xff, 0xd9])]);
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]);
    for (const [fileName, bytes, code] of [
      ['ảnh.jpg', Buffer.from('đây là chữ'), 'FILE_TYPE_UNKNOWN'],
      ['ảnh.jpg', Buffer.alloc(0), 'FILE_TYPE_UNKNOWN'],
      ['cắt cụt.jpg', jpeg.subarray(0, 500), 'FILE_UNREADABLE'],
      ['hỏng.jpg', damaged, 'FILE_UNREADABLE'],
      ['IMG_0001.HEIC', heic, 'PHOTO_HEIC'],
      ['đổi đuôi.jpg', heic, 'PHOTO_HEIC'],
      ['giả.pdf', Buffer.from('%PDF-1.7 không phải'), 'FILE_UNREADABLE'],
    ] as const)
      expect(await refusal(fileName, bytes), fileName).toEqual([code, fileName]);
    // The thread goes on after a file that its decoder choked on.
    expect(look((await prepared('tốt.jpg', jpeg)).bytes)).toMatchObject({ width: 40 });
  });

  test('is not unpacked when it claims more pixels than any camera makes', async () => {
    const jpeg = cameraJpeg(40, 24, 1);
    const frame = jpeg.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[at + 1] ?? 0));
    jpeg.writeUInt16BE(60_000, frame + 5);
    jpeg.writeUInt16BE(60_000, frame + 7);
    expect(await refusal('bom.jpg', jpeg)).toEqual(['FILE_TOO_LARGE', 'bom.jpg']);
  });
});
