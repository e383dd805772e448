import { expect, test } from 'vitest';
import { supportForm } from '../../../preload/contract/support.ts';
import {
  productNow,
  type SupportValues,
  supportErrors,
  supportValues,
  toSupportForm,
} from './support-values.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';
const filled: SupportValues = {
  ...supportValues(null),
  givenOn: '2023-10-12',
  giverSchoolId: A,
  receiverSchoolId: B,
  content: 'Máy chiếu',
  quantity: 2,
  unitPrice: 8_500_000,
};

test('an empty form names what it needs', () => {
  expect(Object.keys(supportErrors(supportValues(null))).sort()).toEqual([
    'content',
    'giverSchoolId',
    'receiverSchoolId',
  ]);
});

test('a giver from outside is a name and no school', () => {
  const values: SupportValues = { ...filled, giverIs: 'outside', giverName: '' };
  expect(supportErrors(values)).toHaveProperty('giverName');
  const named = { ...values, giverName: 'Hội Khuyến học' };
  expect(supportErrors(named)).toEqual({});
  expect(toSupportForm(named, null)).toMatchObject({ giverSchoolId: null, giverName: 'Hội Khuyến học' });
});

test('an amount that is the product is left to be counted', () => {
  expect(productNow(filled)).toBe(17_000_000);
  expect(productNow({ quantity: '', unitPrice: 5 })).toBeNull();
  const form = supportForm.parse(toSupportForm(filled, null));
  const item = {
    ...form,
    id: A,
    giver: 'Trường A',
    giverUnit: null,
    receiver: 'Trường B',
    receiverUnit: 'B',
    receiverLevel: 'thcs',
    direction: 'to_partner',
    amount: 17_000_000,
  } as const;
  expect(supportValues(item).amount).toBe('');
  expect(supportValues({ ...item, amount: 16_000_000 }).amount).toBe(16_000_000);
});

test('a paper that was made here goes before a name that was typed', () => {
  const values = { ...filled, handoverPaper: '05/BB' };
  expect(toSupportForm(values, A)).toMatchObject({ documentId: A, handoverPaper: null });
  expect(toSupportForm(values, null)).toMatchObject({ documentId: null, handoverPaper: '05/BB' });
});
