import { readFile, writeFile } from 'node:fs/promises';

// write-workbook.ts list|progress IN.json OUT.xlsx: the workbook as the program's own worker makes it.
const [kind, source = '', target = ''] = process.argv.slice(2);
const input = JSON.parse(await readFile(source, 'utf8'));
const { bytes } =
  kind === 'list'
    ? await (await import('../../main/backend/workbooks/schools-workbook.ts')).buildSchoolsWorkbook(input, {
        withPhones: true,
        createdOn: '2024-06-05',
      })
    : await (await import('../../main/backend/workbooks/progress-workbook.ts')).buildProgressWorkbook(input);
await writeFile(target, bytes);
