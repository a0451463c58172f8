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

  /** A damaged file is an error and not replaced: trust policies in AWS name the External ID that it held. */
  async read(): Promise<Identity> {
    const { identity } = await editTextFile(this.path, (text) => {
      if (text !== '') return { kind: 'present', identity: parseIdentity(text) };
      const made = this.make();
      return { kind: 'made', identity: made, text: `${JSON.stringify(made, null, 2)}\n` };
    });
    if (identity) return identity;
    throw userError('identity-unreadable', {
      path: this.path,
      detail: 'not an installation and an External ID.',
    });
  }
}
