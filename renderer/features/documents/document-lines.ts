import type { DocumentForm } from '../../../preload/contract/documents.ts';
import { parseTime } from '../../i18n/format.ts';

type Invitation = Extract<DocumentForm, { kind: 'invitation' }>;
type Minutes = Extract<DocumentForm, { kind: 'minutes' }>;

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A list as a person types it, one a line. */
export const readLines = linesOf;
export const showLines = (lines: readonly string[]): string => lines.join('\n');

/** "08:30 Đón tiếp đại biểu": a time, if the line begins with one, and the rest. */
export function readAgenda(text: string): Invitation['agenda'] {
  return linesOf(text).map((line) => {
    const [, typed = '', rest = ''] = /^(\d{1,2}\s*[:hH]\s*\d{0,2})\s*[-–:.]?\s+(.*)$/.exec(line) ?? [];
    const startsAt = parseTime(typed);
    return startsAt === null ? { startsAt, content: line } : { startsAt, content: rest };
  });
}
export const showAgenda = (agenda: Invitation['agenda']): string =>
  showLines(agenda.map(({ startsAt, content }) => (startsAt ? `${startsAt} ${content}` : content)));

/** "Nguyễn Văn A; Hiệu trưởng; Trường THCS …": a person a line. */
export function readPeople(text: string): Minutes['attendees'] {
  return linesOf(text).map((line) => {
    const [name = '', position = '', ...body] = line.split(';').map((part) => part.trim());
    return { name: name || null, position: position || null, body: body.join('; ') || null };
  });
}
export const showPeople = (people: Minutes['attendees']): string =>
  showLines(
    people.map(({ name, position, body }) =>
      [name ?? '', position ?? '', body ?? ''].join('; ').replace(/(; )+$/, ''),
    ),
  );
