import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { buildError } from '../../core/build/errors';
import { UserError } from '../../core/errors/user-error';
import { typeText } from '../quick-input';

/** Keeps the secrets of builds, for each folder: another folder that names the same never gets them. */
export class BuildSecrets {
  constructor(
    private readonly storage: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>,
    /** From now on the value is in no log and no message. */
    private readonly hold: (value: string) => void,
  ) {}

  /**
   * The values, by name. What is not kept is asked for.
   * @throws UserError `secret-missing` when the user entered none
   */
  async read(
    folder: vscode.WorkspaceFolder,
    names: readonly string[],
  ): Promise<Readonly<Record<string, string>>> {
    const values: Record<string, string> = {};
    for (const name of names) {
      const value = (await this.storage.get(keyOf(folder, name))) ?? (await ask(folder, name));
      if (value === undefined || value === '') throw buildError('secret-missing', { name });
      this.hold(value);
      values[name] = value;
    }
    return values;
  }

  /** Keeps them once a build with them has succeeded, and forgets them when a step of it has failed: they may be wrong. */
  async during(
    folder: vscode.WorkspaceFolder,
    values: Readonly<Record<string, string>>,
    build: () => Promise<void>,
  ): Promise<void> {
    try {
      await build();
    } catch (error) {
      if (error instanceof UserError && error.code === 'build-step-failed')
        for (const name of Object.keys(values)) await this.storage.delete(keyOf(folder, name));
      throw error;
    }
    for (const [name, value] of Object.entries(values)) await this.storage.store(keyOf(folder, name), value);
  }
}

function ask(folder: vscode.WorkspaceFolder, name: string): Thenable<string | undefined> {
  return typeText({
    title: l10n.t('Secret {0} for the Build of {1}', name, folder.name),
    prompt: l10n.t('It is kept in VS Code’s secret storage once a build with it has succeeded.'),
    password: true,
    ignoreFocusOut: true,
  });
}

function keyOf({ uri }: vscode.WorkspaceFolder, name: string): string {
  return `build.secret:${name}:${uri.toString()}`;
}
