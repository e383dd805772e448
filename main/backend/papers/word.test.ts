import { describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { layOut, sectionsOf } from './layout.ts';
import { type Block, type PaperModel, type Run, text } from './model.ts';
import { buildCountedMemorandum, buildCountedPaper } from './templates/index.ts';
import { blankFacts, exampleOf, factsWith, fonts, picture, template, templateOf } from './testing.ts';
import { renderWord } from './word.ts';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (xml: string): string =>
  xml.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** The text parts of a document by their names. */
async function partsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(bytes));
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(Buffer.from(chunk));
    parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
  }
  return parts;
}

const wordOf = async (model: PaperModel) => {
  const parts = await partsOf(await renderWord(model, fonts));
  const document = parts.get('word/document.xml') ?? '';
  const paragraphs = [...document.matchAll(/<w:p>(.*?)<\/w:p>/gs)].map(([, xml = '']) => ({
    xml,
    style: /<w:pStyle w:val="(\w+)"/.exec(xml)?.[1] ?? '',
    keepNext: /<w:keepNext\/>/.test(xml),
    text: unescaped(
      xml
        .replace(/<w:br\/>|<w:tab\/>/g, ' ')
        .replace(/<[^>]*>/g, '')
        .trim(),
    ),
  }));
  return { parts, document, paragraphs };
};

