import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import { installEditor } from '../../editor/install';
import { ground } from '../../editor/paths';
import { startEditor, type Editor } from '../../editor/server';

const PATIENCE_MS = 120_000;

/** Opens windows of VS Code, each with an extension host of its own. */
export class Windows {
  private constructor(
    private readonly editor: Editor,
    private readonly browser: EditorBrowser,
    private readonly place: string,
  ) {}

  static async start(): Promise<Windows> {
    const install = await installEditor();
    await mkdir(join(ground, 'bench'), { recursive: true });
    const place = await mkdtemp(join(ground, 'bench/windows-'));
    const [editor, browser] = await Promise.all([
      startEditor({
        install,
        home: join(place, 'home'),
        env: {},
        userDataDir: join(place, 'user-data'),
        extensionsDir: join(place, 'extensions'),
        trust: 'disabled',
      }),
      launchBrowser(),
      bundleReport(join(place, 'report.cjs')),
    ]);
    return new Windows(editor, browser, place);
  }

  /** What VS Code says of its startup with this extension, in a window that is closed again. */
  async startupReport(extensionDevelopmentPath: string): Promise<string> {
    const folder = await mkdtemp(join(this.place, 'folder-'));
    const extensionTestsPath = join(this.place, 'report.cjs');
    const context = await this.browser.browser.newContext();
    try {
      const page = await context.newPage();
      const window = new EventEmitter();
      const log: string[] = [];
      await page.exposeFunction('codeAutomationExit', (code: number) => window.emit('exit', code));
      await page.exposeFunction('codeAutomationLog', (_level: string, args: readonly unknown[]) => {
        log.push(args.map(String).join(' '));
      });
      const exit = once(window, 'exit', { signal: AbortSignal.timeout(PATIENCE_MS) });
      await page.goto(this.editor.url({ open: { folder }, extensionDevelopmentPath, extensionTestsPath }));
      const [code] = (await exit) as [number];
      if (code !== 0) throw new Error(`The window gave no report: ${log.join('\n')}`);
      return await readFile(join(folder, 'startup-performance.md'), 'utf8');
    } finally {
      await context.close();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.browser.close(), this.editor.stop()]);
    await rm(this.place, { recursive: true, force: true });
  }
}

async function bundleReport(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'report.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
}
