import type { Indicator } from '../reports/indicators.ts';

/** What an indicator adds up, where it is not activities of its own kinds, one each. */
const ADDED: Readonly<Record<string, string>> = {
  demo_lessons: 'Cộng số tiết dạy minh họa ghi ở mỗi hoạt động, bất kể loại',
  materials: 'Cộng số bộ học liệu ghi ở mỗi hoạt động, bất kể loại',
  teacher_turns: 'Cộng số lượt giáo viên ghi ở mỗi hoạt động, bất kể loại',
  manager_turns: 'Cộng số lượt cán bộ quản lý ghi ở mỗi hoạt động, bất kể loại',
  pupil_turns: 'Cộng số lượt học sinh ghi ở mỗi hoạt động, bất kể loại',
  all_activities: 'Mỗi hoạt động tính một, bất kể loại',
};

/** The rule by which activities count for a promise, in a sentence that a person can check. */
export function countingRule(
  { code, counts }: Indicator,
  kinds: readonly { readonly name: string; readonly indicator_code: string }[],
): string {
  const own = kinds.filter(({ indicator_code }) => indicator_code === code).map(({ name }) => `“${name}”`);
  const amount = ADDED[counts] ?? `Mỗi hoạt động loại ${own.join(', ')} tính một`;
  return `${amount}; chỉ tính hoạt động đã thực hiện, trong học kỳ và trong thời hạn của biên bản; hoạt động chung của nhiều cặp tính một lần cho mỗi cặp; phần vượt của học kỳ này không bù cho học kỳ khác.`;
}
