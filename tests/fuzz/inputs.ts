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
const wholeNumber = ({ minimum = -5, maximum = 5_000 }: Schema): Arbitrary<number> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: Math.max(minimum, -5), max: Math.min(maximum, 5_000) }) },
    { weight: 1, arbitrary: fc.constantFrom(0, -1, 1, 1e9, 2 ** 53, 0.5) },
  );

/** Days from before the programme to after it. */
const day: Arbitrary<string> = fc
  .integer({ min: 0, max: 3_000 })
  .map((days) => new Date(Date.UTC(2020, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

/** Inputs that a procedure takes, or nearly: keys of rows that exist, texts that have made programs stumble. */
export function inputsOf(schema: z.ZodType, ids: readonly string[]): Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const id = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() });
  const stringOf = ({ format, pattern }: Schema): Arbitrary<unknown> => {
    if (format === 'uuid') return id;
    if (format === 'date') return day;
    if (format === 'date-time') return day.map((date) => `${date}T00:00:00.000Z`);
    if (pattern?.includes('[01]')) return fc.constantFrom('08:00', '23:59');
    return fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: id });
  };
  const of = (part: Schema, depth: number): Arbitrary<unknown> => {
    const name = part.$ref?.split('/').at(-1);
    if (name !== undefined) {
      const known = root.$defs?.[name];
      return known && depth < 6 ? of(known, depth + 1) : fc.constant(null);
    }
    if (part.const !== undefined) return fc.constant(part.const);
    if (part.enum) return fc.constantFrom(...part.enum);
    const either = part.anyOf ?? part.oneOf;
    if (either) return fc.oneof(...either.map((each) => of(each, depth + 1)));
    if (part.allOf?.[0]) return of(part.allOf[0], depth + 1);
    switch (part.type) {
      case 'object': {
        const record = Object.fromEntries(
          Object.entries(part.properties ?? {}).map(([key, each]) => [key, of(each, depth + 1)]),
        );
        if (typeof part.additionalProperties === 'object' && Object.keys(record).length === 0)
          return fc.dictionary(
            of(part.propertyNames ?? { type: 'string' }, depth + 1).map(String),
            of(part.additionalProperties, depth + 1),
            { maxKeys: 4 },
          );
        return fc.record(record, { requiredKeys: [...(part.required ?? [])] });
      }
      case 'array':
        return part.prefixItems
          ? fc.tuple(...part.prefixItems.map((each) => of(each, depth + 1)))
          : fc.array(of(part.items ?? {}, depth + 1), {
              minLength: part.minItems ?? 0,
              maxLength: Math.min(part.maxItems ?? 4, 4),
            });
      case 'string':
        return stringOf(part);
      case 'integer':
      case 'number':
        return wholeNumber(part);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return fc.jsonValue({ maxDepth: 2 });
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
