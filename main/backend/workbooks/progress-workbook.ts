import type {
  ActivityRow,
  DifficultyRow,
  Exam10Row,
  MemorandumRow,
  ReportFigures,
  SchoolRow,
  SummaryRow,
  SupportRow,
  TargetCell,
  TargetRow,
} from '../../../preload/contract/report-figures.ts';
import type { ChartPng } from '../charts/png.ts';
import { countRows, rate, sumKnown, weightedMean } from '../reports/figures.ts';
import { dayInFigures, officialMonth } from '../reports/periods.ts';
import { LEVEL_LABELS } from '../schools/import/levels.ts';
import { shownYear } from '../text/dates.ts';
import { addCharts } from './chart-sheet.ts';
import {
  type Column,
  centred,
  change,
  count,
  day,
  INDENT,
  money,
  newWorkbook,
  quantity,
  ratio,
  share,
  TABLE_SIZE,
  text,
  workbookBytes,
} from './excel.ts';
import { addForm, addInk, type Form, type Letterhead } from './form-sheet.ts';
import { ACTIVITY_FORM_NAMES, CONTACTS_NOTE, ROLE_NAMES, STATE_NAMES } from './labels.ts';
import { CELL_PADDING, textWidth } from './text-metrics.ts';

/** A finished workbook: its bytes, the names of its sheets, and how many data rows the forms hold. */
export type BuiltWorkbook = {
  readonly bytes: Uint8Array;
  readonly sheets: readonly string[];
  readonly rows: number;
};

const REHEARSAL_STAMP = 'BẢN THỬ - SỐ LIỆU TẬP DƯỢT';
/** Shows the headings of form 05 when nothing was promised by anybody. */
const UNNAMED_INDICATOR = { name: 'Chỉ tiêu', unit: '' };

/**
 * The progress report as a workbook: eight forms, the charts where there are any, and the code lists, each printing
 * on A4 landscape with its headings repeated. Every number comes from the figures; sums and rates are formulas with their results.
 */
export async function buildProgressWorkbook(
  figures: ReportFigures,
  charts: readonly ChartPng[] = [],
  journalMark?: string,
): Promise<BuiltWorkbook> {
  const { header, period } = figures;
  const workbook = newWorkbook({
    title: `Báo cáo tiến độ - ${period.label}`,
    creator: header.issuingBody,
    createdOn: header.generatedOn,
  });
  const letterhead = { ...letterheadOf(figures), journalMark, ink: addInk(workbook) };
  addForm(workbook, letterhead, summaryForm(figures));
  addForm(workbook, letterhead, schoolsForm(figures));
  addForm(workbook, letterhead, memorandaForm(figures));
  addForm(workbook, letterhead, activitiesForm(figures));
  addForm(workbook, letterhead, targetsForm(figures));
  addForm(workbook, letterhead, exam10Form(figures));
  addForm(workbook, letterhead, supportForm(figures));
  addForm(workbook, letterhead, difficultiesForm(figures));
  if (charts.length > 0) addCharts(workbook, letterhead, charts);
  addForm(workbook, letterhead, codeListsForm(figures));
  return {
    bytes: await workbookBytes(workbook),
    sheets: workbook.worksheets.map((sheet) => sheet.name),
    rows: countRows(figures),
  };
}

function letterheadOf({ header, period }: ReportFigures): Omit<Letterhead, 'ink'> {
  const days = `từ ${dayInFigures(period.startsOn)} đến ${dayInFigures(period.endsOn)}`;
  const [year = '', month = '', date = ''] = header.generatedOn.split('-');
  return {
    parentBody: header.parentBody,
    issuingBody: header.issuingBody,
    subtitle: [
      `Chương trình “${header.programmeTitle}”`,
      header.units.length > 0 ? `(${header.units.join(', ')})` : '',
    ],
    periodLine: period.kind === 'khoang' ? period.label : `${period.label} (${days})`,
    stamp: header.rehearsal ? REHEARSAL_STAMP : null,
    placeAndDate: `${header.placeName}, ngày ${date} tháng ${officialMonth(month)} năm ${year}`,
    preparedBy: header.preparedBy,
    head: header.head,
  };
}

/** The running number that opens every form. */
const ordinal = <Row>(): Column<Row> => ({
  key: 'ordinal',
  heading: 'STT',
  width: 6,
  kind: 'ordinal',
  value: (_row, _at, index) => index + 1,
});

