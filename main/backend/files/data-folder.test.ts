import { homedir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing.ts';
import { defaultDataDir, isAway } from './data-folder.ts';

const home = { win32: 'C:\\Users\\van-phong', linux: '/home/van-phong', darwin: '/Users/van-phong' };

test.each([
  ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\Chung Tay'],
  ['win32', {}, 'C:\\Users\\van-phong\\AppData\\Local\\Chung Tay'],
  ['win32', { LOCALAPPDATA: 'D:\\Local', CHUNG_TAY_DATA: 'E:\\Dữ liệu' }, 'E:\\Dữ liệu'],
  ['win32', { CHUNG_TAY_DATA: 'du-lieu' }, 'C:\\Users\\van-phong\\AppData\\Local\\Chung Tay'],
  ['linux', {}, '/home/van-phong/.local/share/chung-tay'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/chung-tay'],
  ['linux', { XDG_DATA_HOME: 'data' }, '/home/van-phong/.local/share/chung-tay'],
  ['linux', { XDG_DATA_HOME: '' }, '/home/van-phong/.local/share/chung-tay'],
  ['linux', { XDG_DATA_HOME: '/data', CHUNG_TAY_DATA: '/mnt/chung-tay' }, '/mnt/chung-tay'],
  ['darwin', {}, '/Users/van-phong/.local/share/chung-tay'],
] as const)('on %s with %o the data lie in %s', (platform, env, folder) => {
  expect(defaultDataDir({ platform, env, homedir: home[platform] })).toBe(folder);
});

test('a folder that is not there is away where its drive is, too, or where it was open before', () => {
  const drive = temporaryFolder();
  expect(isAway(drive, true)).toBe(false);
  expect(isAway(path.join(drive, 'Chung Tay'), false)).toBe(false);
  expect(isAway(path.join(drive, 'Chung Tay'), true)).toBe(true);
  expect(isAway(path.join(drive, 'USB', 'Chung Tay'), false)).toBe(true);
  // The person's own place may not have been made yet.
  expect(isAway(path.join(homedir(), 'chưa có', 'chung-tay'), false)).toBe(false);
});
