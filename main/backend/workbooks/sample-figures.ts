import type { ReportFigures } from '../../../preload/contract/report-figures.ts';
import { rate } from '../reports/figures.ts';

const TIEU_HOC = 'tieu_hoc';
const THCS = 'thcs';
const MAM_NON = 'mam_non';

const PAIRS = [
  [MAM_NON, 'Trường Mầm non Hoa Mai', 'Trường Mầm non Bồ Công Anh'],
  [MAM_NON, 'Trường Mầm non Nắng Hồng', 'Trường Mầm non Cánh Diều'],
  [MAM_NON, 'Trường Mầm non Sao Mai', 'Trường Mầm non Mầm Xanh'],
  [TIEU_HOC, 'Trường Tiểu học Hoa Sen', 'Trường Tiểu học Hướng Dương'],
  [TIEU_HOC, 'Trường Tiểu học Ban Mai', 'Trường Tiểu học Đồi Thông'],
  [TIEU_HOC, 'Trường Tiểu học Bình Minh', 'Trường Tiểu học Suối Hoa'],
  [TIEU_HOC, 'Trường Tiểu học Phù Sa', 'Trường Tiểu học Nương Dâu'],
  [THCS, 'Trường Trung học cơ sở Ngọc Lan', 'Trường Trung học cơ sở Đồng Xanh'],
  [THCS, 'Trường Trung học cơ sở Trúc Xanh', 'Trường Trung học cơ sở Bến Sông'],
  [THCS, 'Trường Trung học cơ sở Ánh Dương', 'Trường Trung học cơ sở Mây Trắng'],
] as const;

const INDICATORS = [
  { code: 'THEMES', name: 'Số chuyên đề', unit: 'chuyên đề' },
  { code: 'DEMO_LESSONS', name: 'Số tiết dạy minh họa', unit: 'tiết' },
  { code: 'TEACHER_EXCHANGES', name: 'Số đợt giao lưu, trao đổi giáo viên', unit: 'đợt' },
  { code: 'EXAM10_MEETINGS', name: 'Số hội nghị ôn thi vào lớp 10', unit: 'hội nghị' },
  { code: 'GREEN_SCHOOL', name: 'Số hoạt động trường học xanh, sạch, đẹp, an toàn', unit: 'hoạt động' },
] as const;

const pairAt = (index: number) => {
  const [level, supporting, partner] = PAIRS[index % PAIRS.length] ?? PAIRS[0];
  return { level, supporting, partner };
};

const namesAt = (index: number) => {
  const { supporting, partner } = pairAt(index);
  return { supporting, partner };
};

