import { expect, test } from 'vitest';
import { startWorkers } from './workers.ts';

test('a list that is too much for a thread is refused, and the next one is read', async () => {
  const workers = startWorkers(undefined, 40);
  const read = (text: string) =>
    workers.run('schoolList', {
      file: { bytes: Buffer.from(text), fileName: 'ds.csv', encoding: 'auto' },
      unitWords: [],
    });
  try {
    const school = 'Thanh Trì,TH,Trường Tiểu học Hoa Sen\n';
    const list = `Huyện,Cấp học,Tên trường\n${school}`;
    await expect(read(list + school.repeat(200_000))).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
    await expect(read(list)).resolves.toMatchObject({ rows: [{ name: 'Trường Tiểu học Hoa Sen' }] });
  } finally {
    await workers.close();
  }
});
