import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { closeBrowser } from './browser.ts';
import { nameUsers, openWindow, prepare } from './fixtures.ts';
import { frameOf } from './pages/frame.ts';
import { offersOf } from './pages/offers.ts';
import { isCall } from './pages/traffic.ts';

afterAll(closeBrowser);

/** The sample after its ceremony, with something of every kind that can be taken back, restored or judged. */
async function fill(dataDir: string): Promise<void> {
  await prepare(dataDir, async (call) => {
    await call('memoranda.generate', { printSet: {} });
    const { memoranda } = await call('memoranda.list', {});
    const signed = memoranda.slice(0, 6);
    await call('memoranda.record', {
      rows: signed.map(({ id }, index) => ({ id, number: `${index + 1}`, signedOn: '2023-04-15' })),
    });
    const [model] = (await call('goodModels.list', {})).models;
    await call('evidence.addLink', {
      of: { goodModelId: model?.id ?? '' },
      url: 'https://example.org',
      caption: null,
    });
    await call('documents.create', { kind: 'minutes' });
    const [promise] = (await call('commitments.ledger', {})).entries;
    const { commitmentId = '', schoolYear = '' } = promise ?? {};
    await call('commitments.judge', { commitmentId, schoolYear, reason: 'Mưa bão' });
    await call('reports.export', { period: 'giai-doan' });
    const [difficulty] = (await call('difficulties.list', {})).difficulties;
    await call('difficulties.remove', { ids: [difficulty?.id ?? ''] });
    await call('calendar.remove', { code: '2026-2027' });
  });
  await nameUsers(dataDir);
  await prepare(dataDir, (call) =>
    call('users.create', { name: 'Lê Văn C', role: 'editor', password: null }),
  );
}

/** The way out of an opened row. */
const PANEL = ['Đóng', 'Thôi'];

/** What a viewer is offered, place by place: it finds, shows, prints or saves what there is, or is his own. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  overview: [],
  schools: [
    'Tìm theo tên, mã, xã, hiệu trưởng…',
    'Đơn vị quản lý',
    'Cấp học',
    'Thùng rác',
    'Xuất Excel',
    'Không kèm số điện thoại',
    'Kèm số điện thoại',
    ...PANEL,
  ],
  pairs: ['Đóng'],
  memoranda: [
    'Việc khác',
    'Kiểm tra trước khi in',
    'Lọc theo thời hạn',
    'Bản Word',
    'Tải về',
    // These two lead to screens on which he reads.
    'Ghi số và ngày ký',
    'Nhận bản quét',
    'Sổ đăng ký',
    'Biên bản sau',
    'Xem Phiên bản 1',
  ],
  'memoranda?view=record': ['Xuất bảng Excel', 'Chưa ghi đủ', 'Tất cả'],
  'memoranda?view=scans': [],
  ceremonies: ['In bộ tài liệu lễ'],
  documents: ['Bản Word', 'Mở để in'],
  activities: [
    'Bảng',
    'Tháng',
    'Cặp trường',
    'Loại hoạt động',
    'Tình trạng',
    'Cấp học',
    'Từ ngày',
    'Đến ngày',
    'Danh sách ký tên',
    'Giấy xác nhận tham gia',
    'Họ và tên · 0 người',
    'Tạo bản in',
    ...PANEL,
  ],
  support: [
    'Các khoản',
    'Theo trường',
    'Theo chiều',
    'Kỳ',
    'Mọi trường',
    'Mọi chiều hỗ trợ',
    'Mọi tình trạng',
    ...PANEL,
  ],
  'support?view=schools': ['Các khoản', 'Theo trường', 'Theo chiều', 'Kỳ'],
  'support?view=directions': ['Các khoản', 'Theo trường', 'Theo chiều', 'Kỳ'],
  'exam-results': ['Năm học', ...PANEL],
  difficulties: [
    'Tìm trong nội dung, đề xuất, tên đơn vị…',
    'Tất cả',
    'Chưa giải quyết',
    'Đã giải quyết',
    ...PANEL,
  ],
  models: ['Tìm theo tên mô hình, cách làm, trường…', ...PANEL],
  targets: [
    'Kỳ theo dõi',
    'Tìm cặp trường…',
    'Chỉ cặp chậm hoặc quá hạn',
    'Năm học',
    'Cách xét',
    'Chia theo',
    'Đóng',
  ],
  reports: [
    'Kỳ báo cáo',
    'Lưu ảnh PNG: Tiến độ thực hiện theo chỉ tiêu',
    'Lưu ảnh PNG: Bản đồ các cặp trường và số hoạt động',
    'Tải về Báo cáo tiến độ - Giai đoạn 2023 - 2025.xlsx',
    'Đóng',
  ],
  guide: ['In trang này', 'Tìm trong hướng dẫn…'],
};

/** The same in the settings. */
const SETTINGS_SEEN: Readonly<Record<string, readonly string[]>> = {
  programme: [],
  organisations: ['Đơn vị của tôi', 'Huyện Thanh TrìĐã xác nhận', 'Huyện Chương MỹĐã xác nhận'],
  group: [],
  calendar: [],
  kinds: [],
  templates: [
    'Các bản của mẫu này',
    'Tệp',
    'Xuất tệp',
    'Xem với',
    'Thu gọn tất cả',
    ...Array.from({ length: 10 }, (_, index) => `Thu gọn Điều ${index + 1}`),
  ],
  users: [],
  appearance: ['Theo máy', 'Sáng', 'Tối', 'Thoáng', 'Dày'],
  history: [
    'Tìm trong lịch sử',
    'Người làm',
    'Việc',
    'Từ ngày',
    'Đến ngày',
    'Xuất Excel',
    'Kèm điện thoại, thư điện tử',
    'Đối chiếu mã',
    'Đóng',
  ],
  bin: ['Tìm trong Thùng rác', 'Loại'],
  privacy: ['Họ tên, số điện thoại hoặc thư điện tử'],
  backups: [],
  check: ['Kiểm tra'],
  about: ['Chép đường dẫn', 'Sao chép thông tin', 'Lưu nhật ký lỗi…', 'Xem giấy phép'],
};

