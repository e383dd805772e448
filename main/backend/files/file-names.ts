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
