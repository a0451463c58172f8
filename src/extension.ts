import * as vscode from 'vscode';
import { IdleWindow } from './composition/idle-window';
import type { Row } from './core/tree/rows';
import { COMMANDS } from './ui/commands/commands';
import type { EnvironmentElement } from './ui/environments/environment-element';
import { FORM_VIEW_TYPE } from './ui/form/view-type';
import { once } from './ui/lazy';
import { LateView } from './ui/tree/late-view';

/**
 * Registers what VS Code has to find: the views, the commands, the form's tab and the tasks. All else is one part, loaded when one
 * of these is used or the window has something to do by itself.
 */
export function activate(context: vscode.ExtensionContext): void {
  const clusters = new LateView<Row>('eks.clusters');
  const environments = new LateView<EnvironmentElement>('eks.environments');
  const views = { clusters, environments };
  const product = once(async () => (await import('./composition/root')).compose(context, views));
  clusters.loadWith(async () => (await product()).tree);
  environments.loadWith(async () => (await product()).environments());
  const commands = COMMANDS.map((command) =>
    vscode.commands.registerCommand(command, async (...args: readonly unknown[]) =>
      (await product()).run(command, args),
    ),
  );
  const form = vscode.window.registerWebviewPanelSerializer(FORM_VIEW_TYPE, {
    deserializeWebviewPanel: async (panel) => (await product()).form.attach(panel),
  });
  const tasks = vscode.tasks.registerTaskProvider('eks', {
    provideTasks: async () => (await (await product()).tasks()).provideTasks(),
    resolveTask: async (task) => (await (await product()).tasks()).resolveTask(task),
  });
  const idle = new IdleWindow(context.globalStorageUri.fsPath, product, rethrow);
  context.subscriptions.push(clusters, environments, ...commands, form, tasks, idle);
}

/** Only a missing file of ours fails here, and with it what could show a notification: VS Code logs it. */
function rethrow(error: unknown): never {
  throw error;
}
