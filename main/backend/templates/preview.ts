import path from 'node:path';
import type { Level } from '../../../preload/contract/schools.ts';
import type { JobContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { gatherFacts } from '../memoranda/facts.ts';
import type { MemorandumFacts, Paper, PartyFacts } from '../papers/templates/facts.ts';
import { previewPaper } from '../papers/templates/preview.ts';
import { contentChoices, type PaperTemplate } from '../papers/templates/template.ts';

const LEVEL_NAMES = { mam_non: 'Mầm non', tieu_hoc: 'Tiểu học', thcs: 'Trung học cơ sở' } as const;

type PreviewContext = Pick<JobContext, 'db' | 'rehearsal' | 'today' | 'resources'>;

async function memorandumFacts(context: PreviewContext, template: PaperTemplate, id: string) {
  const row = await context.db
    .selectFrom('memorandum')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  const [gathered] = row ? await gatherFacts(context, [row]) : [];
  if (!row || !gathered) throw new AppError('NOT_FOUND', { what: 'biên bản' });
  const { facts } = gathered;
  const chosen: unknown = JSON.parse(row.contents);
  const contents = contentChoices(template, facts.level).filter(
    ({ code }) => Array.isArray(chosen) && chosen.includes(code),
  );
  return { ...facts, contents };
}

/** The example's schools by names of another level. */
function ofLevel(facts: MemorandumFacts, level: Level | null): MemorandumFacts {
  if (!level || !facts.level || level === facts.level) return facts;
  const named = ({ name, ...party }: PartyFacts): PartyFacts => ({
    ...party,
    name: name.replace(/^Trường (Mầm non|Tiểu học|Trung học cơ sở) /, `Trường ${LEVEL_NAMES[level]} `),
  });
  return { ...facts, partyA: named(facts.partyA), partyB: named(facts.partyB) };
}

/**
 * A paper to look at a wording with: that of a memorandum, else an example in which every content of the level is
 * chosen. Without a level the example's own is taken.
 * @throws AppError NOT_FOUND when there is no such memorandum
 */
export async function paperToShow(
  context: PreviewContext,
  template: PaperTemplate,
  wanted: { readonly level: Level | undefined; readonly memorandumId: string | undefined },
): Promise<Paper> {
  const { resources, rehearsal } = context;
  const paper = previewPaper(template.kind, path.join(resources.dir, 'templates'));
  switch (paper.kind) {
    case 'memorandum':
    case 'unit_memorandum': {
      if (wanted.memorandumId)
        return { kind: paper.kind, facts: await memorandumFacts(context, template, wanted.memorandumId) };
      const level = wanted.level ?? paper.facts.level;
      const contents = [...contentChoices(template, level)];
      return { kind: paper.kind, facts: { ...ofLevel(paper.facts, level), rehearsal, level, contents } };
    }
    case 'handover':
      return { kind: paper.kind, facts: { ...paper.facts, rehearsal } };
    case 'invitation':
      return { kind: paper.kind, facts: { ...paper.facts, rehearsal } };
    case 'minutes':
      return { kind: paper.kind, facts: { ...paper.facts, rehearsal } };
  }
}
