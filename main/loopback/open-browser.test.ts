import { expect, test } from 'vitest';
import { hasDisplay, openCommand } from './open-browser.ts';

test.each([
  ['win32', {}, true],
  ['darwin', {}, true],
  ['linux', {}, false],
  ['linux', { DISPLAY: '' }, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
] as const)('on %s with %o there is a screen: %s', (platform, env, expected) => {
  expect(hasDisplay({ platform, env })).toBe(expected);
});

test.each([
  ['win32', 'rundll32'],
  ['darwin', 'open'],
  ['linux', 'xdg-open'],
] as const)('on %s the address goes to %s as one word', (platform, command) => {
  const address = 'http://127.0.0.1:1/open/a&b';
  const given = openCommand(platform, address);
  expect(given[0]).toBe(command);
  expect(given.at(-1)).toBe(address);
});
