import { createHash, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { isFields, type Fields } from './objects';

/**
 * Clusters of one process share a key, which takes longer to make than all else that a simulated cluster needs. A token
 * names its account's `uid`, so that it is of no use in another cluster.
 */
let sharedKey: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | undefined;

/**
 * Signs a cluster's service account tokens and knows them again. As EKS and kube-apiserver do it, by RS256, which is
 * deterministic: the same claims make the same token.
 */
export class TokenSigner {
  /** Every token that it made. */
  readonly issued: string[] = [];
  readonly #privateKey: KeyObject;
  readonly #publicKey: KeyObject;
  readonly #keyId: string;

  constructor() {
    sharedKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { privateKey, publicKey } = sharedKey;
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
    this.#keyId = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64url');
  }

  sign(claims: Fields): string {
    const signed = `${encode({ alg: 'RS256', kid: this.#keyId })}.${encode(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), this.#privateKey);
    const token = `${signed}.${signature.toString('base64url')}`;
    this.issued.push(token);
    return token;
  }

  /** The claims of a token that a signer of this process made; undefined for any other. */
  verify(token: string): Fields | undefined {
    const [header, payload, signature, ...more] = token.split('.');
    if (!header || !payload || !signature || more.length > 0) return undefined;
    const genuine = verify(
      'sha256',
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
