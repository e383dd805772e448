import ExcelJS from 'exceljs';

// read-exceljs.ts LIST.xlsx: every cell of a list, as the library's manual reads it.
const workbook = new ExcelJS.Workbook();
await workbook.xlsx.readFile(process.argv[2] ?? '');
let cells = 0;
workbook.eachSheet((sheet) =>
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      cells += cell.text.length > 0 ? 1 : 0;
    }),
  ),
);
if (cells === 0) throw new Error('the list is empty');
