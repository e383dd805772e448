/** Words of the first start. */
export const firstRun = {
  title: 'Chào mừng đến với Chung Tay',
  lead: 'Chương trình giữ danh sách trường, ghép cặp kết nghĩa, in biên bản ghi nhớ và lập báo cáo tiến độ. Dữ liệu nằm trên máy này, không gửi đi đâu.',
  step: (step: number, name: string) => `Bước ${step} trên 2: ${name}`,
  office: 'Bạn làm việc ở đâu?',
  officeHint: 'Chương trình nhớ đơn vị của bạn để chọn sẵn khi thêm trường. Đổi được trong Cài đặt.',
  otherOffice: 'Đơn vị khác',
  kind: 'Loại đơn vị',
  name: 'Tên đơn vị',
  nameHint: 'Chỉ tên riêng, ví dụ: Thanh Trì',
  personName: 'Tên của bạn (không bắt buộc)',
  personHint: 'Lịch sử ghi tên này. Bạn có quyền quản trị; thêm người khác trong Cài đặt, mục Người dùng.',
  next: 'Tiếp',
  later: 'Để sau',
  choice: 'Bạn muốn bắt đầu thế nào?',
  sample: 'Tập dượt với dữ liệu mẫu',
  sampleHint:
    '20 trường giả định, 10 cặp, biên bản và hoạt động một năm học. Mọi thứ in ra đều đóng dấu “BẢN THỬ”.',
  empty: 'Thư mục thật, bắt đầu trống',
  emptyHint:
    'Dùng khi làm việc thật: giấy tờ in ra không mang chữ “BẢN THỬ”. Bước tiếp theo là nhập danh sách trường từ Excel.',
  rehearsal: 'Tập dượt, bắt đầu trống',
  rehearsalHint: 'Thử với danh sách của chính cơ quan. Mọi thứ in ra đều đóng dấu “BẢN THỬ”.',
  running: 'Đang khởi tạo dữ liệu',
  folder: (dir: string) => `Dữ liệu sẽ nằm ở ${dir}`,
};
