import { PhotonImage, resize, SamplingFilter } from '@silvia-odwyer/photon-node';
import { AppError } from '../errors.ts';
import { readPictureHeader, scanKindOf } from '../files/pictures.ts';
import { openRaster } from '../scans/raster.ts';

/** A file that is to show something; plain data that can be sent to a worker. */
export type EvidenceFile = { readonly fileName: string; readonly bytes: Uint8Array };

/** A PDF stays as it came; a photo is made anew, as JPEG. */
export type PreparedEvidence =
  | { readonly kind: 'pdf' }
  | { readonly kind: 'photo'; readonly bytes: Uint8Array; readonly thumbnail: Uint8Array };

/** Longer side in pixels: a photo fills a page of A4 at 220 dpi, a thumbnail a tile on a fine screen. */
const PHOTO = { long: 2560, quality: 85 } as const;
const THUMBNAIL = { long: 320, quality: 80 } as const;

/** Makes a picture smaller, never larger. The caller frees it; what is given is freed unless it is given back. */
function within(image: PhotonImage, long: number, filter: SamplingFilter): PhotonImage {
  const [width, height] = [image.get_width(), image.get_height()];
  const scale = long / Math.max(width, height);
  if (scale >= 1) return image;
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  const smaller = resize(image, side(width), side(height), filter);
  image.free();
  return smaller;
}

/** The picture as it was seen, on white where it can be seen through. `orientation` as in EXIF, 1–8. */
function upright(image: PhotonImage, orientation: number): PhotonImage {
  const [width, height] = [image.get_width(), image.get_height()];
  const isTurned = orientation >= 5;
  const mirrorsX = [2, 3, 6, 7].includes(orientation);
  const mirrorsY = [3, 4, 7, 8].includes(orientation);
  const [newWidth, newHeight] = isTurned ? [height, width] : [width, height];
  const stored = image.get_raw_pixels();
  const seen = new Uint8Array(stored.length);
  for (let from = 0, row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1, from += 4) {
      const [x, y] = isTurned ? [row, column] : [column, row];
      const to = 4 * ((mirrorsY ? newHeight - 1 - y : y) * newWidth + (mirrorsX ? newWidth - 1 - x : x));
      const alpha = stored[from + 3] ?? 255;
      for (let channel = 0; channel < 3; channel += 1)
        seen[to + channel] = Math.round(((stored[from + channel] ?? 0) * alpha) / 255 + 255 - alpha);
      seen[to + 3] = 255;
    }
  }
  image.free();
  return new PhotonImage(seen, newWidth, newHeight);
}

function preparePhoto(kind: 'jpeg' | 'png', { bytes, fileName }: EvidenceFile): PreparedEvidence {
  // Judged before anything is unpacked.
  const { orientation } = readPictureHeader(kind, bytes, fileName);
  try {
    const decoded = PhotonImage.new_from_byteslice(bytes);
    const photo = upright(within(decoded, PHOTO.long, SamplingFilter.Triangle), orientation);
    // Written from bare pixels, so nothing is left of what the camera wrote beside them, such as the place.
    const jpeg = photo.get_bytes_jpeg(PHOTO.quality);
    const small = within(photo, THUMBNAIL.long, SamplingFilter.Lanczos3);
    const thumbnail = small.get_bytes_jpeg(THUMBNAIL.quality);
    small.free();
    return { kind: 'photo', bytes: jpeg, thumbnail };
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { file: fileName }, { cause: error });
  }
}

/**
 * Looks at a file and makes it fit to be kept: photos upright, of a useful size and without metadata.
 * @throws AppError FILE_TYPE_UNKNOWN, PHOTO_HEIC, FILE_UNREADABLE, FILE_ENCRYPTED, FILE_TOO_LARGE, each with the
 *   file's name
 */
export async function prepareEvidence(file: EvidenceFile): Promise<PreparedEvidence> {
  const kind = scanKindOf(file.bytes, file.fileName);
  if (kind !== 'pdf') return preparePhoto(kind, file);
  (await openRaster(file.bytes, file.fileName)).close();
  return { kind };
}
