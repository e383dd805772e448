/** Words of the short tour; each step stands beside its screen in the rail. */
export const tour = {
  label: 'Giới thiệu nhanh',
  open: 'Xem giới thiệu nhanh',
  step: (step: number, steps: number) => `Bước ${step}/${steps}`,
  back: 'Lùi',
  next: 'Tiếp',
  done: 'Xong',
  skip: 'Bỏ qua',
  steps: [
    {
      screen: 'overview',
      title: 'Bắt đầu ngày ở Tổng quan',
      text: 'Việc nào đang chờ, việc nào gấp đều nằm ở đây. Bấm vào một dòng để đến đúng chỗ làm việc đó.',
    },
    {
      screen: 'schools',
      title: 'Đưa trường vào danh sách',
      text: 'Nhập tệp Excel của các trường, hoặc thêm từng trường. Chưa ghi gì cho đến khi bạn bấm Nhập.',
    },
    {
      screen: 'pairs',
      title: 'Ghép cặp kết nghĩa',
      text: 'Chương trình gợi ý các cặp cùng cấp học ở hai đơn vị. Bạn là người quyết định.',
    },
    {
      screen: 'memoranda',
      title: 'Soạn và ký biên bản',
      text: 'Mỗi biên bản đi từng bước: soạn, chốt, in, ghi số và ngày ký, nộp bản quét.',
    },
    {
      screen: 'activities',
      title: 'Ghi hoạt động',
      text: 'Ghi việc hai trường cùng làm. Chương trình tự đối chiếu với cam kết ở màn hình Chỉ tiêu.',
    },
    {
      screen: 'reports',
      title: 'Xuất báo cáo',
      text: 'Chọn kỳ, xem số liệu rồi xuất. Nhấn Ctrl + K để tìm bất cứ thứ gì, Ctrl + Z để hoàn tác, ? để xem phím tắt.',
    },
  ],
} as const;
