import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Memorandum } from '../../../preload/contract/memoranda.ts';
import { FULL_DETAILS, holdCeremony, onePair, type Program, schoolForm } from '../testing.ts';

/** For tests: memoranda of a programme of two pairs, in every state that a story needs. */
export async function twoMemoranda(program: Program) {
  const made = await onePair(program);
  await program.call('programmes.update', { placeName: 'Thanh Trì' });
  await holdCeremony(program, { heldOn: '2023-04-15', venue: 'Hội trường huyện Thanh Trì' });
  const add = async (unitId: string, name: string, principal: string) =>
    (
      await program.call('schools.create', {
        ...schoolForm(unitId, 'tieu_hoc', name),
        ...FULL_DETAILS,
        principal,
      })
    ).id;
  const supportingSchoolId = await add(made.thanhTri, 'Trường Tiểu học Hoa Ban', 'Trần Thị B');
  const partnerSchoolId = await add(made.chuongMy, 'Trường Tiểu học Bồ Công Anh', 'Lê Văn C');
  await program.call('pairs.create', { pairs: [{ supportingSchoolId, partnerSchoolId }] });
  await program.call('memoranda.draft', {});
  program.setToday('2023-04-20');
  return made;
}

/** The memoranda by the name of the supporting side's last word: "Ban", "Sen". */
export async function memorandumOf(program: Program, ending: string): Promise<Memorandum> {
  const { memoranda } = await program.call('memoranda.list', {});
  const found = memoranda.find(({ supporting }) => supporting.name.endsWith(ending));
  if (!found) throw new Error(`no memorandum of ${ending}`);
  return found;
}

/** The bytes of a file that the program holds. */
export const bytesOf = async (program: Program, fileId: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile((await program.backend.openFile(fileId))?.path ?? ''));

/** A workbook that the program holds, to be read or edited as a person would. */
export async function workbookOf(program: Program, fileId: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  // exceljs still wants the buffer of an older Node.
  await workbook.xlsx.load(Buffer.from(await bytesOf(program, fileId)) as never);
  return workbook;
}

/** Hands an edited workbook back. */
export const handIn = async (program: Program, workbook: ExcelJS.Workbook): Promise<string> =>
  program.receive('danh-sach.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()));