function summaryForm({ summary }: ReportFigures): Form<SummaryRow> {
  // Turns need little room, millions of đồng more.
  const largest = Math.max(
    0,
    ...summary.flatMap(({ plan, done, previous }) => [plan ?? 0, done.total, previous ?? 0]),
  );
  const width = Math.max(
    11,
    textWidth(`+${largest.toLocaleString('en')}`, TABLE_SIZE, false) + CELL_PADDING + INDENT,
  );
  const done = (key: 'mam_non' | 'tieu_hoc' | 'thcs'): Column<SummaryRow> => ({
    key,
    heading: ['Thực hiện', LEVEL_LABELS[key]],
    width,
    kind: 'count',
    value: (row) => row.done[key],
  });
  return {
    sheetName: 'Biểu 01 - Tổng hợp',
    number: 'Biểu số 01',
    title: 'Tổng hợp kết quả thực hiện chương trình',
    unitLine: 'Đơn vị tính: theo từng chỉ tiêu',
    frozenColumns: 2,
    signed: true,
    rows: summary,
    columns: [
      ordinal(),
      text('name', 'Chỉ tiêu', 48, (row) => row.name),
      centred('unit', 'ĐVT', 13, (row) => row.unit),
      count('plan', 'Kế hoạch', width, (row) => row.plan),
      done('mam_non'),
      done('tieu_hoc'),
      done('thcs'),
      {
        key: 'total',
        heading: ['Thực hiện', 'Cộng'],
        width,
        kind: 'count',
        // What two levels share counts in both but once in all, so not every total is the sum of its parts.
        value: ({ done: { mam_non, tieu_hoc, thcs, total } }, at) =>
          mam_non + tieu_hoc + thcs === total
            ? { formula: `SUM(${at('mam_non')}:${at('thcs')})`, result: total }
            : total,
      },
      {
        key: 'rate',
        heading: 'Tỷ lệ %',
        width: 11,
        kind: 'rate',
        value: (row, at) =>
          ratio({ cell: at('total'), value: row.done.total }, { cell: at('plan'), value: row.plan }),
      },
      change('change', 'So cùng kỳ', Math.max(13, width), (row) =>
        row.previous === null ? null : row.done.total - row.previous,
      ),
      text('note', 'Ghi chú', 50, (row) => row.note),
    ],
  };
}

function schoolsForm({ schools, header, withPhones }: ReportFigures): Form<SchoolRow> {
  return {
    sheetName: 'Biểu 02 - DS trường',
    number: 'Biểu số 02',
    title: 'Danh sách trường tham gia chương trình',
    unitLine: 'Đơn vị tính: lớp, học sinh, giáo viên',
    notes: withPhones ? [CONTACTS_NOTE] : [],
    frozenColumns: 5,
    signed: true,
    rows: schools,
    columns: [
      ordinal(),
      text('unit', header.unitHeading, 20, (row) => row.unit),
      centred('level', 'Cấp học', 11, (row) => LEVEL_LABELS[row.level]),
      centred('code', 'Mã trường', 13, (row) => row.code),
      text('name', 'Tên trường', 40, (row) => row.name),
      text('communeWhenSigned', 'Xã/TT (khi ký)', 20, (row) => row.communeWhenSigned),
      text('communeNow', 'Xã/phường (hiện nay)', 22, (row) => row.communeNow),
      text('principal', 'Hiệu trưởng', 21, (row) => row.principal),
      ...(withPhones ? [centred<SchoolRow>('phone', 'Điện thoại', 14, (row) => row.phone)] : []),
      count('classes', 'Số lớp', 9, (row) => row.classes, 'sum'),
      count('pupils', 'Số HS', 10, (row) => row.pupils, 'sum'),
      count('teachers', 'Số GV', 9, (row) => row.teachers, 'sum'),
      centred('role', 'Vai trò', 16, (row) => ROLE_NAMES[row.role]),
    ],
  };
}

function memorandaForm({ memoranda }: ReportFigures): Form<MemorandumRow> {
  return {
    sheetName: 'Biểu 03 - Ký kết',
    number: 'Biểu số 03',
    title: 'Danh sách biên bản ghi nhớ giữa các cặp trường',
    unitLine: 'Đơn vị tính: bản',
    frozenColumns: 2,
    signed: true,
    rows: memoranda,
    columns: [
      ordinal(),
      centred('number', 'Số, ký hiệu', 18, (row) => row.number),
      day('signedOn', 'Ngày ký', 12, (row) => row.signedOn),
      text('partyA', 'Bên A', 39, (row) => row.partyA),
      text('partyB', 'Bên B', 39, (row) => row.partyB),
      centred('level', 'Cấp học', 11, (row) => LEVEL_LABELS[row.level]),
      text('signerA', 'Người ký A', 20, (row) => row.signerA),
      text('signerB', 'Người ký B', 20, (row) => row.signerB),
      day('validFrom', ['Hiệu lực', 'Từ'], 12, (row) => row.validFrom),
      day('validTo', ['Hiệu lực', 'Đến'], 12, (row) => row.validTo),
      count('copies', 'Số bản', 8, (row) => row.copies, 'sum'),
      centred('state', 'Trạng thái', 12, (row) => STATE_NAMES[row.state]),
    ],
  };
}

