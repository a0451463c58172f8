import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anOperation } from '../fakes/operation';
import { TestWorkspace } from './test-workspace';
import { useTestWorkspace } from './suite-hooks';
import type { Workbench } from './workbench';

/** What the editor finds in `operations/` when it starts. */
const WHOLE = JSON.stringify({ version: 1, ...anOperation() });
const CUT_OFF = '11111111-1111-4111-8111-111111111111.json';
const NEWER = '22222222-2222-4222-8222-222222222222.json';

describe('Operations on disk that cannot be read', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create();
    const folder = join(workspace.globalStorage, 'operations');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, CUT_OFF), WHOLE.slice(0, WHOLE.length / 2));
    await writeFile(join(folder, NEWER), WHOLE.replace('"version":1', '"version":99'));
    workbench = await workspace.open();
    await workbench.openClustersView();
  });

  useTestWorkspace(() => ({ workspace, workbench }));

  it('are reported once each, with what may exist in AWS', async () => {
    for (const file of [CUT_OFF, NEWER]) {
      await workbench.notification(file).waitFor();
      strictEqual(await workbench.notification(file).count(), 1);
    }
    strictEqual(await workbench.notifications.count(), 2);
  });

  it('are kept: the damaged one is set aside, the newer one stays in place', async () => {
    const left = await readdir(join(workspace.globalStorage, 'operations'));
    deepStrictEqual(left.sort(), [`${CUT_OFF}.damaged`, NEWER]);
  });

  it('do not block other work', async () => {
    await workbench.run('EKS: Create Cluster…');
    await workbench.field('Role ARN').waitFor();
    strictEqual(await workbench.row('').count(), 0);
  });
});
