import { type Kysely, sql } from 'kysely';

const STAMPS = `
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT`;

const CHANGES = [
  'ALTER TABLE school ADD COLUMN needs_support INTEGER NOT NULL DEFAULT 0 CHECK (needs_support IN (0, 1))',

  'ALTER TABLE activity ADD COLUMN cost INTEGER CHECK (cost >= 0)',
  `ALTER TABLE activity ADD COLUMN speakers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(speakers))`,

  `ALTER TABLE report ADD COLUMN form TEXT NOT NULL DEFAULT 'workbook' CHECK (form IN ('workbook', 'narrative', 'department'))`,
  'ALTER TABLE report ADD COLUMN pdf_attachment_id TEXT REFERENCES attachment (id)',
  'ALTER TABLE report ADD COLUMN word_attachment_id TEXT REFERENCES attachment (id)',
  'ALTER TABLE report ADD COLUMN journal_sequence INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE report ADD COLUMN note TEXT',
];

const TABLES = [
  `CREATE TABLE good_model (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  school_id TEXT NOT NULL REFERENCES school (id),
  title TEXT NOT NULL,
  summary TEXT,
  folded TEXT NOT NULL,
  shared_on TEXT NOT NULL,${STAMPS}
) STRICT`,
  `CREATE TABLE good_model_adoption (
  id TEXT PRIMARY KEY,
  good_model_id TEXT NOT NULL REFERENCES good_model (id),
  school_id TEXT NOT NULL REFERENCES school (id),
  adopted_on TEXT,
  note TEXT,${STAMPS}
) STRICT`,
  `CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  activity_id TEXT REFERENCES activity (id),
  good_model_id TEXT REFERENCES good_model (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'pdf', 'link')),
  caption TEXT,
  attachment_id TEXT REFERENCES attachment (id),
  thumbnail_id TEXT REFERENCES attachment (id),
  url TEXT,
  in_report INTEGER NOT NULL DEFAULT 0 CHECK (in_report IN (0, 1)),${STAMPS},
  CHECK ((activity_id IS NULL) <> (good_model_id IS NULL)),
  CHECK ((kind = 'link') = (attachment_id IS NULL) AND (kind = 'link') = (url IS NOT NULL)),
  CHECK (in_report = 0 OR kind = 'photo')
) STRICT`,
  `CREATE TABLE commitment_judgement (
  id TEXT PRIMARY KEY,
  commitment_id TEXT NOT NULL REFERENCES commitment (id),
  school_year TEXT NOT NULL,
  reason TEXT NOT NULL,
  judged_on TEXT NOT NULL,${STAMPS}
) STRICT`,
  `CREATE TABLE target (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  indicator_code TEXT NOT NULL REFERENCES indicator (code),
  school_year TEXT NOT NULL,
  semester INTEGER NOT NULL CHECK (semester IN (1, 2)),
  quantity INTEGER NOT NULL CHECK (quantity >= 0),${STAMPS}
) STRICT`,
  `CREATE TABLE exam_result (
  id TEXT PRIMARY KEY,
  school_id TEXT REFERENCES school (id),
  school_year TEXT NOT NULL,
  grade9_pupils INTEGER CHECK (grade9_pupils >= 0),
  candidates INTEGER CHECK (candidates >= 0),
  admitted INTEGER CHECK (admitted >= 0),
  literature REAL CHECK (literature BETWEEN 0 AND 10),
  maths REAL CHECK (maths BETWEEN 0 AND 10),
  english REAL CHECK (english BETWEEN 0 AND 10),${STAMPS},
  CHECK (candidates IS NULL OR admitted IS NULL OR admitted <= candidates)
) STRICT`,
  `CREATE TABLE support_item (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  status TEXT NOT NULL CHECK (status IN ('planned', 'done')),
  given_on TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('equipment', 'material', 'funding')),
  giver_school_id TEXT REFERENCES school (id),
  giver_name TEXT,
  receiver_school_id TEXT NOT NULL REFERENCES school (id),
  content TEXT NOT NULL,
  folded TEXT NOT NULL,
  quantity REAL CHECK (quantity >= 0),
  unit TEXT,
  unit_price INTEGER CHECK (unit_price >= 0),
  amount INTEGER CHECK (amount >= 0),
  source TEXT,
  document_id TEXT REFERENCES document (id),
  handover_paper TEXT,
  activity_id TEXT REFERENCES activity (id),
  note TEXT,${STAMPS},
  CHECK ((giver_school_id IS NULL) <> (giver_name IS NULL)),
  CHECK (giver_school_id IS NULL OR giver_school_id <> receiver_school_id)
) STRICT`,
  `CREATE TABLE difficulty (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  school_id TEXT REFERENCES school (id),
  organisation_id TEXT REFERENCES organisation (id),
  raised_on TEXT NOT NULL,
  advantages TEXT,
  difficulty TEXT NOT NULL,
  proposal TEXT,
  resolver TEXT,
  due_on TEXT,
  outcome TEXT,
  resolved_on TEXT,
  folded TEXT NOT NULL,${STAMPS},
  CHECK ((school_id IS NULL) <> (organisation_id IS NULL))
) STRICT`,
  `CREATE TABLE working_group_member (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  position INTEGER NOT NULL,
  full_name TEXT NOT NULL,
  folded TEXT NOT NULL,
  post TEXT,
  body TEXT,
  role TEXT,
  task TEXT,${STAMPS}
) STRICT`,
  `CREATE TABLE narrative (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  period TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),${STAMPS}
) STRICT`,
  `CREATE TABLE department_form (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  name TEXT NOT NULL,
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  bindings TEXT NOT NULL CHECK (json_valid(bindings)),${STAMPS}
) STRICT`,
  `CREATE TABLE organisation_successor (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  successor_id TEXT NOT NULL REFERENCES organisation (id),
  succeeded_on TEXT NOT NULL,${STAMPS},
  CHECK (organisation_id <> successor_id)
) STRICT`,
];

