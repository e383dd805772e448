import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { SchoolYear } from '../../../preload/contract/calendar.ts';
import type { Task } from '../../../preload/contract/overview.ts';
import type { BackupState } from '../backups/keep.ts';
import { ceremoniesOfProgramme } from '../ceremonies/ceremonies.ts';
import type { PlaceWarning } from '../files/place-warning.ts';
import { isSigned } from '../gaps/expiring.ts';
import type { CountedMemorandum } from '../memoranda/counted.ts';
import { dueDayOf } from '../reports/indicators.ts';
import { addDays, daysBetween, parsePeriod, phaseOf, semesterPeriod } from '../reports/periods.ts';
import { WAITING as WAITING_PAGES } from '../scans/tray.ts';
import { localDay, shownDay } from '../text/dates.ts';

/** So long before its day a ceremony is spoken of, and so long before it everything about it is urgent. */
const CEREMONY_DAYS = 30;
const CEREMONY_WEEK = 7;

/** A task, with the day that it is about. */
interface Dated extends Task {
  readonly on?: string;
}

/** What the overview knows when it asks what is to be done. */
export interface TaskSources {
  readonly db: ReadDb;
  readonly programme: Row<'programme'>;
  readonly today: string;
  readonly calendar: readonly SchoolYear[];
  readonly units: readonly { readonly id: string; readonly confirmed: 0 | 1 }[];
  readonly memoranda: readonly CountedMemorandum[];
  readonly schools: number;
  /** Of the schools whose head is unknown. */
  readonly headless: readonly string[];
  readonly unpaired: number;
  readonly pairsWithoutPaper: number;
  readonly activitiesDone: number;
  readonly backup: BackupCare;
}

/** What is known of the safety of the data. */
export interface BackupCare {
  readonly rehearsal: boolean;
  readonly state: BackupState;
  /** Whether anything has changed since the last backup. */
  readonly changed: boolean;
  readonly place: PlaceWarning | null;
}

/** What the office has to do: the most urgent first, then what is nearest to its day. */
export async function tasksOf(sources: TaskSources): Promise<Task[]> {
  const { today } = sources;
  const ceremonies = await ceremonyDays(sources);
  const tasks: Dated[] = [
    ...preparation(sources),
    ...principals(sources),
    ...ceremonies.flatMap((ceremony) => ofCeremony(ceremony, today)),
    ...papers(sources, ceremonies),
    ...(await scans(sources)),
    ...(await report(sources)),
    ...safety(sources),
  ];
  const rank = ({ severity }: Task) => ['error', 'warning', 'info'].indexOf(severity);
  const distance = ({ on }: Dated) => (on ? Math.abs(daysBetween(today, on)) : Number.MAX_SAFE_INTEGER);
  return tasks
    .filter(({ count }) => count > 0)
    .sort((left, right) => rank(left) - rank(right) || distance(left) - distance(right))
    .map(({ on: _, ...task }) => task);
}

/** 1.234 */
const shown = (count: number): string => count.toLocaleString('vi-VN');

/** What stands before any paper: schools, units, pairs. */
function preparation(sources: TaskSources): Dated[] {
  const { schools, unpaired, pairsWithoutPaper, units, memoranda, activitiesDone } = sources;
  const unconfirmed = units.filter(({ confirmed }) => confirmed === 0);
  return [
    {
      code: 'NO_SCHOOLS',
      severity: 'info',
      count: schools === 0 ? 1 : 0,
      text: 'Chưa có trường nào. Nhập danh sách từ Excel hoặc thêm trường đầu tiên.',
      action: { label: 'Nhập từ Excel', screen: 'schools', params: { import: '1' } },
    },
    {
      code: 'UNITS_UNCONFIRMED',
      severity: 'warning',
      count: unconfirmed.length,
      text: `${shown(unconfirmed.length)} đơn vị chưa được xác nhận tên cơ quan.`,
      action: { label: 'Xác nhận tên', screen: 'settings', params: { unit: unconfirmed[0]?.id ?? '' } },
    },
    {
      code: 'UNPAIRED',
      severity: 'warning',
      count: unpaired,
      text: `${shown(unpaired)} trường chưa có cặp kết nghĩa.`,
      action: { label: 'Ghép cặp', screen: 'pairs', params: {} },
    },
    {
      code: 'NO_MEMORANDUM',
      severity: 'warning',
      count: pairsWithoutPaper,
      text: `${shown(pairsWithoutPaper)} cặp chưa có biên bản.`,
      action: { label: 'Soạn biên bản', screen: 'memoranda', params: { state: 'all' } },
    },
    {
      code: 'NO_ACTIVITIES',
      severity: 'info',
      count: activitiesDone === 0 && memoranda.some(isSigned) ? 1 : 0,
      text: 'Biên bản đã ký mà chưa ghi hoạt động nào của các cặp trường.',
      action: { label: 'Ghi hoạt động', screen: 'activities', params: { id: 'new' } },
    },
  ];
}

