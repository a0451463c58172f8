import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Level } from '../core/registry/target';
import type { Notifier } from './notify';

const EXTENSION = 'ms-kubernetes-tools.vscode-kubernetes-tools';
const SECTION = 'vs-kubernetes';
const KEY = 'vs-kubernetes.kubeconfig';
const ASKED_KEY = 'kubernetes-extension.asked';

/** Offers, once in a workspace, to have Microsoft's Kubernetes extension read a level's kubeconfig: the setting is its own. */
export class KubernetesExtension {
  constructor(
    private readonly notifier: Pick<Notifier, 'confirm'>,
    private readonly asked: Pick<vscode.Memento, 'get' | 'update'>,
  ) {}

  async offer(level: Level, path: string): Promise<void> {
    // The user's own file it reads by itself.
    if (level.kind === 'user') return;
    if (!vscode.extensions.getExtension(EXTENSION)) return;
    const settings = vscode.workspace.getConfiguration().get<Record<string, unknown>>(SECTION);
    if (settings?.[KEY] === path || this.asked.get<boolean>(ASKED_KEY, false)) return;
    await this.asked.update(ASKED_KEY, true);
    const agreed = await this.notifier.confirm({
      question: l10n.t('Also show the clusters from {0} in the Kubernetes extension?', path),
      detail: l10n.t('This sets vs-kubernetes.kubeconfig to the file, in this workspace.'),
      agree: l10n.t('Show Them'),
    });
    if (!agreed) return;
    const target = vscode.ConfigurationTarget.Workspace;
    const here = vscode.workspace.getConfiguration().inspect<Record<string, unknown>>(SECTION);
    await vscode.workspace
      .getConfiguration()
      .update(SECTION, { ...here?.workspaceValue, [KEY]: path }, target);
  }
}
