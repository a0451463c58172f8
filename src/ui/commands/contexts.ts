import type * as vscode from 'vscode';
import { ownKubeconfigs } from '../kubeconfig-path';
import { kubeconfigPathsOf } from '../levels';
import { KubernetesExtension } from '../kubernetes-extension';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';
import type { TerminalEnvironment } from '../terminal';
import { thisMachine } from '../this-machine';
import { KubeconfigCommands, type KubeconfigPorts } from './kubeconfig-commands';

type Ports = Omit<KubeconfigPorts, 'filesOf' | 'offerToTools' | 'ownFiles' | 'newTerminals'> & {
  readonly settings: Settings;
  readonly notifier: Notifier;
  readonly terminals: Pick<TerminalEnvironment, 'isUsedAt' | 'newTerminals'>;
  /** What was asked in this workspace. */
  readonly asked: vscode.Memento;
};

/** The entries of clusters in kubeconfig files, in VS Code. A bundle of its own. */
export function newKubeconfigCommands(ports: Ports): KubeconfigCommands {
  const kubernetesExtension = new KubernetesExtension(ports.notifier, ports.asked);
  return new KubeconfigCommands({
    ...ports,
    ownFiles: ownKubeconfigs(thisMachine),
    newTerminals: (level) => ports.terminals.newTerminals(level),
    filesOf: (level) => kubeconfigPathsOf(level, ports.settings),
    // Other tools run what a kubeconfig names, as kubectl does: only what terminals have, too.
    offerToTools: async (level, path) => {
      if (await ports.terminals.isUsedAt(level)) await kubernetesExtension.offer(level, path);
    },
  });
}
