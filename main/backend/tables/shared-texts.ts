import type { FontText } from '../text/legacy-encodings.ts';
import { attributeOf, decoded, readXml } from './xml.ts';

/** A text of the workbook: all in the font of its cell, or in stretches. */
export type SharedText = string | readonly FontText[];

/** Some programs write characters by their numbers: "_x000D_" is a line end. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-F]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

const NO_RUNS: readonly FontText[] = [];

/** Gathers the stretches of one text, in a sheet or among those that its cells share. */
export function richText() {
  let runs: { text: string; font?: string | undefined }[] = [];
  let isOpen = false;
  return {
    begin(): void {
      isOpen = true;
      runs.push({ text: '' });
    },
    end(): void {
      isOpen = false;
    },
    isOpen: () => isOpen,
    font(name: string | undefined): void {
      const run = runs.at(-1);
      if (isOpen && run) run.font = name;
    },
    add(text: string): void {
      const run = runs.at(-1);
      if (run) run.text += text;
    },
    /** All stretches, or none when there was no `begin`; the next text starts anew. */
    take(): readonly FontText[] {
      if (runs.length === 0) return NO_RUNS;
      const taken = runs.map(({ text, font }) => ({ text: unescaped(text), font }));
      runs = [];
      return taken;
    },
  };
}

/** How texts begin that are all in one font. */
const PLAIN_STARTS = ['<si><t>', '<si><t xml:space="preserve">'];
const PLAIN_END = '</t></si>';

/** Reads the texts that cells share, in the order by which cells name them. @throws XmlError */
export function readSharedTexts(part: string): readonly SharedText[] {
  const texts: SharedText[] = [];
  const rich = richText();
  let plain = '';
  let isText = false;
  /** How a text is spoken, which East Asian workbooks note beside it. */
  let isSpoken = false;
  readXml(part, {
    /** Nearly all texts are plain, and of these a list has more than a hundred thousand. */
    leap(at) {
      const start = PLAIN_STARTS.find((each) => part.startsWith(each, at));
      if (start === undefined) return at;
      const from = at + start.length;
      const end = part.indexOf('<', from);
      if (!part.startsWith(PLAIN_END, end)) return at;
      texts.push(unescaped(decoded(part.slice(from, end))));
      return end + PLAIN_END.length;
    },
    open(name, attributes) {
      if (name === 'si') plain = '';
      else if (name === 'rPh') isSpoken = true;
      else if (isSpoken) return;
      else if (name === 'r') rich.begin();
      else if (name === 'rFont') rich.font(attributeOf(attributes, 'val'));
      else if (name === 't') isText = true;
    },
    text(text) {
      if (!isText) return;
      if (rich.isOpen()) rich.add(text);
      else plain += text;
    },
    close(name) {
      if (name === 't') isText = false;
      else if (name === 'r') rich.end();
      else if (name === 'rPh') isSpoken = false;
      else if (name === 'si') {
        const runs = rich.take();
        texts.push(runs.length > 0 ? runs : unescaped(plain));
      }
    },
  });
  return texts;
}