/** Nobody can sign for a school whose head is unknown. */
function principals({ headless }: TaskSources): Dated[] {
  return [
    {
      code: 'NO_PRINCIPAL',
      severity: 'warning',
      count: headless.length,
      text: `${shown(headless.length)} trường chưa có tên người đứng đầu.`,
      action: {
        label: 'Điền tên',
        screen: 'schools',
        params:
          headless.length === 1 ? { id: headless[0] ?? '', field: 'principal' } : { lacks: 'principal' },
      },
    },
  ];
}

/** A ceremony with those of its memoranda that are to be signed at it and are not yet. */
interface CeremonyDay {
  readonly id: string;
  readonly heldOn: string | null;
  readonly venue: string | null;
  readonly drafts: readonly CountedMemorandum[];
  readonly unsigned: readonly CountedMemorandum[];
}

const isDraft = ({ row }: CountedMemorandum) => row.state === 'draft';
const isUnsigned = ({ row }: CountedMemorandum) => row.state === 'finalised' || row.state === 'printed';

async function ceremonyDays({ db, programme, memoranda }: TaskSources): Promise<CeremonyDay[]> {
  const entries = await db
    .selectFrom('ceremony_entry')
    .where('deleted_at', 'is', null)
    .where('absent', '=', 0)
    .select(['ceremony_id', 'memorandum_id'])
    .execute();
  const known = new Map(memoranda.map((memorandum) => [memorandum.row.id, memorandum]));
  const byCeremony = Map.groupBy(entries, ({ ceremony_id }) => ceremony_id);
  return (await ceremoniesOfProgramme(db, programme.id)).map(({ id, held_on, venue }) => {
    const own = (byCeremony.get(id) ?? []).flatMap(({ memorandum_id }) => known.get(memorandum_id) ?? []);
    return { id, heldOn: held_on, venue, drafts: own.filter(isDraft), unsigned: own.filter(isUnsigned) };
  });
}

/** What a ceremony still needs, or left behind. */
function ofCeremony({ id, heldOn, venue, drafts, unsigned }: CeremonyDay, today: string): Dated[] {
  if (drafts.length + unsigned.length === 0) return [];
  if (heldOn === null) {
    const missing = venue === null ? 'ngày và địa điểm' : 'ngày';
    return [
      {
        code: 'CEREMONY_DAY',
        severity: 'info',
        count: 1,
        text: `Lễ ký kết chưa có ${missing}.`,
        action: { label: 'Chọn ngày', screen: 'ceremonies', params: { id, field: 'heldOn' } },
      },
    ];
  }
  const days = daysBetween(today, heldOn);
  if (days > CEREMONY_DAYS) return [];
  if (days >= 0) {
    const near = days <= CEREMONY_WEEK;
    const when =
      days === 0 ? 'Lễ ký kết diễn ra hôm nay' : `Còn ${days} ngày đến lễ ký kết (${shownDay(heldOn)})`;
    return [
      {
        code: 'CEREMONY_SOON',
        severity: venue === null ? (near ? 'error' : 'warning') : near ? 'warning' : 'info',
        count: 1,
        text: `${when}${venue === null ? ', chưa có địa điểm' : ''}.`,
        action: {
          label: 'Chuẩn bị lễ',
          screen: 'ceremonies',
          params: { id, ...(venue === null ? { field: 'venue' } : {}) },
        },
        on: heldOn,
      },
    ];
  }
  const past = `Lễ ký kết ngày ${shownDay(heldOn)} đã qua ${shown(-days)} ngày`;
  return [
    {
      code: 'UNSIGNED_LATE',
      severity: 'warning',
      count: unsigned.length,
      text: `${past}, ${shown(unsigned.length)} biên bản chưa ghi là đã ký.`,
      action: { label: 'Ghi số và ngày', screen: 'memoranda', params: { view: 'record' } },
      on: heldOn,
    },
    {
      code: 'DRAFTS_LATE',
      severity: 'warning',
      count: drafts.length,
      text: `${past}, ${shown(drafts.length)} biên bản vẫn còn là bản nháp.`,
      action: { label: 'Chốt biên bản', screen: 'memoranda', params: { state: 'draft' } },
      on: heldOn,
    },
  ];
}

