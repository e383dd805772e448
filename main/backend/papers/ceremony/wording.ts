import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const section = z.strictObject({ section: z.string() });
const headings = <K extends string>(...names: readonly K[]) => z.record(z.enum(names), z.string());

const ceremonyWording = z.strictObject({
  language: z.string(),
  nation: z.string(),
  motto: z.string(),
  rehearsalStamp: z.string(),
  /** Beginnings of names, a line each, after which a name is best broken: "TRƯỜNG TIỂU HỌC" over "HOA SEN". */
  levelWords: z.array(z.array(z.string())),
  /** What is celebrated, as the head of a list says it. */
  occasion: z.string(),
  phase: z.string(),
  /** Who leads what nobody else does. */
  organiser: z.string(),
  /** When a ceremony begins of which nobody has said it. */
  agendaStart: z.iso.time({ precision: -1 }),
  agenda: z.array(
    z.strictObject({
      minutes: z.number().int().positive(),
      /** More with each memorandum, up to `longest` in all. */
      minutesPerMemorandum: z.number().int().optional(),
      longest: z.number().int().optional(),
      title: z.string(),
      lead: z.string(),
      cue: z.string(),
    }),
  ),
  /** Title of the whole file. */
  binder: z.string(),
  cover: section.extend({ heading: z.string(), count: z.string() }),
  programme: section.extend({
    title: z.string(),
    time: z.string(),
    place: z.string(),
    hour: z.string(),
    columns: headings('order', 'time', 'title', 'lead'),
  }),
  signingList: section.extend({
    title: z.string(),
    columns: headings('order', 'partyA', 'signerA', 'partyB', 'signerB', 'copies', 'handA', 'handB', 'note'),
    total: z.string(),
  }),
  attendance: section.extend({
    title: z.string(),
    columns: headings('order', 'name', 'post', 'body', 'hand', 'note'),
    absent: z.string(),
    total: z.string(),
  }),
  cards: section,
  signs: section,
  cueSheet: section.extend({
    title: z.string(),
    order: z.string(),
    entry: z.string(),
    signer: z.string(),
    absent: z.string(),
    absentEntry: z.string(),
  }),
});

/** The words of everything that is printed for a ceremony; `{name}` stands for what is filled in. */
export type CeremonyWording = z.infer<typeof ceremonyWording>;

/** Reads `ceremony.json` of the resources. */
export async function loadCeremonyWording(resourcesDir: string): Promise<CeremonyWording> {
  return ceremonyWording.parse(JSON.parse(await readFile(path.join(resourcesDir, 'ceremony.json'), 'utf8')));
}

/** Puts values in the places of a pattern: "Giai đoạn {phase}". What has no value stays away. */
export const fillIn = (pattern: string, values: Readonly<Record<string, string | number>>): string =>
  pattern.replace(/\{(\w+)\}/g, (_, name: string) => `${values[name] ?? ''}`);