function activitiesForm({ activities }: ReportFigures): Form<ActivityRow> {
  return {
    sheetName: 'Biểu 04 - Hoạt động',
    number: 'Biểu số 04',
    title: 'Danh sách hoạt động phối hợp',
    unitLine: 'Đơn vị tính: lượt, tiết',
    frozenColumns: 3,
    signed: true,
    rows: activities,
    columns: [
      ordinal(),
      day('heldOn', 'Ngày', 12, (row) => row.heldOn),
      text('pairs', 'Cặp trường', 37, (row) => row.pairs.map(pairName).join(';\n')),
      text('kind', 'Loại hoạt động', 20, (row) => row.kind),
      text('topic', 'Nội dung/chuyên đề', 36, (row) => row.topic),
      centred('subject', 'Môn', 12, (row) => row.subject),
      centred('grade', 'Khối lớp', 8, (row) => row.grade),
      centred('form', 'Hình thức', 12, (row) => ACTIVITY_FORM_NAMES[row.form]),
      text('venue', 'Địa điểm', 22, (row) => row.venue),
      text('host', 'Chủ trì', 20, (row) => row.host),
      count('managerTurns', 'Lượt CBQL', 10, (row) => row.managerTurns, 'sum'),
      count('teacherTurns', 'Lượt GV', 10, (row) => row.teacherTurns, 'sum'),
      count('pupilTurns', 'Lượt HS', 10, (row) => row.pupilTurns, 'sum'),
      count('demoLessons', 'Số tiết minh họa', 9, (row) => row.demoLessons, 'sum'),
      text('evidence', 'Minh chứng', 22, (row) => row.evidence),
    ],
  };
}

function targetsForm({ targets, period }: ReportFigures): Form<TargetRow> {
  const indicators = targets.indicators.length > 0 ? targets.indicators : [UNNAMED_INDICATOR];
  // "Cả năm" would be untrue for a quarter or for several years.
  const wholeHeading = period.schoolYear === null ? 'Cả kỳ' : 'Cả năm';
  const totalOf = (position: number, pick: (cell: TargetCell) => number | null): number =>
    sumKnown(targets.rows.map(({ cells }) => numberOf(cells[position], pick))) ?? 0;
  const totals = indicators.map((_, position) => ({
    plan: totalOf(position, (cell) => cell.plan),
    whole: totalOf(position, (cell) => cell.whole),
  }));
  const largest = {
    count: Math.max(...totals.flatMap(({ plan, whole }) => [plan, whole])),
    rate: Math.max(
      ...totals.map(({ plan, whole }) => rate(whole, plan) ?? 0),
      ...targets.rows.flatMap(({ cells }) => cells.map((cell) => cell.rate ?? 0)),
    ),
  };
  // As narrow as headings and numbers allow, so that eight indicators can be read on one page across.
  const stretch = Math.max(1, 3 / indicators.length);
  const widthFor = (least: number, number: string) =>
    Math.max(least, textWidth(number, TABLE_SIZE, true) + CELL_PADDING) * stretch;
  const width = {
    count: widthFor(5.2, largest.count.toLocaleString('en')),
    rate: widthFor(8.2, `${(largest.rate * 100).toFixed(1)}%`),
  };
  const columnsOf = (position: number, indicator: string): Column<TargetRow>[] => {
    const cellOf = ({ cells }: TargetRow): TargetCell | undefined => cells[position];
    const number = (key: string, heading: string, pick: (cell: TargetCell) => number | null) =>
      ({
        key: `${key}${position}`,
        heading: [indicator, heading],
        width: width.count,
        kind: 'slimCount',
        value: (row) => numberOf(cellOf(row), pick),
        total: 'sum',
      }) satisfies Column<TargetRow>;
    return [
      number('plan', 'KH', (cell) => cell.plan),
      number('first', 'HK\nI', (cell) => cell.semester1),
      number('second', 'HK\nII', (cell) => cell.semester2),
      number('whole', wholeHeading, (cell) => cell.whole),
      {
        key: `rate${position}`,
        heading: [indicator, '%'],
        width: width.rate,
        kind: 'slimRate',
        value: (row, at) =>
          ratio(
            { cell: at(`whole${position}`), value: numberOf(cellOf(row), (cell) => cell.whole) },
            { cell: at(`plan${position}`), value: numberOf(cellOf(row), (cell) => cell.plan) },
          ),
        total: (_range, at) =>
          ratio(
            { cell: at(`whole${position}`), value: totals[position]?.whole ?? null },
            { cell: at(`plan${position}`), value: totals[position]?.plan ?? null },
          ),
      },
    ];
  };
  return {
    sheetName: 'Biểu 05 - Chỉ tiêu',
    number: 'Biểu số 05',
    title: 'Kết quả thực hiện chỉ tiêu theo cặp trường',
    unitLine: 'Đơn vị tính: theo từng chỉ tiêu',
    frozenColumns: 2,
    signed: true,
    rows: targets.rows,
    columns: [
      ordinal(),
      text('pair', 'Cặp trường', 38, (row) => pairName(row.pair)),
      ...indicators.flatMap(({ name, unit }, position) =>
        columnsOf(position, unit ? `${name} (${unit})` : name),
      ),
    ],
  };
}

