import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import type { JournalRow } from '../../../db/journal.ts';
import { parsePayload } from '../../../db/payload.ts';
import { inForce, type ReadDb } from '../../../db/read.ts';
import { schoolsOn } from '../../../db/repositories/schools.ts';
import { journalFilter } from '../../../preload/contract/journal.ts';
import type { ParsedInputOf } from '../../../preload/contract/types.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { AppError } from '../errors.ts';
import { attachmentPlace } from '../files/data-folder.ts';
import { knownNow } from '../reports/changes/known.ts';
import { rowChanges } from '../reports/changes/reasons.ts';
import { deedOf } from '../users/rights.ts';
import { journalPage, undoneSince } from './journal-rows.ts';

/**
 * Data edits that can be taken back. Finalising, printing, signing, filing and exporting are acts towards
 * others: each is corrected by its own command.
 */
const UNDOABLE: ReadonlySet<string> = new Set([
  'cells.write',
  'schools.create',
  'schools.update',
  'schools.remove',
  'schools.restore',
  'schools.import',
  'pairs.create',
  'pairs.remove',
  'pairs.import',
  'memoranda.draft',
  'memoranda.draftUnit',
  'memoranda.renew',
  'memoranda.update',
  'ceremonies.create',
  'ceremonies.update',
  'ceremonies.remove',
  'documents.create',
  'documents.update',
  'documents.remove',
  'templates.takeOver',
  'departmentForms.create',
  'departmentForms.update',
  'departmentForms.replaceFile',
  'departmentForms.remove',
  'activities.create',
  'activities.update',
  'activities.remove',
  'activities.import',
  'activities.saveKind',
  'activities.removeKind',
  'evidence.addFiles',
  'evidence.addLink',
  'evidence.update',
  'evidence.remove',
  'examResults.save',
  'examResults.remove',
  'examResults.import',
  'difficulties.create',
  'difficulties.update',
  'difficulties.resolve',
  'difficulties.remove',
  'difficulties.import',
  'goodModels.create',
  'goodModels.update',
  'goodModels.remove',
  'goodModels.adopt',
  'goodModels.unadopt',
  'workingGroup.save',
  'calendar.save',
  'calendar.remove',
  'commitments.judge',
  'commitments.withdrawJudgement',
  'targets.save',
  'support.create',
  'support.update',
  'support.remove',
  'support.setPriority',
  'support.makeHandover',
  'support.import',
  'reports.markSent',
  'narrative.save',
  'programmes.update',
  'organisations.create',
  'organisations.update',
  'organisations.rename',
  'organisations.succeed',
  'templates.discard',
  'scans.discard',
  'bin.restore',
  // Taking back a taking back does the edit again.
  'history.undo',
]);

/**
 * Taking back skips the rules of the commands, so what would break one of them now is refused: a pair of schools
 * that may not be paired, an activity of a dissolved pair, two schools of one name.
 * @throws AppError UNDO_CONFLICT
 */
async function refuseBroken({ db, today }: CommandContext): Promise<void> {
  const pair = await db
    .selectFrom('school_pair as p')
    .innerJoin('school as a', 'a.id', 'p.supporting_school_id')
    .innerJoin('school as b', 'b.id', 'p.partner_school_id')
    .innerJoin('school_unit as ua', (join) =>
      join.onRef('ua.school_id', '=', 'a.id').on(inForce('ua', today())),
    )
    .innerJoin('school_unit as ub', (join) =>
      join.onRef('ub.school_id', '=', 'b.id').on(inForce('ub', today())),
    )
    .innerJoin('school_unit as fa', (join) =>
      join.onRef('fa.school_id', '=', 'a.id').on(inForce('fa', sql.ref('p.starts_on'))),
    )
    .innerJoin('school_unit as fb', (join) =>
      join.onRef('fb.school_id', '=', 'b.id').on(inForce('fb', sql.ref('p.starts_on'))),
    )
    .where('p.deleted_at', 'is', null)
    .where(({ or, eb }) =>
      or([
        eb('a.deleted_at', 'is not', null),
        eb('b.deleted_at', 'is not', null),
        eb('a.level', '!=', eb.ref('p.level')),
        eb('b.level', '!=', eb.ref('p.level')),
        // Units that became one after the schools were paired break nothing.
        eb.and([
          eb('ua.organisation_id', '=', eb.ref('ub.organisation_id')),
          eb('fa.organisation_id', '=', eb.ref('fb.organisation_id')),
        ]),
      ]),
    )
    .select('p.id')
    .executeTakeFirst();
  const activity = await db
    .selectFrom('activity_pair as l')
    .innerJoin('activity as a', 'a.id', 'l.activity_id')
    .innerJoin('school_pair as p', 'p.id', 'l.pair_id')
    .where('l.deleted_at', 'is', null)
    .where('a.deleted_at', 'is', null)
    .where('p.deleted_at', 'is not', null)
    .select('l.id')
    .executeTakeFirst();
  const twins = await schoolsOn(db, today())
    .clearSelect()
    .where('s.deleted_at', 'is', null)
    .groupBy(['u.organisation_id', 's.level', 'n.folded'])
    .having(({ fn }) => fn.countAll(), '>', 1)
    .select('n.folded')
    .executeTakeFirst();
  if (pair || activity || twins) throw new AppError('UNDO_CONFLICT');
}

/**
 * A file that was taken back may be gone: a backup that was made meanwhile does not hold it.
 * @throws AppError UNDO_CONFLICT
 */
