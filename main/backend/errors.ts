import type { ErrorBody, ErrorCode } from '../../preload/contract/errors.ts';

type Details = Readonly<Record<string, unknown>>;

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : '';

const list = (value: unknown): string => (Array.isArray(value) ? value.map(text).join(', ') : text(value));

/** "15/04/2023" of a day or an instant in ISO form. */
const dayOf = (value: unknown): string => text(value).slice(0, 10).split('-').reverse().join('/');

/** Whether the file is a scan or a photograph, and no list. */
const isScan = (details: Details): boolean => /\.(?:pdf|jpe?g|png)$/i.test(text(details.file));

/** What helps with a file that can't be read: ours come out of no other program. */
function rescueOf(details: Details): string {
  if (/\.ct(?:backup|template)$/i.test(text(details.file)))
    return 'Tệp có thể bị hỏng hoặc chưa chép hết. Chưa có gì thay đổi; hãy chép lại tệp gốc';
  return isScan(details)
    ? 'Tệp có thể bị hỏng hoặc chưa chép hết; hãy quét lại hoặc chép lại tệp gốc'
    : 'Tệp có thể bị hỏng; hãy mở bằng Excel, lưu lại';
}

/** What most likely holds a file open, by its ending. */
function holderOf(file: unknown): string {
  const ending = text(file).toLowerCase().split('.').at(-1) ?? '';
  if (['xlsx', 'xls', 'csv'].includes(ending)) return 'Excel';
  if (['docx', 'doc'].includes(ending)) return 'Word';
  return 'chương trình khác';
}

const ROLE_NAMES: Readonly<Record<string, string>> = { viewer: 'xem', editor: 'nhập', admin: 'quản trị' };

