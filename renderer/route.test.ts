import { describe, expect, test } from 'vitest';
import { href, parseRoute } from './route.ts';

describe('the address of a screen', () => {
  test('comes back as it was made', () => {
    expect(parseRoute(href('schools', { q: 'Đông Mỹ', id: '7' }))).toEqual({
      screen: 'schools',
      params: { q: 'Đông Mỹ', id: '7' },
    });
  });

  test.each(['', '#', '#/', '#/không-có', '#token=abc'])('“%s” leads to the overview', (hash) => {
    expect(parseRoute(hash).screen).toBe('overview');
  });
});
