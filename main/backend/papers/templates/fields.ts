import type { TemplateKind } from '../../../../preload/contract/templates.ts';
import { capitalised } from '../../text/capitals.ts';
import { datePhrase } from '../../text/dates.ts';
import { countInFiguresAndWords, numberInWords } from '../../text/numbers-in-words.ts';
import type { FactsOf, HandoverFacts, MemorandumFacts, PartyFacts } from './facts.ts';

/**
 * A merge field: its name and group for the person who edits a template, and its value; null is printed as a dotted
 * line. `pages` is the paper's own number of pages, known only after a first layout.
 */
type Field<F> = {
  readonly label: string;
  readonly group: string;
  readonly value: (facts: F, pages: number | null) => string | null;
};
type Fields<F> = Readonly<Record<string, Field<F>>>;

/** From this many copies on, each education office keeps one. */
const COPIES_WITH_OFFICES = 6;

/** Whether the two education offices keep a copy each; the parties share what is left. */
export const officesKeepCopies = ({ copies }: Pick<MemorandumFacts, 'copies'>): boolean =>
  copies >= COPIES_WITH_OFFICES;

/** "08 giờ 30 phút" of "08:30". */
export const timePhrase = (time: string | null): string => {
  const [hours, minutes] = time?.split(':') ?? [];
  return hours && minutes ? `${hours} giờ ${minutes} phút` : '...... giờ ...... phút';
};

/** A whole number, such as đồng, as papers print it: "1.250.000". */
export const amount = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, '.');

/** The value of everything that is handed over, in đồng; null when no row has one. */
export function totalValue({ items }: { readonly items: Readonly<HandoverFacts['items']> }): number | null {
  const values = items.flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length > 0 ? values.reduce((total, value) => total + value, 0) : null;
}

const programme: Fields<{ readonly programme: MemorandumFacts['programme'] }> = {
  'programme.title': {
    label: 'Tên chương trình',
    group: 'Chương trình',
    value: ({ programme }) => programme.title,
  },
  'programme.phase': {
    label: 'Giai đoạn',
    group: 'Chương trình',
    value: ({ programme }) => programme.phase,
  },
  'programme.endsOn': {
    label: 'Ngày kết thúc chương trình',
    group: 'Chương trình',
    value: ({ programme }) => datePhrase(programme.endsOn),
  },
};

const ofPaper: Fields<{ readonly date: string | null; readonly placeName: string | null }> = {
  date: { label: 'Ngày ký', group: 'Văn bản', value: ({ date }) => datePhrase(date) },
  placeName: { label: 'Địa danh', group: 'Văn bản', value: ({ placeName }) => placeName },
};

const ownPages: Fields<unknown> = {
  pageCount: {
    label: 'Số trang',
    group: 'Văn bản',
    value: (_, pages) => (pages === null ? null : countInFiguresAndWords(pages)),
  },
};

/** What a template may say of one party. */
function ofParty<K extends 'partyA' | 'partyB'>(
  key: K,
  group: string,
): Fields<Readonly<Record<K, PartyFacts>>> {
  const field = (
    label: string,
    value: (party: PartyFacts) => string | null,
  ): Field<Readonly<Record<K, PartyFacts>>> => ({ label, group, value: (facts) => value(facts[key]) });
  return {
    [`${key}.name`]: field(`Tên ${group}`, (party) => party.name),
    [`${key}.parentBody`]: field(`Cơ quan chủ quản của ${group}`, (party) => party.parentBody),
    [`${key}.address`]: field(`Địa chỉ ${group}`, (party) => party.address),
    [`${key}.phone`]: field(`Điện thoại ${group}`, (party) => party.phone),
    [`${key}.representative`]: field(`Người đại diện ${group}`, (party) => party.representative),
    [`${key}.position`]: field(`Chức vụ người đại diện ${group}`, (party) => party.position),
  };
}

const unitOffice = <K extends 'partyA' | 'partyB'>(
  key: K,
  group: string,
): Fields<Readonly<Record<K, PartyFacts>>> => ({
  [`${key}.unitOffice`]: {
    label: `Phòng quản lý giáo dục của ${group}`,
    group,
    value: (facts) => facts[key].unitOffice,
  },
});

const venue: Fields<{ readonly venue: string | null }> = {
  venue: { label: 'Địa điểm', group: 'Buổi lễ', value: ({ venue }) => venue },
};

const copies = (
  kept: (facts: { readonly copies: number }) => number,
): Fields<{ readonly copies: number }> => ({
  copies: { label: 'Số bản', group: 'Văn bản', value: ({ copies }) => countInFiguresAndWords(copies) },
  copiesOfParty: {
    label: 'Số bản mỗi bên giữ',
    group: 'Văn bản',
    value: (facts) => countInFiguresAndWords((facts.copies - kept(facts)) / 2),
  },
});

