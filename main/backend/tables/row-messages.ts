import type { Fault } from '../../../preload/contract/errors.ts';
import { capitalised } from '../text/capitals.ts';
import type { Column, Header } from './columns.ts';
import { cellAddress, type RawCell, type TextRepair } from './raw-table.ts';

type Details = Readonly<Record<string, string | number>>;

/** Vietnamese texts of everything that can be said about a row or a cell of an imported list. */
const MESSAGES = {
  // repairs: the value is taken, and shown for a person to look at
  TEXT_COMPOSED: (d) => `Đã ghép lại dấu tiếng Việt (Unicode tổ hợp): “${d.value}”.`,
  ENCODING_CONVERTED: (d) => `Đã chuyển từ phông ${d.encoding} sang Unicode: “${d.value}”.`,
  CONTROL_REMOVED: (d) => `Đã bỏ ký tự ẩn: “${d.value}”.`,
  LEADING_ZERO_RESTORED: (d) => `Đã thêm lại số 0 ở đầu: “${d.before}” thành “${d.value}”.`,
  NUMBER_AS_TEXT: (d) => `Số được lưu dạng chữ “${d.before}”, đã hiểu là ${d.value}.`,
  DATE_AS_TEXT: (d) => `Ngày ghi dạng chữ “${d.before}”, đã hiểu là ngày ${d.value}.`,
  DASH_AS_EMPTY: () => 'Dấu gạch ngang được hiểu là để trống.',
  LEVEL_FROM_NAME: (d) => `Ô cấp học để trống, đã lấy “${d.value}” theo tên trường.`,
  // remarks
  LEVEL_NAME_MISMATCH: (d) =>
    `Cấp học là “${d.level}” nhưng tên trường cho thấy “${d.named}”. Hãy kiểm tra lại.`,
  PHONE_FORMAT: (d) => `Số điện thoại “${d.value}” có vẻ chưa đúng; vẫn được giữ nguyên.`,
  EMAIL_FORMAT: (d) => `Thư điện tử “${d.value}” có vẻ chưa đúng; vẫn được giữ nguyên.`,
  CODE_STORED_AS_NUMBER: () =>
    'Mã trường được lưu dạng số nên số 0 ở đầu (nếu có) đã mất và không thể đoán lại. Hãy kiểm tra cột này.',
  UNKNOWN_COLUMN: (d) => `Cột “${d.heading}” không thuộc danh sách này nên không được nhập.`,
  COLUMN_REPEATED: (d) => `Cột “${d.heading}” trùng ý nghĩa với cột “${d.used}”, chỉ lấy cột “${d.used}”.`,
  SHEET_IGNORED: (d) =>
    `Trang tính “${d.sheet}” cũng có danh sách nhưng không được đọc; chỉ lấy trang “${d.used}”.`,
  TOTAL_IGNORED: (d) => `Dòng cộng “${d.value}” được bỏ qua.`,
  CLOSING_IGNORED: (d) => `Dòng “${d.value}” nằm dưới danh sách nên được bỏ qua.`,
  SECTION_IGNORED: (d) => `Dòng tiêu đề nhóm “${d.value}” được bỏ qua.`,
  HEADING_REPEATED: () => 'Dòng tiêu đề cột lặp lại được bỏ qua.',
  ROW_CONTINUES: () => 'Dòng này nối tiếp dòng trên (ô tên được gộp) nên được bỏ qua.',
  // faults: nothing is taken in
  VALUE_MISSING: (d) => `Thiếu ${d.label}.`,
  LEVEL_UNKNOWN: (d) =>
    `Không rõ cấp học “${d.value}”. Chỉ nhận: Mầm non (MN), Tiểu học (TH), Trung học cơ sở (THCS).`,
  TEXT_LOST: (d) =>
    `Chữ trong ô bị mất dấu khi lưu tệp: “${d.value}”. Hãy lưu lại tệp ở dạng .xlsx hoặc CSV UTF-8.`,
  TOO_LONG: (d) => `${d.label} dài ${d.length} ký tự, quá ${d.limit} ký tự.`,
  CELL_ERROR: (d) => `Ô có lỗi ${d.value} của Excel.`,
  FORMULA_NO_RESULT: () => 'Ô có công thức nhưng tệp không lưu kết quả. Hãy mở bằng Excel, lưu lại rồi nhập.',
  DATE_NOT_TEXT: (d) => `Ô chứa ngày tháng ${d.value} thay vì ${d.label}; có thể Excel đã tự đổi.`,
  COUNT_NOT_NUMBER: (d) => `${d.label} “${d.value}” không phải là số.`,
  COUNT_NEGATIVE: (d) => `${d.label} không thể là số âm (${d.value}).`,
  COUNT_DECIMAL: (d) => `${d.label} phải là số nguyên, không phải “${d.value}”.`,
  COUNT_TOO_LARGE: (d) => `${d.label} ${d.value} lớn bất thường (quá ${d.limit}).`,
  DUPLICATE_CODE: (d) => `Mã trường “${d.value}” bị trùng ở dòng ${d.first} và dòng ${d.row}.`,
  DUPLICATE_SCHOOL: (d) =>
    `Trường “${d.value}” có hai lần trong cùng đơn vị và cấp học: dòng ${d.first} và dòng ${d.row}.`,
  DUPLICATE_PAIR: (d) => `Cặp trường này có hai lần: dòng ${d.first} và dòng ${d.row}.`,
  SCHOOL_MATCHED_TWICE: (d) => `Dòng ${d.first} và dòng ${d.row} cùng chỉ tới “${d.value}” đã có trong sổ.`,
  SCHOOL_NAME_TAKEN: (d) => `Trong đơn vị này đã có trường “${d.value}” cùng cấp học.`,
  PAIRED_SCHOOL_MOVED: (d) =>
    `“${d.value}” đang ở trong một cặp kết nghĩa nên không đổi được đơn vị hay cấp học. Hãy bỏ cặp trước.`,
  SCHOOL_UNKNOWN: (d) => `Không tìm thấy trường “${d.value}” trong sổ. Hãy kiểm tra tên hoặc mã trường.`,
  SCHOOL_AMBIGUOUS: (d) =>
    `Có ${d.count} trường tên “${d.value}”. Hãy ghi thêm đơn vị quản lý, cấp học hoặc dùng mã trường.`,
  MEMORANDUM_UNKNOWN: (d) => `Không tìm thấy biên bản của “${d.value}”. Hãy kiểm tra tên trường hoặc mã.`,
  MEMORANDUM_MISMATCH: (d) => `“${d.value}” không cùng một biên bản với các ô khác của dòng này.`,
  MEMORANDUM_AMBIGUOUS: (d) => `Dòng này hợp với ${d.count} biên bản. Hãy ghi thêm mã biên bản.`,
  CONTENT_UNKNOWN: (d) => `Mẫu biên bản không có nội dung “${d.value}”.`,
  CONTENT_FROZEN: (d) =>
    `Biên bản “${d.value}” đã chốt với nội dung khác. Muốn đổi, hãy sửa thành phiên bản mới trước.`,
  QUANTITY_FROZEN: (d) =>
    `Biên bản đã chốt với số ${d.stored}, tệp ghi ${d.value}. Muốn đổi, hãy sửa thành phiên bản mới trước.`,
  INDICATOR_UNFIT: (d) => `Biên bản “${d.value}” không cam kết được chỉ tiêu này vì khác cấp học.`,
  DATE_UNCLEAR: (d) => `Không rõ ngày “${d.value}”. Hãy ghi đủ ngày/tháng/năm, ví dụ 05/04/2023.`,
  DUPLICATE_MEMORANDUM: (d) => `Biên bản “${d.value}” có hai lần, lần đầu ở dòng ${d.first}.`,
  MEMORANDUM_DRAFT: (d) =>
    `Biên bản “${d.value}” còn là bản nháp nên chưa ghi được ngày ký và người ký. Hãy chốt và in trước.`,
  MEMORANDUM_CANCELLED: (d) => `Biên bản “${d.value}” đã hủy nên không ghi được nữa.`,
  NUMBER_INVALID: (d) => `Số “${d.value}” không phải là số văn bản. Ví dụ đúng: 05.`,
  NUMBER_OTHER_SYMBOL: (d) => `Ký hiệu trong “${d.value}” khác ký hiệu của biên bản này (${d.symbol}).`,
  NUMBER_TAKEN: (d) => `Số ${d.value} của năm ${d.year} dùng cho cả “${d.other}” và “${d.name}”.`,
  SIGNED_ON_NEEDED: (d) => `Biên bản ${d.state} nên không để trống ngày ký được.`,
  SIGNED_ON_IN_FUTURE: (d) => `Ngày ký ${d.value} chưa tới. Hãy kiểm tra lại.`,
  SIGNER_TWICE: () => 'Một bên có hai người ký.',
  SIGNERS_NEEDED: (d) => `Biên bản ${d.state} nên phải có người ký của cả hai bên.`,
  SCHOOL_NOT_THCS: (d) => `“${d.value}” không phải trường THCS nên không có kết quả thi vào lớp 10.`,
  SCHOOL_YEAR_MISSING: () =>
    'Chưa rõ kết quả của năm học nào. Hãy chọn năm học, hoặc ghi “Năm học 2023-2024” ở tiêu đề của bảng.',
  SCHOOL_YEAR_UNCLEAR: (d) => `Không rõ năm học “${d.value}”. Ví dụ đúng: 2023-2024.`,
  SCHOOL_YEAR_OUTSIDE: (d) => `Năm học ${d.value} nằm ngoài thời gian của chương trình.`,
  MARK_OUT_OF_RANGE: (d) => `${d.label} “${d.value}” không nằm trong khoảng từ 0 đến 10.`,
  FIGURES_CONFLICT: (d) => `Số liệu chưa hợp lý: ${d.reason}.`,
  RATE_DIFFERS: (d) =>
    `Tỷ lệ “${d.value}” khác với số trúng tuyển trên số dự thi (${d.counted}). Tỷ lệ luôn được tính lại từ hai số này.`,
  RESULT_TWICE: (d) => `Kết quả của “${d.value}” trong một năm học có hai lần, lần đầu ở dòng ${d.first}.`,
  RAISER_UNKNOWN: (d) =>
    `Không tìm thấy trường hay đơn vị “${d.value}”. Hãy kiểm tra tên, hoặc thêm vào sổ trước.`,
  DUPLICATE_DIFFICULTY: (d) => `Khó khăn này có hai lần: dòng ${d.first} và dòng ${d.row}.`,
  VALUE_REFUSED: (d) => `${capitalised(`${d.reason}`)}.`,
  DAY_OUTSIDE: (d) => `Ngày ${d.value} nằm ngoài thời gian của chương trình (${d.from} – ${d.to}).`,
  MONEY_SCALED: (d) => `Bảng tính theo ${d.unit}: mọi số tiền đã nhân với ${d.factor} để thành đồng.`,
  AMOUNT_DIFFERS: (d) =>
    `Thành tiền ${d.value} khác với số lượng nhân đơn giá (${d.product}); đã lấy thành tiền như trong tệp.`,
  FIGURE_UNLIKELY: (d) =>
    `${d.label} ${d.value} lớn bất thường (thường không quá ${d.limit}). Hãy kiểm tra lại.`,
  GIVER_OUTSIDE: (d) =>
    `“${d.value}” không có trong danh sách trường nên được ghi là bên hỗ trợ từ bên ngoài.`,
  SUPPORT_TWICE: (d) => `Dòng này giống hệt dòng ${d.first}: được ghi thành một khoản nữa. Hãy kiểm tra lại.`,
  KIND_UNKNOWN: (d) => `Không rõ loại hỗ trợ “${d.value}”. Chỉ nhận: Thiết bị, Học liệu, Kinh phí.`,
  STATUS_UNKNOWN: (d) => `Không rõ tình trạng “${d.value}”. Chỉ nhận: Kế hoạch, Đã bàn giao.`,
  PAIR_UNKNOWN: (d) =>
    `Không tìm thấy cặp trường “${d.value}”. Hãy ghi “Trường A - Trường B” đúng tên trong danh sách cặp; nhiều cặp cách nhau bằng dấu chấm phẩy.`,
  PAIR_AMBIGUOUS: (d) => `“${d.value}” hợp với ${d.count} cặp. Hãy ghi đủ tên hai trường của cặp.`,
  ACTIVITY_KIND_UNKNOWN: (d) =>
    `Không có loại hoạt động “${d.value}”. Hãy ghi đúng tên trong danh mục, hoặc thêm loại này trước.`,
  SUBJECT_UNKNOWN: (d) => `Không rõ môn “${d.value}”. Hãy ghi đúng tên môn, ví dụ: ${d.known}.`,
  FORM_UNKNOWN: (d) => `Không rõ hình thức “${d.value}”. Chỉ nhận: Trực tiếp, Trực tuyến.`,
  ACTIVITY_STATUS_UNKNOWN: (d) => `Không rõ trạng thái “${d.value}”. Chỉ nhận: Đã làm, Dự kiến.`,
  DUPLICATE_ACTIVITY: (d) =>
    `Dòng ${d.first} và dòng ${d.row} là cùng một hoạt động (cùng ngày, cặp, loại và nội dung). Nếu là hai buổi, hãy ghi nội dung khác nhau.`,
  SAME_SCHOOL: (d) => `Hai bên là cùng một trường “${d.value}”.`,
} satisfies Record<string, (details: Details) => string>;

