import { join } from 'node:path';
import { userError } from '../core/errors/catalogue';
import { parseIdentity, type Identity } from '../core/identity';
import { editTextFile } from './edit-file';

/** `identity.json`: made once for the installation, whichever window comes first. */
export class IdentityFile {
  private readonly path: string;

  constructor(
    storage: string,
    private readonly make: () => Identity,
  ) {
    this.path = join(storage, 'identity.json');
  }

  /** Each time from the file: another window may have been given another External ID. */
  async read(): Promise<Identity> {
    return this.edit((present) => present);
  }

  /** Only ever what the user typed for this purpose; see *Words* in the design. */
  async replaceExternalId(externalId: string): Promise<Identity> {
    return this.edit((present) => ({ ...present, externalId }));
  }

  /** A damaged file is an error and not replaced: trust policies in AWS name the External ID that it held. */
  private async edit(change: (present: Identity) => Identity): Promise<Identity> {
    const { identity } = await editTextFile(this.path, (text) => {
      const present = text === '' ? this.make() : parseIdentity(text);
      const identity = present && change(present);
      if (!identity || (text !== '' && identity === present)) return { kind: 'kept', identity };
      return { kind: 'written', identity, text: `${JSON.stringify(identity, null, 2)}\n` };
    });
    if (identity) return identity;
    throw userError('identity-unreadable', {
      path: this.path,
      detail: 'not an installation and an External ID.',
    });
  }
}
