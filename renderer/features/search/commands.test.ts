import { expect, test } from 'vitest';
import { mayDo, type Right, type Role } from '../../../preload/contract/rights.ts';
import { findCommands } from './commands.ts';

const as = (role: Role) => (right: Right) => mayDo(role, right);

test('a command is found by any of its words, with or without accents', () => {
  const found = (text: string) => findCommands(text, as('editor'));
  expect(found('xuat bao cao').map(({ href }) => href)).toContain('#/reports?export=1');
  expect(found('nhap excel').map(({ href }) => href)).toEqual(['#/schools?import=1']);
  expect(found('den bao cao').map(({ title }) => title)).toEqual(['Đến Báo cáo']);
  expect(found('cài đặt').length).toBeGreaterThan(5);
});

test('somebody who may only see finds every screen, and nothing that begins work', () => {
  const titles = (text: string) => findCommands(text, as('viewer')).map(({ title }) => title);
  expect(titles('báo cáo')).toEqual(['Đến Báo cáo']);
  expect(titles('trường')).toEqual(['Đến Trường']);
  expect(titles('cài đặt').length).toBeGreaterThan(5);
});

test('nothing is found by nothing', () => {
  expect(findCommands(' ', as('admin'))).toEqual([]);
  expect(findCommands('không có lệnh này', as('admin'))).toEqual([]);
});
