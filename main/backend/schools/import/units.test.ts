import { expect, test } from 'vitest';
import { kindOfHeading, parseUnit } from './units.ts';

const WORDS = ['huyện', 'quận', 'thị xã', 'xã', 'phường', 'sở'];

test.each([
  ['Huyện', 'huyện'],
  ['HUYEN', 'huyện'],
  ['Quận quản lý', 'quận'],
  ['Xã', 'xã'],
  ['Thị xã', 'thị xã'],
  ['Huyện chủ quản', 'huyện'],
  ['Quận/Huyện', null],
  ['Xã/Phường', null],
  ['Đơn vị quản lý', null],
  ['Don vi quan ly', null],
  ['Cơ quan quản lý', null],
  ['Cơ quan chủ quản', null],
  ['Đơn vị', null],
])('the heading “%s” names the kind %s', (heading, kind) => {
  expect(kindOfHeading(heading, WORDS)).toBe(kind);
});

test.each([
  ['Huyện Thanh Trì', { kindWord: 'huyện', name: 'Thanh Trì' }],
  ['Phòng GD&ĐT huyện Thanh Trì', { kindWord: 'huyện', name: 'Thanh Trì' }],
  ['UBND quận Ba Đình', { kindWord: 'quận', name: 'Ba Đình' }],
  ['H. Thanh Trì', { kindWord: 'huyện', name: 'Thanh Trì' }],
  ['TX Sơn Tây', { kindWord: 'thị xã', name: 'Sơn Tây' }],
  ['Thanh Trì', { kindWord: null, name: 'Thanh Trì' }],
  ['Quan Hoa', { kindWord: null, name: 'Quan Hoa' }],
  ['Xa La', { kindWord: null, name: 'Xa La' }],
])('the cell “%s” is %o', (text, unit) => {
  expect(parseUnit(text, WORDS)).toEqual(unit);
});