/** Code of a fault or warning about a row. */
export type RowCode = keyof typeof MESSAGES;

/** Longest piece of a user's text that a message repeats. */
const QUOTED_LENGTH = 80;
const quote = (value: string | number): string | number =>
  typeof value === 'string' && value.length > QUOTED_LENGTH ? `${value.slice(0, QUOTED_LENGTH)}…` : value;

/** What a cell held and what was understood instead. */
export interface Repair {
  readonly row: number;
  /** Address of the cell: "B7". */
  readonly cell: string;
  /** Codes of the warnings that tell of it. */
  readonly codes: readonly string[];
  readonly before: string;
  readonly after: string;
}

/** Faults and warnings of one list, gathered in any order and given in the order of the file. */
export interface Findings {
  readonly fault: (code: RowCode, place: Place, details?: Details) => void;
  readonly warn: (code: RowCode, place: Place, details?: Details) => void;
  readonly faults: () => readonly Fault[];
  readonly warnings: () => readonly Fault[];
  /** Those of the warnings that put something right. */
  readonly repairs: () => readonly Repair[];
}

/** Where something was found. */
export interface Place {
  readonly row: number | null;
  /** The column from 1, and its heading when it has one. */
  readonly column?: number | undefined;
  readonly heading?: string | undefined;
}

