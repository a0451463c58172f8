import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { newIdentity } from '../core/identity';
import type { PrivateFilePort } from '../core/ports/deploy-tools';
import type { RegistryLoginPort } from '../core/ports/image-registry';
import type { KubeconfigPort } from '../core/ports/kubeconfig';
import { IdentityFile } from '../files/identity-file';
import { FileJournal } from '../files/journal';
import { withLock } from '../files/lock';
import { FileOperationLock } from '../files/operation-lock';
import { realTarget } from '../files/real-path';
import { ClusterAccess } from '../ui/cluster-access';
import { KubeconfigConsent } from '../ui/kubeconfig-consent';
import { lazyPort, once } from '../ui/lazy';
import { folderPathOf } from '../ui/levels';
import { workspaceFiles, type AwsConfigPort } from '../ui/workspace-files';
import { WrittenClusters } from '../ui/written-clusters';
import type { Shell } from './shell';

export type Storage = ReturnType<typeof createStorage>;

/** What is on disk: this installation's identity and operations, and the user's files, with what the user allowed. */
export function createStorage(context: vscode.ExtensionContext, shell: Shell) {
  const { machine, memory, report } = shell;
  const folder = context.globalStorageUri.fsPath;
  const identityFile = new IdentityFile(folder, () =>
    newIdentity((bytes) => randomBytes(bytes).toString('hex')),
  );
  const identity = () => identityFile.read();
  const journal = new FileJournal(folder, report);
  const records = async () => ({
    installation: (await identity()).installation,
    operations: [...(await journal.load()), ...(await journal.ended())],
  });

  const userFiles = once(() => import('../files/user-files'));
  const rules = once(() => import('../core/kubeconfig/index'));
  const kubeconfig = lazyPort<KubeconfigPort>(
    async () => new (await userFiles()).KubeconfigFiles(rules, machine.env, folder),
  );
  const awsConfig = lazyPort<AwsConfigPort>(async () => new (await userFiles()).AwsConfigFile(machine));
  const registryLogins = lazyPort<RegistryLoginPort>(async () =>
    (await import('../files/registry-logins')).registryLogins(join(folder, 'registry-logins')),
  );
  const privateKubeconfigs = lazyPort<PrivateFilePort>(async () =>
    (await import('../files/private-files')).privateFiles(join(folder, 'kubeconfigs')),
  );
  const buildSecrets = lazyPort<PrivateFilePort>(async () =>
    (await import('../files/private-files')).privateFiles(join(folder, 'build-secrets')),
  );
  const consent = new KubeconfigConsent(memory, { ...shell, folderOf: folderPathOf, realPath: realTarget });
  const written = new WrittenClusters(memory.globalState);
  const clusterAccess = new ClusterAccess({
    ...shell,
    operations: async () => (await records()).operations,
  });
  const files = { awsConfig, clusterAccess, consent, kubeconfig, written };
  const withSettingsLock = (write: () => Promise<void>) => withLock(join(folder, 'locks', 'settings'), write);
  const workspace = workspaceFiles({
    ...shell,
    ...files,
    withSettingsLock,
  });
  const lock = new FileOperationLock(folder);
  return {
    identity,
    identityFile,
    journal,
    lock,
    records,
    buildSecrets,
    privateKubeconfigs,
    registryLogins,
    withSettingsLock,
    workspace,
    ...files,
  };
}
