import type { KubeconfigPort } from '../core/ports/kubeconfig';
import type { WorkspacePort } from '../core/ports/workspace';
import type { ClusterKey, ClusterOptions } from '../core/registry/entry';
import type { Level } from '../core/registry/target';
import type { ClusterAccess } from './cluster-access';
import type { KubeconfigConsent } from './kubeconfig-consent';
import { isLevelOpen } from './levels';
import type { Settings } from './settings';
import type { WrittenClusters } from './written-clusters';

/** The AWS config that the AWS CLI and the SDK read. */
export interface AwsConfigPort {
  readonly has: WorkspacePort['hasProfile'];
  readonly write: WorkspacePort['writeProfile'];
}

interface WorkspaceFilesDeps {
  readonly settings: Pick<Settings, 'amend' | 'register' | 'unregister'>;
  readonly awsConfig: AwsConfigPort;
  readonly kubeconfig: Pick<KubeconfigPort, 'write' | 'remove'>;
  /** Told before anything is written: terminals look at the file as soon as it changes. */
  readonly written: Pick<WrittenClusters, 'add'>;
  readonly consent: Pick<KubeconfigConsent, 'check' | 'isGrantedFor'>;
  readonly clusterAccess: Pick<ClusterAccess, 'allow'>;
  /** Two clusters may be finished at once, in one window or in two: neither may overwrite the other's element. */
  readonly withSettingsLock: (write: () => Promise<void>) => Promise<void>;
}

/** What is written for the user: kubeconfig, AWS config and settings. */
export interface WorkspaceFiles extends WorkspacePort {
  /** @throws UserError where the cluster is no longer configured there, or its new scope is taken */
  change(level: Level, cluster: ClusterKey, change: Partial<ClusterOptions>): Promise<void>;
}

export function workspaceFiles(deps: WorkspaceFilesDeps): WorkspaceFiles {
  const { settings, awsConfig, kubeconfig, consent, clusterAccess, withSettingsLock, written } = deps;
  return {
    isLevelOpen: isLevelOpen,
    hasProfile: (profile) => awsConfig.has(profile),
    writeProfile: (profile) => awsConfig.write(profile),
    writeKubeconfig: async (entry) => {
      const place = await consent.check(entry.level, entry.path);
      await written.add(entry.cluster);
      return kubeconfig.write(entry, place);
    },
    removeKubeconfig: async (entry) => {
      if (await consent.isGrantedFor(entry.level, entry.path)) await kubeconfig.remove(entry);
    },
    change: (level, cluster, change) => withSettingsLock(() => settings.amend(level, cluster, change)),
    register: async (level, entry) => {
      await clusterAccess.allow(entry);
      await withSettingsLock(() => settings.register(level, entry));
    },
    unregister: (level, cluster) => withSettingsLock(() => settings.unregister(level, cluster)),
  };
}
