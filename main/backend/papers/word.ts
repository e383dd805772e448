import { readFile } from 'node:fs/promises';
import {
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  type ISectionPropertiesOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { Fonts } from './fonts.ts';
import { sectionsOf } from './layout.ts';
import { JOURNAL_MARK, LARGE, PAGE, PAGE_NUMBER, SHEETS, STAMP } from './measures.ts';
import type { Block, Orientation, PaperModel, Section } from './model.ts';
import { PROGRAM } from './pdf.ts';
import { beginsWithTable, blockWriter, endsWithTable, gapAbove, legal } from './word-blocks.ts';
import { twips, WORD_FONT, type WordLooks, wordLooks, wordStyles } from './word-styles.ts';

/** What stands behind a table that ends a paper, as low as Word can set a paragraph. In pt. */
const LAST_LINE = 1;

/** Which blocks stay with the next one: introductions, and what signatures must not be parted from. */
function heldBlocks(blocks: readonly Block[], textLines: (block: Block) => number): ReadonlySet<number> {
  const held = new Set<number>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'paragraph' && block.keepWithNext) held.add(index);
    if (block.kind !== 'signatures') continue;
    let company = 0;
    for (let above = index - 1; above >= 0; above -= 1) {
      const neighbour = blocks[above];
      if (!neighbour) break;
      held.add(above);
      company += textLines(neighbour);
      if (block.keeps === 'blockBefore' || company >= 2) break;
    }
  }
  return held;
}

function bodyOf(
  { blocks }: Section,
  looks: WordLooks,
  fonts: Fonts,
  textWidth: number,
): readonly FileChild[] {
  const { blockOf, textLines, room } = blockWriter(looks, fonts, textWidth);
  const held = heldBlocks(blocks, textLines);
  return blocks.flatMap((block, index): readonly FileChild[] => {
    const [before, next] = [blocks[index - 1], blocks[index + 1]];
    const keepNext = held.has(index);
    const touches = next !== undefined && endsWithTable(block) && beginsWithTable(next);
    const gapAfter = next ? gapAbove(next) : 0;
    // Lines of details keep the room below them in their last row.
    const gapBefore = before && before.kind !== 'details' && endsWithTable(before) ? gapAbove(block) : 0;
    const written = blockOf(block, { keepNext, gapBefore, gapAfter: touches ? 0 : gapAfter });
    if (touches) return [...written, room(gapAfter, keepNext)];
    return next === undefined && endsWithTable(block) ? [...written, room(LAST_LINE)] : written;
  });
}

/** In the top margin: the page's number from the second page on, and the mark of a rehearsal on every page. */
function pageHead({ stamp }: PaperModel, looks: WordLooks, textWidth: number, numbered: boolean): Header {
  const color = STAMP.color.slice(1);
  const mark =
    stamp === null
      ? []
      : [
          new TextRun({ children: [new Tab()] }),
          new TextRun({
            text: stamp,
            bold: true,
            size: STAMP.size * 2,
            color,
            border: { style: BorderStyle.SINGLE, size: STAMP.lineWidth * 8, space: STAMP.pad, color },
          }),
        ];
  return new Header({
    children: [
      new Paragraph({
        style: looks.pageHead.id,
        tabStops: [
          { type: TabStopType.CENTER, position: twips(textWidth / 2) },
          { type: TabStopType.RIGHT, position: twips(textWidth) },
        ],
        children: [
          new TextRun({ children: [new Tab(), ...(numbered ? [PageNumber.CURRENT] : [])] }),
          ...mark,
        ],
      }),
    ],
  });
}

/** In the bottom margin: the mark of the journal. */
function pageFoot(words: string): Footer {
  const { size, color } = JOURNAL_MARK;
  const run = new TextRun({ text: words, size: size * 2, color: color.slice(1) });
  return new Footer({ children: [new Paragraph({ spacing: { before: 0, after: 0 }, children: [run] })] });
}

/**
 * The PDF's face under the name of the one that it has the measures of: where an office program lacks that, other
 * letters would make other pages. Word uses its own.
 */
async function standIn({ regular, bold, italic, boldItalic }: Fonts) {
  return {
    name: WORD_FONT,
    data: await readFile(regular.file),
    bold: await readFile(bold.file),
    italic: await readFile(italic.file),
    boldItalic: await readFile(boldItalic.file),
  };
}

/** @param titled whether its first page has a head of its own */
const pageProperties = (orientation: Orientation, titled: boolean): ISectionPropertiesOptions => ({
  titlePage: titled,
  page: {
    size: {
      width: twips(PAGE.width),
      height: twips(PAGE.height),
      orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: {
      top: twips(PAGE.top),
      bottom: twips(PAGE.bottom),
      left: twips(PAGE.left),
      right: twips(PAGE.right),
      header: twips(PAGE_NUMBER.top),
      footer: twips(PAGE_NUMBER.top),
      gutter: 0,
    },
  },
});

/**
 * Writes a paper as a Word document for those who must edit it: the words of the PDF on as many pages, in named
 * styles and real tables. It carries no page code: what may be edited is not the paper that was filed.
 */
export async function renderWord(model: PaperModel, fonts: Fonts): Promise<Uint8Array> {
  const looks = wordLooks(model.type === 'large' ? LARGE : 1);
  const document = new Document({
    title: legal(model.title),
    creator: legal(model.author),
    lastModifiedBy: PROGRAM,
    styles: wordStyles(looks, fonts, model.language),
    compatibility: { version: 15 },
    fonts: [await standIn(fonts)],
    sections: sectionsOf(model).map((section, index) => {
      const { textWidth } = SHEETS[section.orientation];
      const headed = (numbered: boolean) => pageHead(model, looks, textWidth, numbered);
      return {
        properties: pageProperties(section.orientation, index === 0),
        ...(model.journalMark && {
          footers: {
            ...(index === 0 && { first: pageFoot(model.journalMark) }),
            default: pageFoot(model.journalMark),
          },
        }),
        headers: { ...(index === 0 && { first: headed(false) }), default: headed(true) },
        children: bodyOf(section, looks, fonts, textWidth),
      };
    }),
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}