/** What each state of a memorandum waits for, but for what a ceremony has left behind. */
function papers({ memoranda, programme, today }: TaskSources, ceremonies: readonly CeremonyDay[]): Dated[] {
  const late = new Set(
    ceremonies
      .filter(({ heldOn }) => heldOn !== null && heldOn < today)
      .flatMap(({ drafts, unsigned }) => [...drafts, ...unsigned]),
  );
  const open = memoranda.filter((memorandum) => !late.has(memorandum));
  const inState = (state: CountedMemorandum['row']['state']) =>
    open.filter(({ row }) => row.state === state).length;
  const upcoming = ceremonies
    .flatMap(({ heldOn, drafts }) => (heldOn !== null && heldOn >= today && drafts.length > 0 ? heldOn : []))
    .sort()[0];
  const expired = memoranda.filter(
    (memorandum) => isSigned(memorandum) && memorandum.renewedById === null && memorandum.expiresOn < today,
  ).length;
  const [drafts, finalised, printed, signed] = [
    inState('draft'),
    inState('finalised'),
    inState('printed'),
    inState('signed'),
  ];
  return [
    {
      code: 'DRAFTS',
      severity: upcoming && upcoming <= addDays(today, CEREMONY_WEEK) ? 'warning' : 'info',
      count: drafts,
      text: `${shown(drafts)} biên bản còn là bản nháp.`,
      action: { label: 'Chốt biên bản', screen: 'memoranda', params: { state: 'draft' } },
      ...(upcoming ? { on: upcoming } : {}),
    },
    {
      code: 'UNPRINTED',
      severity: 'info',
      count: finalised,
      text: `${shown(finalised)} biên bản đã chốt, chờ in và ký.`,
      action: { label: 'In', screen: 'memoranda', params: { state: 'finalised' } },
    },
    {
      code: 'UNSIGNED',
      severity: 'info',
      count: printed,
      text: `${shown(printed)} biên bản đã in, chờ ký.`,
      action: { label: 'Ghi số và ngày', screen: 'memoranda', params: { view: 'record' } },
    },
    {
      code: 'UNFILED',
      severity: 'info',
      count: signed,
      text: `${shown(signed)} biên bản đã ký, chưa lưu đủ bản ký.`,
      action: { label: 'Nộp bản quét', screen: 'memoranda', params: { view: 'scans' } },
    },
    {
      code: 'EXPIRED',
      severity: 'warning',
      // After the programme nothing is left to be renewed for.
      count: today <= programme.ends_on ? expired : 0,
      text: `${shown(expired)} biên bản đã hết hạn, chưa được gia hạn.`,
      action: { label: 'Gia hạn', screen: 'memoranda', params: { state: 'all', expiry: 'expired' } },
    },
  ];
}

async function scans({ db }: TaskSources): Promise<Dated[]> {
  const { pages } = await db
    .selectFrom('scan_page')
    .where('status', 'in', WAITING_PAGES)
    .where('deleted_at', 'is', null)
    .select(({ fn }) => fn.countAll<number>().as('pages'))
    .executeTakeFirstOrThrow();
  return [
    {
      code: 'SCANS_WAITING',
      severity: 'info',
      count: pages,
      text: `${shown(pages)} trang quét chờ xếp vào biên bản.`,
      action: { label: 'Xếp trang', screen: 'memoranda', params: { view: 'scans', part: 'tray' } },
    },
  ];
}

/** From so many days on a backup is old, and the copy in the second place. */
const OLD_DAYS = 7;

const PLACES: Record<PlaceWarning, string> = {
  NETWORK_FOLDER: 'Dữ liệu nằm trên ổ mạng, dễ hỏng khi mất kết nối. Nên chuyển về ổ của máy này.',
  SYNCED_FOLDER:
    'Dữ liệu nằm trong thư mục đồng bộ đám mây, dễ hỏng khi đồng bộ. Nên chuyển ra thư mục khác của máy này.',
};

