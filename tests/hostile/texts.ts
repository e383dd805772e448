import iconv from 'iconv-lite';
import { compoundFile, type HostileFile } from './book.ts';

const LIST = 'Huyện,Cấp học,Tên trường,Ghi chú\nThanh Trì,TH,Trường Tiểu học Hoa Sen,\n';
const READ = ['read', 'INVALID_ROWS', 'NO_HEADER_ROW', 'NO_ROWS'];

const csv = (
  what: string,
  bytes: () => string | Uint8Array,
  answers: readonly string[],
  more: { readonly fileName?: string; readonly heavy?: true } = {},
): HostileFile => ({
  what,
  fileName: more.fileName ?? 'danh sách.csv',
  bytes: () => Buffer.from(bytes()),
  answers,
  ...(more.heavy ? { heavy: true } : {}),
});

const MB = 1_000_000;

/** Files that are no workbook, or say that they are one. */
export const HOSTILE_TEXTS: readonly HostileFile[] = [
  csv('an empty file', () => '', ['NO_HEADER_ROW', 'NO_ROWS', 'FILE_UNREADABLE']),
  csv('one byte', () => 'x', ['NO_HEADER_ROW', 'NO_ROWS']),
  csv('one quote', () => '"', ['CSV_QUOTE_OPEN', 'NO_HEADER_ROW']),
  csv(
    'a quote that stays open for 50 MB',
    () => `${LIST}"${'a\n'.repeat(25 * MB)}`,
    ['CSV_QUOTE_OPEN', 'FILE_TOO_LARGE'],
    { heavy: true },
  ),
  csv('one line of 60 MB', () => 'a'.repeat(60 * MB), ['NO_HEADER_ROW'], { heavy: true }),
  csv('one line of 100 MB', () => 'a'.repeat(100 * MB), ['FILE_TOO_LARGE'], { heavy: true }),
  csv('one line of 60 MB of commas', () => ','.repeat(60 * MB), ['NO_HEADER_ROW', 'FILE_TOO_LARGE'], {
    heavy: true,
  }),
  csv('30 million empty lines', () => LIST + '\n'.repeat(30 * MB), [...READ, 'FILE_TOO_LARGE'], {
    heavy: true,
  }),
  csv(
    '60 MB of quotes',
    () => `${LIST}${'"'.repeat(60 * MB)}`,
    [...READ, 'CSV_QUOTE_OPEN', 'FILE_TOO_LARGE'],
    { heavy: true },
  ),
  csv('six million cells', () => LIST + 'a,b,c,d,e,f\n'.repeat(MB), ['FILE_TOO_LARGE'], { heavy: true }),
  csv(
    '60 MB of one eight-bit letter',
    () => Buffer.alloc(60 * MB, 0xb5),
    ['NO_HEADER_ROW', 'FILE_TOO_LARGE'],
    { heavy: true },
  ),
  csv(
    '60 MB of words in an old font',
    () => iconv.encode('Trường Tiểu học Hoa Sen, '.repeat(2_300_000), 'tcvn'),
    ['NO_HEADER_ROW', 'FILE_TOO_LARGE'],
    { heavy: true },
  ),
  csv('only the mark of UTF-16', () => Buffer.from([0xff, 0xfe]), ['NO_HEADER_ROW', 'NO_ROWS']),
  csv(
    'UTF-16 with half of a letter',
    () =>
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(LIST, 'utf16le'),
        Buffer.from([0x00, 0xd8, 0x41]),
      ]),
    READ,
  ),
  csv('UTF-16 without a mark', () => Buffer.from(LIST, 'utf16le'), READ),
  csv(
    'text that says UTF-16 and is not',
    () => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(LIST)]),
    READ,
  ),
  csv(
    'UTF-32',
    () =>
      Buffer.concat([
        Buffer.from([0xff, 0xfe, 0, 0]),
        Buffer.from(
          [...LIST].flatMap((letter) => [letter.codePointAt(0) ?? 0, 0, 0, 0].map((byte) => byte & 255)),
        ),
      ]),
    [...READ, 'FILE_TYPE_UNKNOWN'],
  ),
  csv(
    'broken UTF-8',
    () => Buffer.concat([Buffer.from(LIST), Buffer.from([0xc3, 0x28, 0xf0, 0x90, 0xed, 0xa0, 0x80, 0xff])]),
    READ,
  ),
  csv(
    'three old encodings in one file',
    () =>
      Buffer.concat([
        Buffer.from('Huyện,Cấp học,Tên trường\n'),
        iconv.encode('Thanh Trì,TH,Trường Tiểu học Một\n', 'tcvn'),
        iconv.encode('Thanh Trì,TH,Trường Tiểu học Hai\n', 'windows-1258'),
        Buffer.from('Thanh Trì,TH,Tröôøng Tieåu hoïc Ba\n'),
      ]),
    READ,
  ),
  csv('NUL in the middle', () => LIST.replace('Hoa', 'H\u0000oa'), ['FILE_TYPE_UNKNOWN']),
  csv(
    'escapes of a terminal, bidi and zero-width characters',
    () => LIST.replace('Hoa', '\u001b[31m\u202eHoa\u202c\u200b\u2066'),
    READ,
  ),
  csv('a separator that is a letter', () => `sep=a\n${LIST}`, READ),
  csv('a separator that is a quote', () => `sep="\n${LIST}`, [...READ, 'CSV_QUOTE_OPEN']),
  csv('a separator that is half of a letter', () => `sep=😀\n${LIST}`, READ),
  csv('only line ends of the Mac', () => LIST.replaceAll('\n', '\r'), READ),
  csv(
    'headings of the prototype',
    () => `__proto__,constructor,toString\nThanh Trì,TH,Trường Tiểu học Hoa Sen\n`,
    ['NO_HEADER_ROW'],
  ),
  csv(
    'names of the prototype',
    () =>
      'Huyện,Cấp học,Tên trường,Mã trường\n__proto__,TH,constructor,__proto__\ntoString,TH,hasOwnProperty,valueOf\n',
    READ,
  ),
  csv(
    'formulas',
    () =>
      'Huyện,Cấp học,Tên trường,Địa chỉ\nThanh Trì,TH,=1+1,+1\nThanh Trì,TH,@SUM(A1),-1\nThanh Trì,TH,"\t=1+1","\r=1+1"\n',
    READ,
  ),
  csv('a program', () => Buffer.from('MZ\x90\x00\x03', 'latin1'), ['FILE_NOT_WORKBOOK'], {
    fileName: 'danh sách.xlsx',
  }),
  csv(
    'a page of the web',
    () => '<html><table><tr><td>Huyện</td></tr></table></html>',
    ['FILE_NOT_WORKBOOK'],
    { fileName: 'danh sách.xls' },
  ),
  csv('a page of the web as text', () => '<html><table><tr><td>Huyện</td></tr></table></html>', [
    'NO_HEADER_ROW',
  ]),
  csv('a PDF', () => '%PDF-1.7\n%%EOF', ['FILE_NOT_WORKBOOK'], { fileName: 'danh sách.xlsx' }),
  csv('an old workbook', () => compoundFile('Workbook'), ['FILE_NOT_WORKBOOK'], {
    fileName: 'danh sách.xls',
  }),
  csv('a workbook with a password', () => compoundFile('EncryptedPackage'), ['FILE_ENCRYPTED'], {
    fileName: 'danh sách.xlsx',
  }),
  csv('the beginning of a zip', () => 'PK\u0003\u0004', ['FILE_UNREADABLE'], { fileName: 'danh sách.xlsx' }),
  csv('JSON of a hundred thousand levels', () => '['.repeat(100_000), [...READ, 'CSV_QUOTE_OPEN']),
];
