import { gzipSync } from 'node:zlib';
import type { Clock } from '../../src/core/ports/clock';
import type { HelmPort, ReleaseName, ReleaseUpgrade } from '../../src/core/ports/deploy-tools';
import type { KubernetesObject } from '../../src/core/ports/kubernetes';
import type { FakeKubernetes } from './kubernetes';

/** Helm as far as others see it: objects, and a Secret for each revision. */
export class FakeHelm implements HelmPort {
  readonly upgrades: ReleaseUpgrade[] = [];
  /** What the chart renders. */
  objects: readonly KubernetesObject[] = [];
  /** What becomes of the next run: it may die before its end. */
  fate: 'succeeds' | 'is killed' = 'succeeds';

  constructor(
    private readonly kubernetes: FakeKubernetes,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly apply: (object: KubernetesObject) => Promise<void>,
  ) {}

  async upgrade(upgrade: ReleaseUpgrade): Promise<void> {
    this.upgrades.push(upgrade);
    await this.change(upgrade, this.objects);
  }

  async rollBack(release: ReleaseName, revision: number): Promise<void> {
    const secret = await this.kubernetes.read({ ...SECRET, ...nameOf(release, revision) });
    await this.change(release, JSON.parse(String(secret?.metadata.annotations?.['objects'])) as []);
  }

  private async change(release: ReleaseName, objects: readonly KubernetesObject[]): Promise<void> {
    const labels = { owner: 'helm', name: release.name };
    const query = { ...SECRET, namespace: release.namespace, labels };
    const earlier = await this.kubernetes.list(query);
    if (earlier.some(({ metadata }) => metadata.labels?.['status']?.startsWith('pending-')))
      throw new Error('another operation (install/upgrade/rollback) is in progress');
    const revision = earlier.length + 1;
    await this.keep(release, revision, 'pending-upgrade', objects);
    if (this.fate === 'is killed') throw new Error('killed');
    for (const object of objects) await this.apply(object);
    await this.keep(release, revision, 'deployed', objects);
  }

  /** As `helm.sh/release.v1` is. */
  private async keep(
    release: ReleaseName,
    revision: number,
    status: string,
    objects: readonly KubernetesObject[],
  ): Promise<void> {
    const manifest = objects.map((object) => `---\n# Source: x\n${JSON.stringify(object)}\n`).join('');
    const payload = { name: release.name, info: { status }, manifest, version: revision };
    const packed = gzipSync(JSON.stringify(payload)).toString('base64');
    const modifiedAt = String(Math.floor(this.clock.now() / 1000));
    const labels = { owner: 'helm', name: release.name, status, version: String(revision), modifiedAt };
    const annotations = { objects: JSON.stringify(objects) };
    const data = { release: Buffer.from(packed).toString('base64') };
    await this.kubernetes.apply({
      ...{ ...SECRET, type: 'helm.sh/release.v1', data },
      metadata: { ...nameOf(release, revision), labels, annotations },
    });
  }
}

const SECRET = { apiVersion: 'v1', kind: 'Secret' };

function nameOf({ name, namespace }: ReleaseName, revision: number) {
  return { name: `sh.helm.release.v1.${name}.v${revision}`, namespace };
}
