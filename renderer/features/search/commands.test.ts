import { expect, test } from 'vitest';
import { findCommands } from './commands.ts';

test('a command is found by any of its words, with or without accents', () => {
  expect(findCommands('xuat bao cao').map(({ href }) => href)).toContain('#/reports?export=1');
  expect(findCommands('nhap excel').map(({ href }) => href)).toEqual(['#/schools?import=1']);
  expect(findCommands('den bao cao').map(({ title }) => title)).toEqual(['Đến Báo cáo']);
  expect(findCommands('cài đặt').length).toBeGreaterThan(5);
});

test('nothing is found by nothing', () => {
  expect(findCommands(' ')).toEqual([]);
  expect(findCommands('không có lệnh này')).toEqual([]);
});