function refuseLost({ dataDir }: CommandContext, payload: string): void {
  const { changes } = parsePayload(payload);
  const isLost = changes.some(
    ({ table, before, after }) =>
      table === 'attachment' && after === null && !existsSync(attachmentPlace(dataDir, `${before?.sha256}`)),
  );
  if (isLost) throw new AppError('UNDO_CONFLICT');
}

type Subject = NonNullable<ParsedInputOf<'history.list'>['subject']>;

/** The table of a record and the column by which other rows belong to it. */
const SUBJECTS: Record<Subject['kind'], { readonly table: string; readonly owner: string }> = {
  school: { table: 'school', owner: 'school_id' },
  pair: { table: 'school_pair', owner: 'pair_id' },
  memorandum: { table: 'memorandum', owner: 'memorandum_id' },
  activity: { table: 'activity', owner: 'activity_id' },
};

/** Those who are or were at the head of a school; their rows don't say so themselves. */
async function headsOf(db: ReadDb, { kind, id }: Subject): Promise<ReadonlySet<unknown>> {
  if (kind !== 'school') return new Set();
  const terms = await db
    .selectFrom('term_of_office')
    .select('person_id')
    .where('school_id', '=', id)
    .execute();
  return new Set(terms.map((term) => term.person_id));
}

/** A row of the journal with only what touched one record; null when nothing did. */
function touching(row: JournalRow, { kind, id }: Subject, heads: ReadonlySet<unknown>) {
  const { table, owner } = SUBJECTS[kind];
  const changes = row.payload?.changes.flatMap((change) => {
    const { before, after } = change;
    // Who comes or goes is told with the term.
    if (change.table === 'person' && before && after && heads.has(after.id))
      return [{ ...change, before: { ...before, [owner]: id }, after: { ...after, [owner]: id } }];
    const key = change.table === table ? 'id' : owner;
    return [before, after].some((image) => image?.[key] === id) ? [change] : [];
  });
  return row.payload && changes && changes.length > 0
    ? { ...row, payload: { ...row.payload, changes } }
    : null;
}

const EVERYTHING = journalFilter.parse({});

/** An import changes thousands of rows; the first few say what it was. */
const TOLD = 20;

interface Step {
  readonly sequence: number;
  /** The edit itself, however often it was taken back and done again. */
  readonly command: string;
}

/** So far back a program that stays open for weeks looks for edits to take back: it is asked after every edit. */
const MOST_STEPS = 500;

/** The edits of this run that stand, and those that were taken back since the last edit, newest last. */
function stepsOf(journal: readonly JournalRow[]): { undo: Step[]; redo: Step[] } {
  let undo: Step[] = [];
  let redo: Step[] = [];
  for (const { sequence, command, payload } of journal.toReversed()) {
    const taken = payload?.undoes;
    const [undone, redone] = [undo, redo].map((steps) => steps.find((step) => step.sequence === taken));
    if (undone) {
      undo = undo.filter((step) => step !== undone);
      redo.push({ ...undone, sequence });
    } else if (redone) {
      redo = redo.filter((step) => step !== redone);
      undo.push({ ...redone, sequence });
    } else if (payload && UNDOABLE.has(command) && command !== 'history.undo') {
      undo.push({ sequence, command });
      redo = [];
    }
  }
  return { undo, redo };
}

export const historyHandlers: Handlers<'history.list' | 'history.steps' | 'history.undo'> = {
  async 'history.list'({ db, journal, today }, { limit, subject, filter, before }) {
    const heads = subject ? await headsOf(db, subject) : new Set();
    const { rows, next } = subject
      ? {
          rows: journal.read(limit, subject.id).flatMap((row) => touching(row, subject, heads) ?? []),
          next: null,
        }
      : await journalPage(db, filter ?? EVERYTHING, { limit, before: before ?? null, today: today() });
    const undone = await undoneSince(db, rows.at(-1)?.sequence ?? 0);
    const register = { ...(await knownNow(db, today(), rows)), isShown: () => true, whole: true };
    const deeds = await Promise.all(
      rows.map(async ({ sequence, command, payload }) =>
        payload?.undoes == null ? command : ((await deedOf(db, sequence)) ?? command),
      ),
    );
    return {
      next,
      entries: rows.map((row, index) => {
        const { sequence, at, actor, command, payload } = row;
        const changes = rowChanges([row], register);
        return {
          sequence,
          at,
          actor,
          command,
          deed: deeds[index] ?? command,
          undoable: UNDOABLE.has(command) && payload !== null && !undone.has(sequence),
          redacted: payload === null,
          reason: payload?.reason ?? null,
          changes: changes.slice(0, TOLD),
          more: Math.max(0, changes.length - TOLD),
        };
      }),
    };
  },

  async 'history.steps'({ journal }) {
    const [newest] = journal.read(1);
    const ofThisRun = (newest?.sequence ?? 0) - journal.openedAt;
    const { undo, redo } = stepsOf(journal.read(Math.min(ofThisRun, MOST_STEPS)));
    return { undo: undo.at(-1) ?? null, redo: redo.at(-1) ?? null };
  },

  async 'history.undo'(context, { sequence }) {
    const row = await context.db
      .selectFrom('journal')
      .select('payload')
      .where('sequence', '=', sequence)
      .executeTakeFirst();
    if (row?.payload === null) throw new AppError('UNDO_REDACTED');
    refuseLost(context, row?.payload ?? '{"changes":[]}');
    context.undo(sequence, UNDOABLE);
    await refuseBroken(context);
    return {};
  },
};