/** What an editor is offered there beside it; all the rest of the settings is an admin's. */
const SETTINGS_EDITED: Readonly<Record<string, readonly string[]>> = {
  group: [
    ...['Nguyễn Văn A', 'Trần Thị B', 'Lê Văn C'].flatMap((name) => [`Đổi chỗ ${name}`, `Bỏ ${name}`]),
    'Họ và tên *',
    'Nhiệm vụ trong tổ',
    'Chức vụ',
    'Đơn vị công tác',
    'Phân công',
    'Thêm thành viên',
  ],
  templates: ['Nhập tệp mẫu', 'Nhập tệp', 'Sửa thành bản mới'],
  // Not what the admin deleted: a school year.
  history: [
    'Hoàn tác “Xóa khó khăn” (số 18)',
    'Hoàn tác “Giải trình chỉ tiêu” (số 16)',
    'Hoàn tác “Thêm văn bản kèm theo” (số 15)',
    'Hoàn tác “Thêm liên kết minh chứng” (số 14)',
  ],
  bin: ['Khôi phục Đường truyền yếu nên dự giờ trực tuyến thường bị gián đoạn.', 'Khôi phục 1 mục'],
  backups: ['Sao lưu ngay', 'Lưu ra tệp khác…'],
};

/** A window in which somebody has been let in, and what the backend refused him. */
async function openAs(name: string) {
  const window = await openWindow({ before: fill });
  const { page } = window;
  const refused: string[] = [];
  page.on('response', async (response) => {
    if (!isCall(response.url())) return;
    // The window may be closed before the last answer is read.
    const text = await response.text().catch(() => '');
    if (text.includes('NOT_ALLOWED')) refused.push(response.url());
  });
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
  await frameOf(page).title('Tổng quan').waitFor();
  return { window, page, refused, offers: offersOf(page) };
}

/** The addresses that the rail, the tabs beside the activities and the settings lead to. */
async function placesOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [address, list] of [
    ['#/activities', 'Các màn hình'],
    ['#/activities', 'Theo dõi chương trình'],
    ['#/settings', 'Cài đặt'],
  ] as const) {
    await page.goto(`${new URL(page.url()).origin}/${address}`);
    const links = page.getByRole('navigation', { name: list }).getByRole('link');
    await links.first().waitFor();
    found.push(...(await links.evaluateAll((all) => all.map((each) => each.getAttribute('href') ?? ''))));
  }
  return found.map((address) => address.replace('#/', ''));
}

const settingsAt = (section: string) => `settings?section=${section}`;

test('a viewer is offered nothing, anywhere, that would be refused', { timeout: 180_000 }, async () => {
  const { window, page, refused, offers } = await openAs('Trần Thị B');
  await using _ = window;
  const inSettings = Object.entries(SETTINGS_SEEN).map(
    ([section, seen]) => [settingsAt(section), seen] as const,
  );
  const places = new Map([...Object.entries(SEEN), ...inSettings]);
  const missing = (await placesOf(page)).filter((place) => place !== 'settings' && !places.has(place));
  expect(missing).toEqual([]);
  for (const [place, seen] of places)
    expect.soft((await offers.at(`#/${place}`)).toSorted(), place).toEqual([...seen].toSorted());
  await page.getByRole('button', { name: 'Chế độ tập dượt' }).click();
  expect(await page.getByRole('button', { name: 'Bắt đầu làm thật' }).isDisabled()).toBe(true);
  expect(refused).toEqual([]);
  expect(window.problems).toEqual([]);
});

test('an editor is offered nothing in the settings that is an admin’s', { timeout: 120_000 }, async () => {
  const { window, refused, offers } = await openAs('Lê Văn C');
  await using _ = window;
  for (const [section, seen] of Object.entries(SETTINGS_SEEN)) {
    const expected = [...seen, ...(SETTINGS_EDITED[section] ?? [])];
    const offered = await offers.at(`#/${settingsAt(section)}`);
    expect.soft(offered.toSorted(), section).toEqual(expected.toSorted());
  }
  expect(refused).toEqual([]);
});

/** Pastes two cells as Excel copies them, and a picture. */
const paste = (page: Page) =>
  page.evaluate(() => {
    const cells = new DataTransfer();
    cells.setData('text/plain', 'Trường A\tTrường B');
    const picture = new DataTransfer();
    picture.items.add(new File(['x'], 'ảnh.png', { type: 'image/png' }));
    for (const clipboardData of [cells, picture])
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  });

test('no key and nothing pasted begins for a viewer what would be refused', async () => {
  const { window, page, refused, offers } = await openAs('Trần Thị B');
  await using _ = window;
  const keys = ['Insert', 'Control+Shift+n', 'Control+Enter', 'Control+z', 'Delete', 'Control+d'];
  const screens = ['schools', 'memoranda', 'activities', 'support', 'exam-results', 'difficulties', 'models'];
  for (const place of [...screens, ...['programme', 'group', 'calendar'].map(settingsAt)]) {
    await offers.go(`#/${place}`);
    const pressAll = async () => {
      const before = page.url();
      for (const key of keys) await page.keyboard.press(key);
      await paste(page);
      await offers.settled();
      expect(page.url()).toBe(before);
    };
    await pressAll();
    await offers.openFirst();
    await pressAll();
  }
  expect(await page.getByRole('alert').allTextContents()).toEqual([]);
  expect(refused).toEqual([]);
});