const INDEXES = [
  'CREATE INDEX good_model_programme ON good_model (programme_id)',
  'CREATE UNIQUE INDEX good_model_adoption_once ON good_model_adoption (good_model_id, school_id) WHERE deleted_at IS NULL',
  'CREATE INDEX evidence_activity ON evidence (activity_id)',
  'CREATE INDEX evidence_good_model ON evidence (good_model_id)',
  'CREATE UNIQUE INDEX commitment_judgement_once ON commitment_judgement (commitment_id, school_year) WHERE deleted_at IS NULL',
  'CREATE UNIQUE INDEX target_once ON target (programme_id, indicator_code, school_year, semester) WHERE deleted_at IS NULL',
  // The city has a row of its own beside those of its schools, and it is one a year, too.
  `CREATE UNIQUE INDEX exam_result_once ON exam_result (school_year, coalesce(school_id, '')) WHERE deleted_at IS NULL`,
  'CREATE INDEX exam_result_school ON exam_result (school_id)',
  'CREATE INDEX support_item_given_on ON support_item (programme_id, given_on)',
  'CREATE INDEX support_item_receiver ON support_item (receiver_school_id)',
  'CREATE INDEX support_item_giver ON support_item (giver_school_id)',
  'CREATE INDEX difficulty_programme ON difficulty (programme_id)',
  'CREATE INDEX working_group_member_programme ON working_group_member (programme_id)',
  'CREATE UNIQUE INDEX narrative_once ON narrative (programme_id, period) WHERE deleted_at IS NULL',
  'CREATE INDEX department_form_programme ON department_form (programme_id)',
  'CREATE UNIQUE INDEX organisation_successor_once ON organisation_successor (organisation_id, successor_id) WHERE deleted_at IS NULL',
];

/** What is followed up after the signing: evidence, promises, exam results, support, difficulties, reports as sent. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of [...CHANGES, ...TABLES, ...INDEXES]) await sql.raw(statement).execute(db);
}
