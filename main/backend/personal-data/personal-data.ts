import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { WriteDb } from '../../../db/read.ts';
import { fold } from '../../../db/text.ts';
import { personalDataProcedures } from '../../../preload/contract/personal-data.ts';
import type { OutputOf } from '../../../preload/contract/types.ts';
import { backupFolder, listBackups, readState } from '../backups/keep.ts';
import type { Handlers, JobContext } from '../context.ts';
import { AppError } from '../errors.ts';
import type { PersonalRecordInput } from '../workbooks/personal-record-workbook.ts';
import { keyColumn, PERSONAL } from './catalogue.ts';
import { type Matcher, matcherOf } from './matcher.ts';
import { type PlannedChange, planDeed, writtenBy } from './plan.ts';
import { type Place, pastOf, type Survey, survey } from './survey.ts';
import { excerpt, textsIn } from './texts.ts';

/** Which data are kept and what for. */
export type Purposes = OutputOf<'personalData.purposes'>;

/** Reads `personal-data.json` of the resources. */
export async function loadPurposes(resourcesDir: string): Promise<Purposes> {
  const file = path.join(resourcesDir, 'personal-data.json');
  return personalDataProcedures['personalData.purposes'].output.parse(
    JSON.parse(await readFile(file, 'utf8')),
  );
}

const ACT_NAMES = {
  correct: 'Sửa cho đúng',
  deleteContacts: 'Xóa điện thoại, thư điện tử',
  anonymise: 'Ẩn danh',
} as const;

const labelOf = ({ table }: Place, column: string): string => PERSONAL[table]?.columns[column]?.[0] ?? column;

/** A value as a person reads it: of JSON only the texts that say it. */
function shown(place: Place, column: string, value: string, matcher: Matcher): string {
  if (PERSONAL[place.table]?.columns[column]?.[1] !== 'json') return excerpt(value, matcher);
  return textsIn(JSON.parse(value))
    .filter((text) => matcher.standsIn(text))
    .map((text) => excerpt(text, matcher))
    .join(' · ');
}

const placeFields = (place: Place, matcher: Matcher) =>
  place.columns
    .filter((column) => place.row[column])
    .map((column) => ({
      label: labelOf(place, column),
      text: shown(place, column, `${place.row[column]}`, matcher),
    }));

const toFound = (place: Place, matcher: Matcher) => ({
  table: place.table,
  id: place.id,
  group: place.group,
  title: place.title,
  removed: place.removed,
  contact: place.contact,
  fields: placeFields(place, matcher),
});

/** Writes what was planned; a search key follows the text that it is made of. */
async function applyChanges(
  db: WriteDb,
  changes: readonly PlannedChange[],
  { matcher }: Survey,
  by: string,
  at: string,
): Promise<void> {
  for (const { place, values } of changes) {
    const { table, row } = place;
    const all = {
      ...values,
      ...(typeof row.folded === 'string' && { folded: matcher.replaceIn(row.folded, fold(by)) }),
      ...('updated_at' in row && { updated_at: at }),
    };
    const assignments = Object.entries(all).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    await sql`UPDATE ${sql.table(table)} SET ${sql.join(assignments)} WHERE ${sql.ref(keyColumn(table))} = ${place.id}`.execute(
      db,
    );
  }
}

/** What is held of a person, and what was done, as a workbook for that person. */
async function makeRecord(
  context: JobContext,
  text: string,
  { places, frozen, matcher }: Pick<Survey, 'places' | 'frozen' | 'matcher'>,
  deed: PersonalRecordInput['deed'],
) {
  const { resources, workers, signal, today, files } = context;
  const bytes = await workers.run(
    'personalRecord',
    {
      about: text,
      createdOn: today(),
      purposes: await loadPurposes(resources.dir),
      places: places.map((place) => toFound(place, matcher)),
      frozen,
      deed,
    },
    signal,
  );
  return files.hold('Phiếu dữ liệu cá nhân.xlsx', bytes);
}

export const personalDataHandlers: Handlers<
  | 'personalData.purposes'
  | 'personalData.find'
  | 'personalData.preview'
  | 'personalData.apply'
  | 'personalData.export'
> = {
  async 'personalData.purposes'({ resources }) {
    return loadPurposes(resources.dir);
  },

  async 'personalData.find'({ db, today, dataDir }, { text }) {
    const found = await survey(db, text, today());
    const { second } = await readState(dataDir);
    const backups = [
      ...(await listBackups(backupFolder(dataDir), 'own')),
      ...(second === null ? [] : await listBackups(second, 'second')),
    ];
    return {
      sought: found.matcher.sought,
      places: found.places.map((place) => toFound(place, found.matcher)),
      frozen: found.frozen,
      journal: { rows: found.mentions.length, past: pastOf(found).length },
      backups: backups.map(({ name, createdAt }) => ({ name, createdAt })),
    };
  },

  async 'personalData.preview'({ db, today }, deed) {
    const { found, changes, journalRows } = await planDeed(db, deed, today());
    return {
      changes: changes.map(({ place, values }) => ({
        table: place.table,
        id: place.id,
        group: place.group,
        title: place.title,
        fields: Object.entries(values).map(([column, value]) => ({
          label: labelOf(place, column),
          before: shown(place, column, `${place.row[column]}`, found.matcher),
          after:
            value === null ? null : shown(place, column, value, matcherOf(writtenBy(deed, found.matcher))),
        })),
      })),
      journalRows: journalRows.length,
    };
  },

  async 'personalData.apply'(context, { requestedBy, requestedOn, reason, ...deed }) {
    const { progress, today, now, wipe } = context;
    const said = `Theo yêu cầu của ${requestedBy}, ngày ${requestedOn.split('-').reverse().join('/')}: ${reason}`;
    // The journal keeps the reason for good.
    if (matcherOf(deed.text).standsIn(said)) throw new AppError('REASON_NAMES_PERSON');
    progress('Tìm và thay thế', 0, 3);
    const plan = await context.write(async ({ db, note, forget }) => {
      const planned = await planDeed(db, deed, today());
      const { found, changes, journalRows } = planned;
      if (changes.length === 0 && journalRows.length === 0) throw new AppError('NOTHING_TO_CHANGE');
      await applyChanges(db, changes, found, writtenBy(deed, found.matcher), now());
      note(`${ACT_NAMES[deed.act]}: ${changes.length} nơi, ${journalRows.length} dòng nhật ký. ${said}`);
      forget(journalRows);
      return planned;
    });
    progress('Xóa dấu vết trong tệp dữ liệu', 1, 3);
    await wipe();
    progress('Lập phiếu', 2, 3);
    const { found, changes, journalRows } = plan;
    const record = await makeRecord(
      context,
      deed.text,
      { ...found, places: changes.map(({ place }) => place) },
      {
        act: ACT_NAMES[deed.act],
        requestedBy,
        requestedOn,
        reason,
        doneOn: today(),
        journalRows: journalRows.length,
      },
    );
    return { places: changes.length, journalRows: journalRows.length, record };
  },

  async 'personalData.export'(context, { text, places }) {
    const found = await survey(context.db, text, context.today());
    const ticked = new Set(places.map(({ table, id }) => `${table}|${id}`));
    const chosen = found.places.filter(({ table, id }) => ticked.has(`${table}|${id}`));
    return makeRecord(context, text, { ...found, places: chosen }, null);
  },
};
