import { createHash } from 'node:crypto';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Row } from '../../../db/schema.ts';
import type { ErrorCode } from '../../../preload/contract/errors.ts';
import type { Finding } from '../../../preload/contract/memoranda.ts';
import type { Duplex } from '../../../preload/contract/printing.ts';
import { ceremoniesOf, runningPlaces } from '../ceremonies/ceremonies.ts';
import type { Handlers, JobContext, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { safeFileName } from '../files/file-names.ts';
import { created, newId } from '../ids.ts';
import { isDrawable } from '../papers/templates/findings.ts';
import { gatherFacts, type MemorandumWithFacts } from './facts.ts';
import { listMemoranda, memorandumById, nameOf, type StoredMemorandum } from './list.ts';
import { numbersOf, numberYear } from './numbers.ts';
import { mayMove, storeMove } from './states.ts';
import { targetOf } from './targets.ts';

/** The embedded faces, as a folder of `resources/`. */
export const fontsFolder = (resourcesDir: string): string => path.join(resourcesDir, 'fonts', 'tinos');

/** The numbers that other memoranda have in the year of one. */
export async function numbersOfOthers({ db, today }: QueryContext) {
  const ceremonies = await ceremoniesOf(db);
  const taken = numbersOf(await listMemoranda(db, today()), ceremonies, today());
  return (row: Row<'memorandum'>): ReadonlySet<string> => {
    const year = numberYear(row.signed_on, ceremonies.get(row.id)?.held_on, today());
    return new Set(
      row.number === null
        ? []
        : taken.filter((each) => each.id !== row.id && each.year === year).map(({ number }) => number),
    );
  };
}

/** Drafts whose facts are gathered together: what a city's papers say would fill the memory. */
const PORTION = 200;

async function* factsInPortions(context: QueryContext, drafts: readonly Row<'memorandum'>[]) {
  for (let at = 0; at < drafts.length; at += PORTION)
    yield* await gatherFacts(context, drafts.slice(at, at + PORTION));
}

interface CheckedDraft extends MemorandumWithFacts {
  readonly findings: readonly Finding[];
}

/**
 * Pre-flight of the drafts among the given memoranda, one after the other: everything that would embarrass the office
 * on the day.
 */
async function* checkedDrafts(
  context: QueryContext,
  memoranda: readonly StoredMemorandum[],
): AsyncGenerator<CheckedDraft> {
  // Fonts are read when papers are first looked at, not whenever the program starts.
  const { checkMemorandum } = await import('../papers/templates/check.ts');
  const { loadFonts } = await import('../papers/fonts.ts');
  const fonts = loadFonts(fontsFolder(context.resources.dir));
  const drafts = memoranda.filter(({ row }) => row.state === 'draft').map(({ row }) => row);
  const numbersBeside = await numbersOfOthers(context);
  for await (const each of factsInPortions(context, drafts)) {
    const { row, facts, template } = each;
    const takenNumbers = numbersBeside(row);
    const found = await looked(row, [facts, [...takenNumbers]], () =>
      checkMemorandum(facts, template, fonts, { takenNumbers }),
    );
    const findings = found.map(
      ({ severity, code, message, field }): Finding => ({
        memorandumId: row.id,
        severity,
        code,
        message,
        target: targetOf(field, each),
      }),
    );
    yield { ...each, findings };
  }
}

/** The pre-flight of them all. */
async function preflight(
  context: QueryContext,
  memoranda: readonly StoredMemorandum[],
): Promise<readonly CheckedDraft[]> {
  const checked: CheckedDraft[] = [];
  for await (const each of checkedDrafts(context, memoranda)) checked.push(each);
  return checked;
}

type Found = ReturnType<typeof import('../papers/templates/check.ts').checkMemorandum>;

/** What was found in each draft, with a digest of what was looked at. */
const lookedThrough = new Map<string, { readonly digest: string; readonly found: Found }>();
/** Drafts that are remembered: those of a whole city. */
const MOST_REMEMBERED = 5_000;

/**
 * Findings of a draft. Setting its pages takes time, so a draft that says the same as before is not looked through
 * again; and other calls get their turn between two drafts.
 */
async function looked(
  row: Pick<Row<'memorandum'>, 'id' | 'template_id'>,
  said: unknown,
  look: () => Found,
): Promise<Found> {
  const digest = createHash('sha1')
    .update(JSON.stringify([row.template_id, said]))
    .digest('base64');
  const known = lookedThrough.get(row.id);
  if (known?.digest === digest) return known.found;
  await setImmediate();
  const found = look();
  if (lookedThrough.size >= MOST_REMEMBERED) lookedThrough.clear();
  lookedThrough.set(row.id, { digest, found });
  return found;
}

/** What the codes on a paper's pages share; null where the programme goes without codes. */
async function codesOf({ db }: JobContext, { row, facts }: MemorandumWithFacts) {
  if (facts.codeVersion === null) return null;
  const { code_secret: secret } = await db
    .selectFrom('folder')
    .select('code_secret')
    .executeTakeFirstOrThrow();
  return { memorandumId: row.id, version: facts.codeVersion, secret };
}

/**
 * Wakes a thread that will make papers soon. Whether it could, the first paper tells; asked for before, that paper would
 * start a second thread, which loads all the same.
 */
async function wake({ workers, resources }: JobContext): Promise<void> {
  await workers.run('loadPapers', { fontsFolder: fontsFolder(resources.dir) }).catch(() => {});
}

/** A draft that is only looked at carries no codes: printed and signed, its scan must not pass for the final paper. */
async function render(context: JobContext, memorandum: MemorandumWithFacts, purpose: 'final' | 'preview') {
  const { facts, template } = memorandum;
  const input = {
    facts,
    template,
    fontsFolder: fontsFolder(context.resources.dir),
    createdAt: context.now(),
    pageCodes: purpose === 'final' ? await codesOf(context, memorandum) : null,
  };
  return context.workers.run('memorandumPdf', input, context.signal);
}

const fileNameOf = (memorandum: StoredMemorandum): string =>
  safeFileName(`Biên bản ghi nhớ - ${nameOf(memorandum)}.pdf`);

/**
 * Freezes what was said and the file that was made.
 * @throws AppError CONFLICT when someone edited it meanwhile
 */
async function finalise(
  context: JobContext,
  memorandum: StoredMemorandum,
  { row, facts }: MemorandumWithFacts,
  pdf: { readonly bytes: Uint8Array; readonly pages: number },
): Promise<void> {
  const attachment = await context.files.attach(fileNameOf(memorandum), pdf.bytes, context.now());
  await context.write(async ({ db, now }) => {
    const at = now();
    const edited = await db
      .selectFrom('memorandum')
      .select('id')
      .where('id', '=', row.id)
      .where('updated_at', '!=', row.updated_at)
      .executeTakeFirst();
    if (edited) throw new AppError('CONFLICT');
    await storeMove(db, 'finalise', [row.id], at);
    await db.insertInto('attachment').values(attachment).execute();
    await db
      .insertInto('memorandum_version')
      .values({
        id: newId(),
        memorandum_id: row.id,
        version: row.version,
        template_id: row.template_id,
        snapshot: JSON.stringify(facts),
        attachment_id: attachment.id,
        pages: pdf.pages,
        finalised_at: at,
        printed_at: null,
        ...created(at),
      })
      .execute();
  });
}

/** One file for the printer in running order; what went into it counts as printed. */
async function printSet(
  context: JobContext,
  made: readonly StoredMemorandum[],
  { copies, duplex }: { readonly copies?: number | undefined; readonly duplex: Duplex },
) {
  const place = await runningPlaces(context.db);
  const last = place.size;
  const files = made.toSorted(
    (left, right) => (place.get(left.row.id) ?? last) - (place.get(right.row.id) ?? last),
  );
  const items = [];
  for (const file of files) {
    const { row, stored } = file;
    if (!stored) continue;
    const { bytes } = await context.files.read(context.db, stored.attachmentId);
    items.push({ title: nameOf(file), bytes, copies: copies ?? row.copies });
  }
  const merged = await context.workers.run(
    'printSet',
    { items, title: 'Bộ in biên bản ghi nhớ', createdAt: context.now(), duplex },
    context.signal,
  );
  const held = await context.files.hold('Bộ in biên bản ghi nhớ.pdf', merged.bytes);
  await markPrinted(
    context,
    files.map(({ row }) => row),
  );
  return { ...held, pages: merged.pages };
}

/** Notes that memoranda went to the printer; those that had been there stay as they are. */
export async function markPrinted(
  context: JobContext,
  rows: readonly Pick<Row<'memorandum'>, 'id' | 'state'>[],
): Promise<void> {
  const ids = rows.filter(({ state }) => mayMove('print', state)).map((row) => row.id);
  if (ids.length > 0) await context.write(({ db, now }) => storeMove(db, 'print', ids, now()));
}

/** Failures of one paper alone. */
const OWN_FAILURES: readonly ErrorCode[] = ['CONFLICT', 'PDF_FAILED'];

/** A paper that could not be made: the person hears which, the log hears why. */
function unmade({ logger }: JobContext, error: unknown): AppError {
  logger.error('paper not made', { code: 'PDF_FAILED', error });
  return new AppError('PDF_FAILED', {}, { cause: error });
}

/** Memoranda that are in the making at a time: both threads have work, and no city's files wait in memory. */
const AT_A_TIME = 6;
/** From so many on. A second thread loads as long as the first makes some twenty, and the first can begin at once. */
const WORTH_TWO_THREADS = 40;

/**
 * Finalises those drafts among the given memoranda that have no error (`strict`: no finding), and answers all
 * findings.
 */
export async function finaliseDrafts(
  context: JobContext,
  memoranda: readonly StoredMemorandum[],
  { strict }: { readonly strict: boolean },
): Promise<readonly Finding[]> {
  const stops = ({ severity }: Finding) => strict || severity === 'error';
  const byId = new Map(memoranda.map((memorandum) => [memorandum.row.id, memorandum]));
  const total = memoranda.filter(({ row }) => row.state === 'draft').length;
  const label = 'Tạo biên bản';
  let done = 0;
  context.progress(label, done, total);
  const found: Finding[][] = [];
  let last: Promise<unknown> = total > 0 ? wake(context) : Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = last.then(run, run);
    last = turn;
    return turn;
  };

  async function make(draft: CheckedDraft): Promise<Finding[]> {
    const memorandum = byId.get(draft.row.id);
    if (!memorandum || draft.findings.some(stops)) return [];
    try {
      const draw = () => render(context, draft, 'final');
      const pdf = await (total < WORTH_TWO_THREADS ? inTurn(draw) : draw()).catch((error: unknown) => {
        throw context.signal.aborted ? error : unmade(context, error);
      });
      await finalise(context, memorandum, draft, pdf);
      return [];
    } catch (error) {
      // One that was edited meanwhile, or can't be made, stops no other.
      if (!(error instanceof AppError) || !OWN_FAILURES.includes(error.code)) throw error;
      const { code, message } = error;
      return [{ memorandumId: draft.row.id, severity: 'error', code, message, target: null }];
    }
  }

  // All take from one list: while some are made and stored, the next are looked through.
  const drafts = checkedDrafts(context, memoranda);
  const outcomes = await Promise.allSettled(
    Array.from({ length: AT_A_TIME }, async () => {
      for await (const draft of drafts) {
        context.signal.throwIfAborted();
        const own = [...draft.findings];
        found.push(own);
        own.push(...(await make(draft)));
        done += 1;
        context.progress(label, done, total);
      }
    }),
  );
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return found.flat();
}

