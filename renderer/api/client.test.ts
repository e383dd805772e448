import { describe, expect, test, vi } from 'vitest';
import type { Envelope } from '../../preload/contract/errors.ts';
import type { Transport } from '../../preload/contract/types.ts';
import { ApiError, createClient } from './client.ts';

/** A transport whose answers and events the test decides. */
function scriptedTransport(answer: (name: string, input: unknown) => Promise<Envelope<never>>) {
  const listeners = new Map<string, (payload: never) => void>();
  const calls: { name: string; input: unknown }[] = [];
  const transport: Transport = {
    invoke(name, input) {
      calls.push({ name, input });
      return answer(name, input);
    },
    subscribe(name, listener) {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
  };
  const emit = (name: string, payload: unknown) => listeners.get(name)?.(payload as never);
  return { transport, calls, emit };
}

const ok = async (): Promise<Envelope<never>> => ({ ok: true, value: {} as never });

describe('a call', () => {
  test('throws the code, text and details that came in the envelope', async () => {
    const { transport } = scriptedTransport(async () => ({
      ok: false,
      error: { code: 'SCHOOL_CODE_TAKEN', message: 'Mã trường đã được dùng.', details: { code: 'A1' } },
    }));
    const failure = await createClient(transport)
      .call('pairs.list', {})
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({
      code: 'SCHOOL_CODE_TAKEN',
      message: 'Mã trường đã được dùng.',
      details: { code: 'A1' },
    });
  });
});

describe('a job', () => {
  test('shows its progress while it runs, can be stopped, and leaves nothing behind', async () => {
    let finish: (envelope: Envelope<never>) => void = () => {};
    const { transport, calls, emit } = scriptedTransport((name) =>
      name === 'jobs.cancel' ? ok() : new Promise((resolve) => (finish = resolve)),
    );
    const client = createClient(transport);
    const ended = client.run('schools.export', { withPhones: false }).catch((error: unknown) => error);

    const [job] = client.jobs.get();
    expect(job).toMatchObject({ label: 'Đang xuất danh sách trường', done: 0, total: 0 });
    expect(calls[0]?.input).toEqual({ withPhones: false, jobId: job?.jobId });

    emit('job.progress', { jobId: job?.jobId, label: 'Đang ghi trang tính', done: 5, total: 20 });
    emit('job.progress', { jobId: 'another', label: 'Việc khác', done: 1, total: 2 });
    expect(client.jobs.get()).toMatchObject([{ label: 'Đang ghi trang tính', done: 5, total: 20 }]);

    client.cancel(job?.jobId ?? '');
    expect(client.jobs.get()).toMatchObject([{ cancelling: true }]);
    expect(calls[1]).toEqual({ name: 'jobs.cancel', input: { jobId: job?.jobId } });

    finish({ ok: false, error: { code: 'CANCELLED', message: 'Đã dừng.', details: {} } });
    expect(await ended).toMatchObject({ code: 'CANCELLED' });
    expect(client.jobs.get()).toEqual([]);
  });
});

test('the lists ask again at once, and once more after a burst of changes', () => {
  vi.useFakeTimers();
  const { transport, emit } = scriptedTransport(ok);
  let asked = 0;
  createClient(transport).onDataChanged(() => asked++);
  for (let paper = 0; paper < 100; paper++) emit('data.changed', { procedure: 'memoranda.generate' });
  expect(asked).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(asked).toBe(2);
  emit('data.changed', { procedure: 'schools.create' });
  expect(asked).toBe(3);
  vi.useRealTimers();
});
