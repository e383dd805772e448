import { formatCount } from './format.ts';

/** Words of what proves an activity or a good model. */
export const evidence = {
  drop: 'Thả hoặc dán ảnh, tệp PDF vào đây',
  choose: 'Chọn ảnh, PDF',
  hint: 'JPG, PNG, PDF. Ảnh được xoay đúng chiều và bỏ thông tin vị trí nơi chụp.',
  uploading: (done: number, total: number) => `Đang nhận tệp ${formatCount(done)}/${formatCount(total)}`,
  added: (count: number) => `Đã thêm ${formatCount(count)} minh chứng`,
  removed: (name: string) => `Đã xóa ${name}`,
  empty: 'Chưa có minh chứng nào.',
  list: 'Minh chứng theo thứ tự đã thêm',
  reminder:
    'Ảnh có thể có hình học sinh. Trước khi đưa ảnh vào báo cáo, cần được cha, mẹ hoặc người giám hộ của các em đồng ý; học sinh từ đủ 7 tuổi trở lên cũng phải đồng ý.',
  inReport: 'Đưa vào báo cáo',
  caption: 'Chú thích',
  captionOf: (name: string) => `Chú thích của ${name}`,
  openOf: (name: string) => `Mở ${name}`,
  removeOf: (name: string) => `Xóa ${name}`,
  photo: (place: number) => `ảnh ${formatCount(place)}`,
  link: 'Liên kết',
  linkPlaceholder: 'https://…',
  linkInvalid: 'Cần một địa chỉ bắt đầu bằng http:// hoặc https://.',
  addLink: 'Thêm liên kết',
} as const;
