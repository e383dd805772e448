import { STATE_NAMES } from '../../workbooks/labels.ts';

/** A row as the journal keeps it. */
export type Image = Readonly<Record<string, string | number | null>>;

/** How a stored value is shown. */
export type Shown =
  | 'text'
  | 'day'
  | 'count'
  | 'money'
  | 'list'
  | 'school'
  | 'unit'
  | 'pair'
  | 'kind'
  | 'indicator'
  | 'person'
  | 'place'
  | Readonly<Record<string, string>>;

/** A column with how it is shown. */
type Told = readonly [column: string, shown: Shown];

/** A table whose rows stand in reports, with the fields that are told and their words. */
export interface Watched {
  /** What a row is: "Hoạt động". */
  readonly what: string;
  /** The fields that name a row. */
  readonly name: readonly Told[];
  readonly fields: Readonly<Record<string, readonly [label: string, shown: Shown]>>;
  /** Fields that no report shows, told only where a record's own history is. */
  readonly unreported?: Watched['fields'];
}

/** A table whose rows belong to a row of a watched one, and are told as one of its fields. */
export interface Part {
  readonly of: string;
  /** The column with the key of the row that it belongs to. */
  readonly by: string;
  readonly label: string;
  readonly fields: readonly Told[];
  /** No report shows it; it is told only where a record's own history is. */
  readonly unreported?: boolean;
}

const DONE = { planned: 'Kế hoạch', done: 'Đã thực hiện' };
const SUPPORT_KINDS = { equipment: 'Thiết bị', material: 'Học liệu, vật dụng', funding: 'Kinh phí' };
const ROLES = { viewer: 'Xem', editor: 'Nhập', admin: 'Quản trị' };
const LEVELS = { mam_non: 'Mầm non', tieu_hoc: 'Tiểu học', thcs: 'THCS' };
const FORMS = { truc_tiep: 'Trực tiếp', truc_tuyen: 'Trực tuyến' };
const SIDES = { a: 'bên A', b: 'bên B', witness_a: 'chứng kiến bên A', witness_b: 'chứng kiến bên B' };
const SEMESTERS = { 1: 'học kỳ I', 2: 'học kỳ II' };

/** Everything that a report is drawn from, by table. Fields that no form shows are not told. */
export const WATCHED: ReadonlyMap<string, Watched> = new Map<string, Watched>([
  [
    'activity',
    {
      what: 'Hoạt động',
      name: [
        ['topic', 'text'],
        ['held_on', 'day'],
      ],
      fields: {
        status: ['Tình trạng', DONE],
        kind_code: ['Loại hoạt động', 'kind'],
        held_on: ['Ngày', 'day'],
        topic: ['Nội dung', 'text'],
        subject: ['Môn', 'text'],
        grade: ['Khối lớp', 'text'],
        form: ['Hình thức', FORMS],
        venue: ['Địa điểm', 'text'],
        host: ['Chủ trì', 'text'],
        speakers: ['Báo cáo viên', 'list'],
        manager_turns: ['Lượt cán bộ quản lý', 'count'],
        teacher_turns: ['Lượt giáo viên', 'count'],
        pupil_turns: ['Lượt học sinh', 'count'],
        demo_lessons: ['Số tiết minh họa', 'count'],
        materials: ['Số bộ học liệu', 'count'],
        cost: ['Kinh phí', 'money'],
        evidence: ['Minh chứng', 'text'],
      },
    },
  ],
  [
    'support_item',
    {
      what: 'Hỗ trợ',
      name: [
        ['content', 'text'],
        ['given_on', 'day'],
      ],
      fields: {
        status: ['Tình trạng', DONE],
        given_on: ['Ngày', 'day'],
        kind: ['Loại hỗ trợ', SUPPORT_KINDS],
        giver_school_id: ['Bên hỗ trợ', 'school'],
        giver_name: ['Bên hỗ trợ', 'text'],
        receiver_school_id: ['Bên nhận', 'school'],
        content: ['Nội dung', 'text'],
        quantity: ['Số lượng', 'count'],
        unit: ['Đơn vị tính', 'text'],
        unit_price: ['Đơn giá', 'money'],
        amount: ['Thành tiền', 'money'],
        source: ['Nguồn', 'text'],
        handover_paper: ['Biên bản bàn giao', 'text'],
      },
    },
  ],
  [
    'exam_result',
    {
      what: 'Kết quả thi vào lớp 10',
      name: [
        ['school_id', 'school'],
        ['school_year', 'text'],
      ],
      fields: {
        school_year: ['Năm học', 'text'],
        grade9_pupils: ['Số học sinh lớp 9', 'count'],
        candidates: ['Số dự thi', 'count'],
        admitted: ['Trúng tuyển công lập', 'count'],
        literature: ['Điểm Ngữ văn', 'count'],
        maths: ['Điểm Toán', 'count'],
        english: ['Điểm Tiếng Anh', 'count'],
      },
    },
  ],
  [
    'difficulty',
    {
      what: 'Khó khăn, vướng mắc',
      name: [['difficulty', 'text']],
      fields: {
        school_id: ['Trường', 'school'],
        organisation_id: ['Đơn vị', 'unit'],
        raised_on: ['Ngày nêu', 'day'],
        advantages: ['Thuận lợi', 'text'],
        difficulty: ['Khó khăn', 'text'],
        proposal: ['Đề xuất', 'text'],
        resolver: ['Cơ quan giải quyết', 'text'],
        due_on: ['Thời hạn', 'day'],
        outcome: ['Kết quả', 'text'],
        resolved_on: ['Ngày giải quyết', 'day'],
      },
    },
  ],
  [
    'good_model',
    {
      what: 'Mô hình hay',
      name: [['title', 'text']],
      fields: {
        school_id: ['Trường', 'school'],
        title: ['Tên mô hình', 'text'],
        summary: ['Nội dung', 'text'],
        shared_on: ['Ngày chia sẻ', 'day'],
      },
    },
  ],
  [
    'memorandum',
    {
      what: 'Biên bản ghi nhớ',
      name: [['pair_id', 'pair']],
      fields: {
        state: ['Trạng thái', STATE_NAMES],
        number: ['Số', 'text'],
        signed_on: ['Ngày ký', 'day'],
        copies: ['Số bản', 'count'],
        starts_on: ['Hiệu lực từ', 'day'],
        ends_on: ['Hiệu lực đến', 'day'],
      },
    },
  ],
  [
    'school_pair',
    {
      what: 'Cặp trường',
      name: [
        ['supporting_school_id', 'school'],
        ['partner_school_id', 'school'],
      ],
      fields: {
        supporting_school_id: ['Trường hỗ trợ', 'school'],
        partner_school_id: ['Trường được hỗ trợ', 'school'],
        starts_on: ['Từ ngày', 'day'],
        ends_on: ['Đến ngày', 'day'],
      },
    },
  ],
  [
    'school',
    {
      what: 'Trường',
      name: [['id', 'school']],
      fields: {
        code: ['Mã trường', 'text'],
        level: ['Cấp học', LEVELS],
        classes: ['Số lớp', 'count'],
        pupils: ['Số học sinh', 'count'],
        teachers: ['Số giáo viên', 'count'],
      },
      unreported: { phone: ['Điện thoại', 'text'], email: ['Thư điện tử', 'text'] },
    },
  ],
  [
    'target',
    {
      what: 'Chỉ tiêu của chương trình',
      name: [
        ['indicator_code', 'indicator'],
        ['school_year', 'text'],
        ['semester', SEMESTERS],
      ],
      fields: { quantity: ['Kế hoạch', 'count'] },
    },
  ],
  [
    'working_group_member',
    {
      what: 'Thành viên tổ công tác',
      name: [['full_name', 'text']],
      fields: {
        full_name: ['Họ và tên', 'text'],
        post: ['Chức vụ', 'text'],
        body: ['Đơn vị', 'text'],
        role: ['Vai trò', 'text'],
        task: ['Nhiệm vụ', 'text'],
      },
    },
  ],
  [
    'organisation_name',
    {
      what: 'Tên đơn vị',
      name: [['name', 'text']],
      fields: {
        name: ['Tên', 'text'],
        committee: ['Ủy ban nhân dân', 'text'],
        office: ['Cơ quan', 'text'],
        office_head: ['Chức vụ người đứng đầu', 'text'],
      },
    },
  ],
  [
    'programme',
    {
      what: 'Chương trình',
      name: [['title', 'text']],
      fields: { title: ['Tên chương trình', 'text'], place_name: ['Địa danh', 'text'] },
    },
  ],
  // In no report, but in the history.
  [
    'user',
    {
      what: 'Người dùng',
      name: [['name', 'text']],
      fields: { name: ['Tên', 'text'], role: ['Quyền', ROLES] },
    },
  ],
]);

