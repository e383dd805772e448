import type { Handlers } from '../context.ts';

/**
 * Data edits that can be taken back. Finalising, printing, signing, filing and exporting are acts towards
 * others: each is corrected by its own command.
 */
const UNDOABLE: ReadonlySet<string> = new Set([
  'schools.create',
  'schools.update',
  'schools.remove',
  'schools.restore',
  'schools.import',
  'pairs.create',
  'pairs.remove',
  'pairs.import',
  'memoranda.draft',
  'memoranda.update',
  'activities.create',
  'activities.update',
  'activities.remove',
  'programmes.update',
  'organisations.create',
  'organisations.update',
]);

export const historyHandlers: Handlers<'history.list' | 'history.undo'> = {
  async 'history.list'({ journal }, { limit }) {
    const rows = journal.read(limit);
    const undone = new Set(rows.map((row) => row.payload?.undoes));
    return {
      entries: rows.map(({ sequence, at, actor, command, payload }) => ({
        sequence,
        at,
        actor,
        command,
        undoable: UNDOABLE.has(command) && payload !== null && !undone.has(sequence),
      })),
    };
  },

  async 'history.undo'({ undo }, { sequence }) {
    undo(sequence, UNDOABLE);
    return {};
  },
};
