/** Words of the way from a rehearsal to real work. */
export const rehearsal = {
  title: 'Chuyển sang làm thật',
  lead: 'Bạn đang tập dượt: mọi thứ in ra đều đóng dấu “BẢN THỬ”.',
  points: (dataDir: string) => [
    `Chương trình mở một thư mục thật, bắt đầu trống, ở ${dataDir}. Giấy tờ in ra không còn chữ “BẢN THỬ”.`,
    'Bản tập dượt được cất nguyên vẹn ngay bên cạnh, dưới tên có ghi ngày. Không xóa gì.',
    'Tên đơn vị của bạn được giữ lại. Trường, biên bản và hoạt động tập dượt không chuyển sang.',
    'Nếu đã sửa mẫu văn bản và muốn dùng tiếp, hãy xuất mẫu ra tệp trước, ở Cài đặt, mục Mẫu văn bản.',
  ],
  act: 'Bắt đầu làm thật',
  done: 'Đã mở thư mục thật',
  kept: 'Bản tập dượt nằm ở:',
  go: 'Bắt đầu làm việc',
};
