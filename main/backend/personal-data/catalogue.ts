/** A row as it is stored. */
export type Stored = Readonly<Record<string, string | number | null>>;

/** How a column can hold something of a person: as text, in the texts of a JSON value, or as a number or address. */
type Holds = 'text' | 'json' | 'contact';

/** A table whose rows can hold something of a person. */
export interface PersonalTable {
  /** What kind of place it is, in the words of the office. */
  readonly group: string;
  readonly columns: Readonly<Record<string, readonly [label: string, holds: Holds]>>;
  /** Rows that are never changed, and why; with columns only these. */
  readonly frozen?: {
    readonly when: (row: Stored) => boolean;
    readonly reason: string;
    readonly columns?: readonly string[];
  };
}

const PEOPLE = 'Người đứng đầu, cấp phó';
const SIGNERS = 'Người đại diện và người ký';
const CONTACTS = 'Điện thoại, thư điện tử';
const CEREMONY = 'Lễ ký kết';
const ACTIVITIES = 'Hoạt động';
const TEXTS = 'Văn bản và ghi chú';
const PROGRAMME = 'Chương trình và đơn vị';

const always = () => true;

/** Every table with a column that can hold a person's name, number or address. */
export const PERSONAL: Readonly<Record<string, PersonalTable>> = {
  person: { group: PEOPLE, columns: { full_name: ['Họ và tên', 'text'] } },
  term_of_office: { group: PEOPLE, columns: { position: ['Chức vụ', 'text'] } },
  memorandum_representative: {
    group: SIGNERS,
    columns: {
      full_name: ['Họ và tên', 'text'],
      position: ['Chức vụ', 'text'],
      head_post: ['Chức vụ người ủy quyền', 'text'],
      document: ['Văn bản ủy quyền', 'text'],
    },
  },
  memorandum_signer: {
    group: SIGNERS,
    columns: { full_name: ['Họ và tên', 'text'], position: ['Chức vụ', 'text'] },
  },
  user: { group: 'Người dùng máy này', columns: { name: ['Tên', 'text'] } },
  school: {
    group: CONTACTS,
    columns: { phone: ['Điện thoại', 'contact'], email: ['Thư điện tử', 'contact'] },
  },
  organisation: {
    group: CONTACTS,
    columns: {
      phone: ['Điện thoại', 'contact'],
      email: ['Thư điện tử', 'contact'],
      address: ['Địa chỉ', 'text'],
    },
  },
  school_seat: { group: PROGRAMME, columns: { address: ['Địa chỉ', 'text'] } },
  working_group_member: {
    group: 'Tổ công tác',
    columns: {
      full_name: ['Họ và tên', 'text'],
      post: ['Chức vụ', 'text'],
      body: ['Đơn vị', 'text'],
      role: ['Vai trò', 'text'],
      task: ['Nhiệm vụ', 'text'],
    },
  },
  ceremony_delegate: {
    group: CEREMONY,
    columns: {
      full_name: ['Đại biểu', 'text'],
      post: ['Chức vụ', 'text'],
      body: ['Đơn vị', 'text'],
    },
  },
  ceremony_item: {
    group: CEREMONY,
    columns: {
      title: ['Nội dung', 'text'],
      lead: ['Người phụ trách', 'text'],
      cue: ['Lời dẫn', 'text'],
    },
  },
  ceremony: { group: CEREMONY, columns: { title: ['Tên lễ', 'text'], venue: ['Địa điểm', 'text'] } },
  activity: {
    group: ACTIVITIES,
    columns: {
      host: ['Chủ trì', 'text'],
      speakers: ['Báo cáo viên', 'json'],
      topic: ['Nội dung', 'text'],
      subject: ['Môn', 'text'],
      grade: ['Khối lớp', 'text'],
      venue: ['Địa điểm', 'text'],
      evidence: ['Minh chứng', 'text'],
    },
  },
  evidence: { group: ACTIVITIES, columns: { caption: ['Chú thích', 'text'], url: ['Liên kết', 'text'] } },
  support_item: {
    group: 'Hỗ trợ',
    columns: {
      giver_name: ['Bên hỗ trợ', 'text'],
      content: ['Nội dung', 'text'],
      unit: ['Đơn vị tính', 'text'],
      source: ['Nguồn', 'text'],
      handover_paper: ['Biên bản bàn giao', 'text'],
      note: ['Ghi chú', 'text'],
    },
  },
  difficulty: {
    group: 'Khó khăn, vướng mắc',
    columns: {
      resolver: ['Người hoặc cơ quan giải quyết', 'text'],
      advantages: ['Thuận lợi', 'text'],
      difficulty: ['Khó khăn', 'text'],
      proposal: ['Đề xuất', 'text'],
      outcome: ['Kết quả', 'text'],
    },
  },
  good_model: { group: TEXTS, columns: { title: ['Tên mô hình', 'text'], summary: ['Nội dung', 'text'] } },
  good_model_adoption: { group: TEXTS, columns: { note: ['Ghi chú', 'text'] } },
  commitment_judgement: { group: TEXTS, columns: { reason: ['Lý do', 'text'] } },
  memorandum: { group: TEXTS, columns: { contents: ['Nội dung thỏa thuận', 'json'] } },
  document: {
    group: TEXTS,
    columns: { title: ['Tên văn bản', 'text'], form: ['Nội dung', 'json'] },
    frozen: {
      when: (row) => row.issued_at !== null,
      reason: 'Văn bản đã phát hành phải giữ nguyên như đã gửi.',
    },
  },
  narrative: { group: TEXTS, columns: { content: ['Lời báo cáo', 'json'] } },
  signed_copy: { group: TEXTS, columns: { note: ['Ghi chú', 'text'] } },
  school_year: { group: TEXTS, columns: { note: ['Ghi chú', 'text'] } },
  attachment: { group: TEXTS, columns: { file_name: ['Tên tệp', 'text'] } },
  department_form: {
    group: TEXTS,
    columns: { name: ['Tên biểu', 'text'], bindings: ['Ô được điền', 'json'] },
  },
  programme: {
    group: PROGRAMME,
    columns: {
      title: ['Tên chương trình', 'text'],
      phase: ['Giai đoạn', 'text'],
      plan_number: ['Số kế hoạch', 'text'],
      department: ['Cơ quan chủ trì', 'text'],
      legal_bases: ['Căn cứ', 'json'],
      place_name: ['Địa danh', 'text'],
    },
  },
  activity_kind: { group: PROGRAMME, columns: { name: ['Tên loại hoạt động', 'text'] } },
  setting: { group: 'Đang gõ dở và tìm gần đây', columns: { value: ['Nội dung', 'json'] } },
  template: {
    group: TEXTS,
    columns: { note: ['Ghi chú', 'text'], content: ['Lời văn', 'json'] },
    frozen: {
      when: (row) => row.status === 'published',
      reason: 'Mẫu đã đưa vào dùng không sửa; hãy lập bản mới của mẫu.',
      columns: ['content'],
    },
  },
  memorandum_version: {
    group: SIGNERS,
    columns: { snapshot: ['Bản đã chốt', 'json'] },
    frozen: {
      when: always,
      reason: 'Hồ sơ đã chốt hoặc đã ký, cùng các tệp PDF và bản ký, phải giữ nguyên.',
    },
  },
  report: {
    group: TEXTS,
    columns: {
      figures: ['Số liệu', 'json'],
      sent_to: ['Nơi nhận', 'text'],
      note: ['Ghi chú', 'text'],
      label: ['Kỳ', 'text'],
    },
    frozen: {
      when: always,
      reason: 'Báo cáo đã lưu, cùng các tệp của nó, phải giữ nguyên như đã gửi.',
      columns: ['figures', 'label'],
    },
  },
};

