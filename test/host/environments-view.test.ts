import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Clock } from '../../src/core/ports/clock';
import type { EnvironmentElement } from '../../src/ui/environments/environment-element';
import { EnvironmentsModel } from '../../src/ui/environments/environments-model';
import { fillEnvironmentsView } from '../../src/ui/environments/environments-view';
import { ENTRY } from '../fakes/entry';
import { FakeWatcher } from '../fakes/watcher';
import { deployment, NONE_READY } from '../unit/environments/recorded';

const FOLDER = { uri: vscode.Uri.parse('file:///app'), name: 'app', index: 0 };
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** The view, a cluster behind it, and time that passes when the test says so. */
class Scene {
  readonly watcher = new FakeWatcher();
  asked = 0;
  visible = false;
  badge: vscode.ViewBadge | undefined;
  readonly visibility = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
  readonly onDidChangeVisibility = this.visibility.event;
  readonly changes: (readonly EnvironmentElement[] | undefined)[] = [];
  private readonly sleepers: { readonly ms: number; readonly wake: () => void }[] = [];
  private readonly clock: Clock = {
    now: () => Date.parse('2026-11-30T10:30:00Z'),
    random: () => 0,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('Aborted')));
        this.sleepers.push({ ms, wake: resolve });
      }),
  };
  private readonly model = new EnvironmentsModel({
    settings: {
      registries: () => [{ level: { kind: 'user' }, entries: [{ ...ENTRY, managed: false }] }],
      deploy: () => ({ environments: { production: { namespace: 'shop' } } }),
    },
    folders: () => [FOLDER],
    projectOf: () => Promise.resolve({ name: 'app', origin: 'file:///app' }),
    watcher: () => {
      this.asked++;
      return Promise.resolve(this.watcher);
    },
    streams: () => Promise.reject(new Error('Nothing fails here.')),
    clock: this.clock,
    report: (error) => {
      throw error;
    },
  });
  private readonly view = fillEnvironmentsView(
    { view: this, follow: (tree) => tree.onDidChangeTreeData((rows) => this.changes.push(rows)) },
    this.model,
    () => undefined,
  );

  async show(isVisible = true): Promise<void> {
    this.visible = isVisible;
    this.visibility.fire({ visible: isVisible });
    await settled();
    await settled();
  }

  rows(row?: EnvironmentElement): Promise<EnvironmentElement[]> {
    return this.view.tree.getChildren(row);
  }

  item(row: EnvironmentElement): vscode.TreeItem {
    return this.view.tree.getTreeItem(row);
  }

  /** Those that sleep so long wake up. */
  async pass(ms: number): Promise<void> {
    const due = this.sleepers.filter((sleeper) => sleeper.ms === ms);
    for (const sleeper of due) this.sleepers.splice(this.sleepers.indexOf(sleeper), 1);
    for (const { wake } of due) wake();
    await settled();
  }

  dispose(): void {
    this.view.disposable.dispose();
    this.model.dispose();
  }
}

describe('The view Environments in VS Code', () => {
  let scene: Scene;
  beforeEach(() => (scene = new Scene()));
  afterEach(() => scene.dispose());

  it('calls no cluster until it is seen', async () => {
    await scene.rows();
    strictEqual(scene.asked, 0);
    await scene.show();
    strictEqual(scene.asked, 1);
    ok(scene.watcher.paths.includes('pods in shop'));
  });

  it('continues watching for half a minute after it was hidden, and then ends', async () => {
    await scene.show();
    await scene.show(false);
    await scene.show();
    await scene.pass(30_000);
    ok(scene.watcher.paths.length > 0);
    await scene.show(false);
    await scene.pass(30_000);
    deepStrictEqual(scene.watcher.paths, []);
  });

  it('shows an environment, for screen readers in a sentence', async () => {
    scene.watcher.set('deployments in shop', [deployment()]);
    await scene.show();
    const [row] = await scene.rows();
    ok(row);
    const item = scene.item(row);
    deepStrictEqual([item.label, item.description], ['production', '2/2']);
    strictEqual(item.accessibilityInformation?.label, 'production: Healthy, 2 of 2 pods ready.');
    strictEqual(item.contextValue, 'eks.environment;healthy;restartable;scalable;');
    strictEqual(typeof item.tooltip, 'string');
  });

  it('draws only the row again that has changed, as the same row', async () => {
    scene.watcher.set('deployments in shop', [deployment()]);
    await scene.show();
    const [before] = await scene.rows();
    await scene.pass(50);
    scene.changes.length = 0;
    scene.watcher.set('deployments in shop', [deployment(NONE_READY)]);
    scene.watcher.set('pods in shop', []);
    await scene.pass(50);
    deepStrictEqual(scene.changes, [[before]]);
    const [after] = await scene.rows();
    strictEqual(after, before);
  });

  it('draws nothing again where nothing that is shown has changed', async () => {
    scene.watcher.set('deployments in shop', [deployment()]);
    await scene.show();
    await scene.rows();
    await scene.pass(50);
    scene.changes.length = 0;
    scene.watcher.set('deployments in shop', [deployment()]);
    await scene.pass(50);
    deepStrictEqual(scene.changes, []);
  });
});
