import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Licences, Releases } from '../../preload/contract/app.ts';
import { schoolYear } from '../../preload/contract/calendar.ts';
import { level } from '../../preload/contract/schools.ts';

const unitKind = z.object({
  kind: z.string(),
  /** The word before a unit's name in running text: "huyện". */
  word: z.string(),
  committee: z.string(),
  office: z.string(),
  officeShort: z.string(),
  officeSymbol: z.string(),
  committeeHead: z.string(),
  officeHead: z.string(),
});
export type UnitKind = z.infer<typeof unitKind>;

const levels = z.array(level).optional();
const catalogue = z.object({
  indicators: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      counts: z.string(),
      committable: z.boolean(),
      levels,
    }),
  ),
  activityKinds: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      indicator: z.string(),
      requires: z.array(z.string()),
      levels,
    }),
  ),
  subjects: z.array(z.string()),
  /** What a new draft promises, by level and indicator: quantity in semester I and II. */
  commitments: z.record(level, z.record(z.string(), z.tuple([z.number(), z.number()]))),
});
export type Catalogue = z.infer<typeof catalogue>;

const programmeSeed = z.object({
  title: z.string(),
  phase: z.string(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  planNumber: z.string().nullable(),
  legalBases: z.array(z.string()),
  documentSymbol: z.string(),
  copies: z.number().int(),
  department: z.string(),
});

/** Everything that the program ships as data: kinds, catalogues, calendar, first wording. */
export interface Resources {
  readonly dir: string;
  readonly unitKinds: readonly UnitKind[];
  readonly catalogue: Catalogue;
  readonly programme: z.infer<typeof programmeSeed>;
  readonly calendar: readonly z.infer<typeof schoolYear>[];
}

/** Each schema is asked once: making code of it takes longer than that. */
const WITHOUT_JIT = { jitless: true };

/** Reads and validates `resources/`; a fault there is a fault of the program, not of the user. */
export async function loadResources(dir: string): Promise<Resources> {
  const load = async <T extends z.ZodType>(name: string, schema: T): Promise<z.output<T>> =>
    schema.parse(JSON.parse(await readFile(path.join(dir, name), 'utf8')), WITHOUT_JIT);
  const [unitKinds, catalogues, programme, calendar] = await Promise.all([
    load('unit-kinds.json', z.array(unitKind).min(1)),
    load('catalogue.json', catalogue),
    load('programme.json', programmeSeed),
    load('calendar.json', z.array(schoolYear)),
  ]);
  return { dir, unitKinds, catalogue: catalogues, programme, calendar };
}

/** The licences of what the program is made of; read when somebody asks, because hardly anybody does. */
export async function readLicences(resourcesDir: string): Promise<Licences> {
  const { licences } = await import('../../preload/contract/app.ts');
  return licences.parse(JSON.parse(await readFile(path.join(resourcesDir, 'licences.json'), 'utf8')));
}

/** What each version brought, the newest first. */
export async function readReleases(resourcesDir: string): Promise<Releases> {
  const { releases } = await import('../../preload/contract/app.ts');
  return releases.parse(JSON.parse(await readFile(path.join(resourcesDir, 'changes.json'), 'utf8')));
}
