/** How well a line may end between two words, from best to worst. */
export type Break = 'sense' | 'phrase' | 'plain' | 'compound' | 'name' | 'together';

type Rule = readonly [left: RegExp, right: RegExp, kind: Break];

/** Words that a number, a Roman numeral or a row of dots belongs to: "Điều 2", "lớp 10", "học kỳ I", "năm 20......". */
const NUMBERED =
  /^\(?(?:điều|khoản|điểm|lớp|khối|số|ngày|tháng|năm|quý|kỳ|lục|phần|chương|biểu|mẫu|trang|thứ)$/iu;
/** Words that lead a phrase. */
const LEADING =
  /^(?:và|về|của|trong|tại|với|cho|giữa|theo|để|nhằm|các|những|mỗi|giai|huyện|quận|phường|tỉnh)$/iu;
const ANY = /^/u;

/** How careful typists break Vietnamese. The first rule that fits decides; without one a break is plain. */
const RULES: readonly Rule[] = [
  [NUMBERED, /^(?:\d|\.{3}|[IVX]+\P{L}*$)/u, 'together'],
  [/^bên$/iu, /^[AB]\P{L}*$/u, 'together'],
  [/^(?:\d+|\.+)$/u, /^(?:tháng|năm)$/u, 'compound'],
  // "024 0000 0001", "05 (năm) trang", "14 (mười bốn) bản", "a) Chia sẻ".
  [/^\d+$/u, /^(?:\d|\(\p{Ll})/u, 'together'],
  [/^\(\p{L}+$/u, /^\p{L}+\)/u, 'together'],
  [/^\(?\p{L}+\)$/u, /^\p{L}/u, 'together'],
  [/^(?:UBND|GD&ĐT)$/u, /^(?:huyện|quận|xã|phường|tỉnh|thành)$/iu, 'compound'],
  [/^(?:huyện|quận|xã|phường|phố|tỉnh|trấn|thôn)$/iu, /^[\p{Lu}\d]/u, 'compound'],
  [/^(?:phòng|sở)$/iu, /^(?:GD&ĐT|giáo)$/iu, 'name'],
  [/^\p{Lu}\p{Ll}*$/u, /^\p{Lu}(?:\p{Ll}|\P{L}*$)/u, 'name'],
  // "2023 - 2025". Readers of the file take a dash at a line's end for a hyphen and drop it.
  [/^\d+$/u, /^[–-]$/u, 'together'],
  [/[–-]$/u, ANY, 'together'],
  [ANY, /^[–-]$/u, 'sense'],
  [/[,;:]$/u, ANY, 'sense'],
  [ANY, /^[“"(]/u, 'sense'],
  [ANY, LEADING, 'phrase'],
  // "30 ngày", "02 bản", but no year.
  [/^\d{1,3}$/u, /^\p{Ll}/u, 'together'],
];

/** The commonest compounds of these papers: no rule tells their syllables from two words. */
const COMPOUNDS = new Set(
  `biên bản, chất lượng, chia sẻ, chương trình, cơ sở, đại diện, đào tạo, đơn vị, giai đoạn, giáo dục, giáo viên,
  hai bên, học kỳ, học sinh, hoạt động, kế hoạch, kinh nghiệm, mầm non, nhà trường, phát triển, phổ thông, phối hợp,
  quản lý, thành phố, thị trấn, thực hiện, tiểu học, trách nhiệm, trung học, trường học`.split(/,\s+/),
);

/** How well a line may end between `left` and `right`, two words as they are printed, with their marks. */
export function breakBetween(left: string, right: string): Break {
  const rule = RULES.find(([before, after]) => before.test(left) && after.test(right));
  if (rule) return rule[2];
  const pair = `${left} ${right}`.toLowerCase().replace(/^\P{L}+|\P{L}+$/gu, '');
  return COMPOUNDS.has(pair) ? 'compound' : 'plain';
}