const validity: Fields<FactsOf<'unit_memorandum'>> = {
  validFrom: {
    label: 'Có hiệu lực từ ngày',
    group: 'Hiệu lực',
    // Most papers hold from their signing on, whose day the hand writes at the top.
    value: ({ validFrom }) => (validFrom === null ? 'ngày ký' : datePhrase(validFrom)),
  },
  validUntil: {
    label: 'Có hiệu lực đến ngày',
    group: 'Hiệu lực',
    value: ({ validUntil, programme }) => datePhrase(validUntil ?? programme.endsOn),
  },
};

const parties = (a: string, b: string) => ({ ...ofParty('partyA', a), ...ofParty('partyB', b) });

const event: Fields<FactsOf<'invitation'> | FactsOf<'minutes'>> = {
  event: { label: 'Tên sự kiện, cuộc họp', group: 'Sự kiện', value: (facts) => facts.event },
  heldOn: { label: 'Ngày tổ chức', group: 'Sự kiện', value: ({ heldOn }) => datePhrase(heldOn) },
  startsAt: {
    label: 'Giờ bắt đầu',
    group: 'Sự kiện',
    value: ({ startsAt }) => timePhrase(startsAt),
  },
  venue: { label: 'Địa điểm', group: 'Sự kiện', value: (facts) => facts.venue },
  'issuer.name': { label: 'Cơ quan ban hành', group: 'Cơ quan', value: ({ issuer }) => issuer.name },
  'issuer.parentBody': {
    label: 'Cơ quan chủ quản',
    group: 'Cơ quan',
    value: ({ issuer }) => issuer.parentBody,
  },
};

const personOf = (label: string, group: string, key: 'chair' | 'secretary'): Fields<FactsOf<'minutes'>> => ({
  [`${key}.name`]: { label: `Họ tên ${label}`, group, value: (facts) => facts[key].name },
  [`${key}.position`]: {
    label: `Chức vụ ${label}`,
    group,
    value: (facts) => facts[key].position,
  },
});

/** The merge fields of each kind's template: the chips that the editor offers, in groups. */
export const FIELDS: { readonly [K in TemplateKind]: Fields<FactsOf<K>> } = {
  memorandum: {
    ...parties('Bên A', 'Bên B'),
    ...unitOffice('partyA', 'Bên A'),
    ...unitOffice('partyB', 'Bên B'),
    ...programme,
    ...venue,
    ...ofPaper,
    ...copies((facts) => (officesKeepCopies(facts) ? 2 : 0)),
    ...ownPages,
    ...validity,
  },
  unit_memorandum: {
    ...parties('Bên A', 'Bên B'),
    ...programme,
    ...venue,
    ...ofPaper,
    ...copies(() => 0),
    ...ownPages,
    ...validity,
  },
  handover: {
    ...parties('Bên giao', 'Bên nhận'),
    ...programme,
    ...venue,
    ...ofPaper,
    ...copies(() => 0),
    ...ownPages,
    itemCount: {
      label: 'Số mặt hàng',
      group: 'Thiết bị',
      value: ({ items }) => countInFiguresAndWords(items.length),
    },
    totalValue: {
      label: 'Tổng giá trị',
      group: 'Thiết bị',
      value: (facts) => {
        const total = totalValue(facts);
        return total === null ? null : `${amount(total)} đồng`;
      },
    },
    totalValueInWords: {
      label: 'Tổng giá trị bằng chữ',
      group: 'Thiết bị',
      value: (facts) => {
        const total = totalValue(facts);
        return total === null ? null : `${capitalised(numberInWords(total))} đồng`;
      },
    },
  },
  invitation: {
    ...programme,
    ...ofPaper,
    ...ownPages,
    ...event,
    chair: { label: 'Chủ trì', group: 'Sự kiện', value: ({ chair }) => chair },
    contact: { label: 'Đầu mối liên hệ', group: 'Phúc đáp', value: ({ contact }) => contact },
    replyBy: { label: 'Phúc đáp trước ngày', group: 'Phúc đáp', value: ({ replyBy }) => datePhrase(replyBy) },
  },
  minutes: {
    ...programme,
    ...ofPaper,
    ...ownPages,
    ...event,
    endsAt: { label: 'Giờ kết thúc', group: 'Sự kiện', value: ({ endsAt }) => timePhrase(endsAt) },
    ...personOf('chủ tọa', 'Chủ tọa, thư ký', 'chair'),
    ...personOf('thư ký', 'Chủ tọa, thư ký', 'secretary'),
    presentCount: {
      label: 'Số người có mặt',
      group: 'Thành phần',
      value: ({ attendees }) => countInFiguresAndWords(attendees.length),
    },
    absentCount: {
      label: 'Số người vắng mặt',
      group: 'Thành phần',
      value: ({ absentees }) => countInFiguresAndWords(absentees.length),
    },
  },
};

/** The chips of a kind, for the list from which they are chosen. */
export function fieldsOf(
  kind: TemplateKind,
): readonly { readonly name: string; readonly label: string; readonly group: string }[] {
  return Object.entries(FIELDS[kind]).map(([name, { label, group }]) => ({ name, label, group }));
}

/** Whether a word in a template of this kind names a merge field. */
export const isFieldName = (kind: TemplateKind, name: string): boolean => Object.hasOwn(FIELDS[kind], name);
