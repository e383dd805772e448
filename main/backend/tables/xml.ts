/** A part that is no well-formed XML. */
export class XmlError extends Error {}

/** Names and values of a tag's attributes by turns, as they stand there. */
export type Attributes = readonly string[];

/** Hears what a part holds, in its order; a tag that closes itself is opened and closed. */
export interface XmlListener {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close: (name: string) => void;
  /** Text between tags, decoded; long ones may come in several pieces. */
  readonly text: (text: string) => void;
  /**
   * Asked at each tag inside the root: the place behind a stretch that the listener has read by itself and found
   * well-formed, or the same place.
   */
  readonly leap?: (at: number) => number;
}

const NONE: Attributes = [];
const SPACE = 0x20;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
/** What no XML holds (XML 1.0, 2.2). */
const FORBIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const NAME = /^[\p{L}_:][\p{L}\p{N}_:.·-]*$/u;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The value of an attribute, decoded. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  const value = writtenAttribute(attributes, name);
  return value === undefined ? undefined : decoded(value);
}

/** The value of an attribute, as it stands there. */
export function writtenAttribute(attributes: Attributes, name: string): string | undefined {
  for (let index = 0; index < attributes.length; index += 2)
    if (attributes[index] === name) return attributes[index + 1];
  return undefined;
}

/** A text as it was meant: with characters instead of their names and numbers. @throws XmlError */
export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&\s]*;)?/g, (_, reference: string | undefined) => {
    const name = reference?.slice(0, -1) ?? '';
    const [, hexadecimal, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
    const code = Number.parseInt(hexadecimal ?? decimal ?? '', hexadecimal === undefined ? 10 : 16);
    const character = Number.isNaN(code)
      ? Object.hasOwn(ENTITIES, name) && ENTITIES[name]
      : code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && String.fromCodePoint(code);
    if (!character || FORBIDDEN.test(character)) throw new XmlError(`&${name}`);
    return character;
  });
}

const isSpace = (code: number): boolean => code === SPACE || code === 10 || code === 9 || code === 13;

/**
 * Reads a part of a workbook from its first tag to its last. A sheet has millions of tags, for which a reader that
 * takes each letter on its own needs most of the time of an import; here whole stretches are cut out.
 *
 * @throws XmlError for what is not well-formed; document types, which could bring entities, count as that
 */
export function readXml(xml: string, { open, close, text, leap }: XmlListener): void {
  if (FORBIDDEN.test(xml)) throw new XmlError('a character that XML does not have');
  const path: string[] = [];
  const names = new Set<string>();
  let hasRoot = false;
  let at = xml.charCodeAt(0) === 0xfeff ? 1 : 0;

  const past = (end: string, from: number): number => {
    const found = xml.indexOf(end, from);
    if (found < 0) throw new XmlError(`no ${end}`);
    return found + end.length;
  };
  const said = (piece: string): void => {
    if (path.length > 0) text(piece);
    else if (piece.trim() !== '') throw new XmlError('text outside');
  };
  /** Of the few names that a part has each is looked at once. */
  const checked = (name: string): string => {
    if (!names.has(name) && !NAME.test(name)) throw new XmlError(`no name: ${name.slice(0, 20)}`);
    names.add(name);
    return name;
  };

  for (;;) {
    const start = xml.indexOf('<', at);
    if (start !== at) said(decoded(xml.slice(at, start < 0 ? xml.length : start)));
    if (start < 0) break;
    if (leap && path.length > 0) {
      at = leap(start);
      if (at > start) continue;
    }
    at = start + 1;
    if (xml.charCodeAt(at) === SLASH) {
      const end = past('>', at);
      const name = xml.slice(at + 1, end - 1).trimEnd();
      if (path.pop() !== name) throw new XmlError(`not open: ${name.slice(0, 20)}`);
      close(name);
      at = end;
    } else if (xml.startsWith('?', at)) at = past('?>', at);
    else if (xml.startsWith('!--', at)) at = past('-->', at + 3);
    else if (xml.startsWith('![CDATA[', at)) {
      const end = past(']]>', at);
      said(xml.slice(at + 8, end - 3));
      at = end;
    } else readTag();
  }
  if (!hasRoot || path.length > 0) throw new XmlError('ends early');

  function readTag(): void {
    const begin = at;
    let code = xml.charCodeAt(at);
    while (code > SPACE && code !== SLASH && code !== GREATER) code = xml.charCodeAt(++at);
    const name = checked(xml.slice(begin, at));
    let attributes: string[] | undefined;
    for (;;) {
      while (isSpace(code)) code = xml.charCodeAt(++at);
      if (code === GREATER || code === SLASH) break;
      if (!isSpace(xml.charCodeAt(at - 1))) throw new XmlError(`no space in ${name}`);
      const from = at;
      while (code > SPACE && code !== EQUALS) code = xml.charCodeAt(++at);
      const attribute = checked(xml.slice(from, at));
      while (isSpace(code)) code = xml.charCodeAt(++at);
      if (code !== EQUALS) throw new XmlError(`no value of ${attribute}`);
      do code = xml.charCodeAt(++at);
      while (isSpace(code));
      const quote = code;
      if (quote !== QUOTE && quote !== APOSTROPHE) throw new XmlError(`no quotes around ${attribute}`);
      const value = at + 1;
      do code = xml.charCodeAt(++at);
      while (code !== quote && code !== LESS && at < xml.length);
      if (code !== quote) throw new XmlError(`no end of ${attribute}`);
      attributes ??= [];
      attributes.push(attribute, xml.slice(value, at));
      code = xml.charCodeAt(++at);
    }
    if (path.length === 0 && hasRoot) throw new XmlError('a second root');
    hasRoot = true;
    open(name, attributes ?? NONE);
    if (code === SLASH) {
      close(name);
      at += 1;
      if (xml.charCodeAt(at) !== GREATER) throw new XmlError(`no end of ${name}`);
    } else path.push(name);
    at += 1;
  }
}
