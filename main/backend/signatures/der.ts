/** ASN.1 in its distinguished encoding: just what a signature is made of. */

const lengthOf = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};

/** An element of a tag around parts that are encoded already. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);

/** The elements of a set stand in the order of their bytes. */
export const set = (...parts: readonly Uint8Array[]): Buffer => der(0x31, ...[...parts].sort(Buffer.compare));

export const octets = (bytes: Uint8Array): Buffer => der(0x04, bytes);

export const smallInteger = (value: number): Buffer => der(0x02, Buffer.from([value]));

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return der(0x06, Buffer.from(bytes));
}

/** The direct elements inside an encoded one, each with its head. Only for encodings that are known to be sound. */
export function childrenOf(element: Uint8Array): Uint8Array[] {
  const headOf = (at: number): { readonly start: number; readonly end: number } => {
    const first = element[at + 1] ?? 0;
    const wide = first < 0x80 ? 0 : first & 0x7f;
    let length = wide === 0 ? first : 0;
    for (let index = 0; index < wide; index += 1) length = length * 256 + (element[at + 2 + index] ?? 0);
    const start = at + 2 + wide;
    return { start, end: start + length };
  };
  const { start, end } = headOf(0);
  const children: Uint8Array[] = [];
  for (let at = start; at < end; ) {
    const child = headOf(at);
    children.push(element.subarray(at, child.end));
    at = child.end;
  }
  return children;
}
