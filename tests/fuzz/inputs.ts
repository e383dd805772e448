import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';

/** As much of a JSON Schema as zod writes. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Texts that have made programs stumble. */
const TRAPS = [
  '',
  ' ',
  '=1+1',
  '+84',
  '-1',
  '@SUM(A1)',
  "' OR 1=1 --",
  '%_\\',
  '../../etc/passwd',
  'CON',
  '\u0000',
  '\ud800',
  'e\u0301\u0323',
  'Trường Tiểu học Hoa Sen',
  '<script>alert(1)</script>',
  '2024-02-30',
  '9999-12-31',
  '0000-01-01',
  '24:00',
  '__proto__',
  'a'.repeat(5000),
];

const text: Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(...TRAPS),
);
/** Numbers and texts that nobody would wonder at. */
const usualNumber = ({ minimum = 0, maximum = 40 }: Schema): Arbitrary<number> =>
  fc.integer({ min: Math.max(minimum, 0), max: Math.max(minimum, Math.min(maximum, 40)) });
const usualText: Arbitrary<string> = fc
  .integer({ min: 1, max: 100_000 })
  .map((number) => `Hoa Sen ${number}`);
const wholeNumber = ({ minimum = -5, maximum = 5_000 }: Schema): Arbitrary<number> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: Math.max(minimum, -5), max: Math.min(maximum, 5_000) }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1, 1, 1e9, 2 ** 53, 0.5) },
  );

/** Days from before the programme to after it. */
const day: Arbitrary<string> = fc
  .integer({ min: 0, max: 3_000 })
  .map((days) => new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

/** What the program knows of: keys of rows by domain, and texts by the name of the field in which they stand. */
export interface Known {
  readonly ids: ReadonlyMap<string, readonly string[]>;
  readonly texts: ReadonlyMap<string, readonly string[]>;
  readonly fileIds: readonly string[];
}

/** Which domain's rows a field points at, where its name says so: "supportingSchoolId". */
const POINTED: readonly (readonly [RegExp, string])[] = [
  [/school/i, 'schools'],
  [/pair/i, 'pairs'],
  [/memorand/i, 'memoranda'],
  [/unit/i, 'organisations'],
  [/activit/i, 'activities'],
  [/ceremon/i, 'ceremonies'],
  [/template/i, 'templates'],
  [/difficult/i, 'difficulties'],
  [/goodModel/i, 'goodModels'],
  [/^row$/, 'schools'],
];

const PERIODS = [
  '2023-2024',
  '2023-2024/HK1',
  '2022-2023/HK2',
  '2024/Q2',
  '2023',
  'giai-doan',
  '2023-09-05..2024-05-31',
];

/**
 * Inputs that a procedure takes, or nearly: keys of rows that exist, texts that have made programs stumble.
 * @param usual nothing that one would wonder at, so that the rules behind the schema are passed, too
 */
export function inputsOf(
  schema: z.ZodType,
  domain: string,
  known: Known,
  { usual = false }: { readonly usual?: boolean } = {},
): Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const all = [...known.ids.values()].flat();
  const idFor = (key: string): Arbitrary<string> => {
    const pointed = POINTED.find(([name]) => name.test(key))?.[1] ?? domain;
    const own = known.ids.get(pointed) ?? [];
    if (usual && own.length > 0) return fc.constantFrom(...own);
    return fc.oneof(
      ...(own.length > 0 ? [{ weight: 12, arbitrary: fc.constantFrom(...own) }] : []),
      ...(all.length > 0 ? [{ weight: own.length > 0 ? 1 : 8, arbitrary: fc.constantFrom(...all) }] : []),
      { weight: 1, arbitrary: fc.uuid() },
    );
  };
  const stringOf = ({ format, pattern }: Schema, key: string): Arbitrary<unknown> => {
    if (format === 'uuid') return idFor(key);
    if (format === 'date') return day;
    if (format === 'date-time') return day.map((date) => `${date}T00:00:00.000Z`);
    if (pattern?.includes('[01]')) return fc.constantFrom('08:00', '23:59');
    if (/fileIds?$/i.test(key) && known.fileIds.length > 0)
      return fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...known.fileIds) },
        { weight: 1, arbitrary: text },
      );
    if (usual && /fileIds?$/i.test(key)) return fc.constantFrom(...known.fileIds);
    const said =
      key === 'period' ? PERIODS : (known.texts.get(`${domain}.${key}`) ?? known.texts.get(key) ?? []);
    if (usual)
      return fc.oneof(...(said.length > 0 ? [{ weight: 3, arbitrary: fc.constantFrom(...said) }] : []), {
        weight: 1,
        arbitrary: usualText,
      });
    return fc.oneof(
      ...(said.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom(...said) }] : []),
      { weight: 3, arbitrary: text },
      { weight: 1, arbitrary: idFor(key) },
    );
  };
  const of = (part: Schema, depth: number, key = ''): Arbitrary<unknown> => {
    const name = part.$ref?.split('/').at(-1);
    if (name !== undefined) {
      const defined = root.$defs?.[name];
      return defined && depth < 6 ? of(defined, depth + 1, key) : fc.constant(null);
    }
    if (part.const !== undefined) return fc.constant(part.const);
    if (part.enum) return fc.constantFrom(...part.enum);
    const either = part.anyOf ?? part.oneOf;
    if (either) return fc.oneof(...either.map((each) => of(each, depth + 1, key)));
    if (part.allOf?.[0]) return of(part.allOf[0], depth + 1, key);
    switch (part.type) {
      case 'object': {
        const record = Object.fromEntries(
          Object.entries(part.properties ?? {}).map(([name, each]) => [name, of(each, depth + 1, name)]),
        );
        if (typeof part.additionalProperties === 'object' && Object.keys(record).length === 0)
          return fc.dictionary(
            of(part.propertyNames ?? { type: 'string' }, depth + 1).map(String),
            of(part.additionalProperties, depth + 1),
            { maxKeys: 4 },
          );
        const required = [...(part.required ?? [])];
        const whole = fc.record(record, { requiredKeys: required });
        if (!usual || required.length === 0) return whole;
        const least = Object.fromEntries(Object.entries(record).filter(([name]) => required.includes(name)));
        return fc.oneof({ weight: 2, arbitrary: fc.record(least) }, { weight: 1, arbitrary: whole });
      }
      case 'array':
        return part.prefixItems
          ? fc.tuple(...part.prefixItems.map((each) => of(each, depth + 1, key)))
          : fc.array(of(part.items ?? {}, depth + 1, key), {
              minLength: part.minItems ?? 0,
              maxLength: Math.min(part.maxItems ?? 4, 4),
            });
      case 'string':
        return stringOf(part, key);
      case 'integer':
      case 'number':
        return usual ? usualNumber(part) : wholeNumber(part);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        // A text that may be absent says nothing of itself here, for it is transformed.
        return fc.oneof(
          { weight: 12, arbitrary: fc.oneof(fc.constant(null), stringOf(part, key)) },
          { weight: usual ? 0 : 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
        );
    }
  };
  return of(root, 0);
}

/** Anything that could be sent by mistake or on purpose. */
export const garbage: Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(undefined, null, [], 'x', 0, { __proto__: null }, { id: {} }, { ids: [] }),
  fc.dictionary(text, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
);

/** Something in an input is replaced by something else. */
export const broken = (inputs: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc.tuple(inputs, garbage, fc.nat()).map(([input, other, at]) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return other;
    const keys = Object.keys(input);
    const key = keys[at % (keys.length + 1)] ?? 'x';
    return { ...input, [key]: other };
  });
