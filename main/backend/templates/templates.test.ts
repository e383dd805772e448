import { readFileSync } from 'node:fs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import type { TemplateContent, TemplateKind } from '../../../preload/contract/template-content.ts';
import { onePair, openProgram, type Program } from '../testing.ts';

/** The text of a stored PDF as another reader sees it. */
async function textOf({ backend }: Program, fileId: string): Promise<string> {
  const file = await backend.openFile(fileId);
  const document = await getDocument({ data: new Uint8Array(readFileSync(file?.path ?? '')) }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const { items } = await (await document.getPage(index + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join(' ');
    }),
  );
  return pages.join(' ').replace(/\s+/g, ' ');
}

async function newest({ call }: Program, kind: TemplateKind = 'memorandum') {
  const { templates } = await call('templates.list', {});
  const template = templates.find((each) => each.kind === kind);
  if (!template) throw new Error(`no ${kind}`);
  return template;
}

/** Opens the next version of the memorandum's wording. */
async function startDraft(program: Program) {
  const { id } = await program.call('templates.edit', { id: (await newest(program)).id });
  return program.call('templates.get', { id });
}

const withArticle = (content: TemplateContent, heading: string, text: string): TemplateContent => ({
  ...content,
  articles: [
    ...content.articles,
    { id: 'moi', heading: [heading], clauses: [{ kind: 'clause', text: [text, { field: 'partyA.name' }] }] },
  ],
});

test('a new wording is drafted, published and used by the next drafts; what is in use stays as it is', async () => {
  const program = await openProgram();
  const { call } = program;
  await onePair(program);
  await call('memoranda.draft', {});
  const first = await newest(program);
  expect(first).toMatchObject({ version: 1, status: 'published', usedBy: 1 });

  const draft = await startDraft(program);
  expect(draft).toMatchObject({ version: 2, status: 'draft', usedBy: 0 });
  const content = withArticle(draft.content, 'Thông tin, truyền thông', 'Cử đầu mối truyền thông của ');
  expect(await call('templates.save', { id: draft.id, content })).toEqual({ problems: [] });
  await call('templates.publish', { id: draft.id, note: 'Thêm điều về truyền thông' });

  const second = await call('templates.get', { id: draft.id });
  expect(second).toMatchObject({ status: 'published', note: 'Thêm điều về truyền thông', otherDrafts: 1 });
  expect(second.content.version).toBe(2);
  expect((await program.refused('templates.save', { id: draft.id, content })).code).toBe(
    'TEMPLATE_PUBLISHED',
  );
  expect((await program.refused('templates.discard', { id: first.id })).code).toBe('TEMPLATE_PUBLISHED');

  // The draft keeps its wording until it is told to take the new one over.
  expect((await call('templates.get', { id: first.id })).usedBy).toBe(1);
  expect(await call('templates.takeOver', { id: draft.id })).toEqual({ taken: 1 });
  expect((await call('templates.get', { id: first.id })).usedBy).toBe(0);
  expect(await call('templates.get', { id: draft.id })).toMatchObject({ usedBy: 1, otherDrafts: 0 });

  // That can be taken back, and done again.
  const [taken] = (await call('history.list', { limit: 1 })).entries;
  await call('history.undo', { sequence: taken?.sequence ?? 0 });
  expect((await call('templates.get', { id: first.id })).usedBy).toBe(1);
  expect(await call('templates.takeOver', { id: draft.id })).toEqual({ taken: 1 });
  const { files } = await call('memoranda.generate', {});
  expect(await textOf(program, files[0]?.fileId ?? '')).toContain(
    'Cử đầu mối truyền thông của Trường Tiểu học Hoa Sen',
  );
});

test('a finalised memorandum keeps its wording when drafts take another over', async () => {
  const program = await openProgram();
  const { call } = program;
  await onePair(program);
  await call('memoranda.draft', {});
  await call('memoranda.generate', {});
  const draft = await startDraft(program);
  await call('templates.publish', { id: draft.id });
  expect(await call('templates.takeOver', { id: draft.id })).toEqual({ taken: 0 });
});

