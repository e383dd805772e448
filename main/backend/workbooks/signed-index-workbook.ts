import type { Level } from '../../../preload/contract/schools.ts';
import { LEVEL_LABELS } from '../schools/import/levels.ts';
import { type Column, centred, count, day, text } from './excel.ts';
import { list, listBytes } from './list-writer.ts';

/** A signed copy in the packet, with what the list beside it says. */
export interface SignedFile {
  /** Its name in the packet. */
  readonly fileName: string;
  readonly number: string | null;
  readonly signedOn: string | null;
  readonly partyA: string;
  readonly partyB: string;
  /** Null when two managing units sign. */
  readonly level: Level | null;
  readonly signers: string;
  readonly copy: number;
  readonly pages: number;
  readonly sha256: string;
}

const SHEET_NAME = 'Danh mục bản ký';

/** The list of the files in a packet of signed copies. */
export async function buildSignedIndex(
  files: readonly SignedFile[],
  { createdOn }: { readonly createdOn: string },
): Promise<Uint8Array> {
  const properties = { title: SHEET_NAME, creator: 'Chung Tay', createdOn };
  return listBytes(properties, [list(SHEET_NAME, COLUMNS, files)]);
}

const COLUMNS: readonly Column<SignedFile>[] = [
  { key: 'order', heading: 'STT', width: 6, kind: 'ordinal', value: (_row, _at, index) => index + 1 },
  centred('number', 'Số, ký hiệu', 22, (file) => file.number),
  day('signedOn', 'Ngày ký', 12, (file) => file.signedOn),
  text('partyA', 'Bên A', 34, (file) => file.partyA),
  text('partyB', 'Bên B', 34, (file) => file.partyB),
  centred('level', 'Cấp học', 11, (file) => (file.level ? LEVEL_LABELS[file.level] : null)),
  text('signers', 'Người ký', 26, (file) => file.signers),
  count('copy', 'Lần nộp', 8, (file) => file.copy),
  count('pages', 'Số trang', 8, (file) => file.pages),
  text('fileName', 'Tên tệp', 48, (file) => file.fileName),
  text('sha256', 'Mã kiểm tra (SHA-256)', 34, (file) => file.sha256),
];
