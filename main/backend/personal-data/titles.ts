import type { ReadDb } from '../../../db/read.ts';
import { namesOf } from '../reports/changes/known.ts';
import { shownDay } from '../text/dates.ts';
import type { Stored } from './catalogue.ts';

const joined = (...parts: readonly unknown[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(', ');

const dayOf = (value: unknown): string => (typeof value === 'string' ? shownDay(value) : '');

/** "setting" rows by the beginning of their keys, behind the mark of whose they are. */
const SETTINGS: readonly (readonly [start: string, title: string])[] = [
  ['draft.', 'Biểu mẫu đang gõ dở'],
  ['search.', 'Tìm kiếm gần đây'],
  ['program:saved', 'Tệp đã lưu gần đây'],
];

const settingTitle = (key: string): string => {
  const own = key.replace(/^user:[^:]*:/, '');
  return SETTINGS.find(([start]) => own.startsWith(start))?.[1] ?? 'Cách để màn hình';
};

/** Says what a row belongs to, by the names of a day. */
export async function describer(db: ReadDb, on: string): Promise<(table: string, row: Stored) => string> {
  const names = await namesOf(db, on);
  const memoranda = await db
    .selectFrom('memorandum')
    .select(['id', 'pair_id', 'supporting_unit_id', 'partner_unit_id', 'number'])
    .execute();
  const ceremonies = await db.selectFrom('ceremony').select(['id', 'title']).execute();
  const terms = await db
    .selectFrom('term_of_office')
    .select(['person_id', 'school_id', 'organisation_id', 'position', 'valid_from', 'valid_to'])
    .where('deleted_at', 'is', null)
    .execute();

  const office = (school: unknown, unit: unknown): string =>
    (typeof school === 'string' ? names.school.get(school) : names.unit.get(`${unit}`)) ?? '(đã xóa)';
  const sides = new Map(
    memoranda.map((row) => [
      row.id,
      row.pair_id === null
        ? `${names.unit.get(row.supporting_unit_id ?? '')} – ${names.unit.get(row.partner_unit_id ?? '')}`
        : (names.pair.get(row.pair_id) ?? '(đã xóa)'),
    ]),
  );
  const memorandum = (id: unknown): string => `Biên bản ${sides.get(`${id}`) ?? '(đã xóa)'}`;
  const ceremony = (id: unknown): string => ceremonies.find((row) => row.id === id)?.title ?? '(đã xóa)';
  const termsOf = Map.groupBy(terms, (term) => term.person_id);
  const term = (row: Stored | (typeof terms)[number]): string =>
    joined(
      row.position,
      office(row.school_id, row.organisation_id),
      row.valid_to ? `đến ${dayOf(row.valid_to)}` : null,
    );

  const titles: Readonly<Record<string, (row: Stored) => string>> = {
    person: (row) => (termsOf.get(`${row.id}`) ?? []).map(term).join('; ') || 'Không còn giữ chức vụ',
    term_of_office: term,
    memorandum_representative: (row) => memorandum(row.memorandum_id),
    memorandum_signer: (row) => memorandum(row.memorandum_id),
    memorandum: (row) => memorandum(row.id),
    memorandum_version: (row) => `${memorandum(row.memorandum_id)}, bản ${row.version}`,
    signed_copy: (row) => `${memorandum(row.memorandum_id)}, bản ký`,
    commitment_judgement: (row) => `Giải trình chỉ tiêu, năm học ${row.school_year}`,
    school: (row) => office(row.id, null),
    school_seat: (row) => office(row.school_id, null),
    organisation: (row) => office(null, row.id),
    ceremony_delegate: (row) => `Đại biểu, ${ceremony(row.ceremony_id)}`,
    ceremony_item: (row) => `Chương trình lễ, ${ceremony(row.ceremony_id)}`,
    ceremony: () => 'Lễ ký kết',
    working_group_member: (row) => joined(row.role, row.body) || 'Thành viên',
    activity: (row) => joined(row.topic, dayOf(row.held_on)),
    evidence: () => 'Minh chứng',
    support_item: (row) => joined(row.content, dayOf(row.given_on)),
    difficulty: (row) => joined(office(row.school_id, row.organisation_id), dayOf(row.raised_on)),
    good_model: () => 'Mô hình hay',
    good_model_adoption: () => 'Trường áp dụng mô hình hay',
    document: (row) => `${row.title}`,
    narrative: (row) => `Báo cáo lời văn, kỳ ${row.period}`,
    report: (row) => `Báo cáo ${row.label}, lưu ngày ${dayOf(`${row.created_at}`.slice(0, 10))}`,
    template: (row) => `Mẫu văn bản, bản ${row.version}`,
    attachment: () => 'Tệp đính kèm',
    department_form: () => 'Biểu của Sở',
    programme: () => 'Chương trình',
    activity_kind: () => 'Loại hoạt động',
    school_year: (row) => `Năm học ${row.code}`,
    user: () => 'Người dùng',
    setting: (row) => settingTitle(`${row.key}`),
  };
  return (table, row) => titles[table]?.(row) ?? table;
}
