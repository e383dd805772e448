/** What a job on backups is called until it names itself. */
export const backupJobs = { 'backups.create': 'Đang sao lưu', 'backups.export': 'Đang sao lưu' } as const;

/** What the journal calls a deed on backups. */
export const backupDeeds = {
  'backups.create': 'Sao lưu',
  'backups.export': 'Sao lưu ra tệp',
  'backups.restore': 'Khôi phục bản sao lưu',
} as const;
