import { expect, test } from 'vitest';
import { placeWarning } from './place-warning.ts';

test.each([
  ['C:\\Users\\vanthu\\AppData\\Local\\Chung Tay', null],
  ['D:\\Du lieu\\Chung Tay', null],
  ['/home/vanthu/.local/share/chung-tay', null],
  ['\\\\?\\C:\\Users\\vanthu\\Chung Tay', null],
  ['\\\\may-chu\\chung\\Chung Tay', 'NETWORK_FOLDER'],
  ['//may-chu/chung/Chung Tay', 'NETWORK_FOLDER'],
  ['\\\\?\\UNC\\may-chu\\chung', 'NETWORK_FOLDER'],
  ['C:\\Users\\vanthu\\OneDrive\\Chung Tay', 'SYNCED_FOLDER'],
  ['C:\\Users\\vanthu\\OneDrive - Phong GDDT\\Chung Tay', 'SYNCED_FOLDER'],
  ['C:\\Users\\vanthu\\Dropbox\\Chung Tay', 'SYNCED_FOLDER'],
  ['G:\\My Drive\\Chung Tay', 'SYNCED_FOLDER'],
  ['C:\\Users\\vanthu\\Onedrivers\\Chung Tay', null],
])('%s: %s', (folder, warning) => {
  expect(placeWarning(folder)).toBe(warning);
});

test('OneDrive says itself where it lies, whatever the folder is called', () => {
  const env = { OneDriveCommercial: 'D:\\Co quan' };
  expect(placeWarning('D:\\Co quan\\Chung Tay', env)).toBe('SYNCED_FOLDER');
  expect(placeWarning('D:\\Co quan khac\\Chung Tay', env)).toBeNull();
});
