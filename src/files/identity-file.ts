import { join } from 'node:path';
import { userError } from '../core/errors/catalogue';
import { explainSystemError } from '../core/errors/system-error';
import { parseIdentity, replacementFor, withExternalId, type Identity } from '../core/identity';
import { writeAtomically } from './atomic-write';
import { readTextIfPresent } from './edit-file';
import { withLock } from './lock';
import { makeFolder } from './make-folder';
import { hasCode } from './node-error';
import { UNREADABLE } from './read-regular-file';
import { setAside } from './set-aside';

/**
 * `identity.json`: made once for the installation, by the first window. Trust policies in AWS name the External
 * ID that is in it, so only a file that is absent is made; a damaged one is an error until the user replaces it.
 */
export class IdentityFile {
  private readonly path: string;

  constructor(
    private readonly storage: string,
    private readonly make: () => Identity,
  ) {
    this.path = join(storage, 'identity.json');
  }

  /**
   * Each time from the file: another window may have been given another External ID.
   * @throws UserError `identity-damaged`, or what the file system refuses
   */
  async read(): Promise<Identity> {
    return (
      (await this.present()) ?? this.locked(async () => (await this.present()) ?? this.write(this.make()))
    );
  }

  /** A new External ID, to offer where the file is damaged. */
  suggest(): string {
    return this.make().externalId;
  }

  /**
   * Only ever what the user chose for this purpose. A damaged file is kept under another name, and what can still be
   * read of it stays.
   */
  async replaceExternalId(externalId: string): Promise<Identity> {
    return this.locked(async () => {
      const text = await this.text();
      if (text === undefined) return this.write({ ...this.make(), externalId });
      const changed = withExternalId(text, externalId);
      if (changed) return this.write(changed);
      await setAside(this.path);
      return this.write(replacementFor(text, { ...this.make(), externalId }));
    });
  }

  /** @returns `undefined` where there is none */
  private async present(): Promise<Identity | undefined> {
    const text = await this.text();
    if (text === undefined) return undefined;
    const identity = parseIdentity(text);
    if (!identity) throw userError('identity-damaged', { path: this.path });
    return identity;
  }

  /** @returns `undefined` where there is no file; nothing of what is no text file */
  private async text(): Promise<string | undefined> {
    try {
      return await readTextIfPresent(this.path);
    } catch (error) {
      if (hasCode(error, ...UNREADABLE, 'file-not-text')) return '';
      throw error;
    }
  }

  private async write(identity: Identity): Promise<Identity> {
    const { removeLeftovers } = await import('./unfinished-writes');
    await removeLeftovers(this.path);
    await writeAtomically(this.path, `${JSON.stringify(identity, null, 2)}\n`);
    return identity;
  }

  private async locked<T>(work: () => Promise<T>): Promise<T> {
    try {
      await makeFolder(this.storage);
      return await withLock(this.path, work);
    } catch (error) {
      throw explainSystemError(error, this.path) ?? error;
    }
  }
}
