import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readPdf, wordsOf } from '../../papers/testing.ts';
import { activityForm, openProgram, type Program, schoolForm, twoUnits } from '../../testing.ts';

const PERIOD = '2023-2024';

async function programme() {
  const program = await openProgram({ today: '2024-06-15' });
  const { thanhTri, chuongMy } = await twoUnits(program);
  const school = async (unit: string, name: string) =>
    (await program.call('schools.create', schoolForm(unit, 'tieu_hoc', name))).id;
  const { ids } = await program.call('pairs.create', {
    pairs: [
      {
        supportingSchoolId: await school(thanhTri, 'Trường Tiểu học Hoa Sen'),
        partnerSchoolId: await school(chuongMy, 'Trường Tiểu học Hướng Dương'),
      },
    ],
  });
  const log = (heldOn: string) => program.call('activities.create', activityForm(ids, { heldOn }));
  await log('2023-10-12');
  return { program, log };
}

const paragraphOf = async (program: Program, key: string) => {
  const { sections } = await program.call('narrative.get', { period: PERIOD });
  const found = sections.flatMap(({ paragraphs }) => paragraphs).find((each) => each.key === key);
  if (!found) throw new Error(`no paragraph ${key}`);
  return found;
};
const bytesOf = async (program: Program, fileId: string) =>
  new Uint8Array(await readFile((await program.backend.openFile(fileId))?.path ?? ''));
const save = (program: Program, key: string, text: string | null) =>
  program.call('narrative.save', { period: PERIOD, key, text });

describe('the report in words', () => {
  test('keeps a person’s text in the place of the draft, until it is given back', async () => {
    const { program } = await programme();
    expect(await paragraphOf(program, 'causes.own')).toMatchObject({ draft: null, text: null });
    await save(program, 'causes.own', 'Hai trường ở xa nhau.');
    expect(await paragraphOf(program, 'causes.own')).toMatchObject({ text: 'Hai trường ở xa nhau.' });
    const { entries } = await program.call('history.list', { limit: 1 });
    await program.call('history.undo', { sequence: entries[0]?.sequence ?? 0 });
    expect(await paragraphOf(program, 'causes.own')).toMatchObject({ text: null });
    await save(program, 'causes.own', 'Hai trường ở xa nhau.');
    await save(program, 'causes.own', null);
    expect(await paragraphOf(program, 'causes.own')).toMatchObject({ text: null, changes: [] });
  });

  test('says that a draft has changed since a person wrote over it, and how', async () => {
    const { program, log } = await programme();
    await save(program, 'professional.kinds', 'Đã tổ chức một chuyên đề.');
    expect((await paragraphOf(program, 'professional.kinds')).changes).toEqual([]);
    await log('2024-02-12');
    const { text, draft, changes } = await paragraphOf(program, 'professional.kinds');
    expect(text).toBe('Đã tổ chức một chuyên đề.');
    expect(draft).toContain('Đã tổ chức 2 chuyên đề');
    const [change] = changes;
    expect(change?.parts.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: '1' },
      { kind: 'added', text: '2' },
    ]);
  });

  test('is one text a period, whatever way the period is written', async () => {
    const { program } = await programme();
    await program.call('narrative.save', { period: '2023-2024/hk1', key: 'causes.own', text: 'Học kỳ I.' });
    const { sections } = await program.call('narrative.get', { period: ' 2023-2024/HK1 ' });
    const texts = sections.flatMap(({ paragraphs }) => paragraphs.map(({ text }) => text));
    expect(texts).toContain('Học kỳ I.');
  });

  test('refuses a paragraph that no report has', async () => {
    const { program } = await programme();
    const { code } = await program.refused('narrative.save', { period: PERIOD, key: 'x', text: 'y' });
    expect(code).toBe('NOT_FOUND');
  });

  test('prints the person’s words with the tables behind them, pages numbered on, sheets turned', async () => {
    const { program } = await programme();
    await save(program, 'causes.own', 'Hai trường ở xa nhau.\nThiếu phòng học bộ môn.');
    const { fileId, pages } = await program.call('narrative.preview', { period: PERIOD });
    const bytes = await bytesOf(program, fileId);
    const read = await readPdf(bytes);
    expect(read.pages).toHaveLength(pages);
    const words = wordsOf(read.pages);
    for (const said of [
      'BÁO CÁO',
      'Kính gửi:',
      'I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI',
      'Hai trường ở xa nhau.',
      'Thiếu phòng học bộ môn.',
      'V. KIẾN NGHỊ, ĐỀ XUẤT',
      'Nơi nhận:',
      'TRƯỞNG PHÒNG',
      'Biểu số 04. Danh sách hoạt động phối hợp',
    ])
      expect(words).toContain(said);
    expect(read.pages.some(({ width, height }) => width > height)).toBe(true);
    for (const [index, page] of read.pages.entries())
      if (index > 0) expect(wordsOf([page]).split(' ')[0]).toBe(`${index + 1}`);
  });

  test('leaves with the workbook as PDF and Word, all kept as one report', async () => {
    const { program } = await programme();
    const made = await program.call('reports.export', { period: PERIOD, pdf: true, word: true });
    const { files } = await program.call('reports.get', { id: made.reportId });
    expect(files.map(({ kind, fileName }) => [kind, fileName])).toEqual([
      ['xlsx', 'Báo cáo tiến độ - Năm học 2023–2024.xlsx'],
      ['pdf', 'Báo cáo - Năm học 2023–2024.pdf'],
      ['docx', 'Báo cáo - Năm học 2023–2024.docx'],
    ]);
    expect(made.pdf?.fileId).toBe(files[1]?.fileId);
    const bytes = await bytesOf(program, made.word?.fileId ?? '');
    expect(new TextDecoder().decode(bytes.subarray(0, 2))).toBe('PK');
  });
});
