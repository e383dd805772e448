import type { Handlers } from '../context.ts';
import { safeFileName } from '../files/file-names.ts';
import { memorandumPaper } from '../papers/templates/counted.ts';
import { fontsFolder } from './generate.ts';
import { memorandumById, nameOf } from './list.ts';
import { versionOf } from './versions.ts';

export const wordHandlers: Handlers<'memoranda.word'> = {
  async 'memoranda.word'(context, { id }) {
    const memorandum = await memorandumById(context.db, id, context.today());
    const { facts, template } = await versionOf(context, memorandum, memorandum.row.version);
    const bytes = await context.workers.run(
      'paperWord',
      {
        paper: memorandumPaper(facts, template),
        template,
        fontsFolder: fontsFolder(context.resources.dir),
      },
      context.signal,
    );
    return context.files.hold(safeFileName(`Biên bản ghi nhớ - ${nameOf(memorandum)}.docx`), bytes);
  },
};
