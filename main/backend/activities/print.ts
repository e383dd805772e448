import { programmeOn } from '../ceremonies/organisers.ts';
import type { Handlers, JobContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { fontsFolder } from '../memoranda/generate.ts';
import { listPairs } from '../pairs/pairs.ts';
import {
  type ActivityFacts,
  buildAttendance,
  buildCertificates,
  loadActivityWording,
} from '../papers/activity.ts';
import { loadCeremonyWording } from '../papers/ceremony/wording.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { storedForms } from './activities.ts';
import { rulebook } from './rules.ts';

/** Empty rows of an attendance sheet: as many as are expected, in bounds that a folder can carry. */
const EMPTY_ROWS = { usual: 30, most: 200 } as const;

async function factsOf(context: JobContext, id: string, names: readonly string[]): Promise<ActivityFacts> {
  const { db, rehearsal } = context;
  const { id: programmeId } = await currentProgramme(db);
  const [{ form } = {}] = await storedForms(db, programmeId, { id });
  if (!form) throw new AppError('NOT_FOUND', { what: 'hoạt động' });
  const { title, phase, organisers, placeName } = await programmeOn(db, form.heldOn);
  const expected = form.managerTurns + form.teacherTurns;
  return {
    rehearsal,
    kind: (await rulebook(context)).kinds.get(form.kind)?.name ?? form.kind,
    topic: form.topic,
    heldOn: form.heldOn,
    online: form.form === 'truc_tuyen',
    venue: form.venue,
    host: form.host,
    pairs: (await listPairs(db, programmeId, form.heldOn, form.pairIds)).map(
      (pair) => `${pair.supporting_name} – ${pair.partner_name}`,
    ),
    programme: { title, phase },
    organisers,
    placeName,
    names,
    emptyRows: expected === 0 ? EMPTY_ROWS.usual : Math.min(expected, EMPTY_ROWS.most),
  };
}

export const activityPrintHandlers: Handlers<'activities.print'> = {
  async 'activities.print'(context, { id, paper: kind, names }) {
    if (kind === 'certificates' && names.length === 0)
      throw new AppError('INVALID_INPUT', {
        field: 'names',
        reason: 'cần ít nhất một tên để in giấy chứng nhận',
      });
    const { resources } = context;
    const facts = await factsOf(context, id, names);
    const wording = await loadActivityWording(resources.dir);
    const head = await loadCeremonyWording(resources.dir);
    const build = kind === 'attendance' ? buildAttendance : buildCertificates;
    const paper = build(facts, wording, head);
    context.progress(wording[kind].section, 0, 0);
    const pdf = await context.workers.run(
      'ceremonyPdf',
      { paper, fontsFolder: fontsFolder(resources.dir), createdAt: context.now() },
      context.signal,
    );
    return { ...(await context.files.hold(`${paper.title}.pdf`, pdf.bytes)), pages: pdf.pages };
  },
};
