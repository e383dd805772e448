import type { ReadDb } from '../../../../db/read.ts';
import { fold } from '../../../../db/text.ts';
import type { CommandContext, Handlers } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { pageCodeTag } from '../../papers/page-code.ts';
import type { MemorandumFacts } from '../../papers/templates/facts.ts';
import { contentChoices } from '../../papers/templates/template.ts';
import { indicatorsOf } from '../../reports/indicators.ts';
import { createFindings, type Findings } from '../../tables/row-messages.ts';
import { templatesById } from '../../templates/store.ts';
import { promisesOf } from '../agreed.ts';
import { saidBy } from '../facts.ts';
import { listMemoranda, nameOf, type StoredMemorandum } from '../list.ts';
import { committableAt, setCommitment } from '../memoranda.ts';
import { printedSigners, type RecordField, type Recording, recordSignings, sameSigners } from '../record.ts';
import { readContents } from './contents.ts';
import type { RecordColumn, RecordRow } from './parse.ts';

/** A memorandum as a list may name it. */
interface Known {
  readonly found: StoredMemorandum;
  readonly said: MemorandumFacts | undefined;
  readonly code: string;
  readonly symbol: string;
  /** Folded names and codes of each party. */
  readonly a: ReadonlySet<string>;
  readonly b: ReadonlySet<string>;
}

const compact = (text: string): string => fold(text).replace(/\s+/gu, '');

/** Everything that a list can name, read once. */
async function knownMemoranda(context: CommandContext): Promise<readonly Known[]> {
  const { db, today } = context;
  const memoranda = (await listMemoranda(db, today())).filter(({ row }) => row.state !== 'cancelled');
  const said = await saidBy(
    context,
    memoranda.map(({ row }) => row),
  );
  const codes = await schoolCodes(db);
  return memoranda.map((found) => {
    const facts = said.get(found.row.id);
    const keysOf = (party: StoredMemorandum['supporting'], printed: string | undefined) =>
      new Set(
        [party.name, printed, codes.get(party.schoolId ?? '')].flatMap((key) => (key ? [fold(key)] : [])),
      );
    return {
      found,
      said: facts,
      code: pageCodeTag(found.row.id),
      symbol: compact(facts?.docSymbol ?? ''),
      a: keysOf(found.supporting, facts?.partyA.name),
      b: keysOf(found.partner, facts?.partyB.name),
    };
  });
}

async function schoolCodes(db: ReadDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('school').select(['id', 'code']).where('code', 'is not', null).execute();
  return new Map(rows.map(({ id, code }) => [id, code ?? '']));
}

/** The symbol behind a number, "05/BGN-THHS" → "BGN-THHS". */
const symbolOf = ({ symbol, number }: RecordRow): string | undefined =>
  symbol ?? (number?.includes('/') ? number.slice(number.indexOf('/') + 1) : undefined);

