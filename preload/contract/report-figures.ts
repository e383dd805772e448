import { z } from 'zod';
import { memorandumState } from './memoranda.ts';
import type { DeepReadonly } from './procedure.ts';
import { level } from './schools.ts';

const day = z.iso.date();
const count = z.number().int().nonnegative();
const text = z.string();

/** Kinds of reporting period. `khoang` is any range of days. */
export const PERIOD_KINDS = ['hoc_ky_1', 'hoc_ky_2', 'nam_hoc', 'quy', 'nam', 'giai_doan', 'khoang'] as const;

/** A reporting period. Both days are inclusive; `schoolYear` is set for semesters and school years. */
export const reportPeriod = z.object({
  kind: z.enum(PERIOD_KINDS),
  /** What a user types for it: `2023-2024/HK1`, `2024/Q2`, `giai-doan`, `2023-09-05..2024-05-31`. */
  code: z.string(),
  startsOn: day,
  endsOn: day,
  label: text,
  schoolYear: z.string().nullable(),
});
export type ReportPeriod = z.infer<typeof reportPeriod>;

/** By which names and units a report tells: those of the period's last day, or today's, after units were followed by others. */
export const reportMap = z.enum(['then', 'now']);
export type ReportMap = z.infer<typeof reportMap>;

/** Two schools by the names they bore in the period: the supporting one first. */
const pair = z.object({ supporting: text, partner: text });

/** A share and what it is made of never travel apart: `rate` is null when the denominator is 0 or absent. */
const rate = z.number().nullable();

const indicator = z.object({ code: z.string(), name: text, unit: text });

/** Form 01: one indicator, planned and done. `total` is not the sum of levels when something counts in two. */
const summaryRow = indicator.extend({
  plan: z.number().nonnegative().nullable(),
  done: z.object({ mam_non: z.number(), tieu_hoc: z.number(), thcs: z.number(), total: z.number() }),
  rate,
  /** `done.total` of the same period a year before; null where there was no programme yet. */
  previous: z.number().nullable(),
  note: text.nullable(),
});

/** Form 02: one school. `phone` is null throughout unless the report was asked for with phones. */
const schoolRow = z.object({
  unit: text,
  level,
  code: z.string().nullable(),
  name: text,
  communeWhenSigned: text.nullable(),
  communeNow: text.nullable(),
  principal: text.nullable(),
  phone: z.string().nullable(),
  classes: count.nullable(),
  pupils: count.nullable(),
  teachers: count.nullable(),
  role: z.enum(['supporting', 'partner', 'both', 'none']),
});

