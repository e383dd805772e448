import { fromBufferPromise } from 'yauzl';
import type { FormField, FormTable } from '../../../preload/contract/department-forms.ts';
import { packParts } from '../tables/workbook-parts.ts';

/** For tests: the parts of a zip by name, in order. */
export async function unzipped(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk);
    parts.set(entry.fileName, Buffer.concat(chunks));
  }
  return parts;
}

/** For tests: a workbook with some of its parts changed, added, or left out (null). */
export async function repacked(
  bytes: Uint8Array,
  changes: Readonly<Record<string, string | ((part: string) => string) | null>>,
): Promise<Buffer> {
  const parts = await unzipped(bytes);
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) parts.delete(name);
    else {
      const before = parts.get(name)?.toString('utf8') ?? '';
      parts.set(name, Buffer.from(typeof change === 'string' ? change : change(before)));
    }
  }
  return packParts(parts);
}

const CHART = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>'Biểu 1'!$C$8:$C$9</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="2"/></c:numCache></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`;

const FRAME = `<xdr:twoCellAnchor><xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>10</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="9" name="Biểu đồ"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/><a:ext cx="0" cy="0" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></xdr:xfrm><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rIdChart"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`;

/**
 * For tests: a form as a department might send it: a letterhead with a picture, merged headings, a table with sums
 * and rates below, conditional formats, a list to choose from, a chart, a second sheet that reads the first, and a
 * list to be filled in.
 */
export async function departmentWorkbook(): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet('Biểu 1');
  sheet.columns = [{ width: 6 }, { width: 40 }, { width: 14 }, { width: 14 }, { width: 12 }, { width: 20 }];
  sheet.mergeCells('A1:C1');
  sheet.getCell('A1').value = 'SỞ GIÁO DỤC VÀ ĐÀO TẠO HÀ NỘI';
  sheet.getCell('A2').value = 'Đơn vị báo cáo:';
  sheet.mergeCells('C2:F2');
  sheet.getCell('A3').value = 'Ngày báo cáo:';
  sheet.getCell('C3').numFmt = 'dd/mm/yyyy';
  sheet.mergeCells('A5:F5');
  sheet.getCell('A5').value = 'KẾT QUẢ THỰC HIỆN';
  sheet.getCell('A5').font = { bold: true, size: 14 };
  sheet.getCell('A5').alignment = { horizontal: 'center' };
  sheet.mergeCells('A6:A7');
  sheet.mergeCells('B6:B7');
  sheet.mergeCells('C6:D6');
  sheet.getCell('A6').value = 'STT';
  sheet.getCell('B6').value = 'Nội dung';
  sheet.getCell('C6').value = 'Số lượng';
  sheet.getCell('C7').value = 'Kế hoạch';
  sheet.getCell('D7').value = 'Thực hiện';
  sheet.getCell('E7').value = 'Tỷ lệ';
  const border = { style: 'thin' } as const;
  for (const [row, name] of [
    [8, 'Số chuyên đề'],
    [9, 'Số tiết dạy minh họa'],
  ] as const) {
    sheet.getCell(row, 1).value = row - 7;
    sheet.getCell(row, 2).value = name;
    for (const column of [3, 4, 5]) {
      sheet.getCell(row, column).border = { top: border, left: border, bottom: border, right: border };
    }
    sheet.getCell(row, 5).value = { formula: `IF(C${row}=0,"",D${row}/C${row})`, result: '' };
    sheet.getCell(row, 5).numFmt = '0.0%';
  }
  sheet.getCell('C9').value = '…';
  sheet.getCell('B10').value = 'Cộng';
  sheet.getCell('C10').value = { formula: 'SUM(C8:C9)', result: 0 };
  sheet.getCell('D10').value = { formula: 'SUM(D8:D9)', result: 0 };
  sheet.getCell('F10').value = { formula: '1+1', result: 2 };
  sheet.getCell('E10').numFmt = '0.0%';
  sheet.addConditionalFormatting({
    ref: 'D8:D9',
    rules: [
      {
        type: 'cellIs',
        operator: 'lessThan',
        formulae: ['C8'],
        priority: 1,
        style: { font: { color: { argb: 'FFFF0000' } } },
      },
    ],
  });
  sheet.getCell('F8').dataValidation = { type: 'list', allowBlank: true, formulae: ['"Đạt,Chưa đạt"'] };
  sheet.addImage(workbook.addImage({ base64: PIXEL, extension: 'png' }), {
    tl: { col: 4, row: 0 },
    ext: { width: 40, height: 40 },
  });
  const list = workbook.addWorksheet('Danh sách');
  list.getCell('A1').value = 'Danh sách trường';
  list.addRow(['STT', 'Tên trường', 'Cấp học', 'Ngày ký']);
  list.getRow(2).font = { bold: true };
  for (let row = 3; row <= 6; row += 1) {
    for (let column = 1; column <= 4; column += 1) list.getCell(row, column).border = { bottom: border };
  }
  list.getCell('B7').value = 'Tổng số';
  list.getCell('C7').value = { formula: 'COUNTA(B3:B6)', result: 0 };
  const total = workbook.addWorksheet('Tổng');
  total.getCell('A1').value = { formula: "'Biểu 1'!D10*2", result: 0 };
  total.getCell('A2').value = { formula: 'A1+1', result: 1 };
  total.getCell('A3').value = 'Không tính từ đâu';
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  return repacked(bytes, {
    'xl/charts/chart1.xml': CHART,
    'xl/drawings/drawing1.xml': (xml) => xml.replace('</xdr:wsDr>', `${FRAME}</xdr:wsDr>`),
    'xl/drawings/_rels/drawing1.xml.rels': (xml) =>
      xml.replace(
        '</Relationships>',
        '<Relationship Id="rIdChart" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart" Target="../charts/chart1.xml"/></Relationships>',
      ),
    '[Content_Types].xml': (xml) =>
      xml.replace(
        '</Types>',
        '<Override PartName="/xl/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>',
      ),
  });
}

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** For tests: a figure. */
export const figure = (code: string, kind: FormField['kind'], value: FormField['value']): FormField => ({
  code,
  group: 'Thử',
  name: code,
  kind,
  value,
});

/** For tests: a table of schools. */
export const schoolTable = (rows: FormTable['rows']): FormTable => ({
  code: 'schools',
  name: 'Danh sách trường',
  columns: [
    { code: 'ordinal', name: 'STT', kind: 'number' },
    { code: 'name', name: 'Tên trường', kind: 'text' },
    { code: 'level', name: 'Cấp học', kind: 'text' },
    { code: 'signedOn', name: 'Ngày ký', kind: 'day' },
  ],
  rows,
});
