import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchBrowser, type EditorBrowser } from '../editor/browser';
import { extensionFolder } from '../editor/extension-folder';
import { installEditor } from '../editor/install';
import { ground } from '../editor/paths';
import { startEditor, type Editor, type Opening } from '../editor/server';
import { CommandLines } from '../secrets/command-lines';
import { filesBelow } from '../secrets/files';
import type { WrittenTexts } from '../secrets/find-secrets';
import { keepMessages, messages } from '../secrets/messages';
import { startSandboxProcess, type SandboxProcess } from './sandbox';
import { Workbench } from './workbench';

export interface TestWorkspaceOptions {
  /** How many times as fast as in AWS time passes in the simulated account. */
  readonly speed?: number;
  readonly trust?: 'disabled' | 'enabled';
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The simulated account, where it is not the usual one. */
  readonly sandbox?: () => Promise<SandboxProcess>;
  /**
   * Command lines are among {@link TestWorkspace.collectAllOutput}; to look at them takes a tenth of a small machine.
   */
  readonly watchesCommandLines?: boolean;
  /** Files of the workspace folder, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A user's machine: a home folder, a workspace, VS Code with the extension, and the simulated account. */
export class TestWorkspace {
  private readonly commandLines = new CommandLines();

  private constructor(
    readonly sandbox: SandboxProcess,
    readonly home: string,
    readonly folder: string,
    private readonly editor: Editor,
    private readonly browser: EditorBrowser,
    private readonly storage: string,
  ) {}

  static async create(options: TestWorkspaceOptions = {}): Promise<TestWorkspace> {
    const install = await installEditor();
    await mkdir(join(ground, 'stages'), { recursive: true });
    const place = await mkdtemp(join(ground, 'stages/'));
    const home = join(place, 'home');
    const folder = join(place, 'app');
    await write(folder, { 'README.md': '# App\n', ...options.files });
    await write(home, { '.kube/config': USERS_OWN_KUBECONFIG });
    const startSandbox = options.sandbox ?? (() => startSandboxProcess({ speed: options.speed ?? 120 }));
    const sandbox = await startSandbox();
    const editor = await startEditor({
      install,
      home,
      env: sandbox.env,
      userDataDir: join(place, 'user-data'),
      extensionsDir: join(place, 'extensions'),
      trust: options.trust ?? 'disabled',
      settings: options.settings,
    });
    const workspace = new TestWorkspace(
      sandbox,
      home,
      folder,
      editor,
      await launchBrowser(),
      join(place, 'user-data'),
    );
    if (options.watchesCommandLines) workspace.commandLines.start();
    return workspace;
  }

  /** Opens a window, by default on the workspace folder; all windows are of one browser, as a user's are. */
  async open(open: Opening['open'] = { folder: this.folder }): Promise<Workbench> {
    const page = await this.newPage(
      this.editor.url({ open, extensionDevelopmentPath: await extensionFolder() }),
    );
    page.setDefaultTimeout(30_000);
    await page.locator('.monaco-workbench').waitFor();
    return new Workbench(page);
  }

  private async newPage(url: string): Promise<Page> {
    const [context] = this.browser.browser.contexts();
    if (!context) {
      const viewport = { width: 1280, height: 900 };
      const prepare = async (opened: BrowserContext) => {
        await keepMessages(opened);
        await opened.addInitScript(STILL);
      };
      return this.browser.openPage(url, { viewport, prepare });
    }
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  /** Where the extension keeps what must outlive a window. */
  get globalStorage(): string {
    return join(this.storage, 'User/globalStorage/eks-clusters.eks-clusters');
  }

  /** A file of the workspace folder. */
  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), 'utf8');
  }

  /** What to look at after a failure: what was on the screen, what the extension logged, what AWS was asked. */
  async saveArtifacts(name: string, page: Page): Promise<void> {
    const folder = join(ground, 'failures', name.replaceAll(/\W+/g, '-'));
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, 'screen.png') });
    const asked = { aws: await this.sandbox.requests(), kubernetes: await this.sandbox.kubernetesRequests() };
    for (const [whom, requests] of Object.entries(asked))
      await writeFile(join(folder, `${whom}.json`), JSON.stringify(requests, null, 2));
    await cp(join(this.storage, 'logs'), join(folder, 'logs'), { recursive: true, force: true }).catch(
      () => undefined,
    );
  }

  /** Every file of the user and of the server, what the browser keeps and hears, what is run, and what AWS is asked. */
  async collectAllOutput(): Promise<WrittenTexts> {
    const contexts = this.browser.browser.contexts();
    const [stored, heard, asked] = await Promise.all([
      Promise.all(contexts.map((context) => context.storageState({ indexedDB: true }))),
      Promise.all(contexts.map(messages)),
      Promise.all([this.sandbox.requests(), this.sandbox.kubernetesRequests()]),
      this.commandLines.look(),
    ]);
    return new Map([
      ...(await filesBelow(join(this.home, '..'))),
      ['the browser', decoded(JSON.stringify(stored))],
      ['the messages', heard.join('\n')],
      ['the command lines', this.commandLines.text],
      ['the requests', JSON.stringify(asked)],
    ]);
  }

  async dispose(): Promise<void> {
    this.commandLines.stop();
    await this.browser.close();
    await this.editor.stop();
    await this.sandbox.stop();
    // A terminal's shell writes its history while it ends.
    await rm(join(this.home, '..'), { recursive: true, force: true, maxRetries: 20 });
  }
}

/** What turns and blinks is painted sixty times a second, here by the processor. */
const STILL = `document.addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.textContent = '*, ::before, ::after { animation: none !important; }';
  document.head.append(style);
})`;

/** The clusters that the user had before us: `kubectl` must still see them. */
const USERS_OWN_KUBECONFIG = `apiVersion: v1
kind: Config
# mine, by hand
clusters:
- name: minikube
  cluster: {server: "https://127.0.0.1:1"}
contexts:
- name: minikube
  context: {cluster: minikube, user: minikube}
users:
- name: minikube
  user: {token: mine}
current-context: minikube
`;

/** Playwright gives a database's bytes, such as those of VS Code's logs, in Base64. */
function decoded(text: string): string {
  return text.replaceAll(/"b":"([^"]*)"/g, (_, bytes: string) => Buffer.from(bytes, 'base64').toString());
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
