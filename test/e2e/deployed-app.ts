import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually';
import type { TestWorkspace } from './test-workspace';
import type { Workbench } from './workbench';

const run = promisify(execFile);

/** An app that somebody deploys with `kubectl apply` into the namespace of an environment. */
export class DeployedApp {
  private constructor(
    private readonly workspace: TestWorkspace,
    readonly namespace: string,
    private readonly environment: string,
  ) {}

  /** Has the namespace made, with *Prepare Environment…*. */
  static async prepare(
    workspace: TestWorkspace,
    workbench: Workbench,
    environment: string,
  ): Promise<DeployedApp> {
    await workbench.run('EKS: Prepare Environment…');
    const input = workbench.page.locator('.quick-input-widget input.input');
    await input.fill(environment);
    await input.press('Enter');
    const prepared = workbench.notification(`The environment ${environment} has the namespace`);
    const [namespace = ''] = /app-[0-9a-f]{8}-[\w-]+/.exec(await prepared.innerText()) ?? [];
    await workbench.run('Notifications: Clear All Notifications');
    return new DeployedApp(workspace, namespace, environment);
  }

  /** @param outcome what becomes of its containers: see `test/sandbox/kubernetes/kubelet/outcome.ts` */
  async apply(outcome: string, replicas = 2): Promise<void> {
    const file = join(this.workspace.home, `${this.namespace}.json`);
    const labels = { app: 'web' };
    const resources = { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } };
    const ports = [{ containerPort: 8080 }];
    const envFrom = [{ secretRef: { name: `${this.environment}-config`, optional: true } }];
    const containers = [{ name: 'web', image: 'shop/web:1', ports, envFrom, resources }];
    const metadata = { labels, annotations: { 'sandbox/outcome': outcome } };
    const spec = {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata, spec: { containers } },
    };
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec };
    await writeFile(file, JSON.stringify(deployment));
    await eventually(async () => {
      await this.kubectl('apply', '--filename', file);
    });
  }

  async kubectl(...args: string[]): Promise<string> {
    const { home, folder, sandbox } = this.workspace;
    const own = { HOME: home, KUBECONFIG: join(folder, '.kube/config') };
    const env = { ...process.env, ...sandbox.env, ...own };
    return (await run('kubectl', ['--namespace', this.namespace, ...args], { env })).stdout;
  }
}
