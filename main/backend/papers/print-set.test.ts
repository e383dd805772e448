import { describe, expect, test } from 'vitest';
import { renderMemorandumPdf } from './templates/index.ts';
import { mergePdfs } from './print-set.ts';
import { createdAt, factsWith, fontsFolder, readPdf, template, wordsOf } from './testing.ts';

const render = (docNumber: string) =>
  renderMemorandumPdf({ facts: factsWith({ docNumber }), template, fontsFolder, createdAt });

describe('the file for the printer', async () => {
  const [first, second] = await Promise.all([render('11'), render('12')]);
  const title = 'Bộ in biên bản ghi nhớ';

  test('holds every memorandum as often as asked, in order, and not a page more', async () => {
    const items = [
      { bytes: first.bytes, copies: 3 },
      { bytes: second.bytes, copies: 2 },
    ];
    const merged = await mergePdfs(items, { title, createdAt });
    expect(merged.pages).toBe(3 * first.pages + 2 * second.pages);
    const { pages, info } = await readPdf(merged.bytes);
    expect(pages).toHaveLength(merged.pages);
    expect(info.Title).toBe(title);
    const heads = pages.map((page) => wordsOf([page])).filter((words) => words.includes('Số: 1'));
    expect(heads.map((words) => /Số: (\d+)/.exec(words)?.[1])).toEqual(['11', '11', '11', '12', '12']);
  });

  test('a further copy costs a few bytes a page', async () => {
    const size = async (copies: number) =>
      (await mergePdfs([{ bytes: first.bytes, copies }], { title, createdAt })).bytes.length;
    const once = await size(1);
    expect(((await size(11)) - once) / (10 * first.pages)).toBeLessThan(300);
  });
});
