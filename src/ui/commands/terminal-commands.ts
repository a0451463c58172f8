import * as vscode from 'vscode';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import type { EksEntry } from '../../core/registry/entry';
import { fileWith } from '../kubeconfig-file';
import { kubeconfigPathsOf } from '../levels';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';
import type { TerminalEnvironment } from '../terminal';
import { ClusterTerminals } from './cluster-terminals';
import type { Command } from './commands';
import { KubeconfigUsers, type KubeconfigUserPorts } from './kubeconfig-user';
import { OpenTerminal } from './open-terminal';
import { TerminalProfiles, type ProfilePorts } from './terminal-profile';

type Ports = Omit<ProfilePorts, 'isLetIn'> &
  KubeconfigUserPorts & {
    readonly settings: Settings;
    readonly notifier: Notifier;
    readonly kubeconfig: Pick<
      KubeconfigPort,
      'addTerminalChoice' | 'contextOf' | 'holds' | 'removeTerminalChoice'
    >;
    readonly terminals: Pick<TerminalEnvironment, 'isWantedAt' | 'own'>;
  };

/** *Open Terminal*, in VS Code. */
export function newOpenTerminal(ports: Ports): OpenTerminal {
  const { kubeconfig, notifier, settings, terminals } = ports;
  const users = new KubeconfigUsers(ports);
  const isLetIn = (entry: EksEntry) => users.isLetIn(entry, new AbortController().signal);
  const clusterTerminals = new ClusterTerminals({ kubeconfig, notifier });
  terminals.own(clusterTerminals.subscription);
  return new OpenTerminal({
    kubeconfig: {
      pathOf: ({ clusterId, level }) => fileWith(clusterId, kubeconfigPathsOf(level, settings), kubeconfig),
      contextOf: (path, cluster) => kubeconfig.contextOf(path, cluster),
      isWanted: (level) => terminals.isWantedAt(level),
      addTerminalChoice: (context) => kubeconfig.addTerminalChoice(context),
    },
    addToKubeconfig: (row) => vscode.commands.executeCommand('eks.addToKubeconfig' satisfies Command, row),
    profiles: new TerminalProfiles({ ...ports, isLetIn }),
    notifier,
    open: (request) => clusterTerminals.open(request),
  });
}