test('there is one draft of a kind, and discarding it frees its number', async () => {
  const program = await openProgram();
  const { call } = program;
  const draft = await startDraft(program);
  expect((await startDraft(program)).id).toBe(draft.id);
  await call('templates.discard', { id: draft.id });
  expect((await startDraft(program)).version).toBe(2);
});

test('an unfinished wording is kept, told where it is wrong, and not published', async () => {
  const program = await openProgram();
  const { call, refused } = program;
  const draft = await startDraft(program);
  const [first] = draft.content.articles;
  const content = {
    ...draft.content,
    title: [],
    opening: [{ field: 'truong.cu' }],
    articles: first ? [{ ...first, heading: [''] }] : [],
  };
  const { problems } = await call('templates.save', { id: draft.id, content });
  expect(problems.map(({ path }) => path.join('.'))).toEqual(['title', 'opening', 'articles.0.heading']);
  expect(problems[2]?.message).toBe('Điều 1, tên điều: còn trống');
  expect((await call('templates.get', { id: draft.id })).content.articles[0]?.heading).toEqual(['']);
  expect((await refused('templates.publish', { id: draft.id })).code).toBe('TEMPLATE_INVALID');
  expect(await refused('templates.preview', { content })).toMatchObject({
    code: 'TEMPLATE_INVALID',
    details: { problems: expect.arrayContaining([expect.objectContaining({ path: ['title'] })]) },
  });
});

test('what the fonts lack is named with its place, in words and choices alike', async () => {
  const program = await openProgram();
  const draft = await startDraft(program);
  const content = {
    ...draft.content,
    summary: ['Chúc mừng 🎉'],
    signatures: { ...draft.content.signatures, hint: '(ký) العربية' },
  };
  const { problems } = await program.call('templates.save', { id: draft.id, content });
  expect(problems.map(({ path, message }) => `${path.join('.')} ${message}`)).toEqual([
    expect.stringMatching(/^summary Trích yếu: không in được biểu tượng cảm xúc “🎉”/),
    expect.stringMatching(/^signatures\.hint Phần ký: không in được chữ viết từ phải sang trái/),
  ]);
  expect((await program.refused('templates.preview', { content })).code).toBe('TEMPLATE_INVALID');
});

test('the preview is the true paper, with example facts or with those of a memorandum', async () => {
  const program = await openProgram();
  const { call } = program;
  await onePair(program);
  await call('memoranda.draft', {});
  const draft = await startDraft(program);
  const content = withArticle(draft.content, 'Thông tin, truyền thông', 'Đầu mối là ');

  const example = await textOf(
    program,
    (await call('templates.preview', { content, level: 'mam_non' })).fileId,
  );
  expect(example).toContain('Điều 11. Thông tin, truyền thông');
  expect(example).toContain('giáo dục trẻ');

  const [memorandum] = (await call('memoranda.list', {})).memoranda;
  const own = await call('templates.preview', { content, memorandumId: memorandum?.id });
  expect(await textOf(program, own.fileId)).toContain('Đầu mối là Trường Tiểu học Hoa Sen');
});

test('a comparison names the place and the words', async () => {
  const program = await openProgram();
  const { call } = program;
  const first = await newest(program);
  const draft = await startDraft(program);
  const [article, ...others] = draft.content.articles;
  const content = withArticle(
    {
      ...draft.content,
      title: ['BẢN GHI NHỚ'],
      articles: article ? [{ ...article, heading: ['Mục đích, yêu cầu phối hợp'] }, ...others] : [],
    },
    'Truyền thông',
    'Đầu mối: ',
  );
  await call('templates.save', { id: draft.id, content });
  const { differences } = await call('templates.compare', { from: first.id, to: draft.id });
  expect(differences.map(({ change, place }) => `${change} ${place}`)).toEqual([
    'changed Tên loại văn bản',
    'changed Điều 1',
    'added Điều 11',
    'added Điều 11, khoản 1',
  ]);
  expect(differences[1]?.parts).toEqual([
    { kind: 'same', text: 'Mục đích, ' },
    { kind: 'removed', text: 'nguyên' },
    { kind: 'added', text: 'yêu' },
    { kind: 'same', text: ' ' },
    { kind: 'removed', text: 'tắc' },
    { kind: 'added', text: 'cầu' },
    { kind: 'same', text: ' phối hợp' },
  ]);
});