/**
 * Columns of text that hold nothing of a person: codes, kinds, states, hashes and names of institutions (a school that
 * is called after somebody is no datum about him). A new column of text must be put here or above; a test insists.
 */
export const IMPERSONAL: Readonly<Record<string, readonly string[]>> = {
  kysely_migration: ['name', 'timestamp'],
  folder: ['kind', 'code_secret'],
  setting: ['key'],
  organisation: ['kind'],
  organisation_name: ['name', 'committee', 'office', 'office_short', 'office_symbol', 'office_head'],
  place_name: ['kind', 'code', 'name'],
  school: ['code', 'level'],
  school_name: ['name', 'symbol'],
  term_of_office: ['role'],
  programme: ['document_symbol'],
  school_pair: ['level'],
  attachment: ['sha256', 'media_type'],
  template: ['kind', 'status'],
  indicator: ['code', 'name', 'unit', 'counts', 'levels'],
  activity_kind: ['code', 'indicator_code', 'requires', 'levels'],
  memorandum: ['state', 'number', 'kind'],
  memorandum_representative: ['side', 'authority'],
  memorandum_signer: ['side'],
  commitment: ['indicator_code'],
  commitment_judgement: ['school_year'],
  activity: ['kind_code', 'status', 'form'],
  school_year: ['code'],
  report: ['period', 'form'],
  // Who acted is part of each row's hash; payloads are looked through apart.
  journal: ['actor', 'command', 'payload', 'salt', 'digest', 'previous_hash', 'hash'],
  signed_copy: ['kind'],
  scan_page: ['status', 'reason'],
  ceremony_delegate: ['side'],
  document: ['kind'],
  evidence: ['kind'],
  target: ['indicator_code', 'school_year'],
  exam_result: ['school_year'],
  support_item: ['status', 'kind'],
  narrative: ['period'],
  user: ['role'],
  password: ['hash'],
};

/** Keys, stamps, days and times; and search keys, which follow what they are made of. */
export const isKeyOrStamp = (column: string): boolean =>
  /^(?:id|at|.+_id|.+_at|.+_on|valid_from|valid_to|folded)$/.test(column);

/** The column with the key of a table that can hold something of a person. */
export const keyColumn = (table: string): string =>
  ({ setting: 'key', school_year: 'code', activity_kind: 'code' })[table] ?? 'id';