/** Form 03: one memorandum. */
const memorandumRow = z.object({
  number: z.string().nullable(),
  signedOn: day.nullable(),
  partyA: text,
  partyB: text,
  level,
  signerA: text.nullable(),
  signerB: text.nullable(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
  copies: count,
  state: memorandumState,
});

/** Form 04: one activity; several pairs may share it, it counts once. */
const activityRow = z.object({
  heldOn: day,
  pairs: z.array(pair),
  kind: text,
  topic: text,
  subject: text.nullable(),
  grade: text.nullable(),
  form: z.enum(['truc_tiep', 'truc_tuyen']),
  venue: text.nullable(),
  host: text.nullable(),
  managerTurns: count,
  teacherTurns: count,
  pupilTurns: count,
  demoLessons: count,
  evidence: text.nullable(),
  kindCode: text,
  speakers: z.array(text),
  /** Whole đồng. */
  cost: count.nullable(),
});

/** Form 05: what one pair promised and did for one indicator. A semester outside the period is null. */
const targetCell = z.object({
  plan: count.nullable(),
  semester1: count.nullable(),
  semester2: count.nullable(),
  whole: count,
  rate,
});

/** Form 05: `cells` follow the form's list of indicators, one for one. */
const targetRow = z.object({ pair, level, cells: z.array(targetCell) });

const bySubject = <T extends z.ZodType>(value: T) =>
  z.object({ literature: value, maths: value, english: value });

const means = bySubject(z.number().min(0).max(10).nullable());

/**
 * Form 06: grade 9 and the entrance exam to grade 10 of one lower secondary school. `meetings` are those that
 * the school took part in; means are 0 to 10.
 */
const exam10Row = z.object({
  school: text,
  grade9Pupils: count.nullable(),
  meetings: bySubject(count),
  candidates: count.nullable(),
  admitted: count.nullable(),
  rate,
  means,
  previousRate: rate,
  previousMeans: means,
});

/** What the whole city reached in the same exam, beside the schools of form 06. */
const exam10City = exam10Row.pick({
  candidates: true,
  admitted: true,
  rate: true,
  means: true,
  previousRate: true,
  previousMeans: true,
});

/** Form 07: one piece of support in kind or money; money in whole đồng. */
const supportRow = z.object({
  givenOn: day.nullable(),
  giver: text,
  receiver: text,
  content: text,
  quantity: z.number().nonnegative().nullable(),
  unit: text.nullable(),
  unitPrice: count.nullable(),
  amount: count.nullable(),
  source: text.nullable(),
  handoverPaper: text.nullable(),
  kind: z.enum(['equipment', 'material', 'funding']),
  /** Units of both ends by their names in the period; null for a giver from outside. */
  giverUnit: text.nullable(),
  receiverUnit: text,
  receiverLevel: level,
  /** Within a pair: with its direction or against it; else `other`. */
  direction: z.enum(['to_partner', 'to_supporting', 'other']),
});

/** Form 08: what one unit or school reports. */
const difficultyRow = z.object({
  unit: text,
  advantages: text.nullable(),
  difficulties: text.nullable(),
  proposal: text.nullable(),
  resolver: text.nullable(),
  dueOn: day.nullable(),
  outcome: text.nullable(),
  resolvedOn: day.nullable(),
});

/** A way of working that a school shared in the period, and who took it up. */
const goodModelRow = z.object({
  school: text,
  title: text,
  summary: text.nullable(),
  sharedOn: day,
  adopters: z.array(text),
});

const workingGroupRow = z.object({
  fullName: text,
  post: text.nullable(),
  body: text.nullable(),
  role: text.nullable(),
  task: text.nullable(),
});

/** A photo that a person chose for reports. */
const photoRow = z.object({
  attachmentId: text,
  caption: text.nullable(),
  topic: text,
  heldOn: day,
});

/** One list of codes that the forms use. */
const codeList = z.object({
  title: text,
  items: z.array(z.object({ code: z.string(), name: text, unit: text.nullable() })),
});

const signer = z.object({ post: text, name: text.nullable() });

/** What stands above and below every form. */
const reportHeader = z.object({
  /** The committee above the issuing office, as written in running text: "UBND huyện Thanh Trì". */
  parentBody: text,
  /**
   * The office that issues the report. The units of a programme report together, and the office of the
   * first one issues; the others are named in `units`.
   */
  issuingBody: text,
  units: z.array(text),
  /** Heading of the unit's column: "Huyện" where all units are districts, else a word that fits all. */
  unitHeading: text,
  programmeTitle: text,
  placeName: text,
  generatedOn: day,
  rehearsal: z.boolean(),
  preparedBy: signer,
  head: signer,
});

/** Everything a progress report says, from which screen, workbook, charts and papers all draw. */
export const reportFigures = z.object({
  header: reportHeader,
  period: reportPeriod,
  withPhones: z.boolean(),
  /** Absent: the map of the period. */
  map: reportMap.optional(),
  summary: z.array(summaryRow),
  schools: z.array(schoolRow),
  memoranda: z.array(memorandumRow),
  activities: z.array(activityRow),
  targets: z.object({ indicators: z.array(indicator), rows: z.array(targetRow) }),
  /** Names of the subjects of the exam. */
  exam10Subjects: bySubject(text),
  exam10: z.array(exam10Row),
  /** The school year whose exam the form tells of; null when none falls into the period. */
  exam10Year: text.nullable(),
  exam10City: exam10City.nullable(),
  support: z.array(supportRow),
  difficulties: z.array(difficultyRow),
  goodModels: z.array(goodModelRow),
  workingGroup: z.array(workingGroupRow),
  photos: z.array(photoRow),
  codeLists: z.array(codeList),
});

/** Everything a progress report says, read only. */
export type ReportFigures = DeepReadonly<z.infer<typeof reportFigures>>;
export type SummaryRow = ReportFigures['summary'][number];
export type SchoolRow = ReportFigures['schools'][number];
export type MemorandumRow = ReportFigures['memoranda'][number];
export type ActivityRow = ReportFigures['activities'][number];
export type TargetRow = ReportFigures['targets']['rows'][number];
export type TargetCell = TargetRow['cells'][number];
export type Exam10Row = ReportFigures['exam10'][number];
export type SupportRow = ReportFigures['support'][number];
export type DifficultyRow = ReportFigures['difficulties'][number];