/** The Vietnamese text of each code: what happened, what is safe, what to do next. */
const MESSAGES = {
  INTERNAL: () =>
    'Chương trình gặp lỗi ngoài dự kiến. Dữ liệu đã lưu vẫn còn nguyên. Hãy thử lại; nếu còn lỗi, gửi tệp nhật ký cho người hỗ trợ.',
  CANCELLED: () => 'Đã dừng theo yêu cầu. Phần đang làm dở không được ghi.',
  OUT_OF_MEMORY: () =>
    'Việc này cần nhiều bộ nhớ hơn mức chương trình dành cho nó nên đã dừng. Chưa có gì được ghi. Hãy chia tệp thành các phần nhỏ hơn, hoặc chọn ít mục hơn, rồi thử lại.',
  UNKNOWN_COMMAND: (d) => `Không có lệnh “${text(d.command)}”. Gõ “--help” để xem các lệnh.`,
  UNKNOWN_OPTION: (d) => `Lệnh không có tùy chọn “${text(d.option)}”.`,
  MISSING_ARGUMENT: (d) => `Thiếu ${text(d.argument)}.`,
  INVALID_INPUT: (d) =>
    `Dữ liệu gửi tới chưa hợp lệ${d.field ? ` ở mục “${text(d.field)}”` : ''}${d.reason ? `: ${text(d.reason)}` : ''}.`,
  FORBIDDEN: () => 'Yêu cầu bị từ chối vì không đến từ cửa sổ của chương trình.',
  NOT_FOUND: (d) => `Không tìm thấy ${text(d.what) || 'mục đã chọn'}. Có thể mục này đã bị xóa.`,
  CONFLICT: () => 'Dữ liệu đã được thay đổi ở nơi khác. Hãy mở lại rồi sửa.',
  NOT_SIGNED_IN: () =>
    'Chương trình đang khóa nên chưa làm việc này. Không có gì thay đổi. Hãy chọn tên của bạn để vào làm việc.',
  NOT_ALLOWED: (d) =>
    `Việc này cần quyền ${ROLE_NAMES[text(d.needed)] ?? text(d.needed)}, còn bạn có quyền ${ROLE_NAMES[text(d.role)] ?? text(d.role)}. Không có gì thay đổi. Hãy nhờ người có quyền đó, hoặc người quản trị đổi quyền cho bạn trong Cài đặt, mục Người dùng.`,
  PASSWORD_WRONG: (d) =>
    `Mật khẩu chưa đúng. ${d.seconds ? `Hãy đợi ${text(d.seconds)} giây rồi thử lại.` : 'Hãy gõ lại; chú ý phím Caps Lock và bộ gõ tiếng Việt.'}`,
  SIGN_IN_DELAYED: (d) =>
    `Mật khẩu đã sai nhiều lần nên cần đợi ${text(d.seconds)} giây nữa. Dữ liệu vẫn còn nguyên. Hãy đợi rồi thử lại.`,
  PROOF_MISSING: (d) =>
    `Chưa thấy tệp “${text(d.fileName)}” trong thư mục dữ liệu. Mật khẩu chưa đổi. Hãy tạo tệp đúng tên đó rồi thử lại.`,
  ADMIN_NEEDED: () =>
    'Cần ít nhất một người có quyền quản trị nên chưa làm việc này. Hãy trao quyền quản trị cho người khác trước.',
  USER_NAME_TAKEN: (d) =>
    `Đã có người dùng tên “${text(d.name)}”. Hãy thêm chức vụ hoặc bộ phận vào tên để phân biệt.`,
  FILE_NOT_FOUND: (d) => `Không tìm thấy tệp “${text(d.file)}”. Hãy kiểm tra lại đường dẫn.`,
  FILE_UNREADABLE: (d) => `Không đọc được tệp “${text(d.file)}”. ${rescueOf(d)} rồi thử lại.`,
  FILE_IN_USE: (d) =>
    `Không đọc được tệp “${text(d.file)}” vì đang mở trong ${holderOf(d.file)}. Chưa có gì được nhập. Hãy đóng tệp rồi thử lại.`,
  FILE_TOO_LARGE: (d) =>
    `Tệp “${text(d.file)}” quá lớn hoặc giải nén ra quá lớn${d.limit ? ` (giới hạn ${text(d.limit)})` : ''}. Chương trình không đọc tệp này.`,
  FILE_NOT_WORKBOOK: (d) =>
    `Tệp “${text(d.file)}” không phải sổ tính Excel (.xlsx) dù tên có thể giống. Hãy mở tệp gốc bằng Excel và lưu thành .xlsx.`,
  FILE_ENCRYPTED: (d) =>
    `Tệp “${text(d.file)}” có đặt mật khẩu. Hãy ${isScan(d) ? 'lưu một bản không có mật khẩu' : 'mở bằng Excel, bỏ mật khẩu'} rồi thử lại.`,
  FILE_TYPE_UNKNOWN: (d) =>
    `Chưa đọc được loại tệp “${text(d.file)}”. Chương trình nhận tệp ${text(d.accepted) || '.xlsx và .csv'}.`,
  PHOTO_HEIC: (d) =>
    `Ảnh “${text(d.file)}” ở dạng HEIC của điện thoại nên chưa đọc được. Hãy lưu ảnh thành JPG rồi thêm lại (trên iPhone: Cài đặt, Camera, Định dạng, Tương thích nhất).`,
  CSV_QUOTE_OPEN: (d) =>
    `Tệp CSV có dấu ngoặc kép mở ở dòng ${text(d.row)} mà không đóng đúng. Hãy sửa dòng đó rồi thử lại.`,
  NO_HEADER_ROW: (d) =>
    `Không tìm thấy dòng tiêu đề cột. Cần có các cột: ${list(d.columns)}.${list(d.missing) ? ` Chưa thấy: ${list(d.missing)}.` : ''}`,
  NO_ROWS: () => 'Tệp có tiêu đề nhưng không có dòng dữ liệu nào.',
  INVALID_ROWS: (d) =>
    `Có ${text(d.count)} lỗi trong tệp nên chưa nhập dòng nào. Hãy sửa các ô được nêu rồi nhập lại.`,
  PDF_DAMAGED: () => 'Tệp PDF bị hỏng hoặc không đầy đủ nên không đọc được. Hãy lấy lại tệp gốc rồi thử lại.',
  PDF_ENCRYPTED: () => 'Tệp PDF có đặt mật khẩu. Hãy lưu một bản không có mật khẩu rồi thử lại.',
  PDF_CERTIFIED: () => 'Tệp PDF đã được khóa bằng chữ ký chứng nhận nên không ký thêm được.',
  ALREADY_SIGNED: () => 'Bên này đã ký số trên văn bản. Mỗi bên chỉ ký một lần.',
  P12_UNREADABLE: () => 'Tệp chứng thư không phải là tệp PKCS#12 (.p12 hoặc .pfx) hoặc đã bị hỏng.',
  P12_WRONG_PASSWORD: () => 'Mật khẩu của tệp chứng thư không đúng. Chưa có gì được ký.',
  P12_NO_KEY: () =>
    'Tệp chứng thư không có khóa riêng cùng chứng thư của khóa đó nên không ký được. Hãy xuất lại tệp kèm khóa riêng.',
  P12_KEY_UNSUPPORTED: () =>
    'Chưa ký được bằng loại khóa trong tệp chứng thư. Chương trình ký bằng khóa RSA hoặc ECDSA.',
  CERTIFICATE_EXPIRED: (d) =>
    `Chứng thư của ${text(d.name)} đã hết hạn ngày ${dayOf(d.date)} nên không ký được. Hãy dùng chứng thư còn hạn.`,
  CERTIFICATE_NOT_YET_VALID: (d) =>
    `Chứng thư của ${text(d.name)} chỉ có hiệu lực từ ngày ${dayOf(d.date)} nên chưa ký được. Hãy kiểm tra ngày giờ của máy.`,
  FILE_LOCKED: (d) =>
    `Không ghi được tệp “${text(d.file)}” vì đang mở trong ${holderOf(d.file)}. Số liệu vẫn còn nguyên. Hãy đóng tệp rồi thử lại.`,
  FILE_NOT_OPENED: (d) =>
    `Máy này chưa mở được tệp “${text(d.file)}”. Hãy tải tệp về rồi mở bằng chương trình quen dùng.`,
  FILE_MOVED: (d) =>
    `Tệp “${text(d.file)}” không còn trong thư mục “${text(d.folder)}”: tệp đã được chuyển, đổi tên, xóa, hoặc ổ đĩa chưa được cắm. Tệp đã được bỏ khỏi danh sách gần đây.`,
  PATH_TOO_LONG: (d) =>
    `Chưa lưu: đường dẫn đến “${text(d.file)}” dài quá ${text(d.excess)} ký tự nên Windows, Word hay Excel sẽ không mở được. Hãy chọn thư mục gần hơn, hoặc đặt tên tệp ngắn hơn.`,
  FOLDER_NOT_OPENED: (d) =>
    `Chưa mở được thư mục “${text(d.folder)}”. Hãy mở bằng chương trình quản lý tệp của máy.`,
  FILE_WRITE_FAILED: (d) =>
    `Không ghi được tệp “${text(d.file)}” vì thư mục này không cho ghi hoặc không còn ở đó. Số liệu vẫn còn nguyên. Hãy chọn thư mục khác mà bạn được phép ghi.`,
  DISK_FULL: (d) =>
    `Ổ đĩa đã đầy${d.file ? ` nên không ghi được tệp “${text(d.file)}”` : ''}. Số liệu vẫn còn nguyên. Hãy giải phóng dung lượng${d.file ? ' hoặc lưu vào ổ khác' : ''} rồi thử lại.`,
  DISK_FAILED: (d) =>
    `Ổ đĩa báo lỗi khi đọc hoặc ghi${d.file ? ` tệp “${text(d.file)}”` : ''} nên việc này chưa làm được. Số liệu đã lưu vẫn còn nguyên. Hãy thử lại; nếu còn lỗi, hãy sao lưu sang ổ khác và nhờ người kiểm tra ổ đĩa.`,
  TOO_MANY_FILES: () =>
    'Máy đang mở quá nhiều tệp nên việc này chưa làm được. Số liệu đã lưu vẫn còn nguyên. Hãy đóng bớt chương trình khác rồi thử lại.',
  DATA_FOLDER_MISSING: (d) => `Không tìm thấy thư mục dữ liệu “${text(d.dataDir)}”.`,
  DATA_FOLDER_NOT_INITIALISED: (d) =>
    `Thư mục “${text(d.dataDir)}” chưa được khởi tạo. Hãy chạy lệnh “init” trước.`,
  DATA_FOLDER_ALREADY_INITIALISED: (d) =>
    `Thư mục “${text(d.dataDir)}” đã có dữ liệu nên không khởi tạo lại. Dữ liệu cũ vẫn còn nguyên.`,
  DATA_FOLDER_LOCKED: (d) =>
    `Thư mục dữ liệu “${text(d.dataDir)}” đang được một cửa sổ Chung Tay khác sử dụng. Hãy đóng cửa sổ kia rồi thử lại.`,
  DATA_FOLDER_READ_ONLY: (d) =>
    `Không ghi được vào thư mục dữ liệu “${text(d.dataDir)}”. Hãy kiểm tra quyền ghi hoặc chọn thư mục khác.`,
  DATA_FOLDER_NEWER: () =>
    'Dữ liệu này được tạo bằng phiên bản Chung Tay mới hơn. Hãy cập nhật chương trình; dữ liệu vẫn còn nguyên.',
  DATA_FOLDER_DAMAGED: (d) =>
    `Tệp dữ liệu trong “${text(d.dataDir)}” bị hỏng nên chưa mở. Không có gì bị xóa. Hãy khôi phục từ bản sao lưu gần nhất.`,
  DATA_FOLDER_NOT_MOVED: (d) =>
    `Chưa cất được bản tập dượt ở “${text(d.dataDir)}”: có tệp trong đó đang mở ở chương trình khác, hoặc không có quyền đổi tên thư mục này. Dữ liệu vẫn còn nguyên. Hãy đóng các tệp đang mở rồi thử lại.`,
  BACKUP_UNREADABLE: (d) =>
    `Không đọc được “${text(d.file)}” như một bản sao lưu của Chung Tay. Chưa có gì thay đổi. Hãy chọn bản sao lưu khác.`,
  BACKUP_DAMAGED: (d) =>
    `Bản sao lưu “${text(d.file)}” bị hỏng nên không khôi phục. Dữ liệu đang dùng vẫn còn nguyên. Hãy chọn bản sao lưu khác.`,
  BACKUP_PASSWORD_NEEDED: (d) =>
    d.variable
      ? `Biến môi trường ${text(d.variable)} có đó nhưng để trống. Chưa có gì được ghi. Hãy ghi mật khẩu vào biến, hoặc bỏ biến đi.`
      : 'Bản sao lưu này có mật khẩu. Chưa có gì được mở hay thay đổi. Hãy nhập mật khẩu đã đặt khi bản đó được tạo.',
  BACKUP_PASSWORD_WRONG: () =>
    'Mật khẩu không mở được bản sao lưu này. Chưa có gì thay đổi. Hãy thử lại; bản tạo trước khi đổi mật khẩu cần mật khẩu cũ.',
  BACKUP_KEY_DAMAGED: () =>
    'Không đọc được khóa sao lưu trong thư mục dữ liệu nên chưa sao lưu. Số liệu vẫn còn nguyên. Hãy đặt lại mật khẩu trong Cài đặt, mục Sao lưu.',
  FOLDER_NOT_EMPTY: (d) =>
    `Thư mục “${text(d.folder)}” đã có tệp nên không khôi phục vào đó. Hãy chọn một thư mục mới.`,
  NOT_DAMAGED: () => 'Dữ liệu không hỏng nên không cần cứu. Không có gì thay đổi.',
  UPDATE_UNSIGNED: (d) =>
    `Cạnh tệp “${text(d.file)}” không có tệp mô tả “${text(d.file)}.json” dùng được, nên chương trình chưa cài. Không có gì thay đổi. Hãy chép cả hai tệp vào cùng một thư mục rồi chọn lại.`,
  UPDATE_FORGED: (d) =>
    `Tệp “${text(d.file)}” không mang chữ ký của nơi làm ra Chung Tay, nên chương trình không cài. Không có gì thay đổi. Hãy xin lại tệp từ nơi đã cấp chương trình, và không mở tệp này.`,
  UPDATE_NOT_NEWER: (d) =>
    `Tệp này là bản ${text(d.version)}, không mới hơn bản ${text(d.current)} đang dùng. Không có gì thay đổi, không cần làm gì thêm.`,
  UPDATE_DAMAGED: (d) =>
    `Tệp “${text(d.file)}” bị hỏng hoặc chưa chép hết, nên chương trình chưa cài. Không có gì thay đổi. Hãy chép lại tệp rồi chọn lại.`,
  NOT_A_REHEARSAL: () => 'Thư mục dữ liệu này đã là thư mục thật. Không có gì thay đổi.',
  MIGRATION_FAILED: (d) =>
    `Không nâng cấp được dữ liệu. Dữ liệu cũ vẫn còn nguyên, bản sao lưu ở “${text(d.backup)}”.`,
  SCHOOL_CODE_TAKEN: (d) => `Mã trường “${text(d.code)}” đã được dùng cho ${text(d.name) || 'trường khác'}.`,
  SCHOOL_NAME_TAKEN: (d) => `Đã có trường “${text(d.name)}” cùng cấp học trong đơn vị này.`,
  SCHOOL_IN_USE: (d) =>
    `Không xóa được ${text(d.name)} vì trường đang ở trong một cặp kết nghĩa. Hãy bỏ cặp trước.`,
  PAIR_SAME_SCHOOL: () => 'Một trường không thể kết nghĩa với chính mình.',
  PAIR_SAME_UNIT: (d) =>
    `Hai trường ${text(d.supporting)} và ${text(d.partner)} thuộc cùng một đơn vị. Cặp kết nghĩa phải gồm hai đơn vị khác nhau.`,
  PAIR_DIFFERENT_LEVEL: (d) =>
    `Hai trường ${text(d.supporting)} và ${text(d.partner)} khác cấp học. Cặp kết nghĩa phải cùng cấp học.`,
  PAIR_OVERLAPS: (d) =>
    `${text(d.name)} đã có cặp trong thời gian này. Hãy xác nhận nếu muốn một trường có nhiều cặp.`,
  PAIR_EXISTS: () => 'Cặp trường này đã có.',
  PAIR_IN_USE: () =>
    'Không bỏ được cặp này vì đã có biên bản được chốt hoặc hoạt động đã ghi. Hãy hủy biên bản và xóa hoạt động trước.',
  COUNT_UNLIKELY: (d) =>
    `${list(d.unlikely)}. Số này nhiều bất thường; hãy xem lại, nếu đúng thì xác nhận để ghi.`,
  AMOUNT_DIFFERS: (d) =>
    `Thành tiền ${text(d.amount)} đồng khác với số lượng nhân đơn giá (${text(d.product)} đồng). Hãy xem lại, nếu đúng thì xác nhận để ghi.`,
  KIND_IN_USE: (d) =>
    `Không xóa được loại “${text(d.name)}” vì đang có ${text(d.count)} hoạt động thuộc loại này.`,
  UNIT_NOT_IN_PROGRAMME: (d) => `${text(d.unit)} không thuộc chương trình.`,
  MEMORANDUM_STATE: (d) => `Biên bản đang ở trạng thái “${text(d.state)}” nên không làm được việc này.`,
  CEREMONY_LAST: () => 'Không xóa được lễ ký kết duy nhất của chương trình. Hãy thêm lễ ký kết khác trước.',
  CEREMONY_HELD: () => 'Không xóa được lễ ký kết này vì đã có biên bản được ký tại đó.',
  MEMORANDUM_SIGNED: () =>
    'Biên bản đã ký nên không sửa được nữa. Hãy gia hạn hoặc lập và ký một biên bản mới.',
  MEMORANDUM_INCOMPLETE: (d) => `Biên bản chưa đủ để chuyển trạng thái; còn thiếu: ${list(d.missing)}.`,
  MEMORANDUM_RENEWED: () => 'Biên bản này đã được gia hạn bằng một biên bản khác.',
  NUMBER_TAKEN: (d) =>
    `Số ${text(d.number)} của năm ${text(d.year)} đã được dùng cho biên bản ${text(d.name)}. Hãy chọn số khác.`,
  CEREMONY_EMPTY: () =>
    'Lễ ký kết chưa có biên bản nào để in. Hãy tạo bản nháp biên bản hoặc thêm biên bản vào thứ tự ký.',
  TEXT_UNPRINTABLE: (d) =>
    `Không in được ký tự ${list(d.characters)} trong “${text(d.text)}”. Hãy sửa lại rồi in.`,
  NOTHING_GENERATED: () =>
    'Không có biên bản nào được tạo. Hãy xem các lỗi được nêu và bổ sung thông tin còn thiếu.',
  PDF_FAILED: () =>
    'Không dựng được tệp PDF của biên bản này; các biên bản khác không bị ảnh hưởng. Hãy xem trước biên bản để tìm chỗ sai; nếu còn lỗi, gửi tệp nhật ký cho người hỗ trợ.',
  DOCUMENT_ISSUED: (d) =>
    `Văn bản “${text(d.title)}” đã phát hành nên không sửa được. Hãy lập văn bản mới nếu có thay đổi.`,
  DOCUMENT_INCOMPLETE: () =>
    'Văn bản còn thiếu thông tin nên chưa tạo được tệp. Hãy bổ sung các mục được nêu rồi thử lại.',
  NO_SIGNED_COPIES: () => 'Chưa có bản ký đầy đủ nào để xuất. Hãy nạp bản quét hoặc tệp đã ký trước.',
  TEMPLATE_INVALID: (d) => `Mẫu văn bản không hợp lệ${d.reason ? `: ${text(d.reason)}` : ''}.`,
  TEMPLATE_PUBLISHED: () =>
    'Mẫu này đã đưa vào dùng nên không sửa được nữa; văn bản đã lập theo mẫu vẫn giữ nguyên. Hãy sửa thành bản mới.',
  TEMPLATE_DRAFT_EXISTS: (d) =>
    `Mẫu “${text(d.kind)}” đang có một bản nháp. Hãy đưa bản nháp vào dùng hoặc bỏ đi trước.`,
  FORM_HAS_MACROS: (d) =>
    `Tệp “${text(d.file)}” có chứa macro nên chương trình không nhận. Hãy mở bằng Excel, lưu thành sổ tính thường (.xlsx), rồi nạp lại.`,
  FORM_SIGNED: (d) =>
    `Tệp “${text(d.file)}” đã được ký số; điền vào thì chữ ký mất hiệu lực. Hãy xin Sở bản chưa ký, hoặc mở bằng Excel và lưu thành bản khác không có chữ ký.`,
  FORM_HAS_LINKS: (d) =>
    `Tệp “${text(d.file)}” lấy số liệu từ tệp hoặc nguồn khác. Hãy mở bằng Excel, ngắt liên kết (Dữ liệu, Sửa liên kết, Ngắt liên kết), lưu lại rồi nạp lại.`,
  FORM_CELL_GONE: (d) =>
    `Biểu không còn đúng chỗ để điền: ${list(d.cells)}. Chưa ghi gì cả. Hãy chỉ lại các ô này trên biểu hoặc bỏ liên kết.`,
  FORM_CELL_FORMULA: (d) =>
    `Ô ${list(d.cells)} có công thức của biểu. Hãy chọn ô khác, hoặc xác nhận thay công thức nếu ô đó cho phép.`,
  FORM_CELL_HEADING: (d) =>
    `Ô ${list(d.cells)} là tiêu đề của một bảng trong Excel; điền vào thì Excel báo hỏng tệp. Hãy chọn ô khác.`,
  FORM_TABLE_TOO_SHORT: (d) =>
    `Bảng “${text(d.table)}” ở trang tính “${text(d.sheet)}” thiếu ${text(d.lacking)} dòng: không ghi được từ ô ${text(d.cell)} trở xuống. Chưa ghi gì cả. Hãy chèn thêm dòng vào biểu bằng Excel rồi nạp lại biểu.`,
  SCHOOL_YEAR_IN_USE: (d) =>
    `Không xóa được năm học ${text(d.code)} vì đã có hoạt động, chỉ tiêu hoặc kết quả thi trong năm đó.`,
  PERIOD_INVALID: (d) =>
    `Kỳ báo cáo “${text(d.period)}” không hợp lệ. Ví dụ đúng: 2023-2024/HK1, 2023-2024, 2024/Q2, 2024, giai-doan, 2023-09-05..2024-05-31.`,
  PERIOD_UNKNOWN: (d) =>
    `Chưa có lịch năm học ${text(d.schoolYear)}. Hãy bổ sung trong Cài đặt, mục Năm học.`,
  CELLS_REFUSED: (d) =>
    `${Array.isArray(d.faults) ? d.faults.length : 'Có'} ô chưa dùng được nên chưa ô nào được ghi.`,
  UNDO_CONFLICT: () => 'Không hoàn tác được vì dữ liệu đã thay đổi sau đó. Hãy sửa trực tiếp.',
  UNDO_REDACTED: () =>
    'Không hoàn tác được vì nội dung của việc này đã được xóa theo yêu cầu về dữ liệu cá nhân.',
  NOTHING_TO_CHANGE: () => 'Không có gì để thay đổi ở các nơi đã chọn. Hãy chọn ít nhất một nơi.',
  REASON_NAMES_PERSON: () =>
    'Người yêu cầu hoặc lý do đang nêu chính tên, số điện thoại hoặc địa chỉ sắp xóa; nhật ký giữ lý do mãi. Chưa có gì thay đổi. Hãy viết lại, ví dụ “chính người có dữ liệu”.',
  RESTORE_NEEDS: (d) =>
    `Chưa khôi phục được ${text(d.name)} vì ${text(d.needs)} cũng đã bị xóa. Hãy khôi phục ${text(d.needs)} trước, hoặc chọn cả hai rồi khôi phục cùng lúc.`,
  RESTORE_REFUSED: (d) => `Chưa khôi phục được ${text(d.name)} vì ${text(d.reason)}. ${text(d.todo)}`,
} satisfies Record<ErrorCode, (details: Details) => string>;

/** A failure that the user can be told about: a code of the contract and what the text needs. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, details: Details = {}, options?: ErrorOptions) {
    super(MESSAGES[code](details), options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Turns whatever was thrown into the body that crosses to a shell; strangers become `INTERNAL`. */
export function toErrorBody(error: unknown): ErrorBody {
  const known = error instanceof AppError ? error : new AppError('INTERNAL', {}, { cause: error });
  return { code: known.code, message: known.message, details: { ...known.details } };
}
