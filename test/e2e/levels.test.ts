import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENTRY } from '../fakes/entry';
import { eventually } from './eventually';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const entry = (name: string, environmentScope: string) => ({ ...ENTRY, name, environmentScope });
const settings = (...entries: readonly object[]) => JSON.stringify({ 'eks.clusters': entries });

describe('Clusters at several levels, in a workspace of two folders', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;
  let docs: string;
  let workspaceFile: string;

  before(async () => {
    workspace = await TestWorkspace.create({
      files: { '.vscode/settings.json': settings(entry('shop', 'review/*'), entry('old', '*/one')) },
      settings: { 'eks.clusters': [entry('shop', '*')] },
    });
    docs = join(workspace.folder, '../docs');
    workspaceFile = join(workspace.folder, '../both.code-workspace');
    await mkdir(join(docs, '.vscode'), { recursive: true });
    await writeFile(join(docs, '.vscode/settings.json'), settings(entry('paper', 'production')));
    const shared = { 'eks.clusters': [entry('team', '*')] };
    await writeFile(
      workspaceFile,
      JSON.stringify({ folders: [{ path: 'app' }, { path: 'docs' }], settings: shared }),
    );
    workbench = await workspace.open({ workspace: workspaceFile });
    await workbench.openClustersView();
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('are all shown with their level, nearest first, even with the same name', async () => {
    await workbench.row(/^shop.*· app/).waitFor();
    const rows = await workbench.page.getByRole('treeitem').allInnerTexts();
    deepStrictEqual(
      rows.flatMap((row) => /^(shop|old|paper|team)/.exec(row)?.[0] ?? []),
      ['shop', 'old', 'paper', 'team', 'shop'],
    );
    await workbench.row(/paper.*scope production · docs/).waitFor();
    await workbench.row(/team.*scope \* · Workspace/).waitFor();
  });

  it('warn about overlapping and shadowed scopes', async () => {
    await workbench.row(/^shop.*scope review\/\*, same as old · app/).waitFor();
    await workbench.row(/^old.*scope \*\/one, same as shop · app/).waitFor();
    await workbench.row(/^shop.*scope \*, shadowed by team · User/).waitFor();
  });

  it('resolve an environment for the picked folder', async () => {
    await serves(
      'docs',
      'production',
      'The environment production is served by paper (scope production, configured in docs).',
    );
    await serves(
      'app',
      'production',
      'The environment production is served by team (scope *, configured in Workspace).',
    );
    await serves(
      'app',
      'review/two',
      'The environment review/two is served by shop (scope review/*, configured in app).',
    );
    await serves('app', 'review/one', /could be served by shop \(review\/\*\), old \(\*\/one\)/);
  });

  it('accept a scope that is free at that level', async () => {
    await onRow(/^old.*· app/, 'Edit Environment Scope…');
    const input = workbench.page.locator('.quick-input-widget input');
    await input.fill('review/*');
    await workbench.page
      .locator('.quick-input-message')
      .filter({ hasText: 'Another cluster at this level already has the environment scope review/*.' })
      .waitFor();
    await input.fill('staging');
    await input.press('Enter');
    await workbench.row(/^old.*scope staging · app/).waitFor();
    match(await workspace.read('.vscode/settings.json'), /"environmentScope": "staging"/);
    await workbench.row(/^shop.*scope review\/\* · app/).waitFor();
  });

  it('resolve environments of a disabled cluster to the next one', async () => {
    await onRow(/^shop.*· app/, 'Disable Cluster');
    await workbench.row(/^shop.*disabled · app/).waitFor();
    await serves(
      'app',
      'review/two',
      /served by team.* shop, with the scope review\/\*, would come first, but it is disabled/,
    );
    await onRow(/^shop.*disabled · app/, 'Enable Cluster');
    await workbench.row(/^shop.*scope review\/\* · app/).waitFor();
  });

  it('move to another level, but not where another cluster has the scope', async () => {
    await onRow(/paper.*· docs/, 'Move Cluster to Another Level…');
    await pick('Workspace (all its folders)');
    await workbench.row(/paper.*· docs/).waitFor({ state: 'detached' });
    await workbench.row(/paper.*· Workspace/).waitFor();
    match(await readFile(workspaceFile, 'utf8'), /"name": "paper"/);
    await onRow(/team.*· Workspace/, 'Move Cluster to Another Level…');
    await pick('User (all workspaces)');
    const refused =
      'The cluster team was not moved: Another cluster at this level already has the environment scope *. Choose another scope or another level, so that each environment has one cluster.';
    await workbench.notification(refused).waitFor();
    await workbench.row(/team.*· Workspace/).waitFor();
  });

  it('are removed from the list together, after asking, without deleting anything in AWS', async () => {
    await workbench.row(/paper.*· Workspace/).click();
    await workbench.row(/team.*· Workspace/).click({ modifiers: ['ControlOrMeta'] });
    await workbench.row(/team.*· Workspace/).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Copy ARN' }).waitFor();
    strictEqual(await workbench.page.getByRole('menuitem', { name: 'Open Terminal' }).count(), 0);
    await choose('Remove Cluster from List…');
    const dialog = workbench.page.getByRole('dialog');
    await dialog.filter({ hasText: 'Remove paper (Workspace), team (Workspace) from the list?' }).waitFor();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await workbench.row(/^team/).waitFor({ state: 'detached' });
    await eventually(async () => match(await readFile(workspaceFile, 'utf8'), /"eks\.clusters":\s*\[\]/));
    const actions = (await workspace.sandbox.requests()).map(({ action }) => action);
    strictEqual(
      actions.some((action) => action.startsWith('Delete')),
      false,
    );
  });

  it('have one level less in a single-folder window', async () => {
    const single = await workspace.open();
    await single.openClustersView();
    await single.row(/^shop.*scope review\/\* · app/).waitFor();
    await single.row(/^shop.*scope \* · User/).waitFor();
    strictEqual(await single.row(/· Workspace/).count(), 0);
    await single.page.close();
  });

  async function serves(folder: string, environment: string, answer: string | RegExp): Promise<void> {
    await workbench.run('EKS: Find Cluster for Environment…');
    await pick(folder);
    await workbench.page.getByPlaceholder('').last().waitFor();
    const input = workbench.page.locator('.quick-input-widget input');
    await workbench.page.locator('.quick-input-title').filter({ hasText: 'Environment' }).waitFor();
    await input.fill(environment);
    await input.press('Enter');
    await workbench.notification(answer).waitFor();
    await workbench.run('Notifications: Clear All Notifications');
  }

  async function pick(label: string): Promise<void> {
    await workbench.page.locator('.quick-input-list').getByRole('option', { name: label }).first().click();
  }

  async function onRow(row: RegExp, action: string): Promise<void> {
    await workbench.row(row).click({ button: 'right' });
    await choose(action);
  }

  /** By Enter: a menu takes the click for the release of the button that opened it. */
  async function choose(action: string): Promise<void> {
    await workbench.page.getByRole('menuitem', { name: action }).hover();
    await workbench.page.keyboard.press('Enter');
  }
});
