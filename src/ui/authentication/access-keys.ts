import type { SecretStorage } from 'vscode';
import { userError } from '../../core/errors/catalogue';
import type { AccessKey } from '../../core/ports/sign-in';
import { parseAccessKey, trimmed } from '../../core/sign-in/access-key';

const SECRET = 'eks.accessKey';

/**
 * The access key that was typed once. SecretStorage lives in the browser when VS Code runs remotely, so that it is
 * missing, from another browser for example, is nothing unusual: it is asked for again.
 */
export class AccessKeys {
  private asking: Promise<AccessKey | undefined> | undefined;

  /** @param prompt `undefined` when the user changed their mind */
  constructor(
    private readonly secrets: Pick<SecretStorage, 'get' | 'store' | 'delete'>,
    private readonly prompt: () => Promise<AccessKey | undefined>,
  ) {}

  /** The one that is kept. */
  async stored(): Promise<AccessKey | undefined> {
    return parseAccessKey(await this.secrets.get(SECRET));
  }

  /** The stored key, or the one that the user types. Concurrent callers share one prompt. */
  async get(): Promise<AccessKey> {
    const key = (await this.stored()) ?? (await this.ask());
    if (!key) throw userError('sign-in-cancelled');
    return key;
  }

  /** Asks for a key and keeps it, in place of another. @returns `undefined` when the user changed their mind */
  ask(): Promise<AccessKey | undefined> {
    this.asking ??= this.askNow().finally(() => (this.asking = undefined));
    return this.asking;
  }

  async forget(): Promise<void> {
    await this.secrets.delete(SECRET);
  }

  private async askNow(): Promise<AccessKey | undefined> {
    const typed = await this.prompt();
    if (!typed) return undefined;
    const key = trimmed(typed);
    await this.secrets.store(SECRET, JSON.stringify(key));
    return key;
  }
}
