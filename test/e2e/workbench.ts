import type { FrameLocator, Locator, Page } from 'playwright-core';
import { formFrame } from '../editor/browser';
import { eventually } from './eventually';

/** VS Code's window, as a user handles it. */
export class Workbench {
  constructor(readonly page: Page) {}

  /** Runs a command by its name in the palette; shortly after its start, a window may not have read them all. */
  async run(command: string): Promise<void> {
    // Clicked, since Enter runs whatever row is focused: before the filter applies, the command that was used last.
    const option = this.page.getByRole('option', { name: command }).first();
    await eventually(async () => {
      await this.page.keyboard.press('F1');
      await this.palette.fill(`>${command}`, { timeout: 3000 });
      await option.click({ timeout: 3000 }).catch(async (error: unknown) => {
        await this.page.keyboard.press('Escape');
        throw error;
      });
    });
  }

  /** The commands that the palette offers for a text. */
  async offered(text: string): Promise<readonly string[]> {
    await this.page.keyboard.press('F1');
    await this.palette.fill(`>${text}`);
    const options = this.page.locator('.quick-input-list .monaco-list-row');
    await options.filter({ hasText: text }).first().waitFor();
    const names = await options.locator('.label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return names.filter((name) => name.startsWith(text)).sort();
  }

  /** By its placeholder: a picker that is just closing uses the same input. */
  private get palette(): Locator {
    return this.page.locator('.quick-input-widget').getByPlaceholder('Type the name of a command to run.');
  }

  get form(): FrameLocator {
    return formFrame(this.page);
  }

  field(label: string): Locator {
    return this.form.getByLabel(label, { exact: true });
  }

  /** What the form says is wrong with a field, under it. */
  problem(label: string): Locator {
    return this.form.locator('.field').filter({ hasText: label }).locator('.problem:visible').first();
  }

  button(name: string): Locator {
    return this.form.getByRole('button', { name, exact: true });
  }

  /** A row of the view *Clusters* whose text holds `text`. */
  row(text: string | RegExp): Locator {
    return this.rowsOf('Clusters').filter({ hasText: text });
  }

  /** A row of the view *Environments* whose text holds `text`. */
  environment(text: string | RegExp): Locator {
    return this.rowsOf('Environments').filter({ hasText: text });
  }

  private rowsOf(view: string): Locator {
    const header = this.page.locator(`.pane-header[aria-label^="${view}"]`);
    return this.page.locator('.pane').filter({ has: header }).getByRole('treeitem');
  }

  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  get notifications(): Locator {
    return this.page.locator('.notification-toast');
  }

  /** Types a line into a new terminal. */
  async type(line: string): Promise<void> {
    await this.run('Terminal: Create New Terminal');
    await this.typeInTerminal(line);
  }

  /** Types a line into the terminal that was opened last. */
  async typeInTerminal(line: string): Promise<void> {
    const terminal = this.page
      .locator('.terminal-wrapper.active .xterm-helper-textarea, .xterm-helper-textarea')
      .last();
    await terminal.waitFor({ state: 'attached' });
    await this.page.locator('.xterm-screen').last().click();
    await this.page.keyboard.type(`${line}\n`);
  }

  /** Closes the tab in front. */
  async closeEditor(): Promise<void> {
    await this.run('View: Close Editor');
    await this.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
  }

  /** By the palette: a click on the icon would close a view that is open already. */
  async openClustersView(): Promise<void> {
    await this.run('View: Show EKS');
    await this.page.getByRole('heading', { name: /EKS/ }).first().waitFor();
  }
}
