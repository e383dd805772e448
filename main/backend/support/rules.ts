import type { Row } from '../../../db/schema.ts';
import type { SupportForm, SupportKind } from '../../../preload/contract/support.ts';

/** Names of the kinds, as lists call them. */
export const KIND_NAMES = {
  equipment: 'Thiết bị',
  material: 'Học liệu',
  funding: 'Kinh phí',
} as const satisfies Record<SupportKind, string>;

/** What is wrong with a field, as the end of a sentence. */
export interface Objection {
  readonly field: keyof SupportForm;
  readonly reason: string;
}

type Item = Pick<
  SupportForm,
  | 'givenOn'
  | 'kind'
  | 'giverSchoolId'
  | 'giverName'
  | 'receiverSchoolId'
  | 'quantity'
  | 'unitPrice'
  | 'amount'
>;

/** Quantity × unit price in whole đồng; null without both. */
export const productOf = ({ quantity, unitPrice }: Pick<Item, 'quantity' | 'unitPrice'>): number | null =>
  quantity === null || unitPrice === null ? null : Math.round(quantity * unitPrice);

/** What was typed, else the product. */
export const amountOf = (item: Pick<Item, 'quantity' | 'unitPrice' | 'amount'>): number | null =>
  item.amount ?? productOf(item);

type Programme = Pick<Row<'programme'>, 'starts_on' | 'ends_on'>;

/** Everything that keeps an item from being stored. */
export function objectionsTo(item: Item, programme: Programme): readonly Objection[] {
  const objections: Objection[] = [];
  const object = (field: Objection['field'], reason: string) => objections.push({ field, reason });
  if (item.givenOn < programme.starts_on || item.givenOn > programme.ends_on)
    object('givenOn', 'ngày nằm ngoài thời gian của chương trình');
  if ((item.giverSchoolId === null) === (item.giverName === null))
    object('giverSchoolId', 'chọn một trường, hoặc ghi tên bên hỗ trợ từ bên ngoài');
  if (item.giverSchoolId === item.receiverSchoolId)
    object('receiverSchoolId', 'bên nhận trùng với bên hỗ trợ');
  if (item.kind === 'funding' && !amountOf(item)) object('amount', 'kinh phí cần có số tiền');
  else if (!item.quantity && !amountOf(item)) object('quantity', 'cần có số lượng hoặc thành tiền');
  return objections;
}

/** Figures beyond these are asked about: a slip of the keyboard is likelier than such a gift. */
export const USUAL = { quantity: 10_000, unitPrice: 1_000_000_000, amount: 5_000_000_000 } as const;

export const FIGURE_NAMES = {
  quantity: 'Số lượng',
  unitPrice: 'Đơn giá',
  amount: 'Thành tiền',
} as const satisfies Record<keyof typeof USUAL, string>;

/** Figures that are larger than gifts usually are. */
export const unlikelyFigures = (item: Pick<Item, keyof typeof USUAL>) =>
  (['quantity', 'unitPrice', 'amount'] as const).flatMap((field) => {
    const value = item[field];
    return value !== null && value > USUAL[field] ? [{ field, value, limit: USUAL[field] }] : [];
  });
