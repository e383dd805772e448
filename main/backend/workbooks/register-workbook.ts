import type { RegisterFigures, RegisterRow, RegisterWording } from '../papers/register.ts';
import { registerPeriod } from '../papers/register.ts';
import { centred, count, day, newWorkbook, text, workbookBytes } from './excel.ts';
import { addForm, addInk } from './form-sheet.ts';

/** What marks the workbook of a rehearsal. */
const STAMP = 'BẢN THỬ';

/** The register of memoranda as a workbook: the same rows and words as on paper. */
export async function buildRegisterWorkbook(
  figures: RegisterFigures,
  wording: RegisterWording,
): Promise<Uint8Array> {
  const { columns } = wording;
  const workbook = newWorkbook({
    title: wording.section,
    creator: figures.issuingBody,
    createdOn: figures.generatedOn,
  });
  const letterhead = {
    parentBody: figures.parentBody,
    issuingBody: figures.issuingBody,
    subtitle: [registerPeriod(figures, wording), ''],
    periodLine: '',
    stamp: figures.rehearsal ? STAMP : null,
    journalMark: figures.journalMark,
    placeAndDate: '',
    preparedBy: { post: '', name: null },
    head: { post: '', name: null },
    ink: addInk(workbook),
  } as const;
  addForm<RegisterRow>(workbook, letterhead, {
    sheetName: 'Sổ đăng ký',
    number: null,
    title: wording.title,
    unitLine: null,
    frozenColumns: 1,
    signed: false,
    rows: figures.rows,
    columns: [
      centred('number', columns.number, 26, (row) => row.number),
      day('signedOn', columns.signedOn, 12, (row) => row.signedOn),
      text('summary', columns.summary, 48, (row) => row.summary),
      text('signers', columns.signers, 24, (row) => row.signers.join(';\n')),
      text('recipients', columns.recipients, 34, (row) => row.recipients.join(';\n')),
      count('copies', columns.copies, 9, (row) => row.copies),
      text('note', columns.note, 18, (row) => row.note),
    ],
  });
  return workbookBytes(workbook);
}
