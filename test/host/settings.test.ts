import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import manifest from '../../package.json';
import { buildChoice } from '../../src/ui/deploy/build-choice';
import { ownSetting } from '../../src/ui/own-setting';
import { folderLevel, Settings } from '../../src/ui/settings';
import { WorkspaceChoice } from '../../src/ui/workspace-choice';
import { ENTRY } from '../fakes/entry';
import { FakeMemento } from '../fakes/memento';

describe('The registry in VS Code’s settings', () => {
  const machine = { env: {}, home: '' };
  const settings = new Settings(machine, new WorkspaceChoice(new FakeMemento()));
  const folder = vscode.workspace.workspaceFolders?.[0];
  ok(folder);
  const file = join(folder.uri.fsPath, '.vscode/settings.json');

  /** Writes the file, and waits until VS Code has read it: until then it has the tab size of some other text. */
  async function write(tabSize: number, text: string): Promise<void> {
    const hasRead = () => vscode.workspace.getConfiguration('editor', folder).get('tabSize') === tabSize;
    const read = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeConfiguration(() => {
        if (!hasRead()) return;
        subscription.dispose();
        resolve();
      });
    });
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text.replace('TAB_SIZE', String(tabSize)));
    await read;
  }

  // Not by VS Code's own way to write settings: into a file that it has not read again, it leaves unsaved changes.
  // Reverting makes it read the file at once; otherwise the next write could still meet the text from before.
  afterEach(async () => {
    await write(9, '{ "editor.tabSize": TAB_SIZE }');
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('changes our element and nothing else, comments included', async () => {
    await write(
      3,
      `{
  // mine
  "editor.tabSize": TAB_SIZE,
  "eks.clusters": [{ "name": 7, "note": "nonsense stays" }]
}`,
    );
    await settings.register(folderLevel(folder), ENTRY);
    const text = await readFile(file, 'utf8');
    ok(text.includes('// mine') && text.includes('"nonsense stays"'));
    const [registry] = settings.registries();
    deepStrictEqual(
      registry?.entries.map(({ name }) => name),
      ['demo'],
    );
    strictEqual(registry.problems.length, 1);
  });

  it('is told once in a window of one folder, where folder and workspace are the same', async () => {
    await settings.register(folderLevel(folder), ENTRY);
    const levels = settings.registries().filter(({ entries }) => entries.length > 0);
    deepStrictEqual(
      levels.map(({ level }) => level.kind),
      ['folder'],
    );
  });

  it('keeps what is typed and says so when the settings have unsaved changes', async () => {
    await write(5, '{ "editor.tabSize": TAB_SIZE }');
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(file));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 1), ' "editor.wordWrap": "on",'));
    await rejects(settings.register(folderLevel(folder), ENTRY), { code: 'settings-unsaved' });
    ok(editor.document.getText().includes('editor.wordWrap'));
  });

  it('takes nothing from a repository that is the user’s own to set, neither by its name nor in objects', async () => {
    const own = Object.entries(manifest.contributes.configuration.properties).filter(([, { scope }]) =>
      ['machine', 'application'].includes(scope),
    );
    ok(own.some(([name]) => name === 'eks.build.tool'));
    const planted = Object.fromEntries(
      own.flatMap(([name, setting]) => plantings(name, foreignValue(setting))),
    );
    await write(
      11,
      JSON.stringify({ ...planted, 'editor.tabSize': 'TAB_SIZE' }).replace('"TAB_SIZE"', 'TAB_SIZE'),
    );
    deepStrictEqual(
      own.map(([name]) => [name, ownSetting(name.slice('eks.'.length))]),
      own.map(([name, setting]) => [name, setting.default]),
    );
    deepStrictEqual(buildChoice(), { tool: 'auto', arguments: [] });
    deepStrictEqual(settings.roleLimits, { permissionsBoundary: '', rolePath: '' });
    strictEqual(settings.deleteConfirmation, 'enterName');
  });

  it('leaves settings alone that are no JSON', async () => {
    await write(7, '{ "editor.tabSize": TAB_SIZE }');
    await writeFile(file, '{ "editor.tabSize": ');
    await rejects(settings.register(folderLevel(folder), ENTRY), { code: 'settings-broken' });
    strictEqual(await readFile(file, 'utf8'), '{ "editor.tabSize": ');
  });
});

/** A value that its schema allows and that is not its default. */
function foreignValue(setting: {
  readonly type: string;
  readonly default: unknown;
  readonly enum?: readonly string[];
}) {
  const allowed: unknown = setting.enum?.find((value) => value !== setting.default);
  if (allowed !== undefined) return allowed;
  const values: Readonly<Record<string, unknown>> = {
    array: ['--evil'],
    number: 7,
    integer: 7,
    string: '/evil/',
  };
  return values[setting.type];
}

/** A setting by its name, and in objects by each beginning of that. */
function plantings(name: string, value: unknown): [string, unknown][] {
  const parts = name.split('.');
  return parts.map((_, index) => {
    const inside = parts.slice(index + 1).reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
    return [parts.slice(0, index + 1).join('.'), inside];
  });
}
