import { type SupportForm, type SupportItem, supportForm } from '../../../preload/contract/support.ts';
import { errorsBy } from '../../components/validation.ts';
import { today } from '../../i18n/format.ts';
import { vi } from '../../i18n/vi.ts';

const TEXTS = ['giverName', 'content', 'unit', 'source', 'handoverPaper', 'note'] as const;
const NUMBERS = ['quantity', 'unitPrice', 'amount'] as const;
type Text = (typeof TEXTS)[number];
type Figure = (typeof NUMBERS)[number];

/** What the fields hold: '' where nothing is filled in. */
export type SupportValues = Record<Text, string> &
  Record<Figure, number | string> & {
    status: SupportForm['status'];
    givenOn: string;
    kind: SupportForm['kind'];
    /** Whether the giver is a school of the register. */
    giverIs: 'school' | 'outside';
    giverSchoolId: string;
    receiverSchoolId: string;
  };

/** An item to be edited, or a new one of today. An amount that is the product is left to be counted. */
export function supportValues(item: SupportItem | null): SupportValues {
  const product = item ? productNow(item) : null;
  return {
    status: item?.status ?? 'done',
    givenOn: item?.givenOn ?? today(),
    kind: item?.kind ?? 'equipment',
    giverIs: item && item.giverSchoolId === null ? 'outside' : 'school',
    giverSchoolId: item?.giverSchoolId ?? '',
    giverName: item && item.giverSchoolId === null ? item.giver : '',
    receiverSchoolId: item?.receiverSchoolId ?? '',
    content: item?.content ?? '',
    quantity: item?.quantity ?? '',
    unit: item?.unit ?? '',
    unitPrice: item?.unitPrice ?? '',
    amount: item && item.amount !== product ? (item.amount ?? '') : '',
    source: item?.source ?? '',
    handoverPaper: item && item.documentId === null ? (item.handoverPaper ?? '') : '',
    note: item?.note ?? '',
  };
}

const figure = (value: number | string | null): number | null =>
  value === '' || value === null ? null : Number(value);

/** Quantity × unit price in whole đồng; null without both. */
export function productNow(values: {
  readonly quantity: number | string | null;
  readonly unitPrice: number | string | null;
}): number | null {
  const [quantity, price] = [figure(values.quantity), figure(values.unitPrice)];
  return quantity === null || price === null ? null : Math.round(quantity * price);
}

/** The form as the contract wants it. */
export const toSupportForm = (values: SupportValues, documentId: string | null): SupportForm => ({
  status: values.status,
  givenOn: values.givenOn,
  kind: values.kind,
  giverSchoolId: values.giverIs === 'school' ? values.giverSchoolId : null,
  giverName: values.giverIs === 'outside' ? values.giverName : null,
  receiverSchoolId: values.receiverSchoolId,
  content: values.content,
  quantity: figure(values.quantity),
  unit: values.unit,
  unitPrice: figure(values.unitPrice),
  amount: figure(values.amount),
  source: values.source,
  documentId,
  handoverPaper: documentId === null ? values.handoverPaper : null,
  note: values.note,
});

/** What is wrong, by field. */
export function supportErrors(values: SupportValues): Record<string, string> {
  const errors = errorsBy(supportForm, toSupportForm(values, null));
  if (values.giverIs === 'outside' && values.giverName.trim() === '')
    errors.giverName = vi.validation.required;
  return errors;
}