/** A report of two invented units, 20 invented schools and 10 pairs; `activities` says how long form 04 gets. */
export function sampleFigures(activities = 60): ReportFigures {
  return {
    header: {
      parentBody: 'UBND huyện Thanh Trì',
      issuingBody: 'Phòng Giáo dục và Đào tạo huyện Thanh Trì',
      units: ['huyện Thanh Trì', 'huyện Chương Mỹ'],
      unitHeading: 'Huyện',
      programmeTitle: 'Nhà trường cùng chung tay phát triển - Thầy cô cùng chia sẻ trách nhiệm',
      placeName: 'Thanh Trì',
      generatedOn: '2024-06-05',
      rehearsal: false,
      preparedBy: { post: 'Người lập biểu', name: null },
      head: { post: 'Trưởng phòng', name: null },
    },
    period: {
      kind: 'nam_hoc',
      code: '2023-2024',
      startsOn: '2023-09-05',
      endsOn: '2024-09-04',
      label: 'Năm học 2023–2024',
      schoolYear: '2023-2024',
    },
    withPhones: false,
    summary: [
      {
        code: 'PAIRS_SIGNED',
        name: 'Số cặp trường ký biên bản ghi nhớ',
        unit: 'cặp',
        plan: 10,
        done: { mam_non: 3, tieu_hoc: 4, thcs: 3, total: 10 },
        rate: 1,
        previous: 0,
        note: null,
      },
      {
        code: 'ACTIVITIES',
        name: 'Số hoạt động chuyên môn, hội thảo, tọa đàm',
        unit: 'hoạt động',
        plan: 80,
        done: { mam_non: 18, tieu_hoc: 25, thcs: 18, total: 60 },
        rate: 0.75,
        previous: 22,
        note: 'Một hoạt động chung cho hai cấp học',
      },
      {
        code: 'TEACHER_TURNS',
        name: 'Số lượt giáo viên tham gia',
        unit: 'lượt',
        plan: null,
        done: { mam_non: 210, tieu_hoc: 512, thcs: 498, total: 1220 },
        rate: null,
        previous: 1305,
        note: null,
      },
      {
        code: 'EXAM10_MEETINGS',
        name: 'Số hội nghị ôn thi vào lớp 10',
        unit: 'hội nghị',
        plan: 0,
        done: { mam_non: 0, tieu_hoc: 0, thcs: 9, total: 9 },
        rate: null,
        previous: null,
        note: null,
      },
    ],
    schools: PAIRS.flatMap(([level, supporting, partner], index) =>
      [supporting, partner].map((name, side) => ({
        unit: side === 0 ? 'Huyện Thanh Trì' : 'Huyện Chương Mỹ',
        level,
        code: `0${1_020_100 + index * 2 + side}`,
        name,
        communeWhenSigned: side === 0 ? 'Xã Phù Sa' : 'Thị trấn Đồi Thông',
        communeNow: null,
        principal: 'Nguyễn Văn A',
        phone: `024300000${index}${side}`,
        classes: 12 + index,
        pupils: 400 + index * 25,
        teachers: 24 + index,
        role: side === 0 ? 'supporting' : 'partner',
      })),
    ),
    memoranda: PAIRS.map(([level, partyA, partyB], index) => ({
      number: index < 8 ? `0${index + 1}/BGN` : null,
      signedOn: index < 8 ? '2023-04-15' : null,
      partyA,
      partyB,
      level,
      signerA: 'Nguyễn Văn A',
      signerB: 'Trần Thị B',
      validFrom: '2023-04-15',
      validTo: '2025-12-31',
      copies: 4,
      state: index < 8 ? 'signed' : 'printed',
    })),
    activities: Array.from({ length: activities }, (_, index) => {
      const { level } = pairAt(index);
      const pair = namesAt(index);
      return {
        heldOn: new Date(Date.UTC(2023, 8, 12 + index * 4)).toISOString().slice(0, 10),
        pairs: index === 5 ? [pair, namesAt(6)] : [pair],
        kind: ['Chuyên đề', 'Dạy minh họa, thao giảng', 'Hỗ trợ cơ sở vật chất, thiết bị'][index % 3] ?? '',
        topic:
          index % 2 === 0
            ? 'Đổi mới phương pháp dạy học theo Chương trình giáo dục phổ thông 2018'
            : 'Xây dựng trường học hạnh phúc',
        subject: level === THCS ? 'Ngữ văn' : null,
        grade: level === THCS ? '9' : null,
        form: index % 7 === 0 ? 'truc_tuyen' : 'truc_tiep',
        venue: pair.supporting,
        host: 'Tổ chuyên môn',
        managerTurns: 2,
        teacherTurns: 10 + (index % 5),
        pupilTurns: index % 4 === 0 ? 40 : 0,
        demoLessons: index % 3 === 1 ? 2 : 0,
        evidence: index % 6 === 0 ? 'Biên bản, ảnh' : null,
        kindCode: ['chuyen_de', 'day_minh_hoa', 'co_so_vat_chat'][index % 3] ?? '',
        speakers: index % 3 === 1 ? ['Nguyễn Văn A, Trường THCS Hoa Sen'] : [],
        cost: index % 3 === 2 ? 2_500_000 : null,
      };
    }),
    targets: {
      indicators: INDICATORS,
      rows: PAIRS.map(([level, supporting, partner], index) => ({
        level,
        pair: { supporting, partner },
        cells: INDICATORS.map((_, position) => {
          const plan = position === 3 && level !== THCS ? null : position + 1;
          const semester1 = index % 2;
          const semester2 = position % 3;
          return {
            plan,
            semester1,
            semester2,
            whole: semester1 + semester2,
            rate: rate(semester1 + semester2, plan),
          };
        }),
      })),
    },
    exam10Subjects: { literature: 'Ngữ văn', maths: 'Toán', english: 'Tiếng Anh' },
    exam10Year: '2023-2024',
    exam10City: {
      candidates: 105_000,
      admitted: 64_000,
      rate: rate(64_000, 105_000),
      means: { literature: 7.25, maths: 6.5, english: 6.25 },
      previousRate: 0.62,
      previousMeans: { literature: 7, maths: 6.25, english: 6 },
    },
    exam10: PAIRS.slice(7).flatMap(([, supporting, partner], index) =>
      [supporting, partner].map((school, side) => {
        const candidates = 120 + index * 10 + side;
        const admitted = side === 0 ? 96 + index : 70 + index;
        return {
          school,
          grade9Pupils: candidates + 4,
          meetings: { literature: 1, maths: 1, english: side },
          candidates,
          admitted,
          rate: rate(admitted, candidates),
          means: {
            literature: 6.75 + index / 4,
            maths: 6.5,
            english: side === 1 && index === 2 ? null : 5.25,
          },
          previousRate: side === 0 ? 0.76 : 0.55,
          previousMeans: { literature: 6.5, maths: 6.25, english: 5 },
        };
      }),
    ),
    support: [
      {
        givenOn: '2023-11-20',
        giver: 'Trường Tiểu học Hoa Sen',
        receiver: 'Trường Tiểu học Hướng Dương',
        content: 'Bộ đồ dùng dạy học Toán lớp 3',
        quantity: 5,
        unit: 'bộ',
        unitPrice: 1_250_000,
        amount: 6_250_000,
        source: 'Vận động xã hội hóa',
        handoverPaper: '01/BB-BG',
        kind: 'equipment',
        giverUnit: 'Thanh Trì',
        receiverUnit: 'Chương Mỹ',
        receiverLevel: 'tieu_hoc',
        direction: 'to_partner',
      },
      {
        givenOn: null,
        giver: 'Trường Mầm non Hoa Mai',
        receiver: 'Trường Mầm non Bồ Công Anh',
        content: 'Sách truyện thiếu nhi',
        quantity: null,
        unit: null,
        unitPrice: null,
        amount: 3_000_000,
        source: null,
        handoverPaper: null,
        kind: 'material',
        giverUnit: 'Thanh Trì',
        receiverUnit: 'Chương Mỹ',
        receiverLevel: 'mam_non',
        direction: 'to_partner',
      },
    ],
    difficulties: [
      {
        unit: 'Trường Trung học cơ sở Đồng Xanh',
        advantages: 'Được lãnh đạo hai đơn vị quan tâm, giáo viên nhiệt tình tham gia.',
        difficulties:
          'Khoảng cách giữa hai trường xa; thiếu phòng học bộ môn nên khó tổ chức dự giờ đông người.',
        proposal: 'Tăng các buổi sinh hoạt chuyên môn trực tuyến; bổ sung thiết bị họp trực tuyến.',
        resolver: 'Phòng GD&ĐT',
        dueOn: '2024-09-30',
        outcome: null,
        resolvedOn: null,
      },
    ],
    goodModels: [
      {
        school: 'Trường Mầm non Hoa Mai',
        title: 'Góc thư viện trong vườn trường',
        summary: 'Trẻ chọn sách và đọc cùng cô ngoài trời mỗi tuần một buổi.',
        sharedOn: '2023-11-10',
        adopters: ['Trường Mầm non Bồ Công Anh'],
      },
    ],
    workingGroup: [
      {
        fullName: 'Nguyễn Văn A',
        post: 'Phó Trưởng phòng',
        body: 'Phòng GD&ĐT huyện Thanh Trì',
        role: 'Tổ trưởng',
        task: 'Chỉ đạo chung',
      },
    ],
    photos: [],
    codeLists: [
      { title: 'Chỉ tiêu', items: INDICATORS.map((indicator) => indicator) },
      {
        title: 'Loại hoạt động',
        items: [
          { code: 'chuyen_de', name: 'Chuyên đề', unit: null },
          { code: 'day_minh_hoa', name: 'Dạy minh họa, thao giảng', unit: null },
        ],
      },
    ],
  };
}

/** A report of a programme in which nothing has happened yet. */
export function emptyFigures(): ReportFigures {
  return {
    ...sampleFigures(0),
    summary: [],
    schools: [],
    memoranda: [],
    targets: { indicators: [], rows: [] },
    exam10Year: null,
    exam10: [],
    exam10City: null,
    support: [],
    difficulties: [],
    goodModels: [],
    workingGroup: [],
    codeLists: [],
  };
}
