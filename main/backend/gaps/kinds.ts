import type { Gap, GapCode } from '../../../preload/contract/gaps.ts';
import { PACE_RULE } from '../commitments/states.ts';
import { EXPIRY_DAYS } from './expiring.ts';

/** So long a pair may do nothing at the beginning of a semester or of its memorandum. */
export const QUIET_DAYS = 30;
/** From so many on, it says something that all come from one side. */
export const ONE_SIDED_FROM = 3;

interface GapKind {
  readonly severity: Gap['severity'];
  readonly title: string;
  readonly rule: string;
}

/** What is looked for, and how it is found. */
export const GAP_KINDS: Readonly<Record<GapCode, GapKind>> = {
  DIFFICULTY_OVERDUE: {
    severity: 'error',
    title: 'Khó khăn quá hạn giải quyết',
    rule: 'Đã qua thời hạn mà chưa ghi kết quả giải quyết.',
  },
  COMMITMENT_OVERDUE: {
    severity: 'error',
    title: 'Cam kết quá hạn, chưa giải trình',
    rule: 'Học kỳ đã kết thúc mà chưa làm đủ cam kết, và chưa có giải trình.',
  },
  EXAM_SUBJECT_MISSING: {
    severity: 'warning',
    title: 'Trường THCS thiếu môn ôn thi vào lớp 10',
    rule: 'Trong học kỳ II, tính từ đầu năm học, trường chưa dự và cũng chưa lên kế hoạch hội nghị ôn thi của môn được nêu.',
  },
  COMMITMENT_BEHIND: {
    severity: 'warning',
    title: 'Cam kết khó đạt với nhịp hiện nay',
    rule: PACE_RULE,
  },
  NOTHING_THIS_SEMESTER: {
    severity: 'warning',
    title: 'Cặp chưa có hoạt động trong học kỳ',
    rule: `Học kỳ đã qua ${QUIET_DAYS} ngày mà cặp chưa làm và cũng chưa lên kế hoạch hoạt động nào.`,
  },
  PLANNED_PASSED: {
    severity: 'warning',
    title: 'Kế hoạch đã qua ngày',
    rule: 'Đã qua ngày dự kiến mà hoạt động vẫn ghi là kế hoạch.',
  },
  MEMORANDUM_EXPIRING: {
    severity: 'warning',
    title: 'Biên bản sắp hết hạn',
    rule: `Biên bản đã ký hết hạn trong ${EXPIRY_DAYS} ngày tới và chưa được gia hạn.`,
  },
  EXAM_RESULT_MISSING: {
    severity: 'warning',
    title: 'Thiếu kết quả thi vào lớp 10',
    rule: 'Năm học mới đã khai giảng mà trường chưa có số dự thi và số trúng tuyển của kỳ thi vừa qua.',
  },
  HOSTED_BY_ONE: {
    severity: 'info',
    title: 'Chỉ một trường chủ trì',
    rule: `Từ ${ONE_SIDED_FROM} hoạt động trở lên trong năm học đều do một trường của cặp chủ trì.`,
  },
  SUPPORT_ONE_WAY: {
    severity: 'info',
    title: 'Hỗ trợ chỉ đi một chiều',
    rule: `Từ ${ONE_SIDED_FROM} lần hỗ trợ trở lên giữa hai trường đều đi một chiều.`,
  },
  EVIDENCE_MISSING: {
    severity: 'info',
    title: 'Hoạt động chưa có minh chứng',
    rule: 'Hoạt động đã thực hiện mà chưa ghi minh chứng, cũng chưa kèm ảnh, tệp hay liên kết nào.',
  },
};
