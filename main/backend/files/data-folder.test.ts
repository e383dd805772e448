import { expect, test } from 'vitest';
import { defaultDataDir } from './data-folder.ts';

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
