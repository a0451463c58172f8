import type { WorkspacePort } from '../core/ports/workspace';
import { isHere } from './levels';
import type { Settings } from './settings';

interface Files {
  readonly settings: Pick<Settings, 'register' | 'unregister'>;
  readonly awsConfig: {
    readonly has: WorkspacePort['hasProfile'];
    readonly write: WorkspacePort['writeProfile'];
  };
  readonly kubeconfig: {
    readonly write: WorkspacePort['writeKubeconfig'];
    readonly remove: WorkspacePort['removeKubeconfig'];
  };
  /** Two clusters may be finished at once, in one window or in two: neither may overwrite the other's element. */
  readonly withSettingsLock: (write: () => Promise<void>) => Promise<void>;
}

/** What operations write for the user: kubeconfig, AWS config and settings. */
export function workspaceFiles({ settings, awsConfig, kubeconfig, withSettingsLock }: Files): WorkspacePort {
  return {
    isHere,
    hasProfile: (profile) => awsConfig.has(profile),
    writeProfile: (profile) => awsConfig.write(profile),
    writeKubeconfig: (request) => kubeconfig.write(request),
    removeKubeconfig: (request) => kubeconfig.remove(request),
    register: (level, entry) => withSettingsLock(() => settings.register(level, entry)),
    unregister: (level, cluster) => withSettingsLock(() => settings.unregister(level, cluster)),
  };
}
