const counts = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const shares = new Intl.NumberFormat('vi-VN', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const marks = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 1.234 */
export const countText = (value: number): string => counts.format(value);
/** A share 0…1 as 75,0%. */
export const shareText = (value: number): string => shares.format(value);
/** 6,75 */
export const markText = (value: number): string => marks.format(value);
/** 6.250.000 đồng */
export const moneyText = (value: number): string => `${counts.format(value)} đồng`;

/** A school's name with the usual short word for its level: THCS Ngọc Lan. */
export function shortSchool(name: string): string {
  return name
    .replace(/^Trường\s+/iu, '')
    .replace(/^Trung học cơ sở(?!\p{L})/iu, 'THCS')
    .replace(/^Tiểu học và Trung học cơ sở(?!\p{L})/iu, 'TH&THCS')
    .replace(/^Tiểu học(?!\p{L})/iu, 'TH')
    .replace(/^Mầm non(?!\p{L})/iu, 'MN');
}

/** A pair by the short names of its schools, the supporting one first. */
export const shortPair = (pair: { readonly supporting: string; readonly partner: string }): string =>
  `${shortSchool(pair.supporting)} – ${shortSchool(pair.partner)}`;