/** Place of a cell under a heading; in a merged range, of the range's first cell. */
export function placeOf(row: number, column: Column, cell?: RawCell): Place {
  return { row: cell?.row ?? row, column: cell?.column ?? column.column, heading: column.heading };
}

export function createFindings(): Findings {
  const faults: (readonly [Place, Fault])[] = [];
  const warnings: (readonly [Place, Fault])[] = [];
  const repairs = new Map<string, Repair>();
  const add =
    (list: (readonly [Place, Fault])[]) =>
    (code: RowCode, place: Place, details: Details = {}): void => {
      const quoted = Object.fromEntries(Object.entries(details).map(([key, value]) => [key, quote(value)]));
      const { row, column, heading } = place;
      const cell = row === null || column === undefined ? null : cellAddress(row, column);
      list.push([place, { row, column: heading ?? null, cell, code, message: MESSAGES[code](quoted) }]);
    };
  const sorted = (list: readonly (readonly [Place, Fault])[]): readonly Fault[] =>
    [...list]
      .sort(([a], [b]) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? 0) - (b.column ?? 0))
      .map(([, found]) => found);
  const warn = add(warnings);
  return {
    fault: add(faults),
    warn: (code, place, details = {}) => {
      warn(code, place, details);
      const { row, column } = place;
      if (!REPAIRS.has(code) || row === null || column === undefined) return;
      const cell = cellAddress(row, column);
      // Of several repairs of one cell, the text before the first and after the last.
      const former = repairs.get(cell);
      const codes = [...new Set([...(former?.codes ?? []), code])];
      const before = former?.before ?? `${details.before ?? ''}`;
      repairs.set(cell, { row, cell, codes, before, after: `${details.value ?? ''}` });
    },
    repairs: () => [...repairs.values()],
    faults: () => sorted(faults),
    warnings: () => sorted(warnings),
  };
}

