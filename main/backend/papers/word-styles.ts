import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx';
import type { Fonts } from './fonts.ts';
import {
  DETAILS_LOOKS,
  LETTERHEAD,
  PAGE_NUMBER,
  PICTURES,
  RECIPIENTS,
  SIGNATURES,
  STYLES,
  type StyleMeasures,
  TABLE,
} from './measures.ts';
import type { Column, Details, ParagraphStyle } from './model.ts';

/** The face that the decree names; the PDF's own has the same measures. */
export const WORD_FONT = 'Times New Roman';

/** Points in twentieths, as Word counts. */
export const twips = (points: number): number => Math.round(points * 20);

/** How paragraphs of one role look; measures in pt. */
export type WordStyle = {
  readonly id: string;
  /** What a clerk reads in Word's list of styles. */
  readonly name: string;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly align: StyleMeasures['align'] | Column['align'];
  /** Of the first line. */
  readonly indent: number;
  readonly gapBefore: number;
  readonly leading: number;
  /** Id of the style that mostly follows, and that Word offers after Enter. */
  readonly next: string;
};

function style(id: string, name: string, look: Pick<WordStyle, 'size'> & Partial<WordStyle>): WordStyle {
  const plain = { bold: false, italic: false, align: 'center', indent: 0, gapBefore: 0 } as const;
  return { id, name, leading: 1, next: id, ...plain, ...look };
}

/**
 * All styles of a paper by role.
 * @param scale of what is read standing, else 1
 */
export function wordLooks(scale = 1) {
  const text = (id: string, name: string, role: ParagraphStyle, next = id): WordStyle =>
    style(id, name, { ...STYLES[role], size: STYLES[role].size * scale, next });
  const details = (id: string, name: string, look: Details['look']): WordStyle => {
    const { size, leading, gapBefore } = DETAILS_LOOKS[look];
    return style(id, name, { size: size * scale, leading, gapBefore, align: 'left' });
  };
  const cell = { size: TABLE.size * scale, leading: TABLE.leading };
  const smallCell = { ...cell, size: TABLE.smallSize * scale };
  return {
    text: {
      title: text('TenLoai', 'Tên loại', 'title', 'TrichYeu'),
      summary: text('TrichYeu', 'Trích yếu', 'summary', 'DuongKe'),
      legalBasis: text('CanCu', 'Căn cứ', 'legalBasis'),
      body: text('NoiDung', 'Nội dung', 'body'),
      articleHeading: text('TieuDeDieu', 'Tiêu đề điều', 'articleHeading', 'NoiDung'),
      partyHeading: text('TieuDeBen', 'Tiêu đề bên', 'partyHeading', 'ThongTinBen'),
      note: text('GhiChu', 'Ghi chú', 'note'),
    } satisfies Record<ParagraphStyle, WordStyle>,
    details: {
      party: details('ThongTinBen', 'Thông tin bên', 'party'),
      addressees: details('KinhGui', 'Kính gửi', 'addressees'),
      indented: details('ThongTinThutDong', 'Thông tin thụt dòng', 'indented'),
    } satisfies Record<Details['look'], WordStyle>,
    parent: style('CoQuanChuQuan', 'Cơ quan chủ quản', { size: LETTERHEAD.issuerSize }),
    issuer: style('CoQuanBanHanh', 'Cơ quan ban hành', { size: LETTERHEAD.issuerSize, bold: true }),
    docNumber: style('SoKyHieu', 'Số, ký hiệu', { size: LETTERHEAD.numberSize }),
    nation: style('QuocHieu', 'Quốc hiệu', { size: LETTERHEAD.nationSize, bold: true }),
    motto: style('TieuNgu', 'Tiêu ngữ', { size: LETTERHEAD.mottoSize, bold: true }),
    placeAndDate: style('DiaDanhThoiGian', 'Địa danh, thời gian', {
      size: LETTERHEAD.placeSize,
      italic: true,
    }),
    rule: style('DuongKe', 'Đường kẻ', { size: 1 }),
    tableHeading: style('DauBang', 'Đầu bảng', { ...cell, bold: true }),
    tableNumbers: style('SoCot', 'Số cột', { ...cell, italic: true }),
    tableCell: style('OBang', 'Ô bảng', { ...cell, align: 'left' }),
    smallTableHeading: style('DauBangNho', 'Đầu bảng nhỏ', { ...smallCell, bold: true }),
    smallTableNumbers: style('SoCotNho', 'Số cột nhỏ', { ...smallCell, italic: true }),
    smallTableCell: style('OBangNho', 'Ô bảng nhỏ', { ...smallCell, align: 'left' }),
    caption: style('ChuThich', 'Chú thích ảnh', { size: PICTURES.captionSize, italic: true }),
    signer: style('NguoiKy', 'Người ký', { size: SIGNATURES.size, bold: true }),
    signatureHint: style('GhiChuKy', 'Ghi chú chữ ký', { size: SIGNATURES.hintSize, italic: true }),
    recipientsLabel: style('NoiNhan', 'Nơi nhận', {
      size: RECIPIENTS.labelSize,
      bold: true,
      italic: true,
      align: 'left',
      next: 'DanhSachNoiNhan',
    }),
    recipient: style('DanhSachNoiNhan', 'Danh sách nơi nhận', { size: RECIPIENTS.size, align: 'left' }),
    pageHead: style('DauTrang', 'Đầu trang', { size: PAGE_NUMBER.size, align: 'left' }),
  };
}
export type WordLooks = ReturnType<typeof wordLooks>;

/**
 * Free room after a paragraph: that which a typical next one has before it. Word drops it at the end of a page, as
 * the PDF does; room before a paragraph would stay at the top of a page.
 */
export function usualGapAfter({ text, details }: WordLooks, { next }: WordStyle): number {
  const gaps = [...Object.values(text), ...Object.values(details)];
  return gaps.find(({ id }) => id === next)?.gapBefore ?? 0;
}

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const satisfies Record<WordStyle['align'], string>;

/** The styles as Word keeps them. Lines have the exact heights of the PDF's, so that pages end with the same ones. */
export function wordStyles(looks: WordLooks, fonts: Fonts, language: string): IStylesOptions {
  const { text, details, ...parts } = looks;
  const paragraphStyle = (look: WordStyle): IParagraphStyleOptions => ({
    id: look.id,
    name: look.name,
    basedOn: 'Normal',
    next: look.next,
    quickFormat: true,
    run: { size: Math.round(look.size * 2), bold: look.bold, italics: look.italic },
    paragraph: {
      alignment: ALIGNMENTS[look.align],
      indent: { firstLine: twips(look.indent) },
      spacing: {
        before: 0,
        after: twips(usualGapAfter(looks, look)),
        line: twips(look.size * look.leading * fonts.regular.lineHeight),
        lineRule: LineRuleType.EXACT,
      },
      ...(look.id === text.articleHeading.id ? { outlineLevel: 0 } : {}),
    },
  });
  const all: readonly WordStyle[] = [
    ...Object.values(text),
    ...Object.values(details),
    ...Object.values(parts),
  ];
  return {
    default: {
      document: { run: { font: WORD_FONT, size: text.body.size * 2, language: { value: language } } },
    },
    paragraphStyles: all.map(paragraphStyle),
  };
}