/** Finds the one memorandum that a row means, or notes why there is none. */
function findMemorandum(known: readonly Known[], row: RecordRow, findings: Findings): Known | null {
  const { code, partyA, partyB, places } = row;
  const symbol = symbolOf(row)?.replace(/^\//u, '');
  const tests: readonly (readonly [RecordColumn, string | undefined, (each: Known) => boolean])[] = [
    ['code', code, (each) => each.code === code?.toUpperCase()],
    ['partyA', partyA, (each) => each.a.has(fold(partyA ?? ''))],
    ['partyB', partyB, (each) => each.b.has(fold(partyB ?? ''))],
    ['symbol', symbol, (each) => each.symbol === compact(symbol ?? '')],
  ];
  let candidates = known;
  for (const [column, value, fits] of tests) {
    if (value === undefined) continue;
    const fitting = candidates.filter(fits);
    if (fitting.length === 0) {
      const place = column === 'symbol' && row.symbol === undefined ? places.number : places[column];
      const first = candidates.length === known.length;
      findings.fault(first ? 'MEMORANDUM_UNKNOWN' : 'MEMORANDUM_MISMATCH', place, { value });
      return null;
    }
    candidates = fitting;
  }
  const [only] = candidates;
  if (candidates.length === 1 && only) return only;
  // Of a renewed memorandum the list means the one that still waits for its signing.
  const waiting = candidates.filter(({ found }) => found.row.signed_on === null);
  if (waiting.length === 1 && waiting[0] && candidates.length < known.length) return waiting[0];
  findings.fault('MEMORANDUM_AMBIGUOUS', places[partyA === undefined ? 'number' : 'partyA'], {
    count: candidates.length,
  });
  return null;
}

/** Signers as the list gives them, beside those who are known or printed for the other side. */
function signersOf(
  found: StoredMemorandum,
  said: MemorandumFacts | undefined,
  row: RecordRow,
): Recording['signers'] {
  if (row.signerA === undefined && row.signerB === undefined) return undefined;
  const printed = printedSigners(said);
  const known = found.signers.length > 0 ? found.signers : printed;
  const given = (side: 'a' | 'b', fullName: string | undefined, position: string | undefined) => {
    if (fullName === undefined) return [];
    const same = [...found.signers, ...printed].find(
      (each) => each.side === side && fold(each.fullName) === fold(fullName),
    );
    return [{ side, fullName, position: position ?? same?.position ?? null }];
  };
  const named = [...given('a', row.signerA, row.positionA), ...given('b', row.signerB, row.positionB)];
  const signers = [...known.filter(({ side }) => !named.some((each) => each.side === side)), ...named];
  // Who stands on the paper is no news: with the day it is recorded anyway.
  return sameSigners(signers, known) ? undefined : signers;
}

/** What a draft is to say after the list. */
interface DraftChange {
  readonly id: string;
  readonly contents: readonly string[] | null;
  readonly quantities: RecordRow['quantities'];
}

const FIELD_COLUMNS: Readonly<Record<RecordField, RecordColumn>> = {
  memorandum: 'partyA',
  number: 'number',
  signedOn: 'signedOn',
  signers: 'signerA',
};

/**
 * Takes a list in: all or nothing. Drafts take contents, quantities and a number in advance; what is finalised takes
 * number, day and signers, and must not be said otherwise than its paper says it.
 * @throws AppError INVALID_ROWS
 */
async function takeIn(context: CommandContext, rows: readonly RecordRow[]): Promise<number> {
  const findings = createFindings();
  const known = await knownMemoranda(context);
  const meant = meantBy(known, rows, findings);
  const drafts = await changesOf(context, meant, findings);
  const recorded = await recordSignings(
    context,
    meant.map(({ row, known: { found, said } }) => recordingOf(row, found, said)),
    (index, field, code, details) => {
      const places = meant[index]?.row.places;
      findings.fault(code, places?.[FIELD_COLUMNS[field]] ?? { row: null }, details);
    },
  );
  const errors = findings.faults();
  if (errors.length > 0 || recorded === null)
    throw new AppError('INVALID_ROWS', { count: errors.length, errors });
  await storeDrafts(context, drafts);
  return new Set([...recorded, ...drafts.map(({ id }) => id)]).size;
}

interface Meant {
  readonly row: RecordRow;
  readonly known: Known;
}

/** The memorandum of each row; none may stand in two. */
function meantBy(known: readonly Known[], rows: readonly RecordRow[], findings: Findings): readonly Meant[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const meant = findMemorandum(known, row, findings);
    if (!meant) return [];
    const { id } = meant.found.row;
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, row.row);
      return { row, known: meant };
    }
    findings.fault('DUPLICATE_MEMORANDUM', row.places.partyA, { value: nameOf(meant.found), first });
    return [];
  });
}

