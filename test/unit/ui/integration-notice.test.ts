import { deepStrictEqual, match } from 'node:assert/strict';
import type { Pseudoterminal, TerminalShellIntegration } from 'vscode';
import { noticeMissingIntegration, type OpenedTerminal } from '../../../src/ui/integration-notice';
import type { Action } from '../../../src/ui/notify';
import { FakeClock } from '../../fakes/clock';
import { FakeMemento } from '../../fakes/memento';

const BASH = { name: 'bash', creationOptions: {}, shellIntegration: undefined };

describe('The notice of a terminal without shell integration', () => {
  let window: Window;

  beforeEach(() => (window = new Window(new FakeMemento())));

  it('is given once, whichever terminal is opened next, and in whichever window', async () => {
    await window.open(BASH);
    await window.open({ ...BASH, name: 'zsh' });
    const next = new Window(window.told);
    await next.open(BASH);
    deepStrictEqual([window.notices.length, next.notices.length], [1, 0]);
    match(window.notices[0]?.text ?? '', /no shell integration.* KUBECONFIG/);
  });

  it('is given once for terminals that are opened at the same time', async () => {
    await Promise.all([window.open(BASH), window.open(BASH)]);
    deepStrictEqual(window.notices.length, 1);
  });

  it('leads to the manual', async () => {
    await window.open(BASH);
    await window.notices[0]?.action?.run();
    deepStrictEqual(window.links, ['https://code.visualstudio.com/docs/terminal/shell-integration']);
  });

  it('is kept for a terminal that needs it', async () => {
    const late = { ...BASH };
    const prompting = window.open(late);
    Object.assign(late, { shellIntegration: {} as TerminalShellIntegration });
    await prompting;
    await window.open({ ...BASH, creationOptions: { name: 'x', pty: {} as Pseudoterminal } });
    window.tasks = ['build'];
    await window.open({ ...BASH, name: 'npm: build' });
    window.isOpen = false;
    await window.open(BASH);
    deepStrictEqual(window.notices, []);
    window.isOpen = true;
    await window.open(BASH);
    deepStrictEqual(window.notices.length, 1);
  });
});

class Window {
  readonly notices: { readonly text: string; readonly action: Action | undefined }[] = [];
  readonly links: string[] = [];
  tasks: readonly string[] = [];
  isOpen = true;

  constructor(readonly told: FakeMemento) {}

  open(terminal: OpenedTerminal): Promise<void> {
    return noticeMissingIntegration(terminal, {
      told: this.told,
      notifier: { info: (text, action) => this.notices.push({ text, action }) },
      clock: new FakeClock(),
      isOpen: () => this.isOpen,
      tasks: () => this.tasks,
      openLink: (url) => this.links.push(url),
    });
  }
}
