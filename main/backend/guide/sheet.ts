import type { Content } from 'pdfmake/interfaces.js';
import type { GuideBlock, GuidePage, GuideRun } from '../../../preload/contract/guide.ts';
import { type Fonts, loadFonts } from '../papers/fonts.ts';
import { MM, PAGE } from '../papers/measures.ts';
import { type Pdf, PROGRAM } from '../papers/pdf.ts';
import { createDocument, FAMILY } from '../papers/pdfmake.ts';

/** Margins of a sheet that hangs beside a desk, in pt. */
const MARGIN = { side: 20 * MM, top: 16 * MM, bottom: 18 * MM } as const;
const WIDTH = PAGE.width - 2 * MARGIN.side;

/** Pictures give way, as shares of the full width, before the text goes over to a second page. */
const PICTURE_SHARES = [1, 0.85, 0.7, 0.55] as const;

const COLORS = { accent: '#1d4f91', dim: '#545c68', line: '#d5d9df', key: '#eef0f3' } as const;
const FOOT = { text: `${PROGRAM} – hướng dẫn sử dụng`, page: (page: number) => `Trang ${page}` } as const;

/** What a printed page is made of; plain data that can be sent to a worker. */
export interface GuidePdfInput {
  readonly page: GuidePage;
  /** The folder `resources/fonts/tinos`. */
  readonly fontsFolder: string;
  /** ISO instant for the document's properties. */
  readonly createdAt: string;
}

const lineOf = (line: readonly GuideRun[]): Content => ({
  text: line.map(({ text, look }) => ({
    text,
    bold: look === 'name',
    ...(look === 'key' && { background: COLORS.key }),
  })),
});

function contentOf(block: GuideBlock, share: number): Content {
  switch (block.kind) {
    case 'heading':
      return { text: block.text, bold: true, fontSize: 14.5, color: COLORS.accent, margin: [0, 9, 0, 3] };
    case 'paragraph':
      return { stack: [lineOf(block.line)], margin: [0, 0, 0, 4] };
    case 'list': {
      const items = block.items.map((item): Content => ({ stack: [lineOf(item)], margin: [0, 0, 0, 3] }));
      return block.ordered ? { ol: items } : { ul: items };
    }
    case 'picture': {
      const width = WIDTH * share;
      const height = (width * block.height) / block.width;
      return {
        stack: [
          { image: block.source, width, height },
          {
            canvas: [
              { type: 'rect', x: 0, y: 0, w: width, h: height, lineWidth: 0.5, lineColor: COLORS.line },
            ],
            relativePosition: { x: 0, y: -height },
          },
        ],
        margin: [0, 5, 0, 5],
      };
    }
  }
}

async function setPage({ page, createdAt }: GuidePdfInput, fonts: Fonts, share: number): Promise<Pdf> {
  const created = new Date(createdAt);
  let pages = 1;
  const document = await createDocument(
    {
      version: '1.7',
      language: 'vi-VN',
      displayTitle: true,
      info: {
        title: page.title,
        author: PROGRAM,
        creator: PROGRAM,
        producer: PROGRAM,
        creationDate: created,
        modDate: created,
      },
      pageSize: 'A4',
      pageMargins: [MARGIN.side, MARGIN.top, MARGIN.side, MARGIN.bottom],
      defaultStyle: { font: FAMILY, fontSize: 13, lineHeight: 1.2 },
      content: [
        { text: page.title, bold: true, fontSize: 22, color: COLORS.accent, margin: [0, 0, 0, 6] },
        ...page.blocks.map((block) => contentOf(block, share)),
      ],
      footer: (number, count) => {
        pages = count;
        return {
          columns: [FOOT.text, { text: FOOT.page(number), alignment: 'right' }],
          fontSize: 9,
          color: COLORS.dim,
          margin: [MARGIN.side, 6 * MM, MARGIN.side, 0],
        };
      },
    },
    fonts,
  );
  return { bytes: new Uint8Array(await document.getBuffer()), pages };
}

/**
 * One page of the guide as an instruction sheet on A4. It is no paper of the office and says nothing of its data, so
 * a rehearsal does not stamp it.
 */
export async function renderGuidePage(input: GuidePdfInput): Promise<Pdf> {
  const fonts = loadFonts(input.fontsFolder);
  let pdf = await setPage(input, fonts, PICTURE_SHARES[0]);
  for (const share of PICTURE_SHARES.slice(1)) {
    if (pdf.pages === 1) break;
    pdf = await setPage(input, fonts, share);
  }
  return pdf;
}
