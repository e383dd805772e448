import { describe, expect, test } from 'vitest';
import { schoolForm } from '../../preload/contract/schools.ts';
import { ApiError } from '../api/client.ts';
import { errorsBy, errorsOf, fieldOf } from './validation.ts';

const school = {
  unitId: '0192d3c0-0000-7000-8000-000000000001',
  level: 'tieu_hoc',
  name: 'Trường Tiểu học Hoa Sen',
  code: '',
  symbol: '',
  commune: '',
  address: '',
  principal: '',
  position: '',
  phone: '',
  email: '',
  classes: null,
  pupils: null,
  teachers: null,
};

describe('a form checked by the contract', () => {
  test('is silent when everything is right', () => {
    expect(errorsBy(schoolForm, school)).toEqual({});
  });

  test('says at each field what is wrong, in Vietnamese', () => {
    expect(
      errorsBy(schoolForm, {
        ...school,
        unitId: '',
        name: ' ',
        code: 'x'.repeat(21),
        pupils: -3,
        classes: 1e9,
      }),
    ).toEqual({
      unitId: 'Cần chọn một mục.',
      name: 'Cần điền mục này.',
      code: 'Dài quá 20 ký tự.',
      pupils: 'Cần một số nguyên từ 0 trở lên.',
      classes: 'Không vượt quá 10.000.000.',
    });
  });
});

describe('an error of the backend', () => {
  const fields = Object.keys(school);

  test('stands at the field that its code is about', () => {
    const error = new ApiError({
      code: 'SCHOOL_CODE_TAKEN',
      message: 'Mã trường đã được dùng.',
      details: {},
    });
    expect(fieldOf(error, fields)).toBe('code');
  });

  test('stands at the field that its details name, if the form has it', () => {
    const about = (field: string) => new ApiError({ code: 'INVALID_INPUT', message: '', details: { field } });
    expect(fieldOf(about('phone'), fields)).toBe('phone');
    expect(fieldOf(about('elsewhere'), fields)).toBeNull();
  });

  test('may speak of several fields at once, each with its reason', () => {
    const error = new ApiError({
      code: 'INVALID_INPUT',
      message: '',
      details: {
        field: 'phone',
        fields: [
          { field: 'phone', reason: 'số quá ngắn' },
          { field: 'email', reason: 'thiếu tên miền' },
          { field: 'elsewhere', reason: 'không có trong biểu mẫu' },
        ],
      },
    });
    expect(errorsOf(error, fields)).toEqual({ phone: 'Số quá ngắn.', email: 'Thiếu tên miền.' });
    const single = new ApiError({
      code: 'SCHOOL_CODE_TAKEN',
      message: 'Mã trường đã được dùng.',
      details: {},
    });
    expect(errorsOf(single, fields)).toEqual({ code: 'Mã trường đã được dùng.' });
    expect(errorsOf(new ApiError({ code: 'CONFLICT', message: '', details: {} }), fields)).toEqual({});
  });
});
