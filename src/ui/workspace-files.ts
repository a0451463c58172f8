import type { KubeconfigPort } from '../core/ports/kubeconfig';
import type { WorkspacePort } from '../core/ports/workspace';
import type { KubeconfigConsent } from './kubeconfig-consent';
import { isHere } from './levels';
import type { Settings } from './settings';

interface Files {
  readonly settings: Pick<Settings, 'register' | 'unregister'>;
  readonly awsConfig: {
    readonly has: WorkspacePort['hasProfile'];
    readonly write: WorkspacePort['writeProfile'];
  };
  readonly kubeconfig: Pick<KubeconfigPort, 'write' | 'remove'>;
  readonly consent: Pick<KubeconfigConsent, 'check' | 'isGivenFor'>;
  /** Two clusters may be finished at once, in one window or in two: neither may overwrite the other's element. */
  readonly withSettingsLock: (write: () => Promise<void>) => Promise<void>;
}

/** What operations write for the user: kubeconfig, AWS config and settings. */
export function workspaceFiles(files: Files): WorkspacePort {
  const { settings, awsConfig, kubeconfig, consent, withSettingsLock } = files;
  return {
    isHere,
    hasProfile: (profile) => awsConfig.has(profile),
    writeProfile: (profile) => awsConfig.write(profile),
    writeKubeconfig: async (entry) => kubeconfig.write(entry, await consent.check(entry.level, entry.path)),
    removeKubeconfig: async (entry) => {
      if (await consent.isGivenFor(entry.level, entry.path)) await kubeconfig.remove(entry);
    },
    register: (level, entry) => withSettingsLock(() => settings.register(level, entry)),
    unregister: (level, cluster) => withSettingsLock(() => settings.unregister(level, cluster)),
  };
}