/** Backups that are missing, old or no good, and a folder that others write to. A rehearsal needs no care. */
function safety({ backup: { rehearsal, state, changed, place }, today, schools }: TaskSources): Dated[] {
  if (rehearsal) return [];
  const { last, second } = state;
  const daysSince = (instant: string) => daysBetween(localDay(new Date(instant)), today);
  const age = last ? daysSince(last.createdAt) : 0;
  const isRed = last !== null && last.problems.length > 0;
  const copyAge = last?.copiedAt ? daysSince(last.copiedAt) : OLD_DAYS;
  const action = { label: 'Sao lưu', screen: 'settings', params: { section: 'backups' } } as const;
  return [
    {
      code: 'BACKUP_RED',
      severity: 'error',
      count: isRed ? 1 : 0,
      text: 'Bản sao lưu gần nhất không khôi phục được. Hãy xem lỗi và sao lưu lại.',
      action: { ...action, label: 'Xem lỗi' },
    },
    {
      code: 'NO_BACKUP',
      severity: 'info',
      count: last === null && schools > 0 ? 1 : 0,
      text: 'Chưa có bản sao lưu nào.',
      action,
    },
    {
      code: 'BACKUP_OLD',
      severity: 'warning',
      count: !isRed && changed && age >= OLD_DAYS ? 1 : 0,
      text: `Bản sao lưu gần nhất đã ${shown(age)} ngày.`,
      action,
    },
    {
      code: 'BACKUP_NOT_COPIED',
      severity: 'info',
      count: last !== null && second !== null && copyAge >= OLD_DAYS ? 1 : 0,
      text: 'Bản sao lưu chưa được chép sang nơi thứ hai trong tuần này. Hãy cắm ổ USB rồi sao lưu.',
      action,
    },
    {
      code: place ?? 'NETWORK_FOLDER',
      severity: 'warning',
      count: place === null ? 0 : 1,
      text: place === null ? '' : PLACES[place],
      action: { ...action, label: 'Xem chỗ để', params: { section: 'about' } },
    },
  ];
}

/** The last semester that is over, or the whole phase after its end, when nothing was reported since. */
async function report(sources: TaskSources): Promise<Dated[]> {
  const { db } = sources;
  const ended = lastEnded(sources);
  if (!ended || (await firstDay(sources)) > ended.on) return [];
  const newest = await db
    .selectFrom('report')
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .select(['label', 'created_at', 'sent_on'])
    .executeTakeFirst();
  const { label, code, on } = ended;
  return [
    {
      code: 'REPORT_DUE',
      severity: 'warning',
      count: newest && newest.created_at.slice(0, 10) >= on ? 0 : 1,
      text: `${label} đã kết thúc ngày ${shownDay(on)}, từ đó chưa xuất báo cáo nào.`,
      action: { label: 'Lập báo cáo', screen: 'reports', params: { period: code } },
      on,
    },
    {
      code: 'REPORT_UNSENT',
      severity: 'info',
      count: newest && newest.sent_on === null ? 1 : 0,
      text: `Báo cáo ${newest?.label} chưa ghi ngày gửi.`,
      action: { label: 'Ghi ngày gửi', screen: 'reports', params: { tab: 'sent' } },
    },
  ];
}

/** The first day that there is anything to report of. */
async function firstDay({ db, programme, memoranda, today }: TaskSources): Promise<string> {
  const { held } = await db
    .selectFrom('activity')
    .where('programme_id', '=', programme.id)
    .where('status', '=', 'done')
    .where('deleted_at', 'is', null)
    .select(({ fn }) => fn.min('held_on').as('held'))
    .executeTakeFirstOrThrow();
  const signed = memoranda.filter(isSigned).map(({ row }) => row.signed_on);
  return [held, ...signed].filter((day) => day !== null).sort()[0] ?? today;
}

function lastEnded({ calendar, programme, today }: TaskSources) {
  if (today > programme.ends_on) {
    const { label, code } = parsePeriod('giai-doan', calendar, phaseOf(programme));
    return { label, code, on: programme.ends_on };
  }
  const semesters = calendar.flatMap((year) =>
    ([1, 2] as const).map((semester) => ({ year, semester, on: dueDayOf(year, semester) })),
  );
  const last = semesters
    .filter(({ on }) => on >= programme.starts_on && on < today)
    .sort((left, right) => left.on.localeCompare(right.on))
    .at(-1);
  if (!last) return null;
  const { label, code } = semesterPeriod(last.year.code, last.semester, calendar);
  return { label, code, on: last.on };
}
