import { formatCount, formatNumber } from './format.ts';

/** What every table says of its columns, cells and filters. */
export const table = {
  columnMenu: (header: string) => `Sắp xếp và lọc cột ${header}`,
  ascending: 'Sắp xếp tăng dần',
  descending: 'Sắp xếp giảm dần',
  unsorted: 'Bỏ sắp xếp',
  contains: 'Lọc: có chứa',
  from: 'Từ',
  to: 'Đến',
  values: 'Giá trị',
  emptyValue: '(để trống)',
  moreValues: (count: number) => `và ${formatCount(count)} giá trị khác; hãy gõ để tìm`,
  clearFilter: 'Bỏ lọc cột này',
  narrower: 'Hẹp lại',
  wider: 'Rộng ra',
  ownWidth: 'Cỡ ban đầu',
  hide: 'Ẩn cột này',
  shown: 'Cột hiển thị',
  filteredBy: (headers: string, rows: number, all: number) =>
    `Đang lọc theo ${headers}: còn ${formatCount(rows)} trên ${formatCount(all)} dòng`,
  clearFilters: 'Bỏ lọc',
  edit: (header: string) => `Sửa ${header}`,
  copied: (cells: number) => `Đã chép ${formatCount(cells)} ô`,
  written: (cells: number) => `Đã ghi ${formatCount(cells)} ô`,
  readOnly: 'Cột này không sửa trong bảng được.',
  rowName: (place: number, name: string) => `${place}. ${name}`,
  refused: {
    title: (faults: number, cells: number) =>
      `${formatCount(faults)} trong ${formatCount(cells)} ô chưa dùng được`,
    lead: 'Chưa ô nào được ghi. Bạn có thể ghi những ô còn lại, hoặc thôi rồi sửa trong Excel.',
    row: 'Dòng',
    column: 'Cột',
    typed: 'Nội dung',
    reason: 'Lý do',
    writeRest: (cells: number) => `Ghi ${formatCount(cells)} ô còn lại`,
  },
  selection: (cells: number, filled: number) =>
    `${formatCount(cells)} ô${filled < cells ? `, ${formatCount(filled)} ô có dữ liệu` : ''}`,
  totals: (sum: number, mean: number) =>
    `Tổng ${formatNumber(sum)} · Trung bình ${formatNumber(Math.round(mean * 100) / 100)}`,
};
