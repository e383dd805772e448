import type { ColumnType, Insertable, Selectable, Updateable } from 'kysely';

/** Stamps that every row carries; `deleted_at` set means: in the bin. Instants are ISO UTC. */
interface Stamps {
  created_at: string;
  updated_at: string;
  deleted_at: string | null;
}

/** Half-open validity in days (`YYYY-MM-DD`): from the first day on, up to but without `valid_to`. */
interface Validity {
  valid_from: string | null;
  valid_to: string | null;
}

/** Level of a school. */
export type Level = 'mam_non' | 'tieu_hoc' | 'thcs';

/** State of a memorandum, in the order of its life; `cancelled` can follow each. */
export type MemorandumState = 'draft' | 'finalised' | 'printed' | 'signed' | 'filed' | 'cancelled';

/** The one row that says what this data folder is. */
export interface FolderTable {
  id: 1;
  folder_id: string;
  kind: 'real' | 'rehearsal';
  created_at: string;
  /** Proves the codes on printed pages; hex of 32 random bytes. */
  code_secret: string;
}

export interface SettingTable {
  key: string;
  /** JSON. */
  value: string;
  updated_at: string;
}

/** A managing unit: a district, a commune, a department. Its names are dated. */
export interface OrganisationTable extends Stamps {
  id: string;
  /** A kind of `resources/unit-kinds.json`. */
  kind: string;
  /** 0 while its names were only made from the patterns and no person has confirmed them. */
  confirmed: 0 | 1;
  ended_on: string | null;
  /** Of its education office, as printed on the offices' own papers. */
  address: ColumnType<string | null, string | null | undefined, string | null>;
  phone: ColumnType<string | null, string | null | undefined, string | null>;
  email: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface OrganisationNameTable extends Stamps, Validity {
  id: string;
  organisation_id: string;
  name: string;
  folded: string;
  committee: string;
  office: string;
  office_short: string;
  office_symbol: string;
  office_head: string;
}

/** A place on the map (a commune); its name, kind and official code are dated. */
export interface PlaceTable extends Stamps {
  id: string;
}

export interface PlaceNameTable extends Stamps, Validity {
  id: string;
  place_id: string;
  /** The managing unit that the place lay in. */
  organisation_id: string | null;
  kind: string | null;
  code: string | null;
  name: string;
  folded: string;
}

/** A school's identity; names, seat and managing unit are dated beside it. */
export interface SchoolTable extends Stamps {
  id: string;
  code: string | null;
  level: Level;
  phone: string | null;
  email: string | null;
  classes: number | null;
  pupils: number | null;
  teachers: number | null;
  /** 1: a school in difficulty, which support goes to first. */
  needs_support: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>;
}

export interface SchoolNameTable extends Stamps, Validity {
  id: string;
  school_id: string;
  name: string;
  folded: string;
  /** Abbreviation in document symbols, set by the head of the school. */
  symbol: string | null;
}

export interface SchoolSeatTable extends Stamps, Validity {
  id: string;
  school_id: string;
  place_id: string | null;
  address: string | null;
}

export interface SchoolUnitTable extends Stamps, Validity {
  id: string;
  school_id: string;
  organisation_id: string;
}

export interface PersonTable extends Stamps {
  id: string;
  full_name: string;
  folded: string;
}

/** A person holding a post in a school or an organisation, for a time. */
export interface TermOfOfficeTable extends Stamps, Validity {
  id: string;
  person_id: string;
  school_id: string | null;
  organisation_id: string | null;
  role: 'head' | 'deputy';
  /** The post as it is printed: "Hiệu trưởng", "Phó Hiệu trưởng phụ trách". */
  position: string;
}

export interface ProgrammeTable extends Stamps {
  id: string;
  title: string;
  phase: string;
  plan_number: string | null;
  department: string;
  /** JSON list of texts. */
  legal_bases: string;
  document_symbol: string;
  copies: number;
  place_name: string | null;
  starts_on: string;
  ends_on: string;
  /** 1: printed pages carry a code by which their scans are filed. */
  page_codes: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>;
}

export interface ProgrammeUnitTable extends Stamps {
  id: string;
  programme_id: string;
  organisation_id: string;
  position: number;
}

export interface SchoolPairTable extends Stamps {
  id: string;
  programme_id: string;
  level: Level;
  supporting_school_id: string;
  partner_school_id: string;
  starts_on: string;
  ends_on: string;
}

/** A file beside the database, addressed by its content. */
export interface AttachmentTable extends Stamps {
  id: string;
  sha256: string;
  file_name: string;
  media_type: string;
  byte_size: number;
}

export interface TemplateTable extends Stamps {
  id: string;
  kind: string;
  version: number;
  /** JSON. */
  content: string;
  /** A draft is still edited and words no paper; a published one is never changed. */
  status: ColumnType<'draft' | 'published', 'draft' | 'published' | undefined, 'draft' | 'published'>;
  /** What its author says about the version. */
  note: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface IndicatorTable extends Stamps {
  code: string;
  name: string;
  unit: string;
  /** What of an activity is added up: `activities` or one of its counts; `pairs_signed` counts pairs. */
  counts: string;
  committable: 0 | 1;
  /** JSON list of levels, or NULL for all. */
  levels: string | null;
  position: number;
}

export interface ActivityKindTable extends Stamps {
  code: string;
  name: string;
  indicator_code: string;
  /** JSON list of fields that this kind needs. */
  requires: string;
  levels: string | null;
  position: number;
}

/** Whom a hand signs for: the two parties, and the witness beside each. */
export type Side = 'a' | 'b' | 'witness_a' | 'witness_b';

export interface MemorandumTable extends Stamps {
  id: string;
  programme_id: string;
  /** `school`: of a pair of schools; `unit`: of two managing units. */
  kind: 'school' | 'unit';
  /** Set for `school`. */
  pair_id: string | null;
  /** Set for `unit`, as is `partner_unit_id`. */
  supporting_unit_id: string | null;
  partner_unit_id: string | null;
  /** The memorandum that it continues. */
  renews_id: string | null;
  /** First and last day of its validity; NULL: from signing, to the end of the programme. */
  starts_on: string | null;
  ends_on: string | null;
  template_id: string;
  state: MemorandumState;
  version: number;
  number: string | null;
  signed_on: string | null;
  copies: number;
  /** JSON list of the codes of the template's contents that the parties agreed on. */
  contents: string;
}

/** A finalised version: what was said and the file that was made; never changed afterwards. */
export interface MemorandumVersionTable extends Stamps {
  id: string;
  memorandum_id: string;
  version: number;
  template_id: string;
  /** JSON of the facts. */
  snapshot: string;
  attachment_id: string;
  pages: number;
  finalised_at: string;
  printed_at: string | null;
}

/** Who is printed as signing, where it is not the head in office on the day. */
export interface MemorandumRepresentativeTable extends Stamps {
  id: string;
  memorandum_id: string;
  side: Side;
  full_name: string | null;
  position: string | null;
  /** The prefix by which one signs for another: Nghị định 30/2020/NĐ-CP, Phụ lục I. */
  authority: 'TM.' | 'Q.' | 'KT.' | 'TL.' | 'TUQ.' | null;
  head_post: string | null;
  document: string | null;
}

/** Who did sign, as recorded afterwards. */
export interface MemorandumSignerTable extends Stamps {
  id: string;
  memorandum_id: string;
  side: Side;
  full_name: string;
  position: string | null;
}

/** A signed copy of a version; copies are added, never replaced. */
export interface SignedCopyTable extends Stamps {
  id: string;
  memorandum_id: string;
  version: number;
  copy: number;
  kind: 'scan' | 'upload' | 'signed_pdf';
  attachment_id: string;
  pages: number;
  complete: 0 | 1;
  note: string | null;
}

/** A stack of scanned pages as it came from the scanner. */
export interface ScanStackTable extends Stamps {
  id: string;
  attachment_id: string;
  pages: number;
}

export interface ScanPageTable extends Stamps {
  id: string;
  stack_id: string;
  stack_page: number;
  memorandum_id: string | null;
  version: number | null;
  page: number | null;
  /** Clockwise turn in degrees that brings it upright. */
  rotation: 0 | 90 | 180 | 270;
  status: 'filed' | 'tray' | 'duplicate' | 'outdated' | 'stranger' | 'blank' | 'discarded';
  reason: string | null;
}

export interface CeremonyTable extends Stamps {
  id: string;
  programme_id: string;
  title: string;
  held_on: string | null;
  /** "08:30". */
  starts_at: string | null;
  venue: string | null;
}

/** A point of the agenda. */
export interface CeremonyItemTable extends Stamps {
  id: string;
  ceremony_id: string;
  position: number;
  starts_at: string | null;
  title: string;
  lead: string | null;
  /** What the speaker says. */
  cue: string | null;
}

export interface CeremonyDelegateTable extends Stamps {
  id: string;
  ceremony_id: string;
  position: number;
  side: 'a' | 'b' | 'guest';
  full_name: string;
  post: string | null;
  body: string | null;
  absent: 0 | 1;
}

/** A memorandum in the running order of a ceremony. */
export interface CeremonyEntryTable extends Stamps {
  id: string;
  ceremony_id: string;
  memorandum_id: string;
  position: number;
  absent: 0 | 1;
}

/** A document around a memorandum: handover, invitation, minutes. Issued, its file is frozen. */
export interface DocumentTable extends Stamps {
  id: string;
  programme_id: string;
  template_id: string;
  kind: string;
  title: string;
  folded: string;
  /** JSON of what a person filled in. */
  form: string;
  pair_id: string | null;
  ceremony_id: string | null;
  attachment_id: string | null;
  pages: number | null;
  issued_at: string | null;
}

export interface CommitmentTable extends Stamps {
  id: string;
  memorandum_id: string;
  indicator_code: string;
  semester: 1 | 2;
  quantity: number;
  due_on: string | null;
}

export interface ActivityTable extends Stamps {
  id: string;
  programme_id: string;
  kind_code: string;
  status: 'planned' | 'done';
  held_on: string;
  topic: string;
  folded: string;
  subject: string | null;
  grade: string | null;
  form: 'truc_tiep' | 'truc_tuyen';
  venue: string | null;
  host: string | null;
  manager_turns: number;
  teacher_turns: number;
  pupil_turns: number;
  demo_lessons: number;
  materials: number;
  /** What proves it, in words; files and links are in `evidence`. */
  evidence: string | null;
  /** Whole đồng. */
  cost: ColumnType<number | null, number | null | undefined, number | null>;
  /** JSON list of texts: reporters and core teachers, one a text. */
  speakers: ColumnType<string, string | undefined, string>;
}

export interface ActivityPairTable extends Stamps {
  id: string;
  activity_id: string;
  pair_id: string;
}

/** A school year; all days inclusive. */
export interface SchoolYearTable extends Stamps {
  code: string;
  starts_on: string;
  semester_1_ends_on: string;
  semester_2_starts_on: string;
  ends_on: string;
  note: string | null;
}

export interface ReportTable extends Stamps {
  id: string;
  programme_id: string;
  period: string;
  label: string;
  /** JSON of the figures that were exported. */
  figures: string;
  attachment_id: string;
  rows: number;
  sent_to: string | null;
  sent_on: string | null;
  /** What its file is: our workbook, the report in words, or the department's own form. */
  form: ColumnType<
    'workbook' | 'narrative' | 'department',
    'workbook' | 'narrative' | 'department' | undefined,
    never
  >;
  pdf_attachment_id: ColumnType<string | null, string | null | undefined, string | null>;
  word_attachment_id: ColumnType<string | null, string | null | undefined, string | null>;
  /** The newest row of the journal when its figures were read: what comes later was not in it. */
  journal_sequence: ColumnType<number, number | undefined, number>;
  note: ColumnType<string | null, string | null | undefined, string | null>;
}

/** A way of working that a school shares, and others may take up. */
export interface GoodModelTable extends Stamps {
  id: string;
  programme_id: string;
  school_id: string;
  title: string;
  summary: string | null;
  folded: string;
  shared_on: string;
}

export interface GoodModelAdoptionTable extends Stamps {
  id: string;
  good_model_id: string;
  school_id: string;
  adopted_on: string | null;
  note: string | null;
}

/** A photo, a PDF or a link that shows an activity or a good model; it belongs to exactly one of them. */
export interface EvidenceTable extends Stamps {
  id: string;
  activity_id: string | null;
  good_model_id: string | null;
  position: number;
  kind: 'photo' | 'pdf' | 'link';
  caption: string | null;
  attachment_id: string | null;
  thumbnail_id: string | null;
  url: string | null;
  /** 1: a person has chosen the photo for reports; it may show children. */
  in_report: ColumnType<0 | 1, 0 | 1 | undefined, 0 | 1>;
}

/** A promise of one semester that is judged unmet, and why. */
export interface CommitmentJudgementTable extends Stamps {
  id: string;
  commitment_id: string;
  /** "2023-2024". */
  school_year: string;
  reason: string;
  judged_on: string;
}

/** The programme's own plan for an indicator that memoranda don't promise. */
export interface TargetTable extends Stamps {
  id: string;
  programme_id: string;
  indicator_code: string;
  school_year: string;
  semester: 1 | 2;
  quantity: number;
}

/** The entrance exam to grade 10 of one school in the summer that ends a school year; without school: the city's. */
export interface ExamResultTable extends Stamps {
  id: string;
  school_id: string | null;
  school_year: string;
  grade9_pupils: number | null;
  candidates: number | null;
  /** To public schools. */
  admitted: number | null;
  /** Means per subject, 0 to 10. */
  literature: number | null;
  maths: number | null;
  english: number | null;
}

/** Support in kind or money for one school; the giver is a school or somebody outside. Money in whole đồng. */
export interface SupportItemTable extends Stamps {
  id: string;
  programme_id: string;
  status: 'planned' | 'done';
  given_on: string;
  kind: 'equipment' | 'material' | 'funding';
  giver_school_id: string | null;
  giver_name: string | null;
  receiver_school_id: string;
  content: string;
  folded: string;
  quantity: number | null;
  unit: string | null;
  unit_price: number | null;
  amount: number | null;
  source: string | null;
  /** The handover paper made here, or what another one is called. */
  document_id: string | null;
  handover_paper: string | null;
  activity_id: string | null;
  note: string | null;
}

/** What a school or an office finds hard, who answers it, by when, and how it ended. */
export interface DifficultyTable extends Stamps {
  id: string;
  programme_id: string;
  school_id: string | null;
  organisation_id: string | null;
  raised_on: string;
  advantages: string | null;
  difficulty: string;
  proposal: string | null;
  resolver: string | null;
  due_on: string | null;
  outcome: string | null;
  resolved_on: string | null;
  folded: string;
}

export interface WorkingGroupMemberTable extends Stamps {
  id: string;
  programme_id: string;
  position: number;
  full_name: string;
  folded: string;
  post: string | null;
  body: string | null;
  /** In the group: "Tổ trưởng". */
  role: string | null;
  task: string | null;
}

/** What a person wrote over the drafted report of a period. */
export interface NarrativeTable extends Stamps {
  id: string;
  programme_id: string;
  period: string;
  /** JSON. */
  content: string;
}

/** A form that the department sent, and which figures go where. */
export interface DepartmentFormTable extends Stamps {
  id: string;
  programme_id: string;
  name: string;
  attachment_id: string;
  /** JSON. */
  bindings: string;
}

/** Which unit goes on where another one ended or was split. */
export interface OrganisationSuccessorTable extends Stamps {
  id: string;
  organisation_id: string;
  successor_id: string;
  succeeded_on: string;
}

/** What somebody may do who shares this computer; each role includes the ones before it. */
export type Role = 'viewer' | 'editor' | 'admin';

/** Somebody who works at this computer. */
export interface UserTable extends Stamps {
  id: string;
  /** As it stands in the journal. */
  name: string;
  role: Role;
}

/** Apart from `user`, so that the journal never holds it; users without a row need no password. */
export interface PasswordTable {
  user_id: string;
  /** PHC string of scrypt. */
  hash: string;
  updated_at: string;
}

/** One row a command; see `journal.ts` for the chain. */
export interface JournalTable {
  sequence: number;
  id: string;
  at: string;
  actor: string;
  command: string;
  /** JSON; NULL after a redaction. */
  payload: string | null;
  salt: string | null;
  digest: string;
  previous_hash: string;
  hash: string;
}

/** All tables of the database. */
export interface Schema {
  folder: FolderTable;
  setting: SettingTable;
  organisation: OrganisationTable;
  organisation_name: OrganisationNameTable;
  place: PlaceTable;
  place_name: PlaceNameTable;
  school: SchoolTable;
  school_name: SchoolNameTable;
  school_seat: SchoolSeatTable;
  school_unit: SchoolUnitTable;
  person: PersonTable;
  term_of_office: TermOfOfficeTable;
  programme: ProgrammeTable;
  programme_unit: ProgrammeUnitTable;
  school_pair: SchoolPairTable;
  attachment: AttachmentTable;
  template: TemplateTable;
  indicator: IndicatorTable;
  activity_kind: ActivityKindTable;
  memorandum: MemorandumTable;
  memorandum_version: MemorandumVersionTable;
  memorandum_representative: MemorandumRepresentativeTable;
  memorandum_signer: MemorandumSignerTable;
  signed_copy: SignedCopyTable;
  scan_stack: ScanStackTable;
  scan_page: ScanPageTable;
  ceremony: CeremonyTable;
  ceremony_item: CeremonyItemTable;
  ceremony_delegate: CeremonyDelegateTable;
  ceremony_entry: CeremonyEntryTable;
  document: DocumentTable;
  commitment: CommitmentTable;
  activity: ActivityTable;
  activity_pair: ActivityPairTable;
  school_year: SchoolYearTable;
  report: ReportTable;
  good_model: GoodModelTable;
  good_model_adoption: GoodModelAdoptionTable;
  evidence: EvidenceTable;
  commitment_judgement: CommitmentJudgementTable;
  target: TargetTable;
  exam_result: ExamResultTable;
  support_item: SupportItemTable;
  difficulty: DifficultyTable;
  working_group_member: WorkingGroupMemberTable;
  narrative: NarrativeTable;
  department_form: DepartmentFormTable;
  organisation_successor: OrganisationSuccessorTable;
  user: UserTable;
  password: PasswordTable;
  journal: JournalTable;
}

export type Row<T extends keyof Schema> = Selectable<Schema[T]>;
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>;
export type RowPatch<T extends keyof Schema> = Updateable<Schema[T]>;
