import type { Locator, Page } from 'playwright-core';

/** The screens as the rail names them, in its order. */
export const SCREENS = [
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

/** What stands round every screen. */
export function frameOf(page: Page) {
  return {
    /** Goes to a screen by the rail and waits for it. */
    async open(screen: (typeof SCREENS)[number]): Promise<void> {
      await page
        .getByRole('navigation', { name: 'Các màn hình' })
        .getByRole('link', { name: screen, exact: true })
        .click();
      await this.title(screen).waitFor();
    },
    title: (text: string): Locator => page.getByRole('heading', { level: 1, name: text, exact: true }),
    statusBar: (): Locator => page.locator('footer.frame-foot'),
    /** A message in the corner. */
    notice: (text: string): Locator => page.getByRole('alert').filter({ hasText: text }),
    undo: (text: string): Promise<void> =>
      page.getByRole('alert').filter({ hasText: text }).getByRole('button', { name: 'Hoàn tác' }).click(),
  };
}
