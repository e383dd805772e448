import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentKey, fold } from '../../db/text.ts';
import { openProgram, schoolForm, twoUnits } from '../../main/backend/testing.ts';
import { schoolFinder } from '../../renderer/features/schools/find-schools.ts';
import { accentKey as accentKeyOfWindow, searchKey } from '../../renderer/i18n/format.ts';

// The window filters the register that it holds, the backend searches the one that is stored: nobody may notice which.

const SCHOOLS = [
  { name: 'Trường Tiểu học Hòa Bình', commune: 'Xã Đông Mỹ', principal: 'Nguyễn Văn A', code: '0100420' },
  { name: 'Trường Tiểu học Hoà Bình 2', commune: 'Xã Đường Lâm', principal: 'Trần Thị B', code: 'HN-0100' },
  { name: 'Trường Tiểu học Hoa Sen', commune: 'Xã Dương Liễu', principal: null, code: null },
  { name: 'Trường THCS Đường Hoa', commune: null, principal: 'Đỗ Văn Hoà', code: '42_0' },
  {
    name: 'Trường THCS Dương Liễu'.normalize('NFD'),
    commune: 'Xã Ứng Hòa',
    principal: 'Lê  Văn   C',
    code: '100%',
  },
  {
    name: 'Trường Mầm non Hà-Nội 25-8',
    commune: 'Phường Ô Chợ Dừa',
    principal: 'Nguyễn Thị Hòa',
    code: null,
  },
  { name: 'Trường  Mầm non   ĐẠI YÊN', commune: 'Xã Mỹ Đức', principal: 'Hoàng Thị Mỹ', code: 'ĐM 7' },
  { name: 'Trường Mầm non Vĩnh Quỳnh', commune: 'Xã Vĩnh Quỳnh', principal: 'Quỳnh Đông', code: null },
];

/** As people type it: with accents or without, letters taken apart, loud, with blanks too many. */
const waysToType = (text: string): readonly string[] => [
  text,
  text.normalize('NFD'),
  text.toLocaleUpperCase('vi'),
  fold(text),
  `  ${text.replaceAll(' ', '   ')} `,
];

/** Pieces of what is said of schools, words of several fields together, and what nobody says. */
function textsToType(): readonly string[] {
  const fields = SCHOOLS.flatMap(({ name, commune, principal, code }) => [
    name,
    commune,
    principal,
    code,
    principal && `${principal} ${name.slice(-8)}`,
    commune && `${name} ${commune}`,
  ]).filter((field) => field !== null);
  const pieces = fields.flatMap((field) => {
    const words = field.split(' ');
    return [field, ...words, words.slice(-2).join(' '), words.toReversed().join(' '), field.slice(2, 7)];
  });
  return [...new Set([...pieces, 'hoà', 'hòa', 'hoa', 'd', 'đ', 'duong', 'thanh tri', '%', '_', '\\', 'zz'])];
}

test('the window finds the very schools that the backend finds, in its order, however a text is typed', async () => {
  const program = await openProgram();
  const { thanhTri, chuongMy } = await twoUnits(program);
  for (const [index, school] of SCHOOLS.entries()) {
    const form = schoolForm(index % 2 === 0 ? thanhTri : chuongMy, 'thcs', school.name);
    await program.call('schools.create', { ...form, ...school });
  }
  const list = async (search?: string) =>
    (await program.call('schools.list', search === undefined ? {} : { search })).schools;
  const { find } = schoolFinder(await list());
  for (const text of textsToType().flatMap(waysToType)) {
    const found = find(text).map(({ name }) => name);
    expect(found, `“${text}”`).toEqual((await list(text)).map(({ name }) => name));
  }
  expect(find('   ')).toEqual(await list('   '));
});

test('window and backend make the same keys of any text', () => {
  const letter = fc.constantFrom(
    ...'aáàảãạăắâậđĐdDeêệhHoôơòóuưứyỹnNgtrIİÅß한0123%_\\-',
    ...['o\u0300', 'a\u0302\u0301', 'U\u031b\u0323', 'd\u0323e'],
    ...[' ', '  ', '\t', '\n', '\u00a0', '\u3000'],
  );
  const text = fc.oneof(fc.string({ unit: letter, maxLength: 30 }), fc.string({ unit: 'grapheme' }));
  const inOneLine = (line: string) => line.trim().replace(/\s+/g, ' ');
  fc.assert(
    fc.property(text, (typed) => {
      expect(searchKey(inOneLine(typed))).toBe(fold(typed));
      expect(accentKeyOfWindow(inOneLine(typed))).toBe(accentKey(typed));
    }),
    { numRuns: 2000 },
  );
});
