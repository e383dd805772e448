import type { DocumentForm } from '../../../preload/contract/documents.ts';
import type { QueryContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { fontsFolder } from '../memoranda/generate.ts';
import type { Finding } from '../papers/templates/findings.ts';
import { templatesById } from '../templates/store.ts';
import { paperOf } from './facts.ts';

/** A form with the wording that it is printed by. */
interface Worded {
  readonly row: { readonly template_id: string };
  readonly form: DocumentForm;
}

/** What a document says, with its wording. @throws AppError NOT_FOUND */
export async function wordedPaper(context: QueryContext, { row, form }: Worded) {
  const template = (await templatesById(context.db, [row.template_id])).get(row.template_id);
  if (!template) throw new AppError('NOT_FOUND', { what: 'mẫu của văn bản' });
  return { paper: await paperOf(context, form), template };
}

/** Everything to mend before a document is made; an error keeps it from being made. */
export async function findingsOf(context: QueryContext, document: Worded): Promise<readonly Finding[]> {
  // Fonts are read when papers are first looked at, not whenever the program starts.
  const { checkPaper } = await import('../papers/templates/check.ts');
  const { loadFonts } = await import('../papers/fonts.ts');
  const { paper, template } = await wordedPaper(context, document);
  return checkPaper(paper, template, loadFonts(fontsFolder(context.resources.dir)));
}
