import { ceremoniesOf } from '../ceremonies/ceremonies.ts';
import type { Handlers, QueryContext } from '../context.ts';
import { fillIn, loadCeremonyWording } from '../papers/ceremony/wording.ts';
import {
  buildRegister,
  loadRegisterWording,
  type RegisterFigures,
  type RegisterRow,
  type RegisterWording,
} from '../papers/register.ts';
import type { MemorandumFacts } from '../papers/templates/facts.ts';
import { officesKeepCopies } from '../papers/templates/fields.ts';
import type { PaperTemplate } from '../papers/templates/template.ts';
import { journalMark } from '../program/journal-mark.ts';
import { currentProgramme, unitsOf } from '../programmes/programme.ts';
import { templatesById } from '../templates/store.ts';
import { capitalised } from '../text/capitals.ts';
import { saidBy } from './facts.ts';
import { fontsFolder } from './generate.ts';
import { listMemoranda, type StoredMemorandum } from './list.ts';
import { numberYear } from './numbers.ts';

/** A memorandum is registered once it has a number or a day of signing; a draft is only a plan. */
const isRegistered = ({ row }: StoredMemorandum): boolean =>
  row.state !== 'draft' && (row.number !== null || row.signed_on !== null);

/** "Biên bản ghi nhớ", as the wording calls the paper. */
const kindOf = ({ title }: PaperTemplate): string =>
  capitalised(
    title
      .map((piece) => (typeof piece === 'string' ? piece : 'text' in piece ? piece.text : ''))
      .join('')
      .toLocaleLowerCase('vi'),
  );

/** Names who signed: as recorded, else nobody. */
const signersOf = ({ signers }: StoredMemorandum): readonly string[] =>
  signers.filter(({ side }) => side === 'a' || side === 'b').map(({ fullName }) => fullName);

function noteOf(
  { row, renewedById }: StoredMemorandum,
  numberOf: (id: string) => string,
  { notes }: RegisterWording,
): string {
  const parts = [
    ...(row.renews_id ? [fillIn(notes.renews, { number: numberOf(row.renews_id) })] : []),
    ...(row.state === 'cancelled' ? [notes.cancelled] : []),
    ...(row.state === 'filed' ? [notes.filed] : []),
    ...(row.state === 'finalised' || row.state === 'printed' ? [notes.unsigned] : []),
    ...(renewedById ? [notes.renewed] : []),
  ];
  return parts.join('; ');
}

/** The register of a year, or of all: by year, then by number. */
async function figuresOf(
  context: QueryContext,
  year: number | null,
  wording: RegisterWording,
): Promise<RegisterFigures> {
  const { db, today, rehearsal } = context;
  const programme = await currentProgramme(db);
  const [first] = await unitsOf(db, programme.id, today());
  const ceremonies = await ceremoniesOf(db);
  const yearOf = ({ row }: StoredMemorandum) =>
    numberYear(row.signed_on, ceremonies.get(row.id)?.held_on, today());
  const all = (await listMemoranda(db, today())).filter(isRegistered);
  const memoranda = all
    .filter((found) => year === null || yearOf(found) === year)
    .sort(
      (left, right) =>
        yearOf(left) - yearOf(right) ||
        sequenceOf(left) - sequenceOf(right) ||
        (left.row.signed_on ?? '').localeCompare(right.row.signed_on ?? ''),
    );
  const said = await saidBy(
    context,
    all.map(({ row }) => row),
  );
  const templates = await templatesById(
    db,
    memoranda.map(({ row }) => row.template_id),
  );
  const numbers = new Map(all.map(({ row }) => [row.id, writtenNumber(row.number, said.get(row.id))]));
  return {
    rehearsal,
    year,
    programme: { title: programme.title, phase: programme.phase },
    parentBody: first?.committee ?? '',
    issuingBody: first?.office ?? programme.department,
    placeName: programme.place_name ?? first?.name ?? '',
    generatedOn: today(),
    rows: memoranda.map((found): RegisterRow => {
      const { row, supporting, partner } = found;
      const facts = said.get(row.id);
      const template = templates.get(row.template_id);
      const parties = {
        partyA: facts?.partyA.name ?? supporting.name,
        partyB: facts?.partyB.name ?? partner.name,
      };
      return {
        number: numbers.get(row.id) ?? '',
        signedOn: row.signed_on,
        summary: fillIn(wording.summary, { kind: template ? kindOf(template) : '', ...parties }),
        signers: signersOf(found),
        recipients: [
          parties.partyA,
          parties.partyB,
          ...(facts && row.kind === 'school' && officesKeepCopies(facts)
            ? [facts.partyA.unitOffice, facts.partyB.unitOffice]
            : []),
        ],
        copies: row.copies,
        note: noteOf(found, (id) => numbers.get(id) ?? '', wording),
      };
    }),
  };
}

/** What has no number stands behind what has. */
const sequenceOf = ({ row }: StoredMemorandum): number =>
  row.number === null ? Number.MAX_SAFE_INTEGER : Number.parseInt(row.number, 10);

/** "05/BGN-THHS-THHD"; without a number the room for it. */
export const writtenNumber = (number: string | null, facts: MemorandumFacts | undefined): string =>
  `${number ?? '......'}/${facts?.docSymbol ?? ''}`;

export const registerHandlers: Handlers<'memoranda.register'> = {
  async 'memoranda.register'(context, { year, format }) {
    const { resources, workers, files, signal, now, progress } = context;
    progress('Lập sổ đăng ký', 0, 0);
    const wording = await loadRegisterWording(resources.dir);
    const mark = journalMark(context);
    const figures = { ...(await figuresOf(context, year ?? null, wording)), journalMark: mark };
    const name = year === undefined ? wording.section : `${wording.section} năm ${year}`;
    const rows = figures.rows.length;
    if (format === 'xlsx') {
      const bytes = await workers.run('registerWorkbook', { figures, wording }, signal);
      return { ...(await files.hold(`${name}.xlsx`, bytes)), rows };
    }
    const paper = buildRegister(figures, wording, await loadCeremonyWording(resources.dir));
    const { bytes } = await workers.run(
      'ceremonyPdf',
      { paper, fontsFolder: fontsFolder(resources.dir), createdAt: now() },
      signal,
    );
    return { ...(await files.hold(`${name}.pdf`, bytes)), rows };
  },
};
