import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'esbuild';
import { launchBrowser, type EditorBrowser } from '../../editor/browser';
import { installEditor, type Host } from '../../editor/install';
import { ground } from '../../editor/paths';
import { startEditor, type Editor } from '../../editor/server';
import { installExtensions } from './installed';

const PATIENCE_MS = 120_000;
const PAUSE_MS = 100;

/** Windows of a VS Code with one extension, each with an extension host of its own. */
export class Windows {
  private constructor(
    private readonly editor: Editor,
    private readonly browser: EditorBrowser,
    private readonly place: string,
  ) {}

  static async start({
    host,
    extension,
    id,
  }: {
    host: Host;
    extension: string;
    id: string;
  }): Promise<Windows> {
    const install = await installEditor(host);
    await mkdir(join(ground, 'bench'), { recursive: true });
    const place = await mkdtemp(join(ground, 'bench/windows-'));
    const extensionsDir = join(place, 'extensions');
    const reporter = join(place, 'reporter');
    await writeReporter(reporter);
    await installExtensions(extensionsDir, [extension, reporter]);
    const [editor, browser] = await Promise.all([
      startEditor({
        install,
        home: join(place, 'home'),
        env: { EKS_BENCH_EXTENSION: id },
        userDataDir: join(place, 'user-data'),
        extensionsDir,
        trust: 'disabled',
      }),
      launchBrowser(),
    ]);
    return new Windows(editor, browser, place);
  }

  /** What VS Code says of its startup with this extension, in a window that is closed again. */
  async startupReport(): Promise<string> {
    const folder = await mkdtemp(join(this.place, 'folder-'));
    const report = join(folder, 'startup-performance.md');
    const context = await this.browser.browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(this.editor.url({ open: { folder } }));
      const deadline = Date.now() + PATIENCE_MS;
      while (!existsSync(report)) {
        if (Date.now() > deadline) throw new Error('The window gave no report.');
        await setTimeout(PAUSE_MS);
      }
      return await readFile(report, 'utf8');
    } finally {
      await context.close();
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.browser.close(), this.editor.stop()]);
    await rm(this.place, { recursive: true, force: true });
  }
}

async function writeReporter(folder: string): Promise<void> {
  const manifest = {
    name: 'report',
    publisher: 'bench',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './report.cjs',
    activationEvents: ['onStartupFinished'],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await build({
    entryPoints: [join(import.meta.dirname, 'report.ts')],
    outfile: join(folder, 'report.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
}