export const generateHandlers: Handlers<'memoranda.check' | 'memoranda.preview' | 'memoranda.generate'> = {
  async 'memoranda.check'(context, { ids }) {
    const memoranda = await listMemoranda(context.db, context.today());
    const asked = memoranda.filter(({ row }) => !ids || ids.includes(row.id));
    return { findings: (await preflight(context, asked)).flatMap(({ findings }) => findings) };
  },

  async 'memoranda.preview'(context, { id }) {
    const memorandum = await memorandumById(context.db, id, context.today());
    const { stored } = memorandum;
    if (stored) {
      const { path: _, ...file } = await context.files.locate(context.db, stored.attachmentId);
      return { ...file, pages: stored.pages };
    }
    const awake = wake(context);
    const [checked] = await preflight(context, [memorandum]);
    if (!checked) throw new AppError('NOT_FOUND', { what: 'biên bản' });
    if (!isDrawable(checked.findings))
      throw new AppError('NOTHING_GENERATED', { findings: checked.findings });
    await awake;
    const pdf = await render(context, checked, 'preview');
    return { ...(await context.files.hold(fileNameOf(memorandum), pdf.bytes)), pages: pdf.pages };
  },

  async 'memoranda.generate'(context, { ids, strict, printSet: wantedSet }) {
    const asked = (await listMemoranda(context.db, context.today())).filter(
      ({ row }) => row.state !== 'cancelled' && (!ids || ids.includes(row.id)),
    );
    const findings = await finaliseDrafts(context, asked, { strict });
    const askedIds = new Set(asked.map(({ row }) => row.id));
    const made = (await listMemoranda(context.db, context.today())).filter(
      ({ row, stored }) => askedIds.has(row.id) && stored !== null,
    );
    if (made.length === 0) throw new AppError('NOTHING_GENERATED', { findings });
    if (wantedSet) context.progress('Ghép bộ in', 0, 0);
    const set = wantedSet ? await printSet(context, made, wantedSet) : null;
    return {
      files: await Promise.all(
        made.map(async (memorandum) => {
          const { row, stored } = memorandum;
          if (!stored) throw new AppError('INTERNAL');
          const { path: _, ...file } = await context.files.locate(context.db, stored.attachmentId);
          return {
            ...file,
            memorandumId: row.id,
            version: row.version,
            pages: stored.pages,
            sha256: stored.sha256,
            pair: nameOf(memorandum),
          };
        }),
      ),
      printSet: set,
      findings,
    };
  },
};
