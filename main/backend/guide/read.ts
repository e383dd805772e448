import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { lexer, type Token } from 'marked';
import {
  type GuideBlock,
  type GuidePage,
  type GuideRun,
  type GuideTopic,
  guideTopic,
} from '../../../preload/contract/guide.ts';
import { readPictureHeader } from '../files/pictures.ts';

/** A part of a page as it is written: a picture by the name of its file. */
type WrittenBlock =
  | Exclude<GuideBlock, { kind: 'picture' }>
  | { readonly kind: 'picture'; readonly alt: string; readonly name: string };

/** A page as it is written. */
export interface WrittenPage {
  readonly topic: GuideTopic;
  readonly title: string;
  readonly blocks: readonly WrittenBlock[];
}

const foreign = (token: Token): never => {
  throw new Error(`The guide knows no “${token.type}”: ${token.raw}`);
};

/** Markdown may break a line anywhere; on a page it is one. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

function runsOf(tokens: readonly Token[] | undefined, href: string | null = null): GuideRun[] {
  return (tokens ?? []).flatMap((token): GuideRun[] => {
    switch (token.type) {
      case 'text':
        return token.tokens
          ? runsOf(token.tokens, href)
          : [{ text: oneLine(token.text), look: 'plain', href }];
      case 'strong':
        return [{ text: oneLine(token.text), look: 'name', href }];
      case 'codespan':
        return [{ text: token.text, look: 'key', href }];
      case 'link':
        return runsOf(token.tokens, token.href);
      default:
        return foreign(token);
    }
  });
}

function blocksOf(token: Token): WrittenBlock[] {
  switch (token.type) {
    case 'space':
      return [];
    case 'heading':
      return token.depth === 2 ? [{ kind: 'heading', text: oneLine(token.text) }] : foreign(token);
    case 'paragraph': {
      const [first, ...others] = token.tokens ?? [];
      return first?.type === 'image' && others.length === 0
        ? [{ kind: 'picture', alt: first.text, name: first.href }]
        : [{ kind: 'paragraph', line: runsOf(token.tokens) }];
    }
    case 'list':
      return [
        {
          kind: 'list',
          ordered: token.ordered,
          items: token.items.map((item: { readonly tokens: readonly Token[] }) => runsOf(item.tokens)),
        },
      ];
    default:
      return foreign(token);
  }
}

async function readPage(folder: string, topic: GuideTopic): Promise<WrittenPage> {
  const [title, ...rest] = lexer((await readFile(path.join(folder, `${topic}.md`), 'utf8')).normalize('NFC'));
  if (title?.type !== 'heading' || title.depth !== 1) throw new Error(`${topic}.md begins with no title`);
  return { topic, title: title.text, blocks: rest.flatMap(blocksOf) };
}

const guideFolder = (resourcesDir: string): string => path.join(resourcesDir, 'guide');

const read = new Map<string, Promise<readonly WrittenPage[]>>();

/** The guide in `resources/guide`, read once a process. A fault there is a fault of the program. */
export function readGuide(resourcesDir: string): Promise<readonly WrittenPage[]> {
  const folder = guideFolder(resourcesDir);
  const known = read.get(folder);
  if (known) return known;
  const pages = Promise.all(guideTopic.options.map((topic) => readPage(folder, topic)));
  read.set(folder, pages);
  return pages;
}

/** A page with its pictures. */
export async function withPictures(page: WrittenPage, resourcesDir: string): Promise<GuidePage> {
  const show = async (block: WrittenBlock): Promise<GuideBlock> => {
    if (block.kind !== 'picture') return block;
    const bytes = await readFile(path.join(guideFolder(resourcesDir), block.name));
    const { width, height } = readPictureHeader('png', bytes, block.name);
    const source = `data:image/png;base64,${bytes.toString('base64')}`;
    return { kind: 'picture', alt: block.alt, source, width, height };
  };
  return { ...page, blocks: await Promise.all(page.blocks.map(show)) };
}

/** What a block says, line by line, as plain text. */
export function linesOf(block: WrittenBlock): readonly string[] {
  const plain = (line: readonly GuideRun[]) => line.map(({ text }) => text).join('');
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'paragraph':
      return [plain(block.line)];
    case 'list':
      return block.items.map(plain);
    case 'picture':
      return [block.alt];
  }
}
