import type { BrowserWindow, MenuItemConstructorOptions } from 'electron';
import { APP_URL } from './protocol.ts';

/** What the menu needs of the window. */
export type MenuWindow = Pick<BrowserWindow, 'loadURL'> & {
  readonly webContents: Pick<BrowserWindow['webContents'], 'sendInputEvent'>;
};

/** The screens as the rail of the window has them, each reached by Alt and its place. */
const SCREENS = [
  'Tổng quan',
  'Trường',
  'Kết nghĩa',
  'Biên bản',
  'Lễ ký kết',
  'Văn bản',
  'Hoạt động',
  'Chỉ tiêu',
  'Báo cáo',
  'Cài đặt',
] as const;

type Modifier = 'control' | 'shift' | 'alt';

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The menu of the window. But for those of the shell it has no acts of its own: an item presses the key that the window listens to, or goes to
 * one of its addresses, so that menu and keys can never differ. The keys are shown, but left to the window.
 */
export function menuOf(
  window: MenuWindow,
  openDataFolder: () => void,
  updateFromFile: (() => void) | null,
): MenuItemConstructorOptions[] {
  const byKey = (
    label: string,
    accelerator: string,
    keyCode: string,
    ...modifiers: Modifier[]
  ): MenuItemConstructorOptions => ({
    label,
    accelerator,
    registerAccelerator: false,
    click: () => {
      window.webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
      window.webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
    },
  });
  const byAddress = (label: string, hash: string): MenuItemConstructorOptions => ({
    label,
    // Only the part after # differs, so the page stays as it is.
    click: () => void window.loadURL(`${APP_URL}${hash}`),
  });
  return [
    {
      label: '&Tệp',
      submenu: [
        byAddress('Nhập danh sách trường từ Excel…', '#/schools?import=1'),
        byAddress('Xuất báo cáo…', '#/reports?export=1'),
        SEPARATOR,
        { label: 'Mở thư mục dữ liệu', click: openDataFolder },
        SEPARATOR,
        byKey('Khóa ngay', 'Ctrl+Shift+L', 'L', 'control', 'shift'),
        { role: 'quit', label: 'Thoát' },
      ],
    },
    {
      label: '&Sửa',
      submenu: [
        byKey('Hoàn tác', 'Ctrl+Z', 'Z', 'control'),
        byKey('Làm lại', 'Ctrl+Y', 'Y', 'control'),
        SEPARATOR,
        { role: 'cut', label: 'Cắt' },
        { role: 'copy', label: 'Chép' },
        { role: 'paste', label: 'Dán' },
        byKey('Chọn tất cả', 'Ctrl+A', 'A', 'control'),
        SEPARATOR,
        byKey('Tìm…', 'Ctrl+K', 'K', 'control'),
      ],
    },
    {
      label: '&Xem',
      submenu: [
        ...SCREENS.map((screen, index) => {
          const digit = `${(index + 1) % 10}`;
          return byKey(screen, `Alt+${digit}`, digit, 'alt');
        }),
        SEPARATOR,
        { role: 'zoomIn', label: 'Phóng to' },
        { role: 'zoomOut', label: 'Thu nhỏ' },
        { role: 'resetZoom', label: 'Cỡ thường' },
        { role: 'togglefullscreen', label: 'Toàn màn hình' },
      ],
    },
    {
      label: 'T&rợ giúp',
      submenu: [
        byKey('Hướng dẫn', 'F1', 'F1'),
        byAddress('Tìm kiếm và phím tắt', '#/guide?topic=search'),
        byAddress('Giới thiệu nhanh', '#/overview?tour=1'),
        ...(updateFromFile ? [SEPARATOR, { label: 'Cập nhật từ tệp…', click: updateFromFile }] : []),
        byAddress('Về Chung Tay', '#/settings?section=about'),
      ],
    },
  ];
}

/** What a right click offers: in a field to edit, over selected words to copy; nothing elsewhere. */
export function contextMenuOf({
  isEditable,
  selectionText,
}: {
  readonly isEditable: boolean;
  readonly selectionText: string;
}): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = { role: 'copy', label: 'Chép', enabled: selectionText !== '' };
  if (!isEditable) return selectionText === '' ? [] : [copy];
  return [
    { role: 'cut', label: 'Cắt', enabled: selectionText !== '' },
    copy,
    { role: 'paste', label: 'Dán' },
    SEPARATOR,
    { role: 'selectAll', label: 'Chọn tất cả' },
  ];
}
