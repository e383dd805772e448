import { fold } from '../../../../db/text.ts';
import type { ActivityForm } from '../../../../preload/contract/activities.ts';
import type { Fault } from '../../../../preload/contract/errors.ts';
import type { Level } from '../../../../preload/contract/schools.ts';
import type { OutputOf } from '../../../../preload/contract/types.ts';
import type { CommandContext, Handlers, JobContext, QueryContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { listPairs } from '../../pairs/pairs.ts';
import { createFindings, type Findings } from '../../tables/row-messages.ts';
import { capitalised } from '../../text/capitals.ts';
import { createActivity, NOTHING_SAID, storedForms, updateActivity } from '../activities.ts';
import {
  type Kind,
  objectionsTo,
  objectionToDay,
  type Rulebook,
  rulebook,
  unlikelyCounts,
} from '../rules.ts';
import type { ActivityField } from './columns.ts';
import { pairNames } from './pair-names.ts';
import type { ActivityListResult, ActivityListRow } from './parse.ts';

type ListEncoding = 'auto' | 'utf8' | 'tcvn3' | 'vni';

/** An activity as it is stored. */
interface Stored {
  readonly id: string;
  readonly form: ActivityForm;
}

/** What a list would do with one row. */
interface PlannedRow {
  readonly row: ActivityListRow;
  readonly kind: Kind;
  /** The stored activity that the row means. */
  readonly stored: Stored | null;
  readonly form: ActivityForm;
  readonly change: 'new' | 'changed' | 'known';
}

interface Plan {
  readonly programmeId: string;
  readonly rows: readonly PlannedRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly pairs: ReadonlyMap<string, { readonly name: string; readonly level: Level }>;
}

/** Columns of the fields that the rules speak of. */
const PLACES: Readonly<Partial<Record<keyof ActivityForm, ActivityField>>> = { pairIds: 'pairs' };

/** The same activity: same day, kind, topic and pairs. */
const identityOf = ({ heldOn, kind, topic, pairIds }: ActivityForm): string =>
  [heldOn, kind, fold(topic), ...[...pairIds].sort()].join('\u0000');

const isSame = (left: ActivityForm, right: ActivityForm): boolean =>
  Object.keys(left).every((field) => {
    const [one, other] = [left, right].map((form) => form[field as keyof ActivityForm]);
    return field === 'pairIds' || JSON.stringify(one) === JSON.stringify(other);
  });

/**
 * Lays a list beside what is stored. What the list leaves empty stays as it is stored; what is stored already and
 * does not change is not judged again.
 */
async function plan(
  context: Pick<QueryContext, 'db' | 'resources' | 'today'>,
  rows: readonly ActivityListRow[],
): Promise<Plan> {
  const { db, resources, today } = context;
  const rules = await rulebook(context);
  const pairs = new Map(
    (await listPairs(db, rules.programme.id, today())).map((pair) => [
      pair.id,
      { name: `${pair.supporting_name} – ${pair.partner_name}`, level: pair.level },
    ]),
  );
  const findPairs = await pairNames(db, rules.programme.id);
  const stored = await storedForms(db, rules.programme.id);
  const waiting = Map.groupBy(stored, ({ form }) => identityOf(form));
  const findSubject = subjectFinder(resources.catalogue.subjects, stored);
  const kinds = new Map(
    [...rules.kinds.values()].flatMap((kind) => [
      [fold(kind.name), kind],
      [kind.code, kind],
    ]),
  );
  const findings = createFindings();
  const first = new Map<string, number>();

  const planRow = (row: ActivityListRow): PlannedRow | null => {
    const kind = kinds.get(fold(row.kind)) ?? kinds.get(row.kind);
    if (!kind) findings.fault('ACTIVITY_KIND_UNKNOWN', row.places.kind, { value: row.kind });
    const meant = findPairs(row.pairs);
    if ('unknown' in meant) findings.fault('PAIR_UNKNOWN', row.places.pairs, { value: meant.unknown });
    else if ('ambiguous' in meant)
      findings.fault('PAIR_AMBIGUOUS', row.places.pairs, { value: row.pairs, count: meant.count });
    const subject = findSubject(row, kind, findings);
    if (!kind || !('pairIds' in meant)) return null;

    const said = {
      ...row.values,
      ...(subject === undefined ? {} : { subject }),
      kind: kind.code,
      heldOn: row.heldOn,
      topic: row.topic,
      pairIds: [...meant.pairIds],
    };
    // Two meetings on one day may be called the same: each row means one of them, best one that it says nothing new of.
    const identity = identityOf({ ...NOTHING_SAID, ...said });
    const candidates = waiting.get(identity) ?? [];
    const match = candidates.find(({ form }) => isSame(form, { ...form, ...said })) ?? candidates[0] ?? null;
    if (match)
      waiting.set(
        identity,
        candidates.filter((candidate) => candidate !== match),
      );
    const earlier = first.get(identity);
    if (!match && earlier !== undefined)
      findings.fault('DUPLICATE_ACTIVITY', row.places.topic, { first: earlier, row: row.row });
    first.set(identity, earlier ?? row.row);

    const unsaid = match?.form ?? { ...NOTHING_SAID, status: row.heldOn > rules.today ? 'planned' : 'done' };
    const form: ActivityForm = { ...unsaid, ...said };
    const change = match === null ? 'new' : isSame(match.form, form) ? 'known' : 'changed';
    if (change !== 'known') {
      const levels = meant.pairIds.flatMap((id) => pairs.get(id)?.level ?? []);
      judge(form, levels, rules, row, findings);
    }
    return { row, kind, stored: match, form, change };
  };
  const planned = rows.flatMap((row) => planRow(row) ?? []);
  return {
    programmeId: rules.programme.id,
    rows: planned,
    faults: findings.faults(),
    warnings: findings.warnings(),
    pairs,
  };
}

function judge(
  form: ActivityForm,
  levels: readonly Level[],
  rules: Rulebook,
  { places }: ActivityListRow,
  findings: Findings,
): void {
  const placeOf = (field: keyof ActivityForm) => places[PLACES[field] ?? (field as ActivityField)];
  const early = objectionToDay(form, rules);
  for (const { field, reason } of [...objectionsTo(form, levels, rules), ...(early ? [early] : [])])
    findings.fault('VALUE_REFUSED', placeOf(field), { reason });
  for (const { field, name, value, limit } of unlikelyCounts(form))
    findings.warn('FIGURE_UNLIKELY', placeOf(field), {
      label: capitalised(name),
      value: value.toLocaleString('vi-VN'),
      limit: limit.toLocaleString('vi-VN'),
    });
}

/** Subjects as they are called elsewhere; where a kind asks for one, a name that nobody knows is a slip. */
function subjectFinder(shipped: readonly string[], stored: readonly Stored[]) {
  const known = new Map(
    [...stored.flatMap(({ form }) => form.subject ?? []), ...shipped].map((subject) => [
      fold(subject),
      subject,
    ]),
  );
  return (
    { values, places }: ActivityListRow,
    kind: Kind | undefined,
    findings: Findings,
  ): string | null | undefined => {
    const { subject } = values;
    if (!subject) return subject;
    const meant = known.get(fold(subject)) ?? known.get(fold(SHORT[fold(subject)] ?? ''));
    if (!meant && kind?.requires.includes('subject'))
      findings.fault('SUBJECT_UNKNOWN', places.subject, { value: subject, known: shipped.join(', ') });
    return meant ?? subject;
  };
}

/** Subjects as teachers shorten them. */
const SHORT: Readonly<Record<string, string>> = {
  van: 'Ngữ văn',
  anh: 'Tiếng Anh',
  'ngoai ngu': 'Tiếng Anh',
};

function summaryOf({ rows, warnings }: Plan, list: ActivityListResult) {
  const count = (change: PlannedRow['change']) => rows.filter((row) => row.change === change).length;
  return {
    created: count('new'),
    updated: count('changed'),
    unchanged: count('known'),
    warnings: [...list.warnings, ...warnings].sort(byRow),
  };
}

const byRow = (left: Fault, right: Fault): number => (left.row ?? 0) - (right.row ?? 0);

async function store(context: CommandContext, { programmeId, rows }: Plan): Promise<void> {
  for (const { stored, form, change } of rows) {
    if (change === 'known') continue;
    if (stored) await updateActivity(context, stored.id, form);
    else await createActivity(context, programmeId, form);
  }
}

async function readList(
  context: JobContext,
  fileId: string,
  encoding: ListEncoding,
): Promise<ActivityListResult> {
  context.progress('Đọc tệp', 0, 0);
  const { bytes, fileName } = await context.files.read(context.db, fileId);
  return context.workers.run('activityList', { bytes, fileName, encoding }, context.signal);
}

export const activityImportHandlers: Handlers<'activities.previewImport' | 'activities.import'> = {
  async 'activities.previewImport'(context, { fileId, encoding }) {
    const list = await readList(context, fileId, encoding);
    const planned = await plan(context, list.rows);
    return {
      ...summaryOf(planned, list),
      faults: [...list.faults, ...planned.faults].sort(byRow),
      rows: planned.rows.map((row) => toRow(row, planned)),
      unknownColumns: list.unknownColumns,
    };
  },

  async 'activities.import'(context, { fileId, encoding, dryRun }) {
    const list = await readList(context, fileId, encoding);
    const judged = (planned: Plan) => {
      const errors = [...list.faults, ...planned.faults].sort(byRow);
      if (errors.length > 0)
        throw new AppError('INVALID_ROWS', { count: errors.length, errors, warnings: list.warnings });
      return summaryOf(planned, list);
    };
    if (dryRun) return judged(await plan(context, list.rows));
    context.progress('Ghi hoạt động', 0, 0);
    // Planned inside the transaction, so that nothing can come between judging and storing.
    return context.write(async (command) => {
      const planned = await plan(command, list.rows);
      const summary = judged(planned);
      await store(command, planned);
      return summary;
    });
  },
};

const toRow = (
  { row, kind, form, change }: PlannedRow,
  { pairs }: Plan,
): OutputOf<'activities.previewImport'>['rows'][number] => ({
  row: row.row,
  change,
  heldOn: form.heldOn,
  pairs: form.pairIds.flatMap((id) => pairs.get(id)?.name ?? []),
  kind: kind.name,
  topic: form.topic,
});
