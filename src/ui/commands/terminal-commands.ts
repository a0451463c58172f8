import * as vscode from 'vscode';
import { LONGEST, shownText } from '../../core/foreign/shown-text';
import type { EksEntry } from '../../core/registry/entry';
import type { Level } from '../../core/registry/target';
import { fileWith } from '../kubeconfig-file';
import { folderOf, kubeconfigPathsOf } from '../levels';
import type { Settings } from '../settings';
import type { Command } from './commands';
import { KubeconfigUsers, type KubeconfigUserPorts } from './kubeconfig-user';
import { OpenTerminal, type OpenTerminalPorts, type TerminalRequest } from './open-terminal';
import { TerminalProfiles, type ProfilePorts } from './terminal-profile';

export { configureTexts } from '../../core/texts';

type Ports = Omit<ProfilePorts, 'isLetIn'> &
  KubeconfigUserPorts &
  Pick<OpenTerminalPorts, 'notifier'> & {
    readonly settings: Settings;
    readonly kubeconfig: Pick<OpenTerminalPorts['kubeconfig'], 'holds'>;
    readonly terminals: { variableOf(level: Level): Promise<string | undefined> };
  };

/** *Open Terminal*, in VS Code. A bundle of its own. */
export function newOpenTerminal(ports: Ports): OpenTerminal {
  const users = new KubeconfigUsers(ports);
  const isLetIn = (entry: EksEntry) => users.isLetIn(entry, new AbortController().signal);
  return new OpenTerminal({
    kubeconfig: {
      pathOf: ({ clusterId, level }) =>
        fileWith(clusterId, kubeconfigPathsOf(level, ports.settings), ports.kubeconfig),
      holds: (path, id) => ports.kubeconfig.holds(path, id),
      variable: (level) => ports.terminals.variableOf(level),
    },
    addToKubeconfig: (row) => vscode.commands.executeCommand('eks.addToKubeconfig' satisfies Command, row),
    profiles: new TerminalProfiles({ ...ports, isLetIn }),
    notifier: ports.notifier,
    open: newTerminal,
  });
}

/** Without a folder of the cluster's own, it starts in the first one. */
function newTerminal({ name, level, env }: TerminalRequest): void {
  const folder = folderOf(level) ?? vscode.workspace.workspaceFolders?.[0];
  vscode.window.createTerminal({ name: shownText(name, LONGEST.name), cwd: folder?.uri, env }).show();
}
