import { Buffer } from 'node:buffer';
import type { PdfFile } from './file.ts';
import {
  array,
  dict,
  type PdfRef,
  type PdfStream,
  type PdfValue,
  ref,
  stream,
  writeValue,
} from './syntax.ts';

/** Objects that are written behind a file: new ones, and new versions of its own. */
export interface PdfUpdate {
  /** Gives a new object its number. */
  add(value: Exclude<PdfValue, PdfRef>): PdfRef;
  /** Replaces an object of the file. */
  replace(number: number, value: PdfValue): void;
  /** The file's bytes as they are, the objects, and their cross-reference section in the form that the file uses. */
  write(): Uint8Array;
}

const field = (value: number, bytesWide: number): Buffer => {
  const buffer = Buffer.alloc(bytesWide);
  buffer.writeUIntBE(value, 0, bytesWide);
  return buffer;
};

/** Runs of consecutive numbers, as a cross-reference section lists them. */
function runsOf(numbers: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  return runs;
}

/** Begins an incremental update (ISO 32000-1, 7.5.6). */
export function updatePdf(file: PdfFile): PdfUpdate {
  const objects = new Map<number, { readonly generation: number; readonly value: PdfValue }>();
  let next = file.size;

  function xrefTable(offsets: ReadonlyMap<number, number>, kept: Readonly<Record<string, PdfValue>>): string {
    const lines = runsOf([...offsets.keys()]).flatMap((run) => [
      `${run[0]} ${run.length}`,
      ...run.map((number) => {
        const offset = String(offsets.get(number) ?? 0).padStart(10, '0');
        return `${offset} ${String(objects.get(number)?.generation ?? 0).padStart(5, '0')} n `;
      }),
    ]);
    const trailer = dict({ ...kept, Size: next });
    return `xref\n${lines.join('\n')}\ntrailer\n${writeValue(trailer)}\n`;
  }

  function xrefStream(offsets: ReadonlyMap<number, number>, kept: Readonly<Record<string, PdfValue>>) {
    const numbers = [...offsets.keys()];
    const rows = numbers.map((number) =>
      Buffer.concat([
        field(1, 1),
        field(offsets.get(number) ?? 0, 4),
        field(objects.get(number)?.generation ?? 0, 2),
      ]),
    );
    const index = runsOf(numbers).flatMap((run) => [run[0] ?? 0, run.length]);
    const entries = { ...kept, Type: { kind: 'name', name: 'XRef' } as const, Size: next };
    const section: PdfStream = stream(
      { ...entries, W: array(1, 4, 2), Index: array(...index) },
      Buffer.concat(rows),
    );
    return section;
  }

  return {
    add(value) {
      const number = next;
      next += 1;
      objects.set(number, { generation: 0, value });
      return ref(number);
    },
    replace(number, value) {
      objects.set(number, { generation: file.refOf(number).generation, value });
    },
    write() {
      const parts: Buffer[] = [Buffer.from('\n')];
      let position = file.bytes.length + 1;
      const offsets = new Map<number, number>();
      const put = (number: number, generation: number, value: PdfValue): void => {
        offsets.set(number, position);
        const part = Buffer.from(`${number} ${generation} obj\n${writeValue(value)}\nendobj\n`, 'latin1');
        position += part.length;
        parts.push(part);
      };
      for (const [number, { generation, value }] of [...objects].sort(([left], [right]) => left - right))
        put(number, generation, value);
      const kept: Record<string, PdfValue> = { Prev: file.startXref };
      for (const key of ['Root', 'Info', 'ID']) {
        const value = file.trailer.entries.get(key);
        if (value !== undefined) kept[key] = value;
      }
      const section = position;
      if (file.usesXrefStream) {
        const own = next;
        next += 1;
        offsets.set(own, position);
        put(own, 0, xrefStream(offsets, kept));
      } else parts.push(Buffer.from(xrefTable(offsets, kept), 'latin1'));
      parts.push(Buffer.from(`startxref\n${section}\n%%EOF\n`));
      return Buffer.concat([file.bytes, ...parts]);
    },
  };
}
