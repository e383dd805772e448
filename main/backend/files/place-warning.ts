import { win32 } from 'node:path';

/** Why a folder is a bad place for the data: another machine holds it, or a program copies it while it is in use. */
export type PlaceWarning = 'NETWORK_FOLDER' | 'SYNCED_FOLDER';

/** Folders that OneDrive, Google Drive, Dropbox and the like keep in step with the cloud, by their usual names. */
const SYNCED =
  /^(onedrive( - .+)?|dropbox( \(.+\))?|google ?drive|my drive|drive của tôi|icloud ?drive|box sync|zalo cloud)$/i;

/** Variables in which OneDrive tells where its folders lie. */
const ONEDRIVE = ['OneDrive', 'OneDriveCommercial', 'OneDriveConsumer'] as const;

/**
 * Looks at the path alone, as Windows writes it; a mapped drive letter can't be told from a disk of this machine.
 * @param env where OneDrive names its folders
 */
export function placeWarning(
  folder: string,
  env: Readonly<Record<string, string | undefined>> = {},
): PlaceWarning | null {
  // "\\?\C:\…" and "\\.\…" are this machine's own.
  if (/^[\\/]{2}(?![?.][\\/])/.test(folder) || /^\\\\\?\\UNC\\/i.test(folder)) return 'NETWORK_FOLDER';
  const own = folder.toLowerCase();
  const inOneDrive = ONEDRIVE.some((name) => {
    const place = env[name]?.toLowerCase();
    return place !== undefined && place !== '' && (own === place || own.startsWith(`${place}${win32.sep}`));
  });
  const named = folder.split(/[\\/]/).some((part) => SYNCED.test(part));
  return inOneDrive || named ? 'SYNCED_FOLDER' : null;
}
