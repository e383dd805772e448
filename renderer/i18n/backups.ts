import type { OutputOf } from '../../preload/contract/types.ts';
import { formatCount, formatInstant } from './format.ts';

/** What a job on backups is called until it names itself. */
export const backupJobs = {
  'backups.create': 'Đang sao lưu',
  'backups.export': 'Đang sao lưu',
  'backups.salvage': 'Đang đọc dữ liệu hỏng',
} as const;

/** What the journal calls a deed on backups. */
export const backupDeeds = {
  'backups.create': 'Sao lưu',
  'backups.export': 'Sao lưu ra tệp',
  'backups.restore': 'Khôi phục bản sao lưu',
  'backups.salvage': 'Cứu dữ liệu hỏng',
  'backups.setPassword': 'Đặt mật khẩu sao lưu',
  'backups.removePassword': 'Bỏ mật khẩu sao lưu',
} as const;

const figures: Record<OutputOf<'backups.inspect'>['figures'][number]['what'], string> = {
  schools: 'Trường',
  pairs: 'Cặp kết nghĩa',
  memoranda: 'Biên bản',
  activities: 'Hoạt động',
};

/** Words of backups. */
export const backups = {
  hint: 'Chương trình tự sao lưu mỗi ngày và khi đóng, giữ 10 bản mới nhất. Sau mỗi lần, chương trình khôi phục thử để chắc rằng bản đó dùng được.',
  now: 'Sao lưu ngay',
  toFile: 'Lưu ra tệp khác…',
  fromFile: 'Khôi phục từ tệp…',
  none: 'Chưa có bản sao lưu nào.',
  last: (at: string) => `Sao lưu gần nhất: ${formatInstant(at)}, đã khôi phục thử.`,
  lastRed: (at: string) => `Bản sao lưu ${formatInstant(at)} KHÔNG khôi phục được:`,
  changed: 'Có thay đổi từ lúc đó.',
  unchanged: 'Chưa có thay đổi nào từ lúc đó.',
  made: 'Đã sao lưu và khôi phục thử.',
  madeRed: 'Bản sao lưu vừa tạo không khôi phục được. Hãy xem lỗi được nêu.',
  second: 'Nơi thứ hai',
  secondHint:
    'Mỗi bản sao lưu được chép thêm ra đây, nên là ổ USB hoặc ổ khác: máy hỏng thì dữ liệu vẫn còn.',
  secondNone: 'Chưa chọn.',
  secondAway: 'Chưa thấy thư mục này. Hãy cắm ổ USB.',
  choosePlace: 'Chọn thư mục…',
  forgetPlace: 'Thôi dùng',
  copied: (at: string) => `Chép lần cuối: ${formatInstant(at)}.`,
  listTitle: 'Các bản sao lưu',
  columns: { at: 'Lúc', place: 'Ở đâu', size: 'Dung lượng', act: 'Việc' },
  places: { own: 'Máy này', second: 'Nơi thứ hai' },
  look: 'Xem và khôi phục…',
  lookAt: (at: string) => `Xem và khôi phục bản ${at}`,
  title: (at: string) => `Bản sao lưu ${formatInstant(at)}`,
  looking: 'Đang khôi phục thử vào thư mục tạm…',
  whole: 'Bản này còn nguyên vẹn.',
  broken: (count: number) => `Bản này bị hỏng, có ${formatCount(count)} lỗi, nên không khôi phục được:`,
  figure: 'Nội dung',
  figures,
  inBackup: 'Trong bản này',
  atPresent: 'Đang có',
  rehearsal: 'Đây là dữ liệu tập dượt.',
  consequence:
    'Dữ liệu đang dùng sẽ được thay bằng bản này. Trước đó chương trình sao lưu dữ liệu đang dùng, nên có thể quay lại.',
  consequenceDamaged: 'Bản này thay cho dữ liệu đang hỏng. Tệp hỏng được giữ lại trong thư mục dữ liệu.',
  restore: 'Khôi phục bản này',
  done: 'Đã khôi phục',
  keptAs: (name: string) => `Dữ liệu trước khi khôi phục được giữ trong bản “${name}”.`,
  go: 'Mở dữ liệu đã khôi phục',
  failureTitle: 'Chung Tay chưa mở được dữ liệu',
  failureBackups: 'Có thể khôi phục từ một bản sao lưu:',
  failureNoBackups:
    'Không thấy bản sao lưu nào trong thư mục dữ liệu. Hãy tìm bản đã chép ra ổ USB, rồi nhờ người hỗ trợ.',
  tryAgain: 'Thử mở lại',
  salvage: 'Cứu những gì còn đọc được',
  salvageHint:
    'Khi không có bản sao lưu nào dùng được: chương trình đọc từng dòng còn đọc được sang một cơ sở dữ liệu mới. Tệp hỏng được giữ lại.',
  salvaged: 'Đã cứu dữ liệu',
  salvagedRows: (rows: number) => `Đọc được ${formatCount(rows)} dòng.`,
  salvagedTorn: (tables: number) =>
    tables === 0 ? 'Không bảng nào bị đọc thiếu.' : `${formatCount(tables)} bảng chỉ đọc được một phần.`,
  salvagedFromBackup: (rows: number) => `${formatCount(rows)} dòng đã mất được lấy lại từ bản sao lưu.`,
  salvagedOrphans: (rows: number) =>
    `${formatCount(rows)} dòng không giữ được vì phần mà chúng thuộc về đã mất.`,
  salvagedCheck: 'Hãy so lại với giấy tờ và bản sao lưu gần nhất trước khi làm tiếp.',
  salvagedGo: 'Mở dữ liệu đã cứu',
  home: {
    none: 'Chưa sao lưu.',
    last: (at: string) => `Sao lưu gần nhất: ${formatInstant(at)}`,
    red: 'Bản sao lưu gần nhất không dùng được',
  },
} as const;
