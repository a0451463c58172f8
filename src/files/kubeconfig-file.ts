import { userError } from '../core/errors/catalogue';
import type { EntryUser } from '../core/kubeconfig/entry';
import type * as Editor from '../core/kubeconfig/index';
import type { ConnectedCluster, KubeconfigUser, WorkspacePort } from '../core/ports/workspace';
import { editTextFile, readTextFile } from './edit-file';
import { findExecutable, type Environment } from './find-executable';

type WriteRequest = Parameters<WorkspacePort['writeKubeconfig']>[0];

type RemoveRequest = Parameters<WorkspacePort['removeKubeconfig']>[0];

/** Kubeconfig files on disk. */
export class KubeconfigFiles {
  /** @param editor the lazy bundle that knows YAML */
  constructor(
    private readonly editor: () => Promise<typeof Editor>,
    private readonly env: Environment,
  ) {}

  async write({ path, cluster, user, setCurrentContext }: WriteRequest): Promise<void> {
    const { setEntry } = await this.editor();
    const entry = {
      clusterArn: cluster.arn,
      contextName: cluster.name,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority,
      user: await this.entryUser(cluster, user),
    };
    const result = await editTextFile(path, (text) => setEntry(text, entry, { setCurrentContext }));
    if (result.kind === 'refused') throw userError('kubeconfig-not-edited', { path, detail: result.reason });
  }

  async remove({ path, cluster }: RemoveRequest): Promise<void> {
    // Its folder may be gone with its workspace: nothing is made in order to remove from it.
    if ((await readTextFile(path)) === '') return;
    const { removeEntry } = await this.editor();
    const result = await editTextFile(path, (text) => removeEntry(text, cluster.arn));
    if (result.kind === 'refused') throw userError('kubeconfig-not-edited', { path, detail: result.reason });
  }

  /** The file has a cluster of that ID: what is called as ours are. */
  async holds(path: string, clusterId: string): Promise<boolean> {
    const text = await readTextFile(path);
    return text !== '' && (await this.editor()).hasEntry(text, clusterId);
  }

  /** What `kubectl` would run for users of the file that are not ours; one command line each. */
  async foreignExecUsers(text: string): Promise<readonly string[]> {
    const { foreignExecUsers } = await this.editor();
    return foreignExecUsers(text, await findExecutable('aws', this.env));
  }

  private async entryUser(cluster: ConnectedCluster, user: KubeconfigUser): Promise<EntryUser> {
    switch (user.kind) {
      case 'service-account':
        return user;
      case 'aws-cli': {
        const awsPath = await findExecutable('aws', this.env);
        if (awsPath === undefined) throw userError('aws-cli-missing');
        return { ...user, awsPath, region: cluster.region, clusterName: cluster.name };
      }
    }
  }
}
