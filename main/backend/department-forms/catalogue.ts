import type { FieldValue, FormField, FormTable } from '../../../preload/contract/department-forms.ts';
import type { ReportFigures, SummaryRow } from '../../../preload/contract/report-figures.ts';
import { level } from '../../../preload/contract/schools.ts';
import { rate, weightedMean } from '../reports/figures.ts';
import { LEVEL_LABELS } from '../schools/import/levels.ts';
import { datePhrase } from '../text/dates.ts';
import { ACTIVITY_FORM_NAMES, ROLE_NAMES, STATE_NAMES } from '../workbooks/labels.ts';

type Kind = FormField['kind'];
type Figure = readonly [code: string, name: string, kind: Kind, value: FieldValue];

const LEVELS = level.options;
const SUBJECTS = ['literature', 'maths', 'english'] as const;
const SIGNED: readonly string[] = ['signed', 'filed'];

const sum = <T>(rows: readonly T[], amount: (row: T) => number | null): number =>
  rows.reduce((total, row) => total + (amount(row) ?? 0), 0);
const percent = (share: number | null): number | null =>
  share === null ? null : Math.round(share * 1_000_000) / 10_000;
/** What nobody wrote is an empty cell. */
const filled = (text: string): string | null => text || null;
const pairName = (pair: { readonly supporting: string; readonly partner: string }): string =>
  `${pair.supporting} – ${pair.partner}`;

/** Every figure of a period that a cell of the department's forms can hold. */
export function fieldsOf(figures: ReportFigures): readonly FormField[] {
  const groups: readonly (readonly [group: string, figures: readonly Figure[]])[] = [
    ['Kỳ báo cáo', periodFigures(figures)],
    ['Đơn vị, nơi và ngày lập', headerFigures(figures)],
    ['Số lượng chung', countFigures(figures)],
    ...figures.summary.map((row) => [`Biểu 01: ${row.name} (${row.unit})`, summaryFigures(row)] as const),
    ['Biểu 06: Thi vào lớp 10', examFigures(figures)],
  ];
  return groups.flatMap(([group, list]) =>
    list.map(([code, name, kind, value]) => ({ code, group, name, kind, value })),
  );
}

const periodFigures = ({ period }: ReportFigures): readonly Figure[] => [
  ['period.label', 'Tên kỳ báo cáo', 'text', period.label],
  ['period.startsOn', 'Ngày đầu kỳ', 'day', period.startsOn],
  ['period.endsOn', 'Ngày cuối kỳ', 'day', period.endsOn],
  ['period.schoolYear', 'Năm học', 'text', period.schoolYear],
];

const headerFigures = ({ header }: ReportFigures): readonly Figure[] => [
  ['header.parentBody', 'Cơ quan chủ quản', 'text', filled(header.parentBody)],
  ['header.issuingBody', 'Cơ quan báo cáo', 'text', filled(header.issuingBody)],
  ['header.units', 'Các đơn vị tham gia', 'text', filled(header.units.join(', '))],
  ['header.programmeTitle', 'Tên chương trình', 'text', filled(header.programmeTitle)],
  [
    'header.placeAndDate',
    'Địa danh, ngày lập',
    'text',
    [header.placeName, datePhrase(header.generatedOn)].filter(Boolean).join(', '),
  ],
  ['header.generatedOn', 'Ngày lập báo cáo', 'day', header.generatedOn],
  ['header.headPost', 'Chức vụ người ký', 'text', filled(header.head.post)],
  ['header.headName', 'Họ tên người ký', 'text', header.head.name],
  ['header.preparedBy', 'Họ tên người lập biểu', 'text', header.preparedBy.name],
];

