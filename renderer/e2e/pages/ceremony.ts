import type { Locator, Page } from 'playwright-core';

/** How a person finds things on the ceremony screen. */
export function ceremonyOf(page: Page) {
  const order = page.getByRole('list', { name: 'Thứ tự ký kết' });
  return {
    /** Names of the memoranda in the running order. */
    names: (): Promise<string[]> => order.getByRole('link').allTextContents(),
    entry: (name: string): Locator => order.getByRole('listitem').filter({ hasText: name }),
    async moveTo(name: string, place: number): Promise<void> {
      const field = this.entry(name).getByRole('textbox', { name: /^Thứ tự của/ });
      await field.fill(String(place));
      await field.press('Enter');
    },
    grip: (name: string): Locator => order.getByRole('button', { name: `Đổi chỗ ${name}` }),
    propose: (): Promise<void> => page.getByRole('button', { name: 'Gợi ý chương trình, đại biểu' }).click(),
    tab: (name: string): Promise<void> => page.getByRole('tab', { name }).click(),
    agenda: (): Locator => page.getByRole('list', { name: 'Chương trình lễ' }).getByRole('listitem'),
    delegates: (): Locator => page.getByRole('list', { name: 'Đại biểu' }).getByRole('listitem'),
    print: (): Promise<void> => page.getByRole('button', { name: 'In bộ tài liệu lễ' }).click(),
  };
}
