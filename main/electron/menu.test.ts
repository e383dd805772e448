import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { contextMenuOf, type MenuWindow, menuOf } from './menu.ts';
import { only } from './testing.ts';

/** The menu over a window that writes down what is done to it. */
function opened(canUpdate = false) {
  const done: string[] = [];
  const window: MenuWindow = {
    async loadURL(url) {
      done.push(url);
    },
    webContents: only<MenuWindow['webContents']>('contents', {
      sendInputEvent(event) {
        if (event.type !== 'keyDown') return;
        const { keyCode, modifiers = [] } = event as { keyCode: string; modifiers?: string[] };
        done.push([...modifiers, keyCode].join('+'));
      },
    }),
  };
  const items = menuOf(
    window,
    () => done.push('folder'),
    canUpdate ? () => done.push('update') : null,
  ).flatMap(({ submenu }) => (submenu ?? []) as MenuItemConstructorOptions[]);
  const press = (label: string) =>
    items.find((item) => item.label === label)?.click?.(undefined as never, undefined, undefined as never);
  return { done, items, press };
}

describe('the menu', () => {
  test('presses the keys that the window knows, and leaves them to it', () => {
    const { done, items, press } = opened();
    for (const label of ['Hoàn tác', 'Tìm…', 'Hướng dẫn', 'Tổng quan', 'Cài đặt']) press(label);
    expect(done).toEqual(['control+Z', 'control+K', 'F1', 'alt+1', 'alt+0']);
    const shown = items.filter(({ accelerator }) => accelerator);
    expect(shown.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
    expect(new Set(shown.map(({ accelerator }) => accelerator)).size).toBe(shown.length);
  });

  test('has a line for each of the ten screens', () => {
    expect(opened().items.filter(({ accelerator }) => `${accelerator}`.startsWith('Alt+'))).toHaveLength(10);
  });

  test('goes to addresses within the page, and opens the data folder', () => {
    const { done, press } = opened();
    press('Nhập danh sách trường từ Excel…');
    press('Xuất báo cáo…');
    press('Về Chung Tay');
    press('Mở thư mục dữ liệu');
    expect(done).toEqual([
      'app://chung-tay/#/schools?import=1',
      'app://chung-tay/#/reports?export=1',
      'app://chung-tay/#/settings?section=about',
      'folder',
    ]);
  });

  test('offers updating from a file only where there is a key to judge it by', () => {
    const offering = opened(true);
    offering.press('Cập nhật từ tệp…');
    expect(offering.done).toEqual(['update']);
    expect(opened().items.map(({ label }) => label)).not.toContain('Cập nhật từ tệp…');
  });

  test('names everything in Vietnamese, roles of the system too', () => {
    const unnamed = opened().items.filter(({ type, label }) => type !== 'separator' && !label);
    expect(unnamed).toEqual([]);
  });
});

test('a right click offers what can be done there', () => {
  const labels = (of: Parameters<typeof contextMenuOf>[0]) =>
    contextMenuOf(of).flatMap(({ label, enabled }) => (label && enabled !== false ? [label] : []));
  expect(labels({ isEditable: true, selectionText: 'Hoa Sen' })).toEqual([
    'Cắt',
    'Chép',
    'Dán',
    'Chọn tất cả',
  ]);
  expect(labels({ isEditable: true, selectionText: '' })).toEqual(['Dán', 'Chọn tất cả']);
  expect(labels({ isEditable: false, selectionText: 'Hoa Sen' })).toEqual(['Chép']);
  expect(contextMenuOf({ isEditable: false, selectionText: '' })).toEqual([]);
});
