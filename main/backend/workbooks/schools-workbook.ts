import type { School } from '../../../preload/contract/schools.ts';
import { LEVEL_LABELS } from '../schools/import/levels.ts';
import { type Column, centred, count, text } from './excel.ts';
import { CONTACTS_NOTE } from './labels.ts';
import { list, listBytes } from './list-writer.ts';

/** A school as the exported list needs it. */
export type SchoolListEntry = Omit<School, 'id'> & { readonly position: string | null };

const SHEET_NAME = 'Danh sách trường';

/**
 * The register as a plain Excel list, in the order given, which the school import reads back unchanged. Phones and
 * e-mail addresses are personal data: without `withPhones` their columns are absent, and an import of the
 * list then leaves what is stored.
 */
export async function buildSchoolsWorkbook(
  schools: readonly SchoolListEntry[],
  { withPhones, createdOn }: { readonly withPhones: boolean; readonly createdOn: string },
): Promise<{ readonly bytes: Uint8Array; readonly rows: number }> {
  const properties = { title: SHEET_NAME, creator: 'Chung Tay', createdOn };
  const sheet = list(SHEET_NAME, columns(withPhones), schools, withPhones ? CONTACTS_NOTE : null);
  return { bytes: await listBytes(properties, [sheet]), rows: schools.length };
}

const columns = (withPhones: boolean): readonly Column<SchoolListEntry>[] => [
  text('unit', 'Đơn vị quản lý', 23, (school) => school.unit),
  centred('level', 'Cấp học', 10, (school) => LEVEL_LABELS[school.level]),
  centred('code', 'Mã trường', 14, (school) => school.code),
  text('name', 'Tên trường', 40, (school) => school.name),
  text('commune', 'Xã/phường', 20, (school) => school.commune),
  text('address', 'Địa chỉ', 34, (school) => school.address),
  text('principal', 'Hiệu trưởng', 22, (school) => school.principal),
  text('position', 'Chức vụ', 16, (school) => school.position),
  ...(withPhones
    ? [
        centred<SchoolListEntry>('phone', 'Điện thoại', 14, (school) => school.phone),
        text<SchoolListEntry>('email', 'Email', 26, (school) => school.email),
      ]
    : []),
  count('classes', 'Số lớp', 9, (school) => school.classes),
  count('pupils', 'Số học sinh', 10, (school) => school.pupils),
  count('teachers', 'Số giáo viên', 10, (school) => school.teachers),
];
