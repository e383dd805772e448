import type { Handlers, JobContext } from '../context.ts';
import { pageCodeTag } from '../papers/page-code.ts';
import { indicatorsOf } from '../reports/indicators.ts';
import type { RecordEntry } from '../workbooks/record-workbook.ts';
import { contentsIn, promisesOf } from './agreed.ts';
import { saidBy } from './facts.ts';
import { listMemoranda } from './list.ts';
import { committableAt } from './memoranda.ts';

/** All memoranda that are not cancelled, as the sheet to fill in shows them. */
async function entriesFor(context: JobContext) {
  const { db, today } = context;
  const memoranda = (await listMemoranda(db, today())).filter(({ row }) => row.state !== 'cancelled');
  const said = await saidBy(
    context,
    memoranda.map(({ row }) => row),
  );
  const agreed = await contentsIn(db, memoranda);
  const promised = await promisesOf(db);
  const all = (await indicatorsOf(db)).filter(({ committable }) => committable === 1);
  const entries = memoranda.map((found): RecordEntry => {
    const { row, pair, signers } = found;
    const facts = said.get(row.id);
    const signerOf = (side: 'a' | 'b') => signers.find((each) => each.side === side);
    const mayPromise = new Set(committableAt(all, found).map(({ code }) => code));
    return {
      code: pageCodeTag(row.id),
      number: row.number,
      symbol: facts?.docSymbol ?? '',
      signedOn: row.signed_on,
      partyA: facts?.partyA.name ?? found.supporting.name,
      partyB: facts?.partyB.name ?? found.partner.name,
      level: pair?.level ?? null,
      state: row.state,
      signerA: signerOf('a')?.fullName ?? null,
      positionA: signerOf('a')?.position ?? null,
      signerB: signerOf('b')?.fullName ?? null,
      positionB: signerOf('b')?.position ?? null,
      contents: (agreed.get(row.id) ?? []).map(({ text }) => text).join(';\n'),
      quantities: all.map(({ code }) =>
        mayPromise.has(code) ? [promised(row.id, code, 1), promised(row.id, code, 2)] : null,
      ),
    };
  });
  return { entries, indicators: all.map(({ code, name, unit }) => ({ code, name, unit })) };
}

export const recordSheetHandlers: Handlers<'memoranda.recordSheet'> = {
  async 'memoranda.recordSheet'(context) {
    context.progress('Lập danh sách', 0, 0);
    const { entries, indicators } = await entriesFor(context);
    const bytes = await context.workers.run(
      'recordWorkbook',
      { entries, indicators, createdOn: context.today() },
      context.signal,
    );
    return context.files.hold('Ghi kết quả ký kết.xlsx', bytes);
  },
};