/** Throws unless every tag is closed in order and nothing stands in the text that XML forbids. */
function expectWellFormed(name: string, xml: string): void {
  const open: string[] = [];
  for (const [, close, tag = '', attributes = '', empty] of xml
    .replace(/^<\?xml[^>]*\?>/, '')
    .matchAll(/<(\/)?([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/)?>/g)) {
    expect(attributes).not.toMatch(/&(?!\w+;|#\w+;)/);
    if (close) expect(open.pop(), name).toBe(tag);
    else if (!empty) open.push(tag);
  }
  expect(open, name).toEqual([]);
  const words = xml.replace(/<[^<>]*>/g, '');
  expect(words, name).not.toMatch(/[<>]|&(?!\w+;|#\w+;)/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML forbids
  expect(xml, name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
}

const runWords = (runs: readonly Run[]): string =>
  runs.map((run) => (run.kind === 'text' ? run.text : ' ')).join('');
const collapsed = (words: string): string => words.replace(/[\s.]+/g, ' ').trim();

/** The words of a block in the order in which they are read. */
function blockWords(block: Block): string {
  switch (block.kind) {
    case 'letterhead':
      return [
        ...[...(block.parent ? [block.parent] : []), ...block.issuers].map((name) =>
          name.map(runWords).join(' '),
        ),
        block.nation,
        block.motto,
        runWords(block.docNumber),
        block.placeAndDate.map(runWords).join(' '),
      ].join(' ');
    case 'paragraph':
      return runWords(block.runs);
    case 'details':
      return block.rows.map(({ label, value }) => `${label} ${runWords(value)}`).join(' ');
    case 'table':
      return [block.columns.map(({ heading }) => heading), ...block.rows, block.total ?? []].flat().join(' ');
    case 'pictures':
      return block.pictures.map(({ caption }) => caption ?? '').join(' ');
    case 'signatures': {
      const { signers, recipients } = block;
      const list = recipients ? [recipients.label, ...recipients.lines.map(runWords)] : [];
      const rows = signers.flatMap((_, index) => {
        const pair = index % 2 === 0 ? signers.slice(index, index + 2) : [];
        return [
          ...pair.flatMap(({ heading, posts }) => [heading, ...posts.map(runWords)]),
          ...pair.map(({ hint }) => hint),
          ...pair.map(({ name }) => runWords(name)),
        ];
      });
      return (signers.length === 1 ? [...list, ...rows] : [...rows, ...list]).join(' ');
    }
  }
}
const wordsOfModel = (model: PaperModel): string =>
  collapsed(
    sectionsOf(model)
      .flatMap(({ blocks }) => blocks.map(blockWords))
      .join(' '),
  );

const memorandum = (facts = factsWith()) => buildCountedMemorandum(facts, template, fonts);
const withAppendix: PaperModel = {
  ...memorandum(),
  appendices: [
    {
      orientation: 'landscape',
      blocks: [
        {
          kind: 'table',
          small: true,
          columns: [
            { heading: 'Chỉ tiêu', share: 0.8, align: 'left' },
            { heading: 'Thực hiện', share: 0.2, align: 'right' },
          ],
          rows: [['Số chuyên đề', '3']],
          total: ['Tổng cộng', '3'],
        },
        {
          kind: 'pictures',
          pictures: [
            {
              format: 'png',
              bytes: picture('png', 40, 30),
              width: 80,
              height: 60,
              caption: 'Hội nghị ôn thi',
            },
          ],
        },
      ],
    },
  ],
};
const papers: readonly (readonly [name: string, model: PaperModel])[] = [
  ['a paper with an appendix', withAppendix],
  ['a memorandum', memorandum()],
  ['a memorandum to be filled in by hand', memorandum(blankFacts())],
  ...(['unit_memorandum', 'handover', 'invitation', 'minutes'] as const).map(
    (kind) => [kind, buildCountedPaper(exampleOf(kind), templateOf(kind), fonts)] as const,
  ),
];

describe.each(papers)('the Word copy of %s', async (_, model) => {
  const { parts, paragraphs } = await wordOf(model);

  test('says what the paper says, composed', () => {
    const words = paragraphs.map((paragraph) => paragraph.text).join(' ');
    expect(collapsed(words)).toBe(wordsOfModel(model));
    expect(words).toBe(words.normalize('NFC'));
  });

  test('is sound XML that points nowhere outside', () => {
    for (const [name, xml] of parts) {
      if (!/\.(?:xml|rels)$/.test(name)) continue;
      expectWellFormed(name, xml);
      expect(xml).not.toMatch(/TargetMode="External"|attachedTemplate|altChunk|w:pict|w:object/);
    }
  });

  test('has a style with a Vietnamese name for every paragraph', () => {
    const styles = parts.get('word/styles.xml') ?? '';
    for (const style of new Set(paragraphs.map((paragraph) => paragraph.style))) {
      expect(styles).toMatch(new RegExp(`w:styleId="${style}"><w:name w:val="[\\p{L}, ]+"`, 'u'));
    }
  });
});

describe('a Word copy', async () => {
  const model = memorandum();
  const { parts, document, paragraphs } = await wordOf(model);
  const styles = parts.get('word/styles.xml') ?? '';
  const find = (words: string) => paragraphs.find((paragraph) => paragraph.text.startsWith(words));

  test('is Vietnamese, in the face and on the page of the decree', () => {
    expect(styles).toContain('<w:lang w:val="vi-VN"/>');
    expect(styles).toContain('w:ascii="Times New Roman"');
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"');
    expect(document).toMatch(
      /<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567"/,
    );
  });

  test('says title and makers in its properties', () => {
    const core = parts.get('docProps/core.xml');
    expect(core).toContain(`<dc:title>${model.title}</dc:title>`);
    expect(core).toContain(`<dc:creator>${model.author}</dc:creator>`);
  });

  test('sets lines at the exact height of the PDF', () => {
    expect(styles).toMatch(/"NoiDung">.*?w:line="338" w:lineRule="exact"/);
  });

  test('keeps headings and introductions with what follows, and the signatures with two lines of text', () => {
    expect(find('Điều 1.')).toMatchObject({ style: 'TieuDeDieu', keepNext: true });
    expect(find('Sau khi trao đổi')).toMatchObject({ style: 'NoiDung', keepNext: false });
    const signing = paragraphs.findIndex((paragraph) => paragraph.text === 'ĐẠI DIỆN BÊN A');
    expect(paragraphs[signing - 1]).toMatchObject({ style: 'NoiDung', keepNext: true });
    const names = paragraphs.filter((paragraph) => /^Nguyễn Văn A$|^Lê Văn C$/.test(paragraph.text));
    expect(names.map((name) => name.keepNext)).toEqual([true, false]);
  });

  test('shows articles in the outline of the document', () => {
    expect(styles).toMatch(/"TieuDeDieu">(?:(?!<\/w:style>).)*<w:outlineLvl w:val="0"\/>/);
  });

  test('repeats the heading of a table, tears no row and leaves 40 mm to sign', () => {
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    for (const [row] of document.matchAll(/<w:tr>.*?<\/w:tr>/gs)) expect(row).toContain('<w:cantSplit/>');
    const rooms = [...document.matchAll(/<w:trHeight w:val="(\d+)" w:hRule="exact"\/>/g)].map(([, twips]) =>
      Math.round((Number(twips) / 20 / 72) * 25.4),
    );
    expect(rooms.filter((room) => room === 40)).toHaveLength(2);
  });

  test('numbers its pages from the second one and carries no code: once edited it is another paper', async () => {
    expect(document).toContain('<w:titlePg/>');
    const heads = [...document.matchAll(/<w:headerReference w:type="(\w+)" r:id="(\w+)"/g)];
    const relations = parts.get('word/_rels/document.xml.rels') ?? '';
    const headOf = (kind: string): string => {
      const id = heads.find(([, type]) => type === kind)?.[2] ?? '';
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)?.[1] ?? '';
      return parts.get(`word/${target}`) ?? '';
    };
    expect(headOf('default')).toContain('PAGE');
    expect(headOf('first')).not.toContain('PAGE');
    const secret = '0'.repeat(64);
    const coded = await wordOf({
      ...model,
      pageCodes: { memorandumId: secret.slice(0, 36), version: 1, secret },
    });
    expect(coded.document).toBe(document);
  });

  test('of a rehearsal is stamped on every page', async () => {
    const rehearsal = (await wordOf(memorandum(factsWith({ rehearsal: true })))).parts;
    const heads = [...rehearsal].filter(([name]) => /^word\/header\d\.xml$/.test(name));
    expect(heads).toHaveLength(2);
    for (const [, xml] of heads) expect(xml).toContain('BẢN THỬ');
    expect([...parts.values()].join('')).not.toContain('BẢN THỬ');
  });

  test('leaves dotted lines as tabs that grow, not as rows of dots to delete', async () => {
    const blank = await wordOf(memorandum(blankFacts()));
    const row = blank.document.slice(blank.document.indexOf('>Địa chỉ:<')).split('</w:tr>')[0];
    expect(row).toMatch(/<w:tab w:val="right" w:pos="\d+" w:leader="dot"\/>/);
  });

  test('is small enough to send, with the measured face for programs that lack Times New Roman', async () => {
    const fontTable = parts.get('word/fontTable.xml') ?? '';
    expect(fontTable).toMatch(/w:name="Times New Roman".*w:embedRegular.*w:embedBold/s);
    expect((await renderWord(model, fonts)).length).toBeLessThan(2_000_000);
  });
});

describe('what people type', () => {
  const line = (value: string): PaperModel => ({
    ...memorandum(),
    title: value,
    author: value,
    blocks: [{ kind: 'paragraph', style: 'body', keepWithNext: false, runs: [text(value)] }],
  });

  test.each([
    "Trường “A & B” <Hoa Sen> 'cơ sở 2'",
    '</w:t></w:r></w:p><w:p/>',
    '=HYPERLINK("http://example.com")',
    '{{party.name}} MERGEFIELD x',
    'Nguyễn Thị 🌸 Hoa',
    'אבג Hoa Sen',
    'x'.repeat(10_000),
  ])('%# stands as typed', async (value) => {
    const { parts, paragraphs } = await wordOf(line(value));
    expect(paragraphs[0]?.text).toBe(value);
    for (const name of ['word/document.xml', 'docProps/core.xml'])
      expectWellFormed(name, parts.get(name) ?? '');
  });

  test('and XML cannot hold is left out', async () => {
    const { parts, paragraphs } = await wordOf(line('Hoa\u0001 \uffffSen'));
    expect(paragraphs[0]?.text).toBe('Hoa Sen');
    for (const name of ['word/document.xml', 'docProps/core.xml'])
      expectWellFormed(name, parts.get(name) ?? '');
  });
});

test('a wide sheet lies on its side', async () => {
  const model: PaperModel = { ...memorandum(), orientation: 'landscape' };
  expect(layOut(model, fonts).length).toBeGreaterThan(1);
  expect((await wordOf(model)).document).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/);
});

test('an appendix that lies across is a section of its own, with its pictures in their size', async () => {
  const { document } = await wordOf(withAppendix);
  const sizes = [...document.matchAll(/<w:pgSz ([^>]*)\/>/g)].map(([, attributes]) => attributes);
  expect(sizes).toHaveLength(2);
  expect(sizes[0]).toMatch(/w:w="11906" w:h="16838"/);
  expect(sizes[1]).toMatch(/w:w="16838" w:h="11906" w:orient="landscape"/);
  // 80 × 60 mm in EMU, to the nearest pixel.
  const [, width, height] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(document) ?? [];
  expect(Math.abs(Number(width) - 80 * 36_000)).toBeLessThan(9525);
  expect(Math.abs(Number(height) - 60 * 36_000)).toBeLessThan(9525);
});
