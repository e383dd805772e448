import type { Handlers, QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { comparePapers } from '../papers/compare.ts';
import { buildPaper } from '../papers/templates/build.ts';
import { memorandumPaper } from '../papers/templates/counted.ts';
import { type MemorandumFacts, memorandumFacts } from '../papers/templates/facts.ts';
import type { PaperTemplate } from '../papers/templates/template.ts';
import { templatesById } from '../templates/store.ts';
import { gatherFacts } from './facts.ts';
import { memorandumById, type StoredMemorandum, standingOf } from './list.ts';
import { mayMove, moved, storeMove } from './states.ts';

/** What one version of a memorandum says: as it was frozen, or the draft as it would be printed. */
export async function versionOf(
  context: QueryContext,
  { row }: StoredMemorandum,
  version: number,
): Promise<{ readonly facts: MemorandumFacts; readonly template: PaperTemplate }> {
  const frozen = await context.db
    .selectFrom('memorandum_version')
    .select(['snapshot', 'template_id'])
    .where('memorandum_id', '=', row.id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (frozen) {
    const template = (await templatesById(context.db, [frozen.template_id])).get(frozen.template_id);
    if (template) return { facts: memorandumFacts.parse(JSON.parse(frozen.snapshot)), template };
  } else if (version === row.version) {
    const [gathered] = await gatherFacts(context, [row]);
    if (gathered) return gathered;
  }
  throw new AppError('NOT_FOUND', { what: `phiên bản ${version} của biên bản` });
}

export const versionHandlers: Handlers<'memoranda.revise' | 'memoranda.compare'> = {
  async 'memoranda.revise'(context, { id, reason }) {
    const { db, today, now, note } = context;
    const found = await memorandumById(db, id, today());
    const standing = standingOf(found);
    if (mayMove('file', standing.state) || standing.state === 'filed')
      throw new AppError('MEMORANDUM_SIGNED');
    moved('revise', standing);
    await storeMove(db, 'revise', [id], now());
    await db
      .updateTable('memorandum')
      .set({ version: found.row.version + 1, updated_at: now() })
      .where('id', '=', id)
      .execute();
    note(reason);
    return {};
  },

  async 'memoranda.compare'(context, { id, from, to }) {
    const found = await memorandumById(context.db, id, context.today());
    const paperOf = async (version: number) => {
      const { facts, template } = await versionOf(context, found, version);
      // Without its own number of pages: that differs by itself.
      return buildPaper(memorandumPaper(facts, template), template);
    };
    return { differences: comparePapers(await paperOf(from), await paperOf(to)) };
  },
};
