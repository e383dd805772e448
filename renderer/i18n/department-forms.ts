/** What a job on a form of the department is called until it names itself. */
export const departmentFormJobs = {
  'departmentForms.create': 'Đang nhận biểu của Sở',
  'departmentForms.sheets': 'Đang mở biểu của Sở',
  'departmentForms.update': 'Đang lưu biểu của Sở',
  'departmentForms.replaceFile': 'Đang thay tệp biểu của Sở',
  'departmentForms.fill': 'Đang điền biểu của Sở',
} as const;

/** What the journal calls a deed on a form of the department. */
export const departmentFormDeeds = {
  'departmentForms.create': 'Thêm biểu của Sở',
  'departmentForms.sheets': 'Mở biểu của Sở',
  'departmentForms.update': 'Sửa biểu của Sở',
  'departmentForms.replaceFile': 'Thay tệp biểu của Sở',
  'departmentForms.remove': 'Xóa biểu của Sở',
  'departmentForms.fill': 'Điền biểu của Sở',
} as const;
