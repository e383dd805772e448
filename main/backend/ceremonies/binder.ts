import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Handlers, JobContext, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import type { FileStore } from '../files/file-store.ts';
import { gatherFacts } from '../memoranda/facts.ts';
import { finaliseDrafts, fontsFolder, markPrinted, numbersOfOthers } from '../memoranda/generate.ts';
import { listMemoranda } from '../memoranda/list.ts';
import {
  buildCeremonyPapers,
  type CeremonyPaper,
  type CeremonyPapers,
  type Signing,
} from '../papers/ceremony/build.ts';
import { fillIn, loadCeremonyWording } from '../papers/ceremony/wording.ts';
import type { Pdf } from '../papers/pdf.ts';
import { programmeOn } from './organisers.ts';
import { type PreparedCeremony, preparedCeremony } from './prepare.ts';
import { proposeAgenda, proposeDelegates } from './propose.ts';
import { nameOfEntry, type RunningEntry, runningOrder } from './running-order.ts';

/** What was made and counted for a binder before, by a digest of what it says. */
interface Made {
  /** Of the last binder alone. */
  readonly pdfs: Map<string, Pdf>;
  /** Null for a draft that can't be printed. */
  readonly pages: Map<string, number | null>;
}

const made = new WeakMap<FileStore, Made>();

function madeFor({ files }: QueryContext): Made {
  const known = made.get(files) ?? { pdfs: new Map(), pages: new Map() };
  made.set(files, known);
  return known;
}

const hashOf = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex');

/** Forgets what is no longer needed. */
function keepOnly(map: Map<string, unknown>, keys: ReadonlySet<string>): void {
  for (const key of map.keys()) if (!keys.has(key)) map.delete(key);
}

const toSigning = ({ partyA, partyB, row }: RunningEntry, copies: number | undefined): Signing => ({
  partyA: { body: partyA.name, fullName: partyA.representative, post: partyA.position },
  partyB: { body: partyB.name, fullName: partyB.representative, post: partyB.position },
  copies: copies ?? row.copies,
});

/** What is printed around the memoranda; an agenda or delegates that nobody typed are the usual ones. */
async function papersOf(
  context: QueryContext,
  prepared: PreparedCeremony,
  entries: readonly RunningEntry[],
  signed: readonly RunningEntry[],
  copies: number | undefined,
): Promise<{ readonly papers: CeremonyPapers; readonly title: string }> {
  const { row, agenda, delegates } = prepared;
  const wording = await loadCeremonyWording(context.resources.dir);
  const programme = await programmeOn(context.db, row.held_on ?? context.today());
  const papers = buildCeremonyPapers(
    {
      rehearsal: context.rehearsal,
      title: row.title,
      heldOn: row.held_on,
      startsAt: row.starts_at,
      venue: row.venue,
      placeName: programme.placeName,
      programme,
      organisers: programme.organisers,
      agenda: agenda.length > 0 ? agenda : proposeAgenda(prepared, programme, signed.length, wording),
      delegates: delegates.length > 0 ? delegates : proposeDelegates(signed),
      signings: signed.map((entry) => toSigning(entry, copies)),
      absent: entries.filter(({ absent }) => absent).map((entry) => toSigning(entry, copies)),
    },
    wording,
  );
  return { papers, title: fillIn(wording.binder, { title: row.title }) };
}

/** The parts of a binder in order; between the programme and the lists come the memoranda. */
const partsOf = (papers: CeremonyPapers) => ({
  before: [papers.cover, papers.programme],
  after: [papers.signingList, papers.attendance, papers.cards, papers.signs, papers.cueSheet].filter(
    (paper) => paper !== null,
  ),
});

/**
 * Pages of each memorandum that goes into the binder: of its stored file, or of a draft without an error as it would
 * be printed. A draft is set once; only when something that it says has changed is it set again.
 */
async function memorandumPages(
  context: QueryContext,
  entries: readonly RunningEntry[],
): Promise<ReadonlyMap<string, number>> {
  const { checkMemorandum } = await import('../papers/templates/check.ts');
  const { buildCountedPaper, memorandumPaper } = await import('../papers/templates/counted.ts');
  const { loadFonts } = await import('../papers/fonts.ts');
  const { countPages } = await import('../papers/layout.ts');
  const fonts = loadFonts(fontsFolder(context.resources.dir));
  const known = madeFor(context).pages;
  const pages = new Map<string, number>();
  const drafts = entries.filter(({ stored }) => stored === null).map(({ row }) => row);
  const numbersBeside = await numbersOfOthers(context);
  for (const { row, facts, template } of await gatherFacts(context, drafts)) {
    const takenNumbers = numbersBeside(row);
    const key = hashOf([row.template_id, facts, takenNumbers.has(facts.docNumber ?? '')]);
    let count = known.get(key);
    if (count === undefined) {
      const stopped = checkMemorandum(facts, template, fonts, { takenNumbers }).some(
        ({ severity }) => severity === 'error',
      );
      count = stopped
        ? null
        : countPages(buildCountedPaper(memorandumPaper(facts, template), template, fonts), fonts);
      known.set(key, count);
      // Over a thousand of them take seconds: whoever else asks gets an answer in between.
      await breathe();
    }
    if (count !== null) pages.set(row.id, count);
  }
  for (const { row, stored } of entries) if (stored) pages.set(row.id, stored.pages);
  return pages;
}

