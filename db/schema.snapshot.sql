CREATE TABLE "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null);

CREATE TABLE "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null);

CREATE TABLE folder (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  folder_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('real', 'rehearsal')),
  created_at TEXT NOT NULL
, code_secret TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)),
  ended_on TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
, address TEXT, phone TEXT, email TEXT) STRICT;

CREATE TABLE organisation_name (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  committee TEXT NOT NULL,
  office TEXT NOT NULL,
  office_short TEXT NOT NULL,
  office_symbol TEXT NOT NULL,
  office_head TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from < valid_to),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE place (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE place_name (
  id TEXT PRIMARY KEY,
  place_id TEXT NOT NULL REFERENCES place (id),
  organisation_id TEXT REFERENCES organisation (id),
  kind TEXT,
  code TEXT,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from < valid_to),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE school (
  id TEXT PRIMARY KEY,
  code TEXT,
  level TEXT NOT NULL CHECK (level IN ('mam_non', 'tieu_hoc', 'thcs')),
  phone TEXT,
  email TEXT,
  classes INTEGER CHECK (classes >= 0),
  pupils INTEGER CHECK (pupils >= 0),
  teachers INTEGER CHECK (teachers >= 0),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
, needs_support INTEGER NOT NULL DEFAULT 0 CHECK (needs_support IN (0, 1))) STRICT;

CREATE TABLE school_name (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  symbol TEXT,
  valid_from TEXT,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from < valid_to),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE school_seat (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  place_id TEXT REFERENCES place (id),
  address TEXT,
  valid_from TEXT,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from < valid_to),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE school_unit (
  id TEXT PRIMARY KEY,
  school_id TEXT NOT NULL REFERENCES school (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  valid_from TEXT,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from < valid_to),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE person (
  id TEXT PRIMARY KEY,
  full_name TEXT NOT NULL,
  folded TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE term_of_office (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  school_id TEXT REFERENCES school (id),
  organisation_id TEXT REFERENCES organisation (id),
  role TEXT NOT NULL CHECK (role IN ('head', 'deputy')),
  position TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from < valid_to),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ((school_id IS NULL) <> (organisation_id IS NULL))
) STRICT;

CREATE TABLE programme (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  phase TEXT NOT NULL,
  plan_number TEXT,
  department TEXT NOT NULL,
  legal_bases TEXT NOT NULL CHECK (json_valid(legal_bases)),
  document_symbol TEXT NOT NULL,
  copies INTEGER NOT NULL CHECK (copies > 0),
  place_name TEXT,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL CHECK (starts_on <= ends_on),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
, page_codes INTEGER NOT NULL DEFAULT 1 CHECK (page_codes IN (0, 1))) STRICT;

CREATE TABLE programme_unit (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  position INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE school_pair (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  level TEXT NOT NULL CHECK (level IN ('mam_non', 'tieu_hoc', 'thcs')),
  supporting_school_id TEXT NOT NULL REFERENCES school (id),
  partner_school_id TEXT NOT NULL REFERENCES school (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL CHECK (starts_on <= ends_on),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK (supporting_school_id <> partner_school_id)
) STRICT;

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  byte_size INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE template (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  content TEXT NOT NULL CHECK (json_valid(content)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
, status TEXT NOT NULL DEFAULT 'published' CHECK (status IN ('draft', 'published')), note TEXT) STRICT;

CREATE TABLE indicator (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  unit TEXT NOT NULL,
  counts TEXT NOT NULL,
  committable INTEGER NOT NULL CHECK (committable IN (0, 1)),
  levels TEXT CHECK (levels IS NULL OR json_valid(levels)),
  position INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE activity_kind (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  indicator_code TEXT NOT NULL REFERENCES indicator (code),
  requires TEXT NOT NULL CHECK (json_valid(requires)),
  levels TEXT CHECK (levels IS NULL OR json_valid(levels)),
  position INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE memorandum (
  id TEXT PRIMARY KEY,
  pair_id TEXT REFERENCES school_pair (id),
  template_id TEXT NOT NULL REFERENCES template (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'finalised', 'printed', 'signed', 'filed', 'cancelled')),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
  number TEXT,
  signed_on TEXT,
  copies INTEGER NOT NULL CHECK (copies > 0),
  contents TEXT NOT NULL CHECK (json_valid(contents)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
, kind TEXT NOT NULL DEFAULT 'school' CHECK (kind IN ('school', 'unit')), programme_id TEXT REFERENCES programme (id) NOT NULL, supporting_unit_id TEXT REFERENCES organisation (id), partner_unit_id TEXT REFERENCES organisation (id), renews_id TEXT REFERENCES memorandum (id), starts_on TEXT, ends_on TEXT) STRICT;

CREATE TABLE memorandum_version (
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  version INTEGER NOT NULL CHECK (version > 0),
  template_id TEXT NOT NULL REFERENCES template (id),
  snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  pages INTEGER NOT NULL CHECK (pages > 0),
  finalised_at TEXT NOT NULL,
  printed_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE commitment (
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  indicator_code TEXT NOT NULL REFERENCES indicator (code),
  semester INTEGER NOT NULL CHECK (semester IN (1, 2)),
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  due_on TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE activity (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  kind_code TEXT NOT NULL REFERENCES activity_kind (code),
  status TEXT NOT NULL CHECK (status IN ('planned', 'done')),
  held_on TEXT NOT NULL,
  topic TEXT NOT NULL,
  folded TEXT NOT NULL,
  subject TEXT,
  grade TEXT,
  form TEXT NOT NULL CHECK (form IN ('truc_tiep', 'truc_tuyen')),
  venue TEXT,
  host TEXT,
  manager_turns INTEGER NOT NULL DEFAULT 0 CHECK (manager_turns >= 0),
  teacher_turns INTEGER NOT NULL DEFAULT 0 CHECK (teacher_turns >= 0),
  pupil_turns INTEGER NOT NULL DEFAULT 0 CHECK (pupil_turns >= 0),
  demo_lessons INTEGER NOT NULL DEFAULT 0 CHECK (demo_lessons >= 0),
  materials INTEGER NOT NULL DEFAULT 0 CHECK (materials >= 0),
  evidence TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
, cost INTEGER CHECK (cost >= 0), speakers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(speakers))) STRICT;

CREATE TABLE activity_pair (
  id TEXT PRIMARY KEY,
  activity_id TEXT NOT NULL REFERENCES activity (id),
  pair_id TEXT NOT NULL REFERENCES school_pair (id),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE school_year (
  code TEXT PRIMARY KEY,
  starts_on TEXT NOT NULL,
  semester_1_ends_on TEXT NOT NULL,
  semester_2_starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  note TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK (starts_on < semester_1_ends_on AND semester_1_ends_on < semester_2_starts_on AND semester_2_starts_on < ends_on)
) STRICT;

CREATE TABLE report (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  period TEXT NOT NULL,
  label TEXT NOT NULL,
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  rows INTEGER NOT NULL,
  sent_to TEXT,
  sent_on TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
, form TEXT NOT NULL DEFAULT 'workbook' CHECK (form IN ('workbook', 'narrative', 'department')), pdf_attachment_id TEXT REFERENCES attachment (id), word_attachment_id TEXT REFERENCES attachment (id), journal_sequence INTEGER NOT NULL DEFAULT 0, note TEXT) STRICT;

CREATE TABLE journal (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL,
  payload TEXT CHECK (payload IS NULL OR json_valid(payload)),
  salt TEXT,
  digest TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  CHECK ((payload IS NULL) = (salt IS NULL))
) STRICT;

CREATE INDEX organisation_name_owner ON organisation_name (organisation_id);

CREATE INDEX organisation_name_folded ON organisation_name (folded);

CREATE INDEX place_name_owner ON place_name (place_id);

CREATE INDEX place_name_folded ON place_name (folded);

CREATE UNIQUE INDEX school_code ON school (code) WHERE deleted_at IS NULL AND code IS NOT NULL;

CREATE INDEX school_name_owner ON school_name (school_id);

CREATE INDEX school_name_folded ON school_name (folded);

CREATE INDEX school_seat_owner ON school_seat (school_id);

CREATE INDEX school_unit_owner ON school_unit (school_id);

CREATE INDEX school_unit_organisation ON school_unit (organisation_id);

CREATE INDEX term_of_office_school ON term_of_office (school_id);

CREATE INDEX term_of_office_organisation ON term_of_office (organisation_id);

CREATE UNIQUE INDEX programme_unit_once ON programme_unit (programme_id, organisation_id) WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX school_pair_once ON school_pair (programme_id, supporting_school_id, partner_school_id) WHERE deleted_at IS NULL;

CREATE INDEX school_pair_partner ON school_pair (partner_school_id);

CREATE INDEX school_pair_supporting ON school_pair (supporting_school_id);

CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE UNIQUE INDEX template_version ON template (kind, version);

CREATE INDEX memorandum_pair ON memorandum (pair_id);

CREATE UNIQUE INDEX memorandum_version_once ON memorandum_version (memorandum_id, version);

CREATE UNIQUE INDEX commitment_once ON commitment (memorandum_id, indicator_code, semester) WHERE deleted_at IS NULL;

CREATE INDEX activity_held_on ON activity (programme_id, held_on);

CREATE UNIQUE INDEX activity_pair_once ON activity_pair (activity_id, pair_id) WHERE deleted_at IS NULL;

CREATE INDEX activity_pair_pair ON activity_pair (pair_id);

CREATE TABLE memorandum_representative (
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  side TEXT NOT NULL CHECK (side IN ('a', 'b', 'witness_a', 'witness_b')),
  full_name TEXT,
  position TEXT,
  authority TEXT CHECK (authority IN ('TM.', 'Q.', 'KT.', 'TL.', 'TUQ.')),
  head_post TEXT,
  document TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE memorandum_signer (
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  side TEXT NOT NULL CHECK (side IN ('a', 'b', 'witness_a', 'witness_b')),
  full_name TEXT NOT NULL,
  position TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE signed_copy (
  id TEXT PRIMARY KEY,
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  version INTEGER NOT NULL CHECK (version > 0),
  copy INTEGER NOT NULL CHECK (copy > 0),
  kind TEXT NOT NULL CHECK (kind IN ('scan', 'upload', 'signed_pdf')),
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  pages INTEGER NOT NULL CHECK (pages > 0),
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  note TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE scan_stack (
  id TEXT PRIMARY KEY,
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  pages INTEGER NOT NULL CHECK (pages > 0),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE scan_page (
  id TEXT PRIMARY KEY,
  stack_id TEXT NOT NULL REFERENCES scan_stack (id),
  stack_page INTEGER NOT NULL CHECK (stack_page > 0),
  memorandum_id TEXT REFERENCES memorandum (id),
  version INTEGER,
  page INTEGER,
  rotation INTEGER NOT NULL DEFAULT 0 CHECK (rotation IN (0, 90, 180, 270)),
  status TEXT NOT NULL CHECK (status IN ('filed', 'tray', 'duplicate', 'outdated', 'stranger', 'blank', 'discarded')),
  reason TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE ceremony (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  title TEXT NOT NULL,
  held_on TEXT,
  starts_at TEXT,
  venue TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE ceremony_item (
  id TEXT PRIMARY KEY,
  ceremony_id TEXT NOT NULL REFERENCES ceremony (id),
  position INTEGER NOT NULL,
  starts_at TEXT,
  title TEXT NOT NULL,
  lead TEXT,
  cue TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE ceremony_delegate (
  id TEXT PRIMARY KEY,
  ceremony_id TEXT NOT NULL REFERENCES ceremony (id),
  position INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('a', 'b', 'guest')),
  full_name TEXT NOT NULL,
  post TEXT,
  body TEXT,
  absent INTEGER NOT NULL DEFAULT 0 CHECK (absent IN (0, 1)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE ceremony_entry (
  id TEXT PRIMARY KEY,
  ceremony_id TEXT NOT NULL REFERENCES ceremony (id),
  memorandum_id TEXT NOT NULL REFERENCES memorandum (id),
  position INTEGER NOT NULL,
  absent INTEGER NOT NULL DEFAULT 0 CHECK (absent IN (0, 1)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE document (
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
  issued_at TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE UNIQUE INDEX memorandum_representative_once ON memorandum_representative (memorandum_id, side) WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX memorandum_signer_once ON memorandum_signer (memorandum_id, side) WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX signed_copy_once ON signed_copy (memorandum_id, copy);

CREATE UNIQUE INDEX scan_page_once ON scan_page (stack_id, stack_page);

CREATE INDEX scan_page_memorandum ON scan_page (memorandum_id);

CREATE INDEX ceremony_item_ceremony ON ceremony_item (ceremony_id);

CREATE INDEX ceremony_delegate_ceremony ON ceremony_delegate (ceremony_id);

CREATE INDEX ceremony_entry_ceremony ON ceremony_entry (ceremony_id);

CREATE UNIQUE INDEX ceremony_entry_once ON ceremony_entry (memorandum_id) WHERE deleted_at IS NULL;

CREATE TABLE good_model (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  school_id TEXT NOT NULL REFERENCES school (id),
  title TEXT NOT NULL,
  summary TEXT,
  folded TEXT NOT NULL,
  shared_on TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE good_model_adoption (
  id TEXT PRIMARY KEY,
  good_model_id TEXT NOT NULL REFERENCES good_model (id),
  school_id TEXT NOT NULL REFERENCES school (id),
  adopted_on TEXT,
  note TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  activity_id TEXT REFERENCES activity (id),
  good_model_id TEXT REFERENCES good_model (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'pdf', 'link')),
  caption TEXT,
  attachment_id TEXT REFERENCES attachment (id),
  thumbnail_id TEXT REFERENCES attachment (id),
  url TEXT,
  in_report INTEGER NOT NULL DEFAULT 0 CHECK (in_report IN (0, 1)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ((activity_id IS NULL) <> (good_model_id IS NULL)),
  CHECK ((kind = 'link') = (attachment_id IS NULL) AND (kind = 'link') = (url IS NOT NULL)),
  CHECK (in_report = 0 OR kind = 'photo')
) STRICT;

CREATE TABLE commitment_judgement (
  id TEXT PRIMARY KEY,
  commitment_id TEXT NOT NULL REFERENCES commitment (id),
  school_year TEXT NOT NULL,
  reason TEXT NOT NULL,
  judged_on TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE target (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  indicator_code TEXT NOT NULL REFERENCES indicator (code),
  school_year TEXT NOT NULL,
  semester INTEGER NOT NULL CHECK (semester IN (1, 2)),
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE exam_result (
  id TEXT PRIMARY KEY,
  school_id TEXT REFERENCES school (id),
  school_year TEXT NOT NULL,
  grade9_pupils INTEGER CHECK (grade9_pupils >= 0),
  candidates INTEGER CHECK (candidates >= 0),
  admitted INTEGER CHECK (admitted >= 0),
  literature REAL CHECK (literature BETWEEN 0 AND 10),
  maths REAL CHECK (maths BETWEEN 0 AND 10),
  english REAL CHECK (english BETWEEN 0 AND 10),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK (candidates IS NULL OR admitted IS NULL OR admitted <= candidates)
) STRICT;

CREATE TABLE support_item (
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
  note TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ((giver_school_id IS NULL) <> (giver_name IS NULL)),
  CHECK (giver_school_id IS NULL OR giver_school_id <> receiver_school_id)
) STRICT;

CREATE TABLE difficulty (
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
  folded TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK ((school_id IS NULL) <> (organisation_id IS NULL))
) STRICT;

CREATE TABLE working_group_member (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  position INTEGER NOT NULL,
  full_name TEXT NOT NULL,
  folded TEXT NOT NULL,
  post TEXT,
  body TEXT,
  role TEXT,
  task TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE narrative (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  period TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE department_form (
  id TEXT PRIMARY KEY,
  programme_id TEXT NOT NULL REFERENCES programme (id),
  name TEXT NOT NULL,
  attachment_id TEXT NOT NULL REFERENCES attachment (id),
  bindings TEXT NOT NULL CHECK (json_valid(bindings)),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE organisation_successor (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisation (id),
  successor_id TEXT NOT NULL REFERENCES organisation (id),
  succeeded_on TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT,
  CHECK (organisation_id <> successor_id)
) STRICT;

CREATE INDEX good_model_programme ON good_model (programme_id);

CREATE UNIQUE INDEX good_model_adoption_once ON good_model_adoption (good_model_id, school_id) WHERE deleted_at IS NULL;

CREATE INDEX evidence_activity ON evidence (activity_id);

CREATE INDEX evidence_good_model ON evidence (good_model_id);

CREATE UNIQUE INDEX commitment_judgement_once ON commitment_judgement (commitment_id, school_year) WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX target_once ON target (programme_id, indicator_code, school_year, semester) WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX exam_result_once ON exam_result (school_year, coalesce(school_id, '')) WHERE deleted_at IS NULL;

CREATE INDEX exam_result_school ON exam_result (school_id);

CREATE INDEX support_item_given_on ON support_item (programme_id, given_on);

CREATE INDEX support_item_receiver ON support_item (receiver_school_id);

CREATE INDEX support_item_giver ON support_item (giver_school_id);

CREATE INDEX difficulty_programme ON difficulty (programme_id);

CREATE INDEX working_group_member_programme ON working_group_member (programme_id);

CREATE UNIQUE INDEX narrative_once ON narrative (programme_id, period) WHERE deleted_at IS NULL;

CREATE INDEX department_form_programme ON department_form (programme_id);

CREATE UNIQUE INDEX organisation_successor_once ON organisation_successor (organisation_id, successor_id) WHERE deleted_at IS NULL;

CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  deleted_at TEXT
) STRICT;

CREATE TABLE password (
  user_id TEXT PRIMARY KEY REFERENCES user (id),
  hash TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX user_once ON user (name) WHERE deleted_at IS NULL;

CREATE INDEX journal_command ON journal (command, sequence);

CREATE INDEX journal_actor ON journal (actor, sequence);

CREATE INDEX journal_at ON journal (at, sequence);

CREATE INDEX journal_hash ON journal (hash);

CREATE INDEX journal_removals ON journal (sequence) WHERE instr(payload, '"deleted_at":"') > 0;

CREATE INDEX report_listed ON report (id, deleted_at, form, period, label, rows, sent_to, sent_on, note, created_at,
    attachment_id, pdf_attachment_id, word_attachment_id);

CREATE INDEX activity_tally ON activity (kind_code, held_on, programme_id, status, deleted_at,
    manager_turns, teacher_turns, pupil_turns, demo_lessons, materials, speakers);

CREATE INDEX term_of_office_person ON term_of_office (person_id);