/** What is told as a field of the row that it belongs to. */
export const PARTS: ReadonlyMap<string, Part> = new Map<string, Part>([
  [
    'activity_pair',
    { of: 'activity', by: 'activity_id', label: 'Cặp trường', fields: [['pair_id', 'pair']] },
  ],
  [
    'evidence',
    {
      of: 'activity',
      by: 'activity_id',
      label: 'Tệp minh chứng',
      fields: [
        ['kind', { photo: 'Ảnh', pdf: 'PDF', link: 'Liên kết' }],
        ['caption', 'text'],
        ['url', 'text'],
        ['in_report', { 0: '', 1: 'đưa vào báo cáo' }],
      ],
    },
  ],
  [
    'good_model_adoption',
    { of: 'good_model', by: 'good_model_id', label: 'Trường áp dụng', fields: [['school_id', 'school']] },
  ],
  [
    'commitment',
    {
      of: 'memorandum',
      by: 'memorandum_id',
      label: 'Cam kết',
      fields: [
        ['indicator_code', 'indicator'],
        ['semester', SEMESTERS],
        ['quantity', 'count'],
      ],
    },
  ],
  [
    'memorandum_signer',
    { of: 'memorandum', by: 'memorandum_id', label: 'Người ký', fields: [['full_name', 'text']] },
  ],
  [
    'memorandum_representative',
    {
      of: 'memorandum',
      by: 'memorandum_id',
      label: 'Người đại diện',
      fields: [
        ['side', SIDES],
        ['full_name', 'text'],
        ['position', 'text'],
      ],
      unreported: true,
    },
  ],
  // A person is nobody's alone: the history of a school says whose it means.
  [
    'person',
    {
      of: 'school',
      by: 'school_id',
      label: 'Họ tên người đứng đầu',
      fields: [['full_name', 'text']],
      unreported: true,
    },
  ],
  ['school_name', { of: 'school', by: 'school_id', label: 'Tên trường', fields: [['name', 'text']] }],
  [
    'school_seat',
    {
      of: 'school',
      by: 'school_id',
      label: 'Địa chỉ',
      fields: [
        ['address', 'text'],
        ['place_id', 'place'],
      ],
    },
  ],
  [
    'school_unit',
    { of: 'school', by: 'school_id', label: 'Đơn vị quản lý', fields: [['organisation_id', 'unit']] },
  ],
  [
    'term_of_office',
    {
      of: 'school',
      by: 'school_id',
      label: 'Người đứng đầu',
      fields: [
        ['person_id', 'person'],
        ['position', 'text'],
      ],
    },
  ],
]);