test('a wording goes to another office as a file', async () => {
  const program = await openProgram();
  const other = await openProgram();
  const draft = await startDraft(program);
  await program.call('templates.save', {
    id: draft.id,
    content: withArticle(draft.content, 'Truyền thông', 'Đầu mối: '),
  });
  const file = await program.call('templates.export', { id: draft.id });
  expect(file.fileName).toBe('Mẫu biên bản ghi nhớ giữa hai trường – bản 2.cttemplate');
  const bytes = readFileSync((await program.backend.openFile(file.fileId))?.path ?? '');

  const fileId = await other.receive(file.fileName, bytes);
  const { id } = await other.call('templates.import', { fileId });
  const taken = await other.call('templates.get', { id });
  expect(taken).toMatchObject({ status: 'draft', version: 2, problems: [] });
  expect(taken.content.articles).toHaveLength(11);
  expect((await other.refused('templates.import', { fileId })).code).toBe('TEMPLATE_DRAFT_EXISTS');
});

test('files that are no template are refused, each with its reason', async () => {
  const program = await openProgram();
  const { id } = await newest(program);
  const { content } = await program.call('templates.get', { id });
  const file = (template: unknown, format = 'chung-tay/mau-van-ban', formatVersion = 1) =>
    JSON.stringify({ format, formatVersion, template });
  const reasonOf = async (text: string) => {
    const fileId = await program.receive('mau.cttemplate', text);
    const { code, details } = await program.refused('templates.import', { fileId });
    return [code, details.reason];
  };
  const stranger = ['TEMPLATE_INVALID', 'tệp không phải là mẫu văn bản của Chung Tay'];
  expect(await reasonOf('không phải JSON')).toEqual(stranger);
  expect(await reasonOf('[]')).toEqual(stranger);
  expect(await reasonOf(file(content, 'another'))).toEqual(stranger);
  expect((await reasonOf(file(content, undefined, 9)))[1]).toMatch(/phiên bản khác/);
  expect((await reasonOf(file({ ...content, script: 'x' })))[0]).toBe('TEMPLATE_INVALID');
  expect((await reasonOf(file({ ...content, kind: 'hop_dong' })))[0]).toBe('TEMPLATE_INVALID');
  const deep = `${'{"articles":['.repeat(20_000)}${']}'.repeat(20_000)}`;
  expect((await reasonOf(`{"format":"chung-tay/mau-van-ban","formatVersion":1,"template":${deep}}`))[0]).toBe(
    'TEMPLATE_INVALID',
  );
  expect((await reasonOf(file({ ...content, language: 'x'.repeat(2_000_000) })))[0]).toBe('FILE_TOO_LARGE');
  expect(
    (await program.call('templates.list', {})).templates.filter(({ status }) => status === 'draft'),
  ).toEqual([]);
});

test('an imported wording with a chip that is not known here opens as a draft that names it', async () => {
  const program = await openProgram();
  const { id } = await newest(program);
  const { content } = await program.call('templates.get', { id });
  const template = { ...content, opening: ['Hôm nay ', { field: 'ngay.cu' }] };
  const fileId = await program.receive(
    'mau.cttemplate',
    JSON.stringify({ format: 'chung-tay/mau-van-ban', formatVersion: 1, template }),
  );
  const draft = await program.call('templates.import', { fileId });
  expect((await program.call('templates.get', draft)).problems).toEqual([
    { path: ['opening'], message: 'Lời mở đầu: không có trường “ngay.cu”' },
  ]);
});

test('a folder of an older program gets the kinds that it lacks when it is opened', async () => {
  const program = await openProgram();
  const kinds = async () =>
    (await program.call('templates.list', {})).templates.map(({ kind }) => kind).sort();
  const all = await kinds();
  await program.behindItsBack((sqlite) =>
    sqlite.prepare("DELETE FROM template WHERE kind <> 'memorandum'").run(),
  );
  expect(await kinds()).toEqual(all);
});
