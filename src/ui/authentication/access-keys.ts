import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { userError } from '../../core/errors/catalogue';
import type { AccessKey } from '../../core/ports/sign-in';
import {
  accessKeyIdProblem,
  parseAccessKey,
  secretAccessKeyProblem,
  trimmed,
} from '../../core/sign-in/access-key';

const SECRET = 'eks.accessKey';

/**
 * The access key that was typed once. SecretStorage lives in the browser when VS Code runs remotely, so that it is
 * missing, from another browser for example, is nothing unusual: it is asked for again.
 */
export class AccessKeys {
  private asking: Promise<AccessKey | undefined> | undefined;

  constructor(private readonly secrets: vscode.SecretStorage) {}

  /** The one that is kept. */
  async kept(): Promise<AccessKey | undefined> {
    return parseAccessKey(await this.secrets.get(SECRET));
  }

  /** The one that is kept, or else the one that the user types: once for all who wait for it. */
  async get(): Promise<AccessKey> {
    const key = (await this.kept()) ?? (await this.ask());
    if (!key) throw userError('sign-in-cancelled');
    return key;
  }

  /** Asks for a key and keeps it, in place of another. @returns `undefined` when the user changed their mind */
  ask(): Promise<AccessKey | undefined> {
    this.asking ??= this.type().finally(() => (this.asking = undefined));
    return this.asking;
  }

  async forget(): Promise<void> {
    await this.secrets.delete(SECRET);
  }

  private async type(): Promise<AccessKey | undefined> {
    const accessKeyId = await vscode.window.showInputBox({
      title: l10n.t('AWS Access Key (1/2)'),
      prompt: l10n.t('Access key ID'),
      placeHolder: 'AKIA…',
      ignoreFocusOut: true,
      validateInput: accessKeyIdProblem,
    });
    if (accessKeyId === undefined) return undefined;
    const secretAccessKey = await vscode.window.showInputBox({
      title: l10n.t('AWS Access Key (2/2)'),
      prompt: l10n.t('Secret access key. It is kept in VS Code’s secret storage and nowhere else.'),
      password: true,
      ignoreFocusOut: true,
      validateInput: secretAccessKeyProblem,
    });
    if (secretAccessKey === undefined) return undefined;
    const key = trimmed({ accessKeyId, secretAccessKey });
    await this.secrets.store(SECRET, JSON.stringify(key));
    return key;
  }
}
