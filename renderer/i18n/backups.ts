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
  password: {
    title: 'Mật khẩu của bản sao lưu',
    off: 'Chưa đặt. Ai có tệp sao lưu đều đọc được tên, số điện thoại và bản quét trong đó.',
    on: (since: string) =>
      `Đã đặt lúc ${formatInstant(since)}. Bản sao lưu mới không đọc được nếu thiếu mật khẩu.`,
    set: 'Đặt mật khẩu…',
    change: 'Đổi mật khẩu…',
    remove: 'Bỏ mật khẩu',
    removed: 'Đã bỏ mật khẩu. Bản sao lưu mới không có mật khẩu; các bản cũ vẫn cần mật khẩu cũ.',
    removeAsk: 'Bỏ mật khẩu: từ nay ai có tệp sao lưu đều đọc được. Các bản đã tạo vẫn cần mật khẩu cũ.',
    done: 'Đã đặt mật khẩu. Mọi bản sao lưu từ nay đều cần mật khẩu này.',
    scope:
      'Chỉ áp dụng cho bản sao lưu mới. Các bản đã tạo giữ nguyên: không có mật khẩu, hoặc cần mật khẩu cũ.',
    warning:
      'Quên mật khẩu thì không ai mở lại được bản sao lưu, kể cả người làm ra chương trình. Hãy ghi ra giấy và cất vào nơi có khóa.',
    first: 'Mật khẩu',
    hint: (least: number) =>
      `Ít nhất ${least} ký tự: ai nhặt được tệp có thể để máy thử mật khẩu cả tháng, mật khẩu ngắn sẽ bị dò ra. Nên ghép bốn, năm từ không liên quan đến nhau.`,
    second: 'Nhập lại mật khẩu',
    short: (least: number) => `Cần ít nhất ${least} ký tự.`,
    differs: 'Hai lần nhập chưa giống nhau.',
    understood: 'Tôi hiểu: quên mật khẩu thì mất các bản sao lưu này',
    tick: 'Hãy đánh dấu ô này nếu bạn đã hiểu.',
    save: 'Đặt mật khẩu',
    ask: 'Mật khẩu của bản sao lưu này',
    askHint: 'Là mật khẩu đã đặt khi bản này được tạo.',
    open: 'Mở',
  },
  aside: {
    title: 'Những gì chương trình đã cất riêng',
    hint: 'Chương trình không tự xóa những tệp này. Khi chắc rằng không cần nữa, bạn có thể xóa chúng bằng chương trình quản lý tệp.',
    parts: {
      damaged: 'Tệp dữ liệu hỏng đã được thay',
      unclaimed: 'Tệp mà chương trình chưa kịp ghi vào sổ khi bị tắt ngang',
    },
    size: (files: number, size: string) => `${formatCount(files)} tệp, ${size}`,
  },
  listTitle: 'Các bản sao lưu',
  columns: { at: 'Lúc', place: 'Ở đâu', size: 'Dung lượng', act: 'Việc' },
  upgrade: 'Trước khi nâng cấp, không kèm tệp lưu',
  withPassword: 'Có mật khẩu',
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
  salvagedTorn: (torn: readonly string[]) =>
    torn.length === 0 ? 'Không phần nào bị đọc thiếu.' : `Đọc thiếu, hãy xem lại: ${torn.join('; ')}.`,
  salvagedFromBackup: (rows: number) => `${formatCount(rows)} dòng đã mất được lấy lại từ bản sao lưu.`,
  salvagedOrphans: (rows: number) =>
    `${formatCount(rows)} dòng không giữ được vì phần mà chúng thuộc về đã mất.`,
  salvagedCheck: 'Hãy so lại với giấy tờ và bản sao lưu gần nhất trước khi làm tiếp.',
  salvagedReport: 'Tệp hỏng và kết quả này được giữ ở:',
  salvagedGo: 'Mở dữ liệu đã cứu',
  home: {
    none: 'Chưa sao lưu.',
    last: (at: string) => `Sao lưu gần nhất: ${formatInstant(at)}`,
    red: 'Bản sao lưu gần nhất không dùng được',
  },
} as const;
