import type { ReadDb } from '../../../db/read.ts';
import type { Row } from '../../../db/schema.ts';
import type { ActivityForm, REQUIRABLE_FIELDS } from '../../../preload/contract/activities.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import type { Context } from '../context.ts';
import { currentProgramme } from '../programmes/programme.ts';
import { shownDay } from '../text/dates.ts';

type Requirable = (typeof REQUIRABLE_FIELDS)[number];

/** What a kind of activity may ask for: what it is called, and whether a form says it. */
const REQUIRABLE: Readonly<
  Record<Requirable, { readonly name: string; readonly isSaid: (form: ActivityForm) => boolean }>
> = {
  subject: { name: 'môn', isSaid: (form) => form.subject !== null },
  demoLessons: { name: 'số tiết minh họa', isSaid: (form) => form.demoLessons > 0 },
  materials: { name: 'số bộ học liệu', isSaid: (form) => form.materials > 0 },
  cost: { name: 'giá trị hỗ trợ (kinh phí)', isSaid: (form) => (form.cost ?? 0) > 0 },
};

const isRequirable = (field: string): field is Requirable => Object.hasOwn(REQUIRABLE, field);

/** The most of a count that one pair brings to one activity; what goes beyond may be a slip of the keyboard. */
const LIKELY_A_PAIR = {
  managerTurns: { name: 'lượt cán bộ quản lý', most: 50 },
  teacherTurns: { name: 'lượt giáo viên', most: 300 },
  pupilTurns: { name: 'lượt học sinh', most: 3000 },
  demoLessons: { name: 'số tiết minh họa', most: 50 },
  materials: { name: 'số bộ học liệu', most: 500 },
} as const satisfies Partial<Record<keyof ActivityForm, { readonly name: string; readonly most: number }>>;

type Counted = keyof typeof LIKELY_A_PAIR;
const COUNTED = Object.keys(LIKELY_A_PAIR).filter((field): field is Counted =>
  Object.hasOwn(LIKELY_A_PAIR, field),
);

/** A kind as the rules see it. */
export interface Kind {
  readonly code: string;
  readonly name: string;
  readonly requires: readonly string[];
  readonly levels: readonly Level[] | null;
}

/** What an activity is judged by. */
export interface Rulebook {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly programme: Pick<Row<'programme'>, 'id' | 'starts_on' | 'ends_on'>;
  readonly today: string;
}

/** Reads the kinds in use and the programme's days. */
export async function rulebook({
  db,
  today,
}: Pick<Context, 'today'> & { readonly db: ReadDb }): Promise<Rulebook> {
  const rows = await db
    .selectFrom('activity_kind')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('position')
    .execute();
  const kinds = rows.map(
    ({ code, name, requires, levels }): Kind => ({
      code,
      name,
      requires: JSON.parse(requires),
      levels: levels === null ? null : JSON.parse(levels),
    }),
  );
  return {
    kinds: new Map(kinds.map((kind) => [kind.code, kind])),
    programme: await currentProgramme(db),
    today: today(),
  };
}

/** What is wrong with a field of a form, as it follows "chưa hợp lệ ở mục …:". */
export interface Objection {
  readonly field: keyof ActivityForm;
  readonly reason: string;
}

/**
 * Why an activity may not be stored: an unknown kind, what the kind asks for and is missing, a level that the kind
 * is not for, a day outside the programme.
 */
export function objectionsTo(
  form: ActivityForm,
  levels: readonly Level[],
  { kinds, programme }: Rulebook,
): readonly Objection[] {
  const found: Objection[] = [];
  const kind = kinds.get(form.kind);
  if (!kind) found.push({ field: 'kind', reason: 'không có loại hoạt động này' });
  for (const field of kind?.requires.filter(isRequirable) ?? []) {
    if (!REQUIRABLE[field].isSaid(form))
      found.push({ field, reason: `loại “${kind?.name}” cần có ${REQUIRABLE[field].name}` });
  }
  if (kind?.levels && levels.some((level) => !kind.levels?.includes(level)))
    found.push({ field: 'pairIds', reason: `loại “${kind.name}” không dành cho cấp học này` });
  if (form.heldOn < programme.starts_on || form.heldOn > programme.ends_on) {
    const days = `${shownDay(programme.starts_on)} – ${shownDay(programme.ends_on)}`;
    found.push({ field: 'heldOn', reason: `ngày nằm ngoài thời gian của chương trình (${days})` });
  }
  return found;
}

/** A day that has not come yet is no day of what is done. */
export function objectionToDay(form: ActivityForm, { today }: Rulebook): Objection | null {
  if (form.status !== 'done' || form.heldOn <= today) return null;
  return { field: 'heldOn', reason: 'ngày chưa tới nên chưa thể là “đã làm”; hãy ghi là “kế hoạch”' };
}

/** A count beyond what is usual for so many pairs. */
export interface UnlikelyCount {
  readonly field: Counted;
  readonly name: string;
  readonly value: number;
  readonly limit: number;
}

/** Counts of a form that a person should look at again. */
export function unlikelyCounts(form: ActivityForm): readonly UnlikelyCount[] {
  const pairs = new Set(form.pairIds).size;
  return COUNTED.flatMap((field) => {
    const { name, most } = LIKELY_A_PAIR[field];
    const limit = most * pairs;
    return form[field] > limit ? { field, name, value: form[field], limit } : [];
  });
}
