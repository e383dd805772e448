import { SaxesParser } from 'saxes';

/** One element of an XML text with where it stands there; names without their prefix. */
export interface Element {
  readonly name: string;
  /** "x:" of `x:row`; mostly empty. */
  readonly prefix: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  /** Behind the `>` of the opening tag. */
  readonly openEnd: number;
  /** Where the closing tag begins; the same as `end` when there is none. */
  closeStart: number;
  end: number;
  /** Characters directly inside, entities resolved. */
  text: string;
}

/** What hears of each element, with those around it from the outermost in. */
export interface Listener {
  readonly open?: (element: Element, around: readonly Element[]) => void;
  readonly close?: (element: Element, around: readonly Element[]) => void;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads an XML text from front to back.
 * @throws Error when it is not well formed
 */
export function walk(text: string, { open, close }: Listener): void {
  const parser = new SaxesParser({ position: true, xmlns: false });
  const around: Element[] = [];
  const gather = (characters: string): void => {
    const inner = around.at(-1);
    if (inner) inner.text += characters;
  };
  parser.on('opentag', (tag) => {
    // Attribute values can't hold "<", so the last one opens this tag.
    const element: Element = {
      name: local(tag.name),
      prefix: tag.name.slice(0, tag.name.indexOf(':') + 1),
      attributes: Object.fromEntries(
        Object.entries(tag.attributes).map(([name, value]) => [local(name), value]),
      ),
      start: text.lastIndexOf('<', parser.position - 1),
      openEnd: parser.position,
      closeStart: parser.position,
      end: parser.position,
      text: '',
    };
    open?.(element, around);
    around.push(element);
  });
  parser.on('text', gather);
  parser.on('cdata', gather);
  parser.on('closetag', (tag) => {
    const element = around.pop();
    if (!element) return;
    if (!tag.isSelfClosing) {
      element.closeStart = text.lastIndexOf('<', parser.position - 1);
      element.end = parser.position;
    }
    close?.(element, around);
  });
  parser.write(text).close();
}

/** All elements of one name, in order. */
export function elementsNamed(text: string, name: string): readonly Element[] {
  const found: Element[] = [];
  walk(text, { close: (element) => element.name === name && found.push(element) });
  return found;
}

/** A stretch of a text and what stands there instead. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Replaces stretches that don't overlap; several at one place follow each other as given. */
export function spliced(text: string, splices: readonly Splice[]): string {
  let at = 0;
  let result = '';
  for (const splice of splices.toSorted((left, right) => left.start - right.start || left.end - right.end)) {
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

/** Gives an attribute of an opening tag another value, or adds it. */
export function withAttribute(text: string, element: Element, name: string, value: string): Splice {
  const tag = text.slice(element.start, element.openEnd);
  const found = new RegExp(`(\\s${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`).exec(tag);
  if (found) {
    const start = element.start + found.index + (found[1]?.length ?? 0);
    return { start, end: element.start + found.index + found[0].length, text: `"${value}"` };
  }
  const end = element.openEnd - (tag.endsWith('/>') ? 2 : 1);
  return { start: end, end, text: ` ${name}="${value}"` };
}
