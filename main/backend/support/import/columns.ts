import type { ColumnSpec } from '../../tables/columns.ts';

/** What a list of support says. */
export type SupportField =
  | 'givenOn'
  | 'giver'
  | 'receiver'
  | 'content'
  | 'kind'
  | 'quantity'
  | 'unit'
  | 'unitPrice'
  | 'amount'
  | 'source'
  | 'handoverPaper'
  | 'status'
  | 'note';

/** Headings of lists of support as offices and form 07 of the report write them. */
export const COLUMNS: readonly ColumnSpec<SupportField>[] = [
  {
    field: 'givenOn',
    label: 'ngày',
    required: true,
    headings: [
      'ngay',
      'ngay ho tro',
      'ngay ban giao',
      'ngay trao',
      'ngay,thang',
      'ngay thang',
      'thoi gian',
      'date',
    ],
  },
  {
    field: 'giver',
    label: 'bên hỗ trợ',
    required: true,
    headings: [
      'ben ho tro',
      'don vi ho tro',
      'truong ho tro',
      'ben giao',
      'ben tang',
      'don vi tang',
      'giver',
    ],
  },
  {
    field: 'receiver',
    label: 'bên nhận',
    required: true,
    headings: [
      'ben nhan',
      'ben nhan ho tro',
      'don vi nhan',
      'don vi nhan ho tro',
      'truong nhan',
      'truong nhan ho tro',
      'don vi thu huong',
      'truong duoc ho tro',
      'don vi duoc ho tro',
      'ben duoc ho tro',
      'receiver',
    ],
  },
  {
    field: 'content',
    label: 'nội dung',
    required: true,
    headings: [
      'noi dung',
      'noi dung ho tro',
      'ten thiet bi',
      'thiet bi',
      'ten tai san',
      'hang muc',
      'hien vat',
      'ten hang',
      'dien giai',
      'content',
    ],
  },
  { field: 'kind', label: 'loại', headings: ['loai', 'loai ho tro', 'hinh thuc ho tro', 'kind'] },
  {
    field: 'quantity',
    label: 'số lượng',
    headings: ['sl', 'so luong', 's.luong', 'so luong ho tro', 'quantity'],
  },
  { field: 'unit', label: 'đơn vị tính', headings: ['dvt', 'don vi tinh', 'd.v.t', 'don vi', 'unit'] },
  { field: 'unitPrice', label: 'đơn giá', headings: ['don gia', 'gia', 'unit price'] },
  {
    field: 'amount',
    label: 'thành tiền',
    headings: [
      'thanh tien',
      'tri gia',
      'gia tri',
      'tong tien',
      'so tien',
      'tong gia tri',
      'kinh phi',
      'amount',
    ],
  },
  {
    field: 'source',
    label: 'nguồn',
    headings: ['nguon', 'nguon kinh phi', 'nguon ho tro', 'nguon von', 'source'],
  },
  {
    field: 'handoverPaper',
    label: 'biên bản bàn giao',
    headings: ['bien ban ban giao', 'bien ban', 'so bien ban', 'bbbg', 'bb ban giao'],
  },
  { field: 'status', label: 'tình trạng', headings: ['tinh trang', 'trang thai', 'status'] },
  { field: 'note', label: 'ghi chú', headings: ['ghi chu', 'note'] },
];
