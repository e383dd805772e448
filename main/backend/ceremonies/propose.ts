import type { AgendaItem, Delegate } from '../../../preload/contract/ceremonies.ts';
import type { Handlers } from '../context.ts';
import { type CeremonyWording, fillIn, loadCeremonyWording } from '../papers/ceremony/wording.ts';
import { programmeOn, type RunningProgramme } from './organisers.ts';
import { type PreparedCeremony, preparedCeremony } from './prepare.ts';
import { type RunningEntry, runningOrder } from './running-order.ts';

/** Longest texts of an agenda and of a delegate, as the contract takes them. */
const LONGEST = { lead: 200, cue: 2000, fullName: 100, post: 100, body: 200 } as const;
const MINUTES_OF_DAY = 24 * 60;

const clip = (text: string, longest: number): string => text.slice(0, longest).trim();

/** "Lễ ký kết …" inside a sentence; names and abbreviations keep their capitals. */
const inSentence = (title: string): string =>
  /^\p{Lu}[\p{Ll}\s]/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** "A", "A và B", "A, B và C". */
const enumerated = (names: readonly string[]): string =>
  [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' và ');

function clock(minutes: number): string | null {
  if (minutes >= MINUTES_OF_DAY) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The usual agenda, with times from the ceremony's beginning on. */
export function proposeAgenda(
  { row }: PreparedCeremony,
  { title, phase, offices }: RunningProgramme,
  memoranda: number,
  wording: CeremonyWording,
): AgendaItem[] {
  const shorts = offices.map((office) => office.short);
  const values = {
    title: inSentence(row.title),
    programme: title,
    phase,
    offices: enumerated(shorts) || wording.organiser,
    supporting: shorts[0] ?? wording.organiser,
    partner: shorts[1] ?? wording.organiser,
    count: String(memoranda).padStart(2, '0'),
  };
  const [hour = 0, minute = 0] = (row.starts_at ?? wording.agendaStart).split(':').map(Number);
  let at = hour * 60 + minute;
  return wording.agenda.map((item) => {
    const startsAt = clock(at);
    const wanted = item.minutes + (item.minutesPerMemorandum ?? 0) * memoranda;
    at += Math.min(wanted, item.longest ?? wanted);
    return {
      startsAt,
      title: item.title,
      lead: clip(fillIn(item.lead, values), LONGEST.lead),
      cue: clip(fillIn(item.cue, values), LONGEST.cue),
    };
  });
}

/** Whom the register knows: leaders who witness, then who signs, in running order; nobody twice. */
export function proposeDelegates(entries: readonly RunningEntry[]): Delegate[] {
  const delegates = new Map<string, Delegate>();
  const add = (side: Delegate['side'], fullName: string | null, post: string | null, body: string) => {
    if (!fullName) return;
    const key = `${fullName}|${body}`;
    if (delegates.has(key)) return;
    delegates.set(key, {
      side,
      fullName: clip(fullName, LONGEST.fullName),
      post: post && clip(post, LONGEST.post),
      body: clip(body, LONGEST.body),
      absent: false,
    });
  };
  for (const { witnesses } of entries)
    for (const [index, { name, post, body }] of witnesses.entries())
      add(index === 0 ? 'a' : 'b', name, post, body);
  for (const { partyA, partyB } of entries) {
    add('a', partyA.representative, partyA.position, partyA.name);
    add('b', partyB.representative, partyB.position, partyB.name);
  }
  return [...delegates.values()];
}

export const proposeHandlers: Handlers<'ceremonies.propose'> = {
  async 'ceremonies.propose'(context, { id }) {
    const prepared = await preparedCeremony(context.db, id);
    const programme = await programmeOn(context.db, prepared.row.held_on ?? context.today());
    const wording = await loadCeremonyWording(context.resources.dir);
    const present = (await runningOrder(context, prepared.row.id)).filter(({ absent }) => !absent);
    return {
      agenda: proposeAgenda(prepared, programme, present.length, wording),
      delegates: proposeDelegates(present),
    };
  },
};