/** Pages of a paper around the memoranda; lists are set for it, once for what they say. */
async function paperPages(context: QueryContext, paper: CeremonyPaper): Promise<number> {
  const { countCeremonyPages } = await import('../papers/ceremony/index.ts');
  const { loadFonts } = await import('../papers/fonts.ts');
  const known = madeFor(context).pages;
  const key = hashOf(paper);
  const pages = known.get(key) ?? countCeremonyPages(paper, loadFonts(fontsFolder(context.resources.dir)));
  known.set(key, pages);
  return pages;
}

/** The PDF of each paper, in their order: only those that say something new are made. */
async function renderPapers(context: JobContext, papers: readonly CeremonyPaper[]): Promise<Pdf[]> {
  const known = madeFor(context).pdfs;
  const keys = papers.map(hashOf);
  const missing = papers.filter((_, index) => !known.has(keys[index] ?? ''));
  let done = 0;
  await Promise.all(
    missing.map(async (paper) => {
      const input = { paper, fontsFolder: fontsFolder(context.resources.dir), createdAt: context.now() };
      known.set(hashOf(paper), await context.workers.run('ceremonyPdf', input, context.signal));
      done += 1;
      context.progress(paper.title, done, missing.length);
    }),
  );
  keepOnly(known, new Set(keys));
  return keys.flatMap((key) => known.get(key) ?? []);
}

/**
 * Memoranda are looked through by their pre-flight; this looks through what was typed for the ceremony itself, before
 * anything is finalised for it.
 * @throws AppError TEXT_UNPRINTABLE
 */
async function requirePrintable(context: QueryContext, prepared: PreparedCeremony): Promise<void> {
  const { loadFonts, missingGlyphs } = await import('../papers/fonts.ts');
  const { regular } = loadFonts(fontsFolder(context.resources.dir));
  const { row, agenda, delegates } = prepared;
  const typed = [
    row.title,
    row.venue,
    ...agenda.flatMap(({ title, lead, cue }) => [title, lead, cue]),
    ...delegates.flatMap(({ fullName, post, body }) => [fullName, post, body]),
  ];
  for (const text of typed) {
    const characters = missingGlyphs(text ?? '', regular);
    if (characters.length > 0) throw new AppError('TEXT_UNPRINTABLE', { characters, text });
  }
}

export const binderHandlers: Handlers<'ceremonies.outline' | 'ceremonies.binder'> = {
  async 'ceremonies.outline'(context, { id, copies }) {
    const prepared = await preparedCeremony(context.db, id);
    const entries = await runningOrder(context, prepared.row.id);
    const present = entries.filter(({ absent }) => !absent);
    const pages = await memorandumPages(context, present);
    const signed = present.filter(({ row }) => pages.has(row.id));
    const { before, after } = partsOf((await papersOf(context, prepared, entries, signed, copies)).papers);
    const counted = async (papers: readonly CeremonyPaper[]) => {
      const parts = [];
      for (const paper of papers) parts.push({ title: paper.title, pages: await paperPages(context, paper) });
      return parts;
    };
    const parts = [
      ...(await counted(before)),
      ...signed.map((entry) => ({
        title: nameOfEntry(entry),
        pages: (pages.get(entry.row.id) ?? 0) * (copies ?? entry.row.copies),
      })),
      ...(await counted(after)),
    ];
    let next = 1;
    const sections = parts.map((part) => {
      const firstPage = next;
      next += part.pages;
      return { title: part.title, firstPage, pages: part.pages };
    });
    return { sections, pages: next - 1 };
  },

  async 'ceremonies.binder'(context, { id, copies, duplex }) {
    const prepared = await preparedCeremony(context.db, id);
    const wanted = new Set(
      (await runningOrder(context, prepared.row.id)).filter(({ absent }) => !absent).map(({ row }) => row.id),
    );
    if (wanted.size === 0) throw new AppError('CEREMONY_EMPTY');
    await requirePrintable(context, prepared);
    const memoranda = (await listMemoranda(context.db, context.today())).filter(({ row }) =>
      wanted.has(row.id),
    );
    const findings = await finaliseDrafts(context, memoranda, { strict: false });

    const entries = await runningOrder(context, prepared.row.id);
    const signed = entries.filter(({ absent, stored }) => !absent && stored !== null);
    if (signed.length === 0) throw new AppError('NOTHING_GENERATED', { findings });
    const { papers, title } = await papersOf(context, prepared, entries, signed, copies);
    const { before, after } = partsOf(papers);
    const pdfs = await renderPapers(context, [...before, ...after]);
    const around = [...before, ...after].map((paper, index) => ({
      title: paper.title,
      bytes: pdfs[index]?.bytes ?? new Uint8Array(),
      copies: 1,
    }));
    const inside = [];
    for (const entry of signed) {
      if (!entry.stored) continue;
      const { bytes } = await context.files.read(context.db, entry.stored.attachmentId);
      inside.push({ title: nameOfEntry(entry), bytes, copies: copies ?? entry.row.copies });
    }
    context.progress('Ghép tập tài liệu', 0, 0);
    const items = [...around.slice(0, before.length), ...inside, ...around.slice(before.length)];
    const merged = await context.workers.run(
      'printSet',
      { items, title, createdAt: context.now(), duplex },
      context.signal,
    );
    const file = await context.files.hold(`${title}.pdf`, merged.bytes);
    await markPrinted(
      context,
      signed.map(({ row }) => row),
    );
    return { ...file, pages: merged.pages, sections: merged.sections, findings };
  },
};