function countFigures(figures: ReportFigures): readonly Figure[] {
  const { schools, targets, memoranda, activities, support } = figures;
  const counted = (code: string, name: string, amount: number): Figure => [code, name, 'number', amount];
  return [
    counted('schools', 'Số trường tham gia', schools.length),
    ...LEVELS.map((of) =>
      counted(
        `schools.${of}`,
        `Số trường ${LEVEL_LABELS[of]}`,
        schools.filter((school) => school.level === of).length,
      ),
    ),
    counted(
      'schools.classes',
      'Số lớp',
      sum(schools, (school) => school.classes),
    ),
    counted(
      'schools.pupils',
      'Số học sinh',
      sum(schools, (school) => school.pupils),
    ),
    counted(
      'schools.teachers',
      'Số giáo viên',
      sum(schools, (school) => school.teachers),
    ),
    counted('pairs', 'Số cặp trường kết nghĩa', targets.rows.length),
    ...LEVELS.map((of) =>
      counted(
        `pairs.${of}`,
        `Số cặp trường ${LEVEL_LABELS[of]}`,
        targets.rows.filter((row) => row.level === of).length,
      ),
    ),
    counted(
      'memoranda.signed',
      'Số biên bản đã ký',
      memoranda.filter((row) => SIGNED.includes(row.state)).length,
    ),
    counted('activities', 'Số hoạt động', activities.length),
    counted(
      'activities.managerTurns',
      'Lượt cán bộ quản lý',
      sum(activities, (row) => row.managerTurns),
    ),
    counted(
      'activities.teacherTurns',
      'Lượt giáo viên',
      sum(activities, (row) => row.teacherTurns),
    ),
    counted(
      'activities.pupilTurns',
      'Lượt học sinh',
      sum(activities, (row) => row.pupilTurns),
    ),
    counted('support', 'Số lượt hỗ trợ cơ sở vật chất, kinh phí', support.length),
    counted(
      'support.amount',
      'Giá trị hỗ trợ (đồng)',
      sum(support, (row) => row.amount),
    ),
    counted('difficulties', 'Số khó khăn, vướng mắc', figures.difficulties.length),
    counted('goodModels', 'Số mô hình, cách làm hay', figures.goodModels.length),
  ];
}

const summaryFigures = (row: SummaryRow): readonly Figure[] => {
  const figure = (key: string, name: string, kind: Kind, value: FieldValue): Figure => [
    `summary.${row.code}.${key}`,
    `${row.name}: ${name}`,
    kind,
    value,
  ];
  return [
    figure('plan', 'kế hoạch', 'number', row.plan),
    figure('total', 'thực hiện', 'number', row.done.total),
    ...LEVELS.map((of) => figure(of, `thực hiện, ${LEVEL_LABELS[of]}`, 'number', row.done[of])),
    figure('rate', 'tỷ lệ (ô định dạng %)', 'share', row.rate),
    figure('percent', 'tỷ lệ (số, 100 là đủ)', 'number', percent(row.rate)),
    figure('previous', 'cùng kỳ năm trước', 'number', row.previous),
    figure('note', 'ghi chú', 'text', row.note),
  ];
};

function examFigures({ exam10, exam10Subjects }: ReportFigures): readonly Figure[] {
  const told = exam10.filter((row) => row.candidates !== null && row.admitted !== null);
  const candidates = told.length > 0 ? sum(told, (row) => row.candidates) : null;
  const admitted = told.length > 0 ? sum(told, (row) => row.admitted) : null;
  const share = rate(admitted, candidates);
  return [
    ['exam10.candidates', 'Số học sinh dự thi', 'number', candidates],
    ['exam10.admitted', 'Số học sinh trúng tuyển', 'number', admitted],
    ['exam10.rate', 'Tỷ lệ trúng tuyển (ô định dạng %)', 'share', share],
    ['exam10.percent', 'Tỷ lệ trúng tuyển (số, 100 là đủ)', 'number', percent(share)],
    ...SUBJECTS.map(
      (subject): Figure => [
        `exam10.mean.${subject}`,
        `Điểm trung bình môn ${exam10Subjects[subject]}`,
        'number',
        weightedMean(exam10, (row) => row.means[subject]),
      ],
    ),
  ];
}

type Column<Row> = readonly [
  code: string,
  name: string,
  kind: Kind,
  value: (row: Row, index: number) => FieldValue,
];

const ordinal: Column<unknown> = ['ordinal', 'STT', 'number', (_row, index) => index + 1];

const table = <Row>(
  code: string,
  name: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): FormTable => {
  const all = [ordinal, ...columns];
  return {
    code,
    name,
    columns: all.map(([columnCode, columnName, kind]) => ({ code: columnCode, name: columnName, kind })),
    rows: rows.map((row, index) => all.map(([, , , value]) => value(row, index))),
  };
};

