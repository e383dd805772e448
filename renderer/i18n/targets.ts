import type { CommitmentState } from '../../preload/contract/commitments.ts';
import type { ProgressCut } from '../../preload/contract/targets.ts';
import { formatCount } from './format.ts';

/** What the journal calls a deed on promises and targets. */
export const targetDeeds = {
  'commitments.judge': 'Giải trình chỉ tiêu',
  'commitments.withdrawJudgement': 'Rút giải trình chỉ tiêu',
  'targets.save': 'Sửa kế hoạch của chương trình',
} as const;

const states: Record<CommitmentState, string> = {
  met: 'Đạt',
  on_course: 'Đúng tiến độ',
  behind: 'Chậm',
  overdue: 'Quá hạn',
  unmet: 'Không đạt',
  not_due: 'Chưa đến kỳ',
};

const cuts: Record<ProgressCut, string> = {
  programme: 'Cả chương trình',
  unit: 'Đơn vị',
  level: 'Cấp học',
  pair: 'Cặp trường',
  semester: 'Học kỳ',
  quarter: 'Quý',
  school_year: 'Năm học',
  year: 'Năm',
};

/** Texts of promises, targets and what is missing. */
export const targets = {
  title: 'Chỉ tiêu',
  tabs: {
    matrix: 'Từng cặp',
    progress: 'Tiến độ',
    plan: 'Kế hoạch chương trình',
    gaps: 'Việc còn thiếu',
  },
  period: 'Kỳ theo dõi',
  pair: 'Cặp trường',
  level: 'Cấp học',
  search: 'Tìm cặp trường…',
  onlyLate: 'Chỉ cặp chậm hoặc quá hạn',
  noPromisesTitle: 'Chưa có cam kết nào',
  noPromises: 'Cam kết đến từ biên bản ghi nhớ của các cặp trường.',
  toMemoranda: 'Đến Biên bản',
  states,
  /** Of one semester, where the other stands differently: "HK I quá hạn". */
  stateOfSemester: (semester: 1 | 2, state: CommitmentState) =>
    `HK ${semester === 1 ? 'I' : 'II'} ${states[state].toLocaleLowerCase('vi')}`,
  total: (pairs: number, late: number) =>
    late === 0
      ? `${formatCount(pairs)} cặp trường`
      : `${formatCount(pairs)} cặp trường, ${formatCount(late)} cặp chậm hoặc quá hạn`,
  ledger: {
    schoolYear: 'Năm học',
    yearName: (year: string) => `Năm học ${year}`,
    semester: 'Học kỳ',
    promised: 'Hứa',
    done: 'Đã làm',
    left: 'Còn',
    state: 'Tình trạng',
    semesters: { 1: 'I', 2: 'II' },
    year: 'Cả năm',
    none: 'Cặp này không có cam kết trong năm học.',
    counted: (count: number) => `${formatCount(count)} hoạt động được tính`,
    planned: (amount: number) => `Kế hoạch sắp tới: ${formatCount(amount)}`,
    amount: (amount: number, unit: string) => `+${formatCount(amount)} ${unit}`,
    due: (day: string) => `hạn ${day}`,
    uncounted: 'Đã làm, không tính cho cam kết nào',
    reasons: {
      nothing_promised: 'học kỳ này không có cam kết',
      outside_memorandum: 'ngoài thời hạn của biên bản',
    },
    judge: 'Giải trình chưa đạt',
    edit: 'Sửa giải trình',
    withdraw: 'Rút giải trình',
    reason: 'Lý do chưa đạt',
    reasonHint: 'Ví dụ: trường đang sửa chữa, chuyển hoạt động sang học kỳ sau.',
    judged: (day: string) => `Giải trình ngày ${day}`,
    saved: 'Đã ghi giải trình',
    withdrawn: 'Đã rút giải trình',
  },
  progress: {
    by: 'Chia theo',
    cuts,
    indicator: 'Chỉ tiêu',
    unit: 'Đơn vị tính',
    plan: 'Kế hoạch',
    done: 'Thực hiện',
    rate: 'Tỷ lệ',
    previous: 'Cùng kỳ năm trước',
    total: 'Chung',
    empty: 'Kỳ này không có dòng nào theo cách chia đã chọn.',
  },
  plan: {
    about:
      'Kế hoạch của chương trình cho những chỉ tiêu mà biên bản không cam kết. Chỉ tiêu đã có cam kết thì lấy theo biên bản.',
    semesterOne: 'Học kỳ I',
    semesterTwo: 'Học kỳ II',
    year: 'Cả năm',
    promised: 'theo cam kết trong biên bản',
    field: (indicator: string, semester: string) => `${indicator}, ${semester}`,
    saved: 'Đã lưu kế hoạch',
  },
  gaps: {
    none: 'Không thấy việc nào còn thiếu.',
    all: 'Xem tất cả',
    more: (count: number) => `Còn ${formatCount(count)} việc nữa`,
    rule: 'Cách xét',
    count: (count: number) => `${formatCount(count)} việc`,
  },
} as const;
