import * as vscode from 'vscode';
import type { Command } from './commands/commands';
import type { Action } from './notify';

/** A button that runs a command of the extension with an argument. */
export function commandAction(title: string, command: Command, argument: unknown): Action {
  return { title, run: () => vscode.commands.executeCommand(command, argument) };
}
