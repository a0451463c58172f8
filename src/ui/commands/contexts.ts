import type * as vscode from 'vscode';
import type { Level } from '../../core/registry/target';
import { kubeconfigPathsOf } from '../levels';
import { KubernetesExtension } from '../kubernetes-extension';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';
import { KubeconfigCommands, type KubeconfigPorts } from './kubeconfig-commands';

export { configureTexts } from '../../core/texts';

type Ports = Omit<KubeconfigPorts, 'filesOf' | 'offerToTools'> & {
  readonly settings: Settings;
  readonly notifier: Notifier;
  readonly terminals: { isUsedAt(level: Level): Promise<boolean> };
  /** What was asked in this workspace. */
  readonly asked: vscode.Memento;
};

/** The entries of clusters in kubeconfig files, in VS Code. A bundle of its own. */
export function newKubeconfigCommands(ports: Ports): KubeconfigCommands {
  const kubernetesExtension = new KubernetesExtension(ports.notifier, ports.asked);
  return new KubeconfigCommands({
    ...ports,
    filesOf: (level) => kubeconfigPathsOf(level, ports.settings),
    // Other tools run what a kubeconfig names, as kubectl does: only what terminals have, too.
    offerToTools: async (level, path) => {
      if (await ports.terminals.isUsedAt(level)) await kubernetesExtension.offer(level, path);
    },
  });
}
