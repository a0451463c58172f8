import * as vscode from 'vscode';
import type { KubeconfigPort } from '../../core/ports/kubeconfig';
import type { EksEntry } from '../../core/registry/entry';
import { findFileWith } from '../kubeconfig-file';
import { kubeconfigPathsOf } from '../levels';
import type { Notifier } from '../notify';
import type { Settings } from '../settings';
import type { TerminalEnvironment } from '../terminal';
import { ClusterTerminals } from './cluster-terminals';
import type { Command } from './commands';
import { KubeconfigAuth, type KubeconfigAuthDeps } from './kubeconfig-auth';
import { OpenTerminal } from './open-terminal';
import { TerminalProfiles, type ProfileDeps } from './terminal-profile';

type Deps = Omit<ProfileDeps, 'hasAccess'> &
  KubeconfigAuthDeps & {
    readonly settings: Settings;
    readonly notifier: Notifier;
    readonly kubeconfig: Pick<
      KubeconfigPort,
      'addTerminalChoice' | 'contextOf' | 'holds' | 'removeTerminalChoice'
    >;
    readonly terminals: Pick<TerminalEnvironment, 'isWantedAt' | 'own'>;
  };

/** *Open Terminal*, in VS Code. */
export function createOpenTerminal(deps: Deps): OpenTerminal {
  const { kubeconfig, notifier, settings, terminals } = deps;
  const auth = new KubeconfigAuth(deps);
  const hasAccess = (entry: EksEntry) => auth.hasAccess(entry, new AbortController().signal);
  const clusterTerminals = new ClusterTerminals({ kubeconfig, notifier });
  terminals.own(clusterTerminals.subscription);
  return new OpenTerminal({
    kubeconfig: {
      pathOf: ({ clusterId, level }) =>
        findFileWith(clusterId, kubeconfigPathsOf(level, settings), kubeconfig),
      contextOf: (path, cluster) => kubeconfig.contextOf(path, cluster),
      isWanted: (level) => terminals.isWantedAt(level),
      addTerminalChoice: (context) => kubeconfig.addTerminalChoice(context),
    },
    addToKubeconfig: (row) => vscode.commands.executeCommand('eks.addToKubeconfig' satisfies Command, row),
    profiles: new TerminalProfiles({ ...deps, hasAccess }),
    notifier,
    open: (request) => clusterTerminals.open(request),
  });
}
