/** What the journal calls a deed on promises and targets. */
export const targetDeeds = {
  'commitments.judge': 'Giải trình chỉ tiêu',
  'commitments.withdrawJudgement': 'Rút giải trình chỉ tiêu',
  'targets.save': 'Sửa kế hoạch của chương trình',
} as const;