const recordingOf = (
  row: RecordRow,
  found: StoredMemorandum,
  said: MemorandumFacts | undefined,
): Recording => {
  const signers = signersOf(found, said, row);
  return {
    id: found.row.id,
    ...(row.number === undefined ? {} : { number: row.number }),
    ...(row.signedOn === undefined ? {} : { signedOn: row.signedOn }),
    ...(signers === undefined ? {} : { signers }),
  };
};

/** What the list says anew about contents and quantities of drafts; of a frozen paper that is a fault. */
async function changesOf(
  { db }: CommandContext,
  meant: readonly Meant[],
  findings: Findings,
): Promise<readonly DraftChange[]> {
  const templates = await templatesById(
    db,
    meant.map(({ known }) => known.found.row.template_id),
  );
  const stored = await promisesOf(db);
  const indicators = await indicatorsOf(db);
  return meant.flatMap(({ row, known: { found } }) => {
    const { id, state, template_id } = found.row;
    const isDraft = state === 'draft';
    const template = templates.get(template_id);
    const contents = contentsOf(
      row,
      template ? contentChoices(template, found.pair?.level ?? null) : [],
      findings,
    );
    const isNew = contents !== null && JSON.stringify(contents) !== found.row.contents;
    if (isNew && !isDraft) findings.fault('CONTENT_FROZEN', row.places.contents, { value: nameOf(found) });
    const quantities = row.quantities.filter(
      ({ indicator, semester, quantity }) => quantity !== stored(id, indicator, semester),
    );
    const mayPromise = new Set(committableAt(indicators, found).map(({ code }) => code));
    for (const { indicator, semester, quantity, place } of quantities) {
      const before = stored(id, indicator, semester);
      if (!isDraft) findings.fault('QUANTITY_FROZEN', place, { value: quantity, stored: before });
      else if (!mayPromise.has(indicator)) findings.fault('INDICATOR_UNFIT', place, { value: nameOf(found) });
    }
    return isDraft && (isNew || quantities.length > 0)
      ? { id, contents: isNew ? contents : null, quantities }
      : [];
  });
}

function contentsOf(
  { contents, places }: RecordRow,
  choices: Parameters<typeof readContents>[1],
  findings: Findings,
): readonly string[] | null {
  if (contents === undefined) return null;
  const read = readContents(contents, choices);
  if ('codes' in read) return read.codes;
  findings.fault('CONTENT_UNKNOWN', places.contents, { value: read.unknown });
  return null;
}

async function storeDrafts(context: CommandContext, drafts: readonly DraftChange[]): Promise<void> {
  for (const { id, contents, quantities } of drafts) {
    await context.db
      .updateTable('memorandum')
      .set({ ...(contents && { contents: JSON.stringify(contents) }), updated_at: context.now() })
      .where('id', '=', id)
      .execute();
    for (const { indicator, semester, quantity } of quantities)
      await setCommitment(context, id, indicator, semester, quantity);
  }
}

export const recordImportHandlers: Handlers<'memoranda.importRecords'> = {
  async 'memoranda.importRecords'(context, { fileId, dryRun }) {
    context.progress('Đọc tệp', 0, 0);
    const { bytes, fileName } = await context.files.read(context.db, fileId);
    const indicators = (await indicatorsOf(context.db))
      .filter(({ committable }) => committable === 1)
      .map(({ code, name }) => ({ code, name }));
    const { rows, faults, warnings } = await context.workers.run(
      'recordList',
      { bytes, fileName, encoding: 'auto', indicators },
      context.signal,
    );
    if (faults.length > 0)
      throw new AppError('INVALID_ROWS', { count: faults.length, errors: faults, warnings });
    let updated = 0;
    try {
      await context.write(async (command) => {
        updated = await takeIn(command, rows);
        if (dryRun) throw new Rehearsed();
      });
    } catch (error) {
      if (!(error instanceof Rehearsed)) throw error;
    }
    return { updated, warnings: [...warnings] };
  },
};

/** Takes back what was only tried. */
class Rehearsed extends Error {}
