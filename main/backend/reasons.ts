import type { z } from 'zod';

type Issue = Parameters<z.core.$ZodErrorMap>[0];

const TYPES: Readonly<Record<string, string>> = {
  string: 'phải là chữ',
  number: 'phải là số',
  int: 'phải là số nguyên',
  boolean: 'phải là có hoặc không',
  array: 'phải là một danh sách',
  object: 'phải là một nhóm mục',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: 'không phải ngày có thật (dạng 2023-04-15)',
  datetime: 'không phải thời điểm hợp lệ',
  uuid: 'không phải mã hợp lệ',
};

const tooSmall = (minimum: string, origin: string): string => {
  if (origin === 'string') return minimum === '1' ? 'không được để trống' : `cần ít nhất ${minimum} ký tự`;
  return origin === 'array' ? `cần ít nhất ${minimum} mục` : `phải từ ${minimum} trở lên`;
};

const tooBig = (maximum: string, origin: string): string => {
  if (origin === 'string') return `dài quá ${maximum} ký tự`;
  return origin === 'array' ? `có quá ${maximum} mục` : `không quá ${maximum}`;
};

/** Why an input breaks the contract, in Vietnamese, as it follows "chưa hợp lệ ở mục …:". */
export function reasonOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'còn thiếu' : (TYPES[issue.expected] ?? 'sai kiểu dữ liệu');
    case 'too_small':
      return tooSmall(`${issue.minimum}`, issue.origin);
    case 'too_big':
      return tooBig(`${issue.maximum}`, issue.origin);
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'sai dạng';
    case 'invalid_value':
      return `chỉ nhận: ${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `phải là bội số của ${issue.divisor}`;
    case 'unrecognized_keys':
      return `có mục không nhận: ${issue.keys.join(', ').slice(0, 100)}`;
    default:
      return 'không dùng được';
  }
}
