import { match, strictEqual } from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually';
import { TestWorkspace } from './test-workspace';
import { useSequentialTests } from './suite-hooks';
import type { Workbench } from './workbench';

const FINGERPRINT = 'ab'.repeat(32);
const NAMES = ['shop', 'blog', 'team'] as const;
type Name = (typeof NAMES)[number];

describe('Terminals of clusters, where another context is current and the shell has a KUBECONFIG of its own', () => {
  let workspace: TestWorkspace;
  let workbench: Workbench;

  before(async () => {
    workspace = await TestWorkspace.create({
      settings: { 'eks.clusters': [registered('team')] },
      files: {
        '.vscode/settings.json': JSON.stringify({ 'eks.clusters': [registered('shop'), registered('blog')] }),
        '.kube/config': kubeconfig('shop', 'blog'),
      },
    });
    await writeFile(join(workspace.home, '.kube/config'), kubeconfig('team', 'minikube'));
    // As guides advise: https://docs.coreweave.com
    await writeFile(
      join(workspace.home, '.bashrc'),
      'export KUBECONFIG=$HOME/.kube/config AWS_REGION=eu-west-1\n',
    );
    workbench = await workspace.open();
    await workbench.openClustersView();
    await workbench.row(/^shop/).waitFor();
    const question = workbench.page.getByRole('dialog', { name: /in this folder’s terminals\?/ });
    await question.getByRole('button', { name: 'Use It' }).click();
  });

  useSequentialTests(() => ({ workspace, workbench }));

  it('use the folder’s kubeconfig after the startup file ran', async () => {
    await workbench.type('kubectl config current-context > plain.txt');
    await says('plain.txt', 'shop');
  });

  for (const name of NAMES) {
    it(`use the cluster ${name} that they were opened for`, async () => {
      await open(name);
      await workbench.typeInTerminal(
        `kubectl config current-context > ${name}.txt; echo $KUBECONFIG >> ${name}.txt`,
      );
      await says(`${name}.txt`, name);
    });
  }

  it('remove their context file when closed', async () => {
    const choices = () => readdir(join(workspace.globalStorage, 'terminals'));
    strictEqual((await choices()).length, NAMES.length);
    await workbench.typeInTerminal('exit');
    await eventually(async () => strictEqual((await choices()).length, NAMES.length - 1));
  });

  it('are mentioned by Use This Context if they use another cluster', async () => {
    await use('team');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Write It' }).click();
    await workbench
      .notification(
        /Cluster team is the current context of .*home\/\.kube\/config\. New terminals in folder app use the context shop from .*app\/\.kube\/config\./,
      )
      .waitFor();
    await use('blog');
    await workbench.notification(/Cluster blog is the current context of .*app\/\.kube\/config\.$/).waitFor();
    await workbench.type('kubectl config current-context > used.txt');
    await says('used.txt', 'blog');
  });

  async function open(name: Name): Promise<void> {
    await workbench.run('EKS: Open Terminal');
    await pick(name);
    await workbench.page
      .locator('.terminal-tabs-entry, .single-terminal-tab')
      .filter({ hasText: name })
      .first()
      .waitFor();
  }

  async function use(name: Name): Promise<void> {
    await workbench.run('EKS: Use This Context');
    await pick(name);
  }

  async function pick(name: Name): Promise<void> {
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  }

  async function says(file: string, context: string): Promise<void> {
    await eventually(async () => match(await workspace.read(file), new RegExp(`^${context}\n`)));
  }
});

function registered(name: Name) {
  return {
    ...{ name, apiUrl: urlOf(name), caFingerprint: FINGERPRINT },
    ...{ environmentScope: `${name}/*`, enabled: true, managed: false, namespacePerEnvironment: false },
  };
}

function urlOf(name: string): string {
  return `https://${name}.example:6443`;
}

function kubeconfig(...names: readonly string[]): string {
  const ids = names.map((name) => ({ name, id: `${urlOf(name)}#${FINGERPRINT}` }));
  return JSON.stringify({
    ...{
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': names.includes('minikube') ? 'minikube' : names[0],
    },
    clusters: ids.map(({ name, id }) => ({ name: id, cluster: { server: urlOf(name) } })),
    contexts: ids.map(({ name, id }) => ({ name, context: { cluster: id, user: id } })),
    users: ids.map(({ id }) => ({ name: id, user: {} })),
  });
}
