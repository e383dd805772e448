import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type { Client } from './client.ts';
import { refetchOnChange } from './hooks.ts';

/** A client of which only the news that data changed is needed. */
function changing() {
  let tell = () => {};
  const client: Pick<Client, 'onDataChanged'> = {
    onDataChanged(listener) {
      tell = listener;
      return () => {};
    },
  };
  return { client, change: () => tell() };
}

test('a change while the first answer is still on its way is not lost', async () => {
  const { client, change } = changing();
  const queries = new QueryClient();
  refetchOnChange(client, queries);
  const waiting: ((answer: string) => void)[] = [];
  const observer = new QueryObserver(queries, {
    queryKey: ['documents.preview'],
    queryFn: () => new Promise<string>((resolve) => waiting.push(resolve)),
  });
  const stop = observer.subscribe(() => {});

  change();
  waiting[0]?.('the paper before');
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.('the paper after');
  await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe('the paper after'));
  stop();
});
