import * as vscode from 'vscode';
import type { Operations } from '../core/operation/run/operations';
import type { Log } from './log';
import type { Notifier } from './notify';
import { logOperations } from './operation-log';
import { ProgressNotifications } from './progress';
import { StatusBar } from './status-bar';

/** Where operations are shown beside the view and the form: notifications, the status bar and the log. */
export function displayOperations(operations: Operations, notifier: Notifier, log: Log): vscode.Disposable {
  return vscode.Disposable.from(
    new ProgressNotifications(operations, notifier, () => import('./operation-end')),
    new StatusBar(operations),
    logOperations(operations, log),
  );
}
