import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  // Rows of the journal that put something into the bin; the condition is that of the query, word by word.
  `CREATE INDEX journal_removals ON journal (sequence) WHERE instr(payload, '"deleted_at":"') > 0`,
  // All that a list of reports shows: in the table it stands behind figures of megabytes.
  `CREATE INDEX report_listed ON report (id, deleted_at, form, period, label, rows, sent_to, sent_on, note, created_at,
    attachment_id, pdf_attachment_id, word_attachment_id)`,
];

/** What the bin and the list of reports look for, without reading everything that was ever written. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
