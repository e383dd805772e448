/** Việt Nam has one time and no summer time; official papers name it with its zone (ISO 8601). */
const ZONE = '+07:00';
const ZONE_MS = 7 * 60 * 60 * 1000;

const local = (instant: string): string => new Date(Date.parse(instant) + ZONE_MS).toISOString();

/** "15/04/2023 09:30:12 +07:00" of an ISO instant. */
export function officeTime(instant: string): string {
  const at = local(instant);
  return `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)} ${at.slice(11, 19)} ${ZONE}`;
}

/** A PDF's form of an ISO instant (ISO 32000-1, 7.9.4). */
export const pdfTime = (instant: string): string =>
  `D:${local(instant).slice(0, 19).replace(/[-:T]/g, '')}${ZONE.replace(':', "'")}'`;

const PDF_TIME = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/;

/** The ISO instant that a PDF's time means, its zone taken as UTC where it names none; null if it is none. */
export function readPdfTime(text: string | null): string | null {
  const found = PDF_TIME.exec(text ?? '');
  if (!found) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = found;
  const [, , , , , , , sign, zoneHour = '00', zoneMinute = '00'] = found;
  const zone = sign ? `${sign}${zoneHour}:${zoneMinute}` : 'Z';
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
