import { createHash, generateKeyPair, sign, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { isFields, type Fields } from './objects';

/** Signs a cluster's service account tokens and knows them again: RS256, as Kubernetes does. */
export class TokenSigner {
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #keyId: string;

  private constructor({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }) {
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
    this.#keyId = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64url');
  }

  /** A signer with new keys. */
  static async create(): Promise<TokenSigner> {
    return new TokenSigner(await promisify(generateKeyPair)('rsa', { modulusLength: 2048 }));
  }

  sign(claims: Fields): string {
    const signed = `${encode({ alg: 'RS256', kid: this.#keyId })}.${encode(claims)}`;
    const signature = sign('RSA-SHA256', Buffer.from(signed), this.#privateKey);
    return `${signed}.${signature.toString('base64url')}`;
  }

  /** The claims of a token that this signer made; undefined for any other. */
  verify(token: string): Fields | undefined {
    const [header, payload, signature, ...more] = token.split('.');
    if (!header || !payload || !signature || more.length > 0) return undefined;
    const genuine = verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${payload}`),
      this.#publicKey,
      Buffer.from(signature, 'base64url'),
    );
    if (!genuine) return undefined;
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return isFields(claims) ? claims : undefined;
  }
}

function encode(part: Fields): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