/** Warnings that say what was put right, in `before` and `value`. */
export const REPAIRS: ReadonlySet<string> = new Set<RowCode>([
  'TEXT_COMPOSED',
  'ENCODING_CONVERTED',
  'CONTROL_REMOVED',
  'LEADING_ZERO_RESTORED',
  'NUMBER_AS_TEXT',
  'DATE_AS_TEXT',
  'DASH_AS_EMPTY',
  'LEVEL_FROM_NAME',
]);

const ENCODING_NAMES = { tcvn3: 'TCVN3 (.VnTime)', vni: 'VNI' } as const;

/** Lists what was put right in a cell's text. */
export function warnOfRepairs(findings: Findings, place: Place, cell: RawCell): void {
  if (cell.repairs.length === 0) return;
  const texts = { before: cell.original ?? cell.text, value: cell.text };
  const converted = (encoding: keyof typeof ENCODING_NAMES) => () =>
    findings.warn('ENCODING_CONVERTED', place, { ...texts, encoding: ENCODING_NAMES[encoding] });
  const say = {
    nfd: () => findings.warn('TEXT_COMPOSED', place, texts),
    control: () => findings.warn('CONTROL_REMOVED', place, texts),
    tcvn3: converted('tcvn3'),
    vni: converted('vni'),
  } satisfies Record<TextRepair, () => void>;
  for (const repair of cell.repairs) say[repair]();
}

