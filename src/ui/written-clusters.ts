import type * as vscode from 'vscode';
import { clusterDigest } from '../core/kubeconfig/cluster-digest';
import type { ConnectedCluster } from '../core/ports/workspace';

const KEY = 'kubeconfig.written';
/** The oldest are forgotten: the user is asked about them once more. */
const MAX_ENTRIES = 1_000;

/** Which clusters, with which address and CA, this installation has written into kubeconfigs. */
export class WrittenClusters {
  constructor(private readonly memory: Pick<vscode.Memento, 'get' | 'update'>) {}

  get seals(): ReadonlySet<string> {
    return new Set(this.memory.get<readonly string[]>(KEY, []));
  }

  async add(cluster: ConnectedCluster): Promise<void> {
    const { seals } = this;
    const seal = clusterDigest(cluster);
    if (!seals.has(seal)) await this.memory.update(KEY, [...seals, seal].slice(-MAX_ENTRIES));
  }
}