/** The report's forms whose rows a sheet can hold, in the order of the forms. */
export function tablesOf(figures: ReportFigures): readonly FormTable[] {
  const { header, exam10Subjects } = figures;
  return [
    table('summary', 'Biểu 01 – Tổng hợp', figures.summary, [
      ['name', 'Chỉ tiêu', 'text', (row) => row.name],
      ['unit', 'Đơn vị tính', 'text', (row) => row.unit],
      ['plan', 'Kế hoạch', 'number', (row) => row.plan],
      ...LEVELS.map(
        (of): Column<SummaryRow> => [of, `Thực hiện, ${LEVEL_LABELS[of]}`, 'number', (row) => row.done[of]],
      ),
      ['total', 'Thực hiện, cộng', 'number', (row) => row.done.total],
      ['rate', 'Tỷ lệ (ô định dạng %)', 'share', (row) => row.rate],
      ['percent', 'Tỷ lệ (số, 100 là đủ)', 'number', (row) => percent(row.rate)],
      ['previous', 'Cùng kỳ năm trước', 'number', (row) => row.previous],
      ['note', 'Ghi chú', 'text', (row) => row.note],
    ]),
    table('schools', 'Biểu 02 – Danh sách trường', figures.schools, [
      ['unit', header.unitHeading, 'text', (row) => row.unit],
      ['level', 'Cấp học', 'text', (row) => LEVEL_LABELS[row.level]],
      ['code', 'Mã trường', 'text', (row) => row.code],
      ['name', 'Tên trường', 'text', (row) => row.name],
      ['communeWhenSigned', 'Xã khi ký', 'text', (row) => row.communeWhenSigned],
      ['communeNow', 'Xã, phường hiện nay', 'text', (row) => row.communeNow],
      ['principal', 'Người đứng đầu', 'text', (row) => row.principal],
      [PHONE, 'Điện thoại', 'text', (row) => row.phone],
      ['classes', 'Số lớp', 'number', (row) => row.classes],
      ['pupils', 'Số học sinh', 'number', (row) => row.pupils],
      ['teachers', 'Số giáo viên', 'number', (row) => row.teachers],
      ['role', 'Vai trò', 'text', (row) => ROLE_NAMES[row.role]],
    ]),
    table('memoranda', 'Biểu 03 – Ký kết', figures.memoranda, [
      ['number', 'Số, ký hiệu', 'text', (row) => row.number],
      ['signedOn', 'Ngày ký', 'day', (row) => row.signedOn],
      ['partyA', 'Bên A', 'text', (row) => row.partyA],
      ['partyB', 'Bên B', 'text', (row) => row.partyB],
      ['level', 'Cấp học', 'text', (row) => LEVEL_LABELS[row.level]],
      ['signerA', 'Người ký bên A', 'text', (row) => row.signerA],
      ['signerB', 'Người ký bên B', 'text', (row) => row.signerB],
      ['validFrom', 'Hiệu lực từ', 'day', (row) => row.validFrom],
      ['validTo', 'Hiệu lực đến', 'day', (row) => row.validTo],
      ['copies', 'Số bản', 'number', (row) => row.copies],
      ['state', 'Trạng thái', 'text', (row) => STATE_NAMES[row.state]],
    ]),
    table('activities', 'Biểu 04 – Hoạt động', figures.activities, [
      ['heldOn', 'Ngày', 'day', (row) => row.heldOn],
      ['pairs', 'Cặp trường', 'text', (row) => row.pairs.map(pairName).join('; ')],
      ['kind', 'Loại hoạt động', 'text', (row) => row.kind],
      ['topic', 'Nội dung', 'text', (row) => row.topic],
      ['subject', 'Môn', 'text', (row) => row.subject],
      ['grade', 'Khối, lớp', 'text', (row) => row.grade],
      ['form', 'Hình thức', 'text', (row) => ACTIVITY_FORM_NAMES[row.form]],
      ['venue', 'Địa điểm', 'text', (row) => row.venue],
      ['host', 'Đơn vị chủ trì', 'text', (row) => row.host],
      ['managerTurns', 'Lượt cán bộ quản lý', 'number', (row) => row.managerTurns],
      ['teacherTurns', 'Lượt giáo viên', 'number', (row) => row.teacherTurns],
      ['pupilTurns', 'Lượt học sinh', 'number', (row) => row.pupilTurns],
      ['demoLessons', 'Tiết dạy minh họa', 'number', (row) => row.demoLessons],
      ['evidence', 'Minh chứng', 'text', (row) => row.evidence],
    ]),
    targetsTable(figures),
    table('exam10', 'Biểu 06 – Thi vào lớp 10', figures.exam10, [
      ['school', 'Tên trường', 'text', (row) => row.school],
      ['grade9', 'Học sinh lớp 9', 'number', (row) => row.grade9Pupils],
      ...SUBJECTS.map(
        (subject): Column<ReportFigures['exam10'][number]> => [
          `meetings.${subject}`,
          `Hội nghị ôn thi, ${exam10Subjects[subject]}`,
          'number',
          (row) => row.meetings[subject],
        ],
      ),
      ['candidates', 'Dự thi', 'number', (row) => row.candidates],
      ['admitted', 'Trúng tuyển', 'number', (row) => row.admitted],
      ['rate', 'Tỷ lệ (ô định dạng %)', 'share', (row) => row.rate],
      ['percent', 'Tỷ lệ (số, 100 là đủ)', 'number', (row) => percent(row.rate)],
      ...SUBJECTS.map(
        (subject): Column<ReportFigures['exam10'][number]> => [
          `mean.${subject}`,
          `Điểm trung bình, ${exam10Subjects[subject]}`,
          'number',
          (row) => row.means[subject],
        ],
      ),
      ['previousRate', 'Tỷ lệ năm trước (ô định dạng %)', 'share', (row) => row.previousRate],
    ]),
    table('support', 'Biểu 07 – Cơ sở vật chất', figures.support, [
      ['givenOn', 'Ngày', 'day', (row) => row.givenOn],
      ['giver', 'Bên hỗ trợ', 'text', (row) => row.giver],
      ['receiver', 'Bên nhận', 'text', (row) => row.receiver],
      ['content', 'Nội dung', 'text', (row) => row.content],
      ['quantity', 'Số lượng', 'number', (row) => row.quantity],
      ['unit', 'Đơn vị tính', 'text', (row) => row.unit],
      ['unitPrice', 'Đơn giá (đồng)', 'number', (row) => row.unitPrice],
      ['amount', 'Thành tiền (đồng)', 'number', (row) => row.amount],
      ['source', 'Nguồn', 'text', (row) => row.source],
      ['handoverPaper', 'Biên bản bàn giao', 'text', (row) => row.handoverPaper],
    ]),
    table('difficulties', 'Biểu 08 – Khó khăn, vướng mắc', figures.difficulties, [
      ['unit', 'Đơn vị', 'text', (row) => row.unit],
      ['advantages', 'Thuận lợi', 'text', (row) => row.advantages],
      ['difficulties', 'Khó khăn, vướng mắc', 'text', (row) => row.difficulties],
      ['proposal', 'Đề xuất, kiến nghị', 'text', (row) => row.proposal],
      ['resolver', 'Nơi giải quyết', 'text', (row) => row.resolver],
      ['dueOn', 'Hạn giải quyết', 'day', (row) => row.dueOn],
      ['outcome', 'Kết quả', 'text', (row) => row.outcome],
    ]),
    table('goodModels', 'Mô hình, cách làm hay', figures.goodModels, [
      ['school', 'Trường', 'text', (row) => row.school],
      ['title', 'Tên mô hình', 'text', (row) => row.title],
      ['summary', 'Nội dung', 'text', (row) => row.summary],
      ['sharedOn', 'Ngày chia sẻ', 'day', (row) => row.sharedOn],
      ['adopters', 'Trường áp dụng', 'text', (row) => filled(row.adopters.join('; '))],
    ]),
    table('workingGroup', 'Tổ công tác', figures.workingGroup, [
      ['fullName', 'Họ và tên', 'text', (row) => row.fullName],
      ['post', 'Chức vụ', 'text', (row) => row.post],
      ['body', 'Đơn vị công tác', 'text', (row) => row.body],
      ['role', 'Vai trò trong tổ', 'text', (row) => row.role],
      ['task', 'Nhiệm vụ', 'text', (row) => row.task],
    ]),
  ];
}