const TEXT_LOST = /\ufffd|\p{L}\?+\p{L}|\?\?/u;
const isLost = (text: string): boolean => /[?\ufffd]/.test(text) && TEXT_LOST.test(text);

/**
 * The text of a cell that goes into the register, or undefined when it is empty or can't be used;
 * repairs and faults are noted.
 */
export function takeText(
  findings: Findings,
  place: Place,
  cell: RawCell | undefined,
  rule: { readonly label: string; readonly limit: number },
): string | undefined {
  if (!cell) return undefined;
  warnOfRepairs(findings, place, cell);
  if (cell.kind === 'error') findings.fault('CELL_ERROR', place, { value: cell.text });
  else if (cell.kind === 'formula-without-result') findings.fault('FORMULA_NO_RESULT', place);
  else if (cell.kind === 'date') {
    findings.fault('DATE_NOT_TEXT', place, { value: cell.text, label: rule.label });
  } else if (isLost(cell.text)) findings.fault('TEXT_LOST', place, { value: cell.text });
  else if (cell.text.length > rule.limit) {
    findings.fault('TOO_LONG', place, {
      label: capitalised(rule.label),
      length: cell.text.length,
      limit: rule.limit,
    });
  } else return cell.text === '' ? undefined : cell.text;
  return undefined;
}

/** Notes the columns and sheets that are not taken in. */
export function warnOfHeader(findings: Findings, header: Header<string>): void {
  const placeOfHeading = ({ column, heading }: Column): Place => ({ row: header.row, column, heading });
  for (const sheet of header.otherSheets) {
    findings.warn('SHEET_IGNORED', { row: null }, { sheet, used: header.sheet.name });
  }
  for (const column of header.unknown) {
    findings.warn('UNKNOWN_COLUMN', placeOfHeading(column), { heading: column.heading });
  }
  for (const { column, used } of header.repeated) {
    findings.warn('COLUMN_REPEATED', placeOfHeading(column), { heading: column.heading, used: used.heading });
  }
}
