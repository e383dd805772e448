import { appendFileSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { onePair, openProgram } from '../testing.ts';

test('a folder that nobody tampered with has no problems; every kind of tampering is named', async () => {
  const program = await openProgram();
  await onePair(program);
  const exported = async (period: string) => {
    const { fileId } = await program.call('reports.export', { period });
    const file = await program.backend.openFile(fileId);
    return file?.path ?? '';
  };
  const missing = await exported('2023');
  const altered = await exported('2023-2024');
  expect(await program.call('check.run', {})).toEqual({ problems: [] });

  rmSync(missing);
  appendFileSync(altered, 'x');
  await program.behindItsBack((sqlite) =>
    sqlite.exec("UPDATE journal SET actor = 'người khác' WHERE sequence = 3"),
  );
  expect((await program.call('check.run', {})).problems).toEqual([
    { code: 'ATTACHMENT_MISSING', message: 'Thiếu tệp lưu “Báo cáo tiến độ - Năm 2023.xlsx”.' },
    {
      code: 'ATTACHMENT_ALTERED',
      message: 'Tệp lưu “Báo cáo tiến độ - Năm học 2023–2024.xlsx” đã bị thay đổi.',
    },
    {
      code: 'JOURNAL_ALTERED',
      message: 'Dòng nhật ký số 3 (10/04/2023 08:00, việc organisations.create) đã bị sửa.',
    },
  ]);

  await program.behindItsBack((sqlite) => sqlite.exec('DELETE FROM journal WHERE sequence = 3'));
  expect((await program.call('check.run', {})).problems.at(-1)).toEqual({
    code: 'JOURNAL_BROKEN',
    message: 'Nhật ký bị đứt ngay trước dòng nhật ký số 4 (10/04/2023 08:00, việc programmes.update).',
  });
});

test('a reference to nothing is named', async () => {
  const program = await openProgram();
  await onePair(program);
  await program.behindItsBack((sqlite) => {
    sqlite.pragma('foreign_keys = OFF');
    sqlite.exec("UPDATE school_unit SET organisation_id = 'nobody'");
  });
  expect((await program.call('check.run', {})).problems).toContainEqual({
    code: 'DATABASE_DAMAGED',
    message: expect.stringContaining('school_unit'),
  });
});
