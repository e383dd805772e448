import path from 'node:path';

/** Names that Windows keeps for devices, whatever the ending and with spaces before it ("Naming Files", Win32). */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)\s*(\.|$)/i;

/** Characters that people still read, and UTF-8 bytes (Linux takes 255, with room for a number behind). */
const LONGEST = 120;
const MOST_BYTES = 240;

/**
 * A file name that is safe on Windows and says what was meant: forbidden characters become "-", reserved
 * device names get a leading "_", trailing dots and spaces go, and the ending survives shortening.
 */
export function safeFileName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]+/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const dot = clean.lastIndexOf('.');
  const ending = dot > 0 && clean.length - dot <= 6 ? clean.slice(dot) : '';
  const full = clean.slice(0, clean.length - ending.length);
  let stem = [...full].slice(0, LONGEST - ending.length).join('');
  while (Buffer.byteLength(stem + ending) > MOST_BYTES) stem = stem.slice(0, -1);
  // A shortened name ends with a whole word where it has words.
  if (stem.length < full.length && full[stem.length] !== ' ') stem = stem.replace(/[ -]+[^ ]*$/, '');
  stem = stem.toWellFormed().replace(/[\s.\ufffd]+$/, '');
  const whole = `${stem || 'tệp'}${ending}`;
  return RESERVED.test(whole) ? `_${whole}` : whole;
}

/** Endings of Office, whose programs open nothing with a longer path ("Excel specifications and limits", Microsoft). */
const OFFICE = /\.(?:xlsx|docx)$/i;
const LONGEST_IN_OFFICE = 218;
/** What the Explorer and most programs of Windows take; `MAX_PATH` counts the end of the text, too. */
const LONGEST_ON_WINDOWS = 259;

/** By how many characters a path is too long for the programs of Windows that would open it; null where it is not. */
export function overlong(file: string, platform: NodeJS.Platform): number | null {
  if (platform !== 'win32') return null;
  const excess = file.length - (OFFICE.test(file) ? LONGEST_IN_OFFICE : LONGEST_ON_WINDOWS);
  return excess > 0 ? excess : null;
}

/**
 * The name, with a number behind it where it is taken, and takes it: names are compared as Windows does.
 * @param used names in lower case
 */
export function unusedName(fileName: string, used: Set<string>): string {
  const { name, ext } = path.parse(fileName);
  let candidate = fileName;
  for (let number = 2; used.has(candidate.toLowerCase()); number += 1)
    candidate = `${name} (${number})${ext}`;
  used.add(candidate.toLowerCase());
  return candidate;
}