/** A share as running text writes it: "61,0%". */
const shareText = (value: number): string =>
  `${(value * 100).toLocaleString('vi', { minimumFractionDigits: 1, maximumFractionDigits: 1 })}%`;

/** Whose exam form 06 tells of, and what the whole city reached in it. */
function exam10Notes({ exam10Year, exam10City, exam10Subjects }: ReportFigures): readonly string[] {
  if (exam10Year === null) return [];
  const whose = `Kết quả thi của học sinh lớp 9 năm học ${shownYear(exam10Year)}.`;
  if (exam10City === null) return [whose];
  const { rate: admitted, means } = exam10City;
  const known = [
    admitted === null ? null : `tỷ lệ trúng tuyển công lập ${shareText(admitted)}`,
    ...(['literature', 'maths', 'english'] as const).map((subject) => {
      const mean = means[subject];
      return mean === null
        ? null
        : `${exam10Subjects[subject]} ${mean.toLocaleString('vi', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
    }),
  ].filter((part) => part !== null);
  return known.length === 0 ? [whose] : [whose, `Bình quân toàn thành phố: ${known.join('; ')}.`];
}

function exam10Form(figures: ReportFigures): Form<Exam10Row> {
  const { exam10, exam10Subjects } = figures;
  const subjects = [
    ['literature', exam10Subjects.literature],
    ['maths', exam10Subjects.maths],
    ['english', exam10Subjects.english],
  ] as const;
  const allKnown = exam10.every((row) => (row.candidates === null) === (row.admitted === null));
  const totalOf = (pick: (row: Exam10Row) => number | null) => sumKnown(exam10.map(pick)) ?? 0;
  return {
    sheetName: 'Biểu 06 - Ôn thi 10',
    number: 'Biểu số 06',
    title: 'Kết quả ôn tập và tuyển sinh vào lớp 10 trung học phổ thông',
    unitLine: 'Đơn vị tính: lượt, học sinh, %, điểm',
    frozenColumns: 2,
    signed: true,
    notes: exam10Notes(figures),
    rows: exam10,
    columns: [
      ordinal(),
      text('school', 'Trường THCS', 38, (row) => row.school),
      count('grade9Pupils', 'Số HS lớp 9', 13, (row) => row.grade9Pupils, 'sum'),
      ...subjects.map(
        ([subject, name]): Column<Exam10Row> => ({
          key: `meetings-${subject}`,
          heading: ['Lượt dự hội nghị ôn thi', name],
          width: 11,
          kind: 'count',
          value: (row) => row.meetings[subject],
          total: 'sum',
        }),
      ),
      count('candidates', 'Số dự thi', 9, (row) => row.candidates, 'sum'),
      count('admitted', 'Trúng tuyển công lập', 12, (row) => row.admitted, 'sum'),
      {
        key: 'rate',
        heading: '%',
        width: 9,
        kind: 'rate',
        value: (row, at) =>
          ratio(
            { cell: at('admitted'), value: row.admitted },
            { cell: at('candidates'), value: row.candidates },
          ),
        // A share of all is only true when each school gave both numbers.
        total: (_range, at) =>
          allKnown
            ? ratio(
                { cell: at('admitted'), value: totalOf((row) => row.admitted) },
                { cell: at('candidates'), value: totalOf((row) => row.candidates) },
              )
            : null,
      },
      ...subjects.map(
        ([subject, name]): Column<Exam10Row> => ({
          key: `mean-${subject}`,
          heading: ['Điểm trung bình', name],
          width: 11,
          kind: 'mark',
          value: (row) => row.means[subject],
          total: (range) => {
            const marks = range(`mean-${subject}`);
            const candidates = range('candidates');
            const weight = `SUMIF(${marks},"<>",${candidates})`;
            return {
              formula: `IF(${weight}=0,"",SUMPRODUCT(${marks},${candidates})/${weight})`,
              result: weightedMean(exam10, (row) => row.means[subject]) ?? '',
            };
          },
        }),
      ),
      share('previousRate', '% năm trước', 10, (row) => row.previousRate),
      {
        key: 'change',
        heading: 'Tăng/giảm',
        width: 12,
        kind: 'rateChange',
        value: (row, at) =>
          row.rate === null || row.previousRate === null
            ? null
            : { formula: `${at('rate')}-${at('previousRate')}`, result: row.rate - row.previousRate },
      },
    ],
  };
}

function supportForm({ support }: ReportFigures): Form<SupportRow> {
  return {
    sheetName: 'Biểu 07 - CSVC',
    number: 'Biểu số 07',
    title: 'Hỗ trợ cơ sở vật chất, thiết bị và kinh phí',
    unitLine: 'Đơn vị tính: đồng',
    frozenColumns: 2,
    signed: true,
    rows: support,
    columns: [
      ordinal(),
      day('givenOn', 'Ngày', 12, (row) => row.givenOn),
      text('giver', 'Bên hỗ trợ', 34, (row) => row.giver),
      text('receiver', 'Bên nhận', 34, (row) => row.receiver),
      text('content', 'Nội dung', 32, (row) => row.content),
      quantity('quantity', 'SL', 9, (row) => row.quantity),
      centred('unit', 'ĐVT', 9, (row) => row.unit),
      money('unitPrice', 'Đơn giá', 14, (row) => row.unitPrice),
      {
        key: 'amount',
        heading: 'Thành tiền',
        width: 16,
        kind: 'money',
        value: ({ quantity, unitPrice, amount }, at) =>
          amount !== null && quantity !== null && unitPrice !== null && quantity * unitPrice === amount
            ? { formula: `${at('quantity')}*${at('unitPrice')}`, result: amount }
            : amount,
        total: 'sum',
      },
      text('source', 'Nguồn', 22, (row) => row.source),
      centred('handoverPaper', 'Biên bản bàn giao', 20, (row) => row.handoverPaper),
    ],
  };
}

function difficultiesForm({ difficulties }: ReportFigures): Form<DifficultyRow> {
  return {
    sheetName: 'Biểu 08 - Khó khăn',
    number: 'Biểu số 08',
    title: 'Thuận lợi, khó khăn và đề xuất',
    unitLine: null,
    frozenColumns: 2,
    signed: true,
    rows: difficulties,
    columns: [
      ordinal(),
      text('unit', 'Đơn vị', 28, (row) => row.unit),
      text('advantages', 'Thuận lợi', 34, (row) => row.advantages),
      text('difficulties', 'Khó khăn', 34, (row) => row.difficulties),
      text('proposal', 'Đề xuất', 34, (row) => row.proposal),
      text('resolver', 'Cơ quan giải quyết', 22, (row) => row.resolver),
      day('dueOn', 'Thời hạn', 12, (row) => row.dueOn),
    ],
  };
}

type CodeListRow = {
  readonly list: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string | null;
};

function codeListsForm({ codeLists }: ReportFigures): Form<CodeListRow> {
  return {
    sheetName: 'Danh mục',
    number: null,
    title: 'Danh mục dùng trong các biểu',
    unitLine: null,
    frozenColumns: 1,
    signed: false,
    rows: codeLists.flatMap(({ title, items }) => items.map((item) => ({ list: title, ...item }))),
    columns: [
      ordinal(),
      text('list', 'Danh mục', 32, (row) => row.list),
      text('code', 'Mã', 36, (row) => row.code),
      text('name', 'Tên', 74, (row) => row.name),
      centred('unit', 'ĐVT', 18, (row) => row.unit),
    ],
  };
}

function pairName({
  supporting,
  partner,
}: {
  readonly supporting: string;
  readonly partner: string;
}): string {
  return `${supporting} -\n${partner}`;
}

function numberOf(cell: TargetCell | undefined, pick: (cell: TargetCell) => number | null): number | null {
  return cell === undefined ? null : pick(cell);
}
