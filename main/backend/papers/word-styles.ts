import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx';
import type { Fonts } from './fonts.ts';
import {
  DETAILS,
  LETTERHEAD,
  PAGE_NUMBER,
  SIGNATURES,
  STYLES,
  type StyleMeasures,
  TABLE,
} from './measures.ts';
import type { ParagraphStyle } from './model.ts';

/** The face that the decree names; the PDF's own has the same measures. */
export const WORD_FONT = 'Times New Roman';

/** Word counts in twentieths of a point. */
export const twips = (points: number): number => Math.round(points * 20);

/** How a paragraph of a style looks; `name` is what a clerk reads in Word's list of styles. */
export type WordStyle = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly align: StyleMeasures['align'];
  readonly indent: number;
  readonly gapBefore: number;
  readonly leading: number;
  /** The style that mostly follows. */
  readonly next: string;
};

const style = (id: string, name: string, size: number, look: Partial<WordStyle> = {}): WordStyle => ({
  id,
  name,
  size,
  bold: false,
  italic: false,
  align: 'center',
  indent: 0,
  gapBefore: 0,
  leading: 1,
  next: id,
  ...look,
});
const ofParagraph = (id: string, name: string, role: ParagraphStyle, next = id): WordStyle =>
  style(id, name, STYLES[role].size, { ...STYLES[role], next });

/** Styles of running text by their role. */
export const TEXT_STYLES: Readonly<Record<ParagraphStyle, WordStyle>> = {
  title: ofParagraph('TenLoai', 'Tên loại', 'title', 'TrichYeu'),
  summary: ofParagraph('TrichYeu', 'Trích yếu', 'summary', 'DuongKe'),
  legalBasis: ofParagraph('CanCu', 'Căn cứ', 'legalBasis'),
  body: ofParagraph('NoiDung', 'Nội dung', 'body'),
  articleHeading: ofParagraph('TieuDeDieu', 'Tiêu đề điều', 'articleHeading', 'NoiDung'),
  partyHeading: ofParagraph('TieuDeBen', 'Tiêu đề bên', 'partyHeading', 'ThongTinBen'),
};

/** Styles of everything else. */
export const PART_STYLES = {
  issuer: style('CoQuanBanHanh', 'Cơ quan ban hành', LETTERHEAD.issuerSize, { bold: true }),
  docNumber: style('SoKyHieu', 'Số, ký hiệu', LETTERHEAD.numberSize),
  nation: style('QuocHieu', 'Quốc hiệu', LETTERHEAD.nationSize, { bold: true }),
  motto: style('TieuNgu', 'Tiêu ngữ', LETTERHEAD.mottoSize, { bold: true }),
  placeAndDate: style('DiaDanhNgayThang', 'Địa danh và ngày tháng', LETTERHEAD.placeSize, { italic: true }),
  rule: style('DuongKe', 'Đường kẻ', 1),
  details: style('ThongTinBen', 'Thông tin bên', DETAILS.size, {
    align: 'left',
    gapBefore: DETAILS.gapBefore,
    leading: DETAILS.leading,
  }),
  tableHeading: style('DauBang', 'Đầu bảng', TABLE.size, { bold: true, leading: TABLE.leading }),
  tableCell: style('OBang', 'Ô bảng', TABLE.size, { align: 'left', leading: TABLE.leading }),
  signer: style('NguoiKy', 'Người ký', SIGNATURES.size, { bold: true }),
  signatureHint: style('GhiChuKy', 'Ghi chú chữ ký', SIGNATURES.hintSize, { italic: true }),
  pageHead: style('DauTrang', 'Đầu trang', PAGE_NUMBER.size, { align: 'left' }),
} as const satisfies Record<string, WordStyle>;

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  justify: AlignmentType.JUSTIFIED,
} as const satisfies Record<StyleMeasures['align'], string>;

const ALL_STYLES: readonly WordStyle[] = [...Object.values(TEXT_STYLES), ...Object.values(PART_STYLES)];

/**
 * Free room after a paragraph: that before the style which mostly follows. Word drops it at the end of a page as
 * the PDF does, while room before would stay at the top of the next one.
 */
export const usualGapAfter = ({ next }: WordStyle): number =>
  ALL_STYLES.find(({ id }) => id === next)?.gapBefore ?? 0;

/** All styles of a paper. Lines have the exact heights of the PDF, so that pages end at the same words. */
export function wordStyles(fonts: Fonts, language: string): IStylesOptions {
  const paragraphStyle = (s: WordStyle): IParagraphStyleOptions => ({
    id: s.id,
    name: s.name,
    basedOn: 'Normal',
    next: s.next,
    quickFormat: true,
    run: { size: s.size * 2, bold: s.bold, italics: s.italic },
    paragraph: {
      alignment: ALIGNMENTS[s.align],
      indent: { firstLine: twips(s.indent) },
      spacing: {
        before: 0,
        after: twips(usualGapAfter(s)),
        line: twips(s.size * s.leading * fonts.regular.lineHeight),
        lineRule: LineRuleType.EXACT,
      },
    },
  });
  return {
    default: {
      document: {
        run: { font: WORD_FONT, size: TEXT_STYLES.body.size * 2, language: { value: language } },
      },
    },
    paragraphStyles: ALL_STYLES.map(paragraphStyle),
  };
}
