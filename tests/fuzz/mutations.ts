import { unzipped } from '../../main/backend/department-forms/testing.ts';
import { zipOf } from '../hostile/zip.ts';
import type { Random } from '../office/random.ts';

/** Values that have made readers of files stumble. */
const BYTES = [0x00, 0x01, 0x0a, 0x20, 0x22, 0x28, 0x3c, 0x7f, 0x80, 0xff];
const VALUES = [
  ...['', '0', '-1', '1', '00', '65536', '2147483648', '99999999999999999999', '1e309', 'NaN', '-0.5'],
  ...[
    'A1',
    'XFD1048576',
    'A1:XFD1048576',
    'A0',
    'true',
    '__proto__',
    '&#0;',
    '&x;',
    '=1+1',
    '../../x',
    '\u202e',
  ],
];

/** Flips, cuts, repeats, moves or overwrites a stretch of bytes. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(random.pick([1, 4, 64, Math.max(1, bytes.length - at)]));
  const [head, stretch, tail] = [
    bytes.subarray(0, at),
    bytes.subarray(at, at + length),
    bytes.subarray(at + length),
  ];
  switch (random.below(6)) {
    case 0: {
      const flipped = Buffer.from(bytes);
      for (let flips = 1 + random.below(8); flips > 0; flips -= 1) {
        const place = random.below(flipped.length);
        flipped[place] = (flipped[place] ?? 0) ^ (1 << random.below(8));
      }
      return flipped;
    }
    case 1:
      return Buffer.concat([head, tail]);
    case 2:
      return Buffer.concat([head, stretch, stretch, tail]);
    case 3:
      return Buffer.concat([head, Buffer.alloc(stretch.length, random.pick(BYTES)), tail]);
    case 4:
      return head;
    default: {
      const other = random.below(bytes.length);
      return Buffer.concat([head, bytes.subarray(other, other + length), tail]);
    }
  }
}

/** Replaces, repeats, moves or drops one token of a text: a tag, a value, a word, a number, a reference. */
export function mutateTokens(text: string, tokens: RegExp, random: Random): string {
  const found = [...text.matchAll(tokens)];
  if (found.length === 0) return text;
  const token = random.pick(found);
  const instead = random.pick([
    '',
    token[0] + token[0],
    random.pick(found)[0],
    token[0].replace(/"[^"]*"/, `"${random.pick(VALUES)}"`),
    token[0].replace(/-?\d+/, random.pick(VALUES)),
    random.pick(VALUES),
  ]);
  return text.slice(0, token.index) + instead + text.slice(token.index + token[0].length);
}

const XML_TOKENS = /<[^<>]*>|"[^"<>]*"|[^<>\s]+/g;
/** Names, numbers, references and marks of PDF's syntax (ISO 32000-1, 7.2); streams are left to the bytes. */
const PDF_TOKENS = /\d+ \d+ R|\/[A-Za-z]+|-?\d+(?:\.\d+)?|<<|>>|\[|\]|(?:end)?(?:obj|stream)|xref|trailer/g;

/** Does the same to the parts of a zip, or to the list of its parts. */
async function mutateZip(bytes: Buffer, random: Random): Promise<Buffer> {
  const parts = [...(await unzipped(bytes))].map(([name, data]) => ({ name, data }));
  const chosen = random.below(parts.length);
  const part = random.pick(parts);
  const isXml = /\.(?:xml|rels|json)$/.test(part.name);
  switch (random.below(isXml ? 8 : 4)) {
    case 0:
      return zipOf(parts.filter((_, index) => index !== chosen));
    case 1:
      return zipOf([...parts, { ...part, name: random.pick(parts).name }]);
    case 2:
      return zipOf(parts.map((each) => (each === part ? { ...part, claims: random.below(2 ** 31) } : each)));
    case 3:
      return zipOf(
        parts.map((each) => (each === part ? { ...part, data: mutateBytes(part.data, random) } : each)),
      );
    default: {
      let text = part.data.toString('utf8');
      for (let more = 1 + random.below(4); more > 0; more -= 1) text = mutateTokens(text, XML_TOKENS, random);
      return zipOf(parts.map((each) => (each === part ? { ...part, data: Buffer.from(text) } : each)));
    }
  }
}

/** A file that is nearly as it was. */
export async function mutated(fileName: string, bytes: Buffer, random: Random): Promise<Buffer> {
  if (random.below(4) === 0) return mutateBytes(bytes, random);
  if (/\.(?:xlsx|ctbackup)$/.test(fileName)) return mutateZip(bytes, random);
  if (fileName.endsWith('.pdf'))
    return Buffer.from(mutateTokens(bytes.toString('latin1'), PDF_TOKENS, random), 'latin1');
  if (/\.(?:csv|json)$/.test(fileName))
    return Buffer.from(mutateTokens(bytes.toString('utf8'), /[\p{L}\d]+|[^\p{L}\d\s]/gu, random));
  return mutateBytes(bytes, random);
}
