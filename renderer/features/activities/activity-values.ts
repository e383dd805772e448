import { type Activity, type ActivityKind, activityForm } from '../../../preload/contract/activities.ts';
import type { Pair } from '../../../preload/contract/pairs.ts';
import type { Level } from '../../../preload/contract/schools.ts';
import { errorsBy } from '../../components/validation.ts';
import { today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

/** What an activity counts, in the order of the forms. */
export const TURNS = ['managerTurns', 'teacherTurns', 'pupilTurns', 'demoLessons', 'materials'] as const;

const TEXTS = ['topic', 'subject', 'grade', 'venue', 'host', 'evidence'] as const;

type Turn = (typeof TURNS)[number];
type Text = (typeof TEXTS)[number];

/** What the fields hold: the contract's form with '' where nothing is filled in. */
export type ActivityValues = Record<Text, string> &
  Record<Turn | 'cost', number | ''> & {
    kind: string;
    status: string;
    heldOn: string;
    form: string;
    /** One a line. */
    speakers: string;
    pairIds: string[];
  };

/** A new activity of today, or an old one to be edited. */
export function activityValues(activity: Activity | null): ActivityValues {
  return {
    kind: activity?.kind ?? '',
    status: activity?.status ?? 'done',
    heldOn: activity?.heldOn ?? today(),
    form: activity?.form ?? 'truc_tiep',
    topic: activity?.topic ?? '',
    subject: activity?.subject ?? '',
    grade: activity?.grade ?? '',
    venue: activity?.venue ?? '',
    host: activity?.host ?? '',
    evidence: activity?.evidence ?? '',
    managerTurns: activity?.managerTurns ?? '',
    teacherTurns: activity?.teacherTurns ?? '',
    pupilTurns: activity?.pupilTurns ?? '',
    demoLessons: activity?.demoLessons ?? '',
    materials: activity?.materials ?? '',
    cost: activity?.cost ?? '',
    speakers: activity?.speakers.join('\n') ?? '',
    pairIds: activity?.pairs.map((pair) => pair.id) ?? [],
  };
}

/** Counts of none are left to be typed. */
function withoutZeros(values: ActivityValues): ActivityValues {
  const counts = TURNS.map((name) => [name, values[name] || ''] as const);
  return { ...values, ...Object.fromEntries(counts) };
}

/** A new activity like another one. What proves that one and what it cost is its own. */
export const copiedValues = (activity: Activity): ActivityValues => ({
  ...withoutZeros(activityValues(activity)),
  status: 'done',
  evidence: '',
  cost: '',
});

/** A plan that was carried out, on its day or, where that is still to come, today. */
export const doneValues = (plan: Activity): ActivityValues => ({
  ...withoutZeros(activityValues(plan)),
  status: 'done',
  heldOn: isPlanned(plan.heldOn) ? today() : plan.heldOn,
});

/** What stays for the next activity once one is logged: it is often of the same day, kind and pairs. */
export const nextValues = ({ heldOn, kind, pairIds }: ActivityValues): ActivityValues => ({
  ...activityValues(null),
  heldOn,
  kind,
  pairIds,
});

/** A day to come can only be a plan. */
export const isPlanned = (heldOn: string, now = today()): boolean => heldOn > now;

/** The activity that was logged last: keys grow with time. */
export const lastLogged = (activities: readonly Activity[]): Activity | undefined =>
  activities.reduce<Activity | undefined>(
    (last, activity) => (last === undefined || activity.id > last.id ? activity : last),
    undefined,
  );

/** The form as the contract wants it; an empty number is none, an empty cost unknown. */
export const toActivityForm = (values: ActivityValues) => ({
  ...values,
  managerTurns: values.managerTurns || 0,
  teacherTurns: values.teacherTurns || 0,
  pupilTurns: values.pupilTurns || 0,
  demoLessons: values.demoLessons || 0,
  materials: values.materials || 0,
  cost: values.cost === '' ? null : values.cost,
  speakers: values.speakers.split('\n').filter((line) => line.trim() !== ''),
});

/** What is wrong, by field: the contract's rules, and what the chosen kind of activity asks for. */
export function activityErrors(
  values: ActivityValues,
  kinds: readonly ActivityKind[],
): Record<string, string> {
  const errors = errorsBy(activityForm, toActivityForm(values));
  if (values.kind === '') errors.kind = vi.validation.choose;
  if (values.pairIds.length === 0) errors.pairIds = vi.validation.choose;
  const kind = kinds.find((candidate) => candidate.code === values.kind);
  const given: Readonly<Record<string, unknown>> = values;
  for (const field of kind?.requires ?? []) {
    if (!given[field]) errors[field] ??= vi.validation.requiredByKind(kind?.name ?? '');
  }
  return errors;
}

/** Kinds that an activity of these levels can be. */
export function kindsFor(kinds: readonly ActivityKind[], levels: readonly string[]): readonly ActivityKind[] {
  return kinds.filter(
    (kind) => kind.levels === null || levels.every((level) => kind.levels?.some((of) => of === level)),
  );
}

const WHOLE_LEVEL = 'level:';

/** Stands for all pairs of a level in a list of choices. */
export const wholeLevel = (level: Level): string => `${WHOLE_LEVEL}${level}`;

/** What was chosen among pairs and whole levels, as pairs. */
export function chosenPairs(chosen: readonly string[], pairs: readonly Pair[]): string[] {
  const ids = chosen.flatMap((value) =>
    value.startsWith(WHOLE_LEVEL)
      ? pairs.flatMap(({ id, level }) => (id !== null && wholeLevel(level) === value ? [id] : []))
      : [value],
  );
  return [...new Set(ids)];
}

const KIND_OF_SCHOOL = /(^|[–-] )Trường (?:Mầm non|MN|Tiểu học|TH|Trung học cơ sở|THCS) /giu;

/** A pair's name without the words that its level says already: "Ánh Dương – Khát Vọng". */
export const shortPairName = (name: string): string => name.replace(KIND_OF_SCHOOL, '$1');
