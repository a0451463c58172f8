import type { WorkspacePort } from '../../src/core/ports/workspace';
import type { ClusterEntry } from '../../src/core/registry/entry';

type KubeconfigRequest = Parameters<WorkspacePort['writeKubeconfig']>[0];

/** A window that has the workspace open, or has not. */
export class FakeWorkspace implements WorkspacePort {
  readonly kubeconfigs: KubeconfigRequest[] = [];
  readonly registered: ClusterEntry[] = [];
  readonly removedKubeconfigs: string[] = [];
  readonly unregistered: string[] = [];
  readonly profiles: string[] = [];
  here = true;
  kubeconfigFault: Error | undefined;

  isLevelOpen(): boolean {
    return this.here;
  }

  hasProfile(): Promise<boolean> {
    return Promise.resolve(this.profiles.length > 0);
  }

  writeProfile({ name }: { name: string }): Promise<void> {
    this.profiles.push(name);
    return Promise.resolve();
  }

  writeKubeconfig(request: KubeconfigRequest): Promise<'owner'> {
    if (this.kubeconfigFault) return Promise.reject(this.kubeconfigFault);
    this.kubeconfigs.push(request);
    return Promise.resolve('owner');
  }

  removeKubeconfig({ cluster }: { cluster: { arn: string } }): Promise<void> {
    this.removedKubeconfigs.push(cluster.arn);
    return Promise.resolve();
  }

  unregister(_level: unknown, { name }: { name: string }): Promise<void> {
    this.unregistered.push(name);
    return Promise.resolve();
  }

  register(_level: unknown, entry: ClusterEntry): Promise<void> {
    this.registered.push(entry);
    return Promise.resolve();
  }
}