function targetsTable({ targets }: ReportFigures): FormTable {
  type Row = (typeof targets.rows)[number];
  return table('targets', 'Biểu 05 – Chỉ tiêu của từng cặp', targets.rows, [
    ['pair', 'Cặp trường', 'text', (row) => pairName(row.pair)],
    ['supporting', 'Trường hỗ trợ', 'text', (row) => row.pair.supporting],
    ['partner', 'Trường nhận hỗ trợ', 'text', (row) => row.pair.partner],
    ['level', 'Cấp học', 'text', (row) => LEVEL_LABELS[row.level]],
    ...targets.indicators.flatMap(({ code, name }, at): Column<Row>[] => [
      [`${code}.plan`, `${name}: kế hoạch`, 'number', (row) => row.cells[at]?.plan ?? null],
      [`${code}.semester1`, `${name}: học kỳ I`, 'number', (row) => row.cells[at]?.semester1 ?? null],
      [`${code}.semester2`, `${name}: học kỳ II`, 'number', (row) => row.cells[at]?.semester2 ?? null],
      [`${code}.whole`, `${name}: thực hiện`, 'number', (row) => row.cells[at]?.whole ?? null],
      [`${code}.rate`, `${name}: tỷ lệ (ô định dạng %)`, 'share', (row) => row.cells[at]?.rate ?? null],
    ]),
  ]);
}

/** The column with phones, which leave the office only where a form asks for them. */
export const PHONE = 'phone';
