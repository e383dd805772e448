import { type Kysely, sql } from 'kysely';

const STAMPS = `
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT`;

/** Whom a hand signs for: the two parties, and the witness beside each. */
const SIDE = `side TEXT NOT NULL CHECK (side IN ('a', 'b', 'witness_a', 'witness_b'))`;

const CHANGES = [
  // The codes on printed pages are proved with a secret that each folder makes for itself.
  `ALTER TABLE folder ADD COLUMN code_secret TEXT NOT NULL DEFAULT ''`,
  'UPDATE folder SET code_secret = lower(hex(randomblob(32)))',
  'ALTER TABLE organisation ADD COLUMN address TEXT',
  'ALTER TABLE organisation ADD COLUMN phone TEXT',
  'ALTER TABLE organisation ADD COLUMN email TEXT',
  'ALTER TABLE programme ADD COLUMN page_codes INTEGER NOT NULL DEFAULT 1 CHECK (page_codes IN (0, 1))',

  `ALTER TABLE template ADD COLUMN status TEXT NOT NULL DEFAULT 'published' CHECK (status IN ('draft', 'published'))`,
  'ALTER TABLE template ADD COLUMN note TEXT',

  // Two offices sign a paper of their own beside those of their schools: it belongs to no pair.
  'ALTER TABLE memorandum ALTER COLUMN pair_id DROP NOT NULL',
  `ALTER TABLE memorandum ADD COLUMN kind TEXT NOT NULL DEFAULT 'school' CHECK (kind IN ('school', 'unit'))`,
  'ALTER TABLE memorandum ADD COLUMN programme_id TEXT REFERENCES programme (id)',
  'UPDATE memorandum SET programme_id = (SELECT programme_id FROM school_pair WHERE school_pair.id = memorandum.pair_id)',
  'ALTER TABLE memorandum ALTER COLUMN programme_id SET NOT NULL',
  'ALTER TABLE memorandum ADD COLUMN supporting_unit_id TEXT REFERENCES organisation (id)',
  'ALTER TABLE memorandum ADD COLUMN partner_unit_id TEXT REFERENCES organisation (id)',
  'ALTER TABLE memorandum ADD COLUMN renews_id TEXT REFERENCES memorandum (id)',
  'ALTER TABLE memorandum ADD COLUMN starts_on TEXT',
  'ALTER TABLE memorandum ADD COLUMN ends_on TEXT',
];

