/** The window as a user sees it; tests say what they look for, not where it stands in the page. */
import type { Locator, Page } from 'playwright/test';

export class RelayscopeWindow {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get start(): Locator {
    return this.page.getByTestId('start-screen');
  }

  get rows(): Locator {
    return this.page.getByTestId('row');
  }

  get filter(): Locator {
    return this.page.getByTestId('filter');
  }

  get detail(): Locator {
    return this.page.getByTestId('detail');
  }

  get diagram(): Locator {
    return this.page.getByTestId('diagram');
  }

  get lines(): Locator {
    return this.page.getByTestId('lines');
  }

  get fields(): Locator {
    return this.page.getByTestId('fields');
  }

  get problems(): Locator {
    return this.page.getByTestId('problems');
  }

  get progress(): Locator {
    return this.page.getByTestId('progress');
  }

  get cancel(): Locator {
    return this.page.getByTestId('cancel');
  }

  get statusBar(): Locator {
    return this.page.getByTestId('status-bar');
  }

  get themeSwitch(): Locator {
    return this.page.getByTestId('theme-switch');
  }

  get languageSwitch(): Locator {
    return this.page.getByTestId('lang-switch');
  }

  /** The log is read and the first message is drawn. */
  async ready(): Promise<void> {
    await this.page.locator('html[data-ready="true"]').waitFor({ timeout: 60_000 });
  }

  /** The switch goes from the system's appearance to light, then to dark. */
  async useTheme(theme: 'light' | 'dark'): Promise<void> {
    const presses = theme === 'light' ? 1 : 2;
    for (let i = 0; i < presses; i++) await this.themeSwitch.click();
    await this.page.locator(`html[data-theme="${theme}"]`).waitFor();
  }

  /** From the palette; letters that are typed before it has the focus would be keys of the page. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+P');
    const palette = this.page.getByTestId('palette');
    await palette.locator('[role=combobox]:focus').waitFor();
    await this.page.keyboard.type(words);
    await this.page.keyboard.press('Enter');
    await palette.waitFor({ state: 'detached' });
  }

  rowOf(text: string): Locator {
    return this.rows.filter({ hasText: text });
  }

  cell(row: Locator, column: string): Locator {
    return row.getByTestId(`cell-${column}`);
  }
}