const TABLES = [
  `CREATE TABLE memorandum_representative (
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  ${SIDE},
  full_name TEXT,
  position TEXT,
  authority TEXT CHECK (authority IN ('TM.', 'Q.', 'KT.', 'TL.', 'TUQ.')),
  head_post TEXT,
  document TEXT,${STAMPS}
) STRICT`,
  `CREATE TABLE memorandum_signer (
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  ${SIDE},
  full_name TEXT NOT NULL,
  position TEXT,${STAMPS}
) STRICT`,
  `CREATE TABLE signed_copy (
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  version INTEGER NOT NULL CHECK (version > 0),
  copy INTEGER NOT NULL CHECK (copy > 0),
  kind TEXT NOT NULL CHECK (kind IN ('scan', 'upload', 'signed_pdf')),
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  pages INTEGER NOT NULL CHECK (pages > 0),
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  note TEXT,${STAMPS}
) STRICT`,
  `CREATE TABLE scan_stack (
  id TEXT PRIMARY KEY,
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  pages INTEGER NOT NULL CHECK (pages > 0),${STAMPS}
) STRICT`,
  `CREATE TABLE scan_page (
  id TEXT PRIMARY KEY,
  stack_id TEXT NOT NULL REFERENCES scan_stack (id),
  stack_page INTEGER NOT NULL CHECK (stack_page > 0),
  memorandum_id TEXT REFERENCES memorandum (id),
  version INTEGER,
  page INTEGER,
  rotation INTEGER NOT NULL DEFAULT 0 CHECK (rotation IN (0, 90, 180, 270)),
  status TEXT NOT NULL CHECK (status IN ('filed', 'tray', 'duplicate', 'outdated', 'stranger', 'blank', 'discarded')),
  reason TEXT,${STAMPS}
) STRICT`,
  `CREATE TABLE ceremony (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  title TEXT NOT NULL,
  held_on TEXT,
  starts_at TEXT,
  venue TEXT,${STAMPS}
) STRICT`,
  `CREATE TABLE ceremony_item (
  id TEXT PRIMARY KEY,
  ceremony_id TEXT NOT NULL REFERENCES ceremony (id),
  position INTEGER NOT NULL,
  starts_at TEXT,
  title TEXT NOT NULL,
  lead TEXT,
  cue TEXT,${STAMPS}
) STRICT`,
  `CREATE TABLE ceremony_delegate (
  id TEXT PRIMARY KEY,
  ceremony_id TEXT NOT NULL REFERENCES ceremony (id),
  position INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('a', 'b', 'guest')),
  full_name TEXT NOT NULL,
  post TEXT,
  body TEXT,
  absent INTEGER NOT NULL DEFAULT 0 CHECK (absent IN (0, 1)),${STAMPS}
) STRICT`,
  `CREATE TABLE ceremony_entry (
  id TEXT PRIMARY KEY,
  ceremony_id TEXT NOT NULL REFERENCES ceremony (id),
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  position INTEGER NOT NULL,
  absent INTEGER NOT NULL DEFAULT 0 CHECK (absent IN (0, 1)),${STAMPS}
) STRICT`,
  `CREATE TABLE document (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  template_id TEXT NOT NULL REFERENCES template (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  folded TEXT NOT NULL,
  form TEXT NOT NULL CHECK (json_valid(form)),
  pair_id TEXT REFERENCES school_pair (id),
  ceremony_id TEXT REFERENCES ceremony (id),
  attachment_id TEXT REFERENCES attachment (id),
  pages INTEGER,
  issued_at TEXT,${STAMPS}
) STRICT`,
];

const INDEXES = [
  'CREATE UNIQUE INDEX memorandum_representative_once ON memorandum_representative (memorandum_id, side) WHERE deleted_at IS NULL',
  'CREATE UNIQUE INDEX memorandum_signer_once ON memorandum_signer (memorandum_id, side) WHERE deleted_at IS NULL',
  'CREATE UNIQUE INDEX signed_copy_once ON signed_copy (memorandum_id, copy)',
  'CREATE UNIQUE INDEX scan_page_once ON scan_page (stack_id, stack_page)',
  'CREATE INDEX scan_page_memorandum ON scan_page (memorandum_id)',
  'CREATE INDEX ceremony_item_ceremony ON ceremony_item (ceremony_id)',
  'CREATE INDEX ceremony_delegate_ceremony ON ceremony_delegate (ceremony_id)',
  'CREATE INDEX ceremony_entry_ceremony ON ceremony_entry (ceremony_id)',
  'CREATE UNIQUE INDEX ceremony_entry_once ON ceremony_entry (memorandum_id) WHERE deleted_at IS NULL',
];

/** Every programme had one ceremony in its own row: now it has one beside it, with its memoranda in the order of their pairs. */
const MOVED = [
  `INSERT INTO ceremony (id, programme_id, title, held_on, starts_at, venue, created_at, updated_at)
   SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-8' ||
     substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
     id, 'Lễ ký kết biên bản ghi nhớ', ceremony_on, NULL, venue, created_at, updated_at FROM programme`,
  `INSERT INTO ceremony_entry (id, ceremony_id, memorandum_id, position, created_at, updated_at)
   SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-7' || substr(hex(randomblob(2)), 2) || '-8' ||
     substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
     c.id, m.id, row_number() OVER (PARTITION BY c.id ORDER BY m.pair_id), m.created_at, m.updated_at
   FROM memorandum AS m JOIN ceremony AS c ON c.programme_id = m.programme_id
   WHERE m.deleted_at IS NULL AND m.state <> 'cancelled'`,
  'ALTER TABLE programme DROP COLUMN venue',
  'ALTER TABLE programme DROP COLUMN ceremony_on',
];

/** What happens to a memorandum on the day of the ceremony and after: signers, signed copies, scans, documents around it. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of [...CHANGES, ...TABLES, ...INDEXES, ...MOVED]) await sql.raw(statement).execute(db);
}
